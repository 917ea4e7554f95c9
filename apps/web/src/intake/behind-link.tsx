'use client'
import type { Refusal } from '@holdspace/kit/refusal'
import { Button } from '@holdspace/ui/button'
import { Notice } from '@holdspace/ui/notice'
import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useDoorClient } from '../door-client.ts'
import { attempt } from '../refusal-of.ts'
import { goToPacket } from './go-to-packet.ts'
import { PatientHeading } from './patient-frame.tsx'
import { useRefusalWords } from './refusal-words.ts'
import { Waiting } from './waiting.tsx'

/** Only for another device than the first (PF4). */
const JoinWithCode = lazy(() => import('./join-with-code.tsx').then((part) => ({ default: part.JoinWithCode })))

/** Opens the packet at a press, and says what came of it. */
export function BehindLink({ token }: { readonly token: string }) {
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
      return (
        <Suspense fallback={<Waiting />}>
          <JoinWithCode token={token} />
        </Suspense>
      )
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
