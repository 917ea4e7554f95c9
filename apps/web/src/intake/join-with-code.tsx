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
import { goToPacket } from './go-to-packet.ts'
import { PatientHeading } from './patient-frame.tsx'
import { useRefusalWords } from './refusal-words.ts'

/** Another device than the first needs the code that goes to the address on file (RULINGS 15). */
export function JoinWithCode({ token }: { readonly token: string }) {
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
