'use client'
import type { Refusal } from '@holdspace/kit/refusal'
import { Button } from '@holdspace/ui/button'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Notice } from '@holdspace/ui/notice'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useDoorClient } from '../door-client.ts'
import { attempt } from '../refusal-of.ts'
import { InLanguage, useRefusalWords } from './language.tsx'
import { PatientFrame, PatientHeading } from './patient-frame.tsx'

/**
 * What stands behind a link. Opening it asks nothing of the server and consumes nothing, so a mail scanner that looks in
 * changes nothing; only the button does (RULINGS 15). What it then finds out is shown here.
 */
export function OpenLink({ token }: { readonly token: string }) {
  return (
    <InLanguage first={null}>
      <PatientFrame practiceName={null}>
        <Link token={token} />
      </PatientFrame>
    </InLanguage>
  )
}

/** The address no longer holds the token, also not in the history of the browser. */
function goToPacket() {
  window.location.replace('/p')
}

function Link({ token }: { readonly token: string }) {
  const t = useTranslations('link')
  const words = useRefusalWords()
  const client = useDoorClient()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isOpening, setOpening] = useState(false)
  const open = async () => {
    setOpening(true)
    const answer = await attempt(async () => (await client()).packet.exchange.mutate({ token }))
    if (answer.ok) return goToPacket()
    setRefusal(answer.refusal)
    setOpening(false)
  }
  switch (refusal?.code) {
    case 'link-expired':
      return <Renew token={token} />
    case 'code-needed':
      return <JoinWithCode token={token} />
    case 'link-not-usable':
      return <PatientHeading title={t('unusableTitle')} lede={t('unusable')} place="unusable" />
    default:
      return (
        <>
          <PatientHeading title={t('title')} lede={t('lede')} />
          {refusal === null ? null : <Notice level="high" title={words(refusal)} live />}
          <Button variant="primary" size="room" isPending={isOpening} onPress={() => void open()}>
            {isOpening ? t('opening') : t('begin')}
          </Button>
        </>
      )
  }
}

function Renew({ token }: { readonly token: string }) {
  const t = useTranslations('link')
  const words = useRefusalWords()
  const client = useDoorClient()
  const [said, setSaid] = useState<'asked' | Refusal | null>(null)
  const renew = async () => {
    const answer = await attempt(async () => (await client()).packet.renewLink.mutate({ token }))
    setSaid(answer.ok ? 'asked' : answer.refusal)
  }
  return (
    <>
      <PatientHeading title={t('expiredTitle')} place="expired" />
      {said === 'asked' ? (
        <Notice level="done" title={t('renewed')} live />
      ) : (
        <>
          {said === null ? null : <Notice level="high" title={words(said)} live />}
          <Button variant="primary" size="room" onPress={() => void renew()}>
            {t('renew')}
          </Button>
        </>
      )}
    </>
  )
}

function JoinWithCode({ token }: { readonly token: string }) {
  const t = useTranslations('link')
  const words = useRefusalWords()
  const client = useDoorClient()
  const [isSent, setSent] = useState(false)
  const [problem, setProblem] = useState<Refusal | null>(null)
  const sendCode = async () => {
    const answer = await attempt(async () => (await client()).packet.sendCode.mutate({ token }))
    setProblem(answer.ok ? null : answer.refusal)
    if (answer.ok) setSent(true)
  }
  const join = async (data: FormData) => {
    const code = String(data.get('code') ?? '')
    const answer = await attempt(async () => (await client()).packet.joinWithCode.mutate({ token, code }))
    if (answer.ok) return goToPacket()
    setProblem(answer.refusal)
  }
  return (
    <>
      <PatientHeading title={t('codeTitle')} lede={t('codeLede')} place="code" />
      {isSent ? (
        <>
          <Notice level="done" title={t('codeSent')} live />
          <Form onSubmit={join} problems={problem === null ? [] : [{ field: 'code', sentence: words(problem) }]}>
            <TextField
              name="code"
              label={t('code')}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
              autoFocus
              isRequired
            />
            <SubmitButton size="room">{t('join')}</SubmitButton>
          </Form>
          <Button variant="quiet" onPress={() => void sendCode()}>
            {t('sendAgain')}
          </Button>
        </>
      ) : (
        <>
          {problem === null ? null : <Notice level="high" title={words(problem)} live />}
          <Button variant="primary" size="room" onPress={() => void sendCode()}>
            {t('sendCode')}
          </Button>
        </>
      )}
    </>
  )
}
