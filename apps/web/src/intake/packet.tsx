'use client'
import { formOf } from '@holdspace/clinic/intake/clinic-forms'
import { Button } from '@holdspace/ui/button'
import { Notice } from '@holdspace/ui/notice'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useDoorClient } from '../door-client.ts'
import { attempt } from '../refusal-of.ts'
import { IdentityPage } from './identity-page.tsx'
import { KioskOver, useIdleTablet } from './kiosk-over.tsx'
import { InLanguage, useLanguage, useRefusalWords } from './language.tsx'
import { OtherItem } from './other-item.tsx'
import { PacketList } from './packet-list.tsx'
import { PatientFrame, PatientHeading } from './patient-frame.tsx'
import { type OwnPacket, useOwnPacket } from './use-own-packet.ts'
import { goToPlace, usePlace } from './use-place.ts'

/** Brought while name and birth date are typed: the first page stands without it (PF4), and a form opens at once. */
const bringRunner = () => import('./form-runner.tsx')
const OwnPapers = lazy(() => import('../consents/own-papers.tsx').then((part) => ({ default: part.OwnPapers })))
const FormRunner = lazy(() => bringRunner().then((part) => ({ default: part.FormRunner })))

/** A patient's packet, on their phone (`/p`) or on a tablet of the clinic (`/kiosk`). */
export function Packet({ onTablet }: { readonly onTablet: boolean }) {
  const { own, refresh } = useOwnPacket()
  const packet = own?.ok === true ? own.value : null
  return (
    <InLanguage first={packet?.language ?? null}>
      {onTablet ? (
        <OnTablet own={own} refresh={refresh} />
      ) : (
        <PacketPages own={own} refresh={refresh} footer={packet === null ? null : <LeaveButton />} />
      )}
    </InLanguage>
  )
}

type Held = ReturnType<typeof useOwnPacket>

/** On a tablet nothing stays when the patient is done, goes away, or the clinic takes it back (S30). */
function OnTablet({ own, refresh }: Held) {
  const t = useTranslations('kiosk')
  const client = useDoorClient()
  const [isOver, setOver] = useState<'handed-back' | 'timed-out' | null>(null)
  const end = async (why: 'handed-back' | 'timed-out') => {
    goToPlace(null)
    setOver(why)
    await attempt(async () => (await client()).packet.leave.mutate())
  }
  useIdleTablet(isOver === null && own?.ok === true, () => void end('timed-out'))
  if (isOver !== null || own?.ok === false) return <KioskOver timedOut={isOver === 'timed-out'} />
  if (own?.ok === true && own.value.standing !== 'open') return <KioskOver timedOut={false} />
  const footer = <Button onPress={() => void end('handed-back')}>{t('handBack')}</Button>
  return <PacketPages own={own} refresh={refresh} footer={own === null ? null : footer} />
}

function PacketPages({ own, refresh, footer }: Held & { readonly footer: ReactNode }) {
  const frame = { practiceName: own?.ok === true ? own.value.practiceName : null, footer }
  return (
    <PatientFrame {...frame}>
      {own === null ? (
        <Waiting />
      ) : own.ok ? (
        <Inside own={own.value} refresh={refresh} />
      ) : (
        <NotHere own={own} refresh={refresh} />
      )}
    </PatientFrame>
  )
}

function Waiting() {
  const t = useTranslations('frame')
  return (
    <p role="status" className="text-muted">
      {t('loading')}
    </p>
  )
}

function NotHere({
  own,
  refresh,
}: {
  readonly own: Extract<Held['own'], { ok: false }>
  readonly refresh: Held['refresh']
}) {
  const t = useTranslations()
  const words = useRefusalWords()
  if (own.refusal.code === 'no-packet-here') {
    return <PatientHeading title={t('packet.noneTitle')} lede={t('packet.none')} />
  }
  return (
    <>
      <Notice level="high" title={words(own.refusal)} live />
      <Button size="room" onPress={() => void refresh()}>
        {t('frame.again')}
      </Button>
    </>
  )
}

function Inside({ own, refresh }: { readonly own: OwnPacket; readonly refresh: Held['refresh'] }) {
  const t = useTranslations('packet')
  const place = usePlace()
  useEffect(() => {
    bringRunner().catch(() => undefined)
  }, [])
  switch (own.standing) {
    case 'complete':
      return (
        <>
          <PatientHeading title={t('completeTitle')} lede={t('complete')} place="complete" />
          <PapersSigned />
        </>
      )
    case 'stopped':
      return <PatientHeading title={t('stoppedTitle')} lede={t('stopped')} place="stopped" />
    case 'revoked':
    case 'lapsed':
      return <PatientHeading title={t('closedTitle')} lede={t('closed')} place="closed" />
    case 'open':
      break
  }
  if (!own.identityShown) return <IdentityPage onShown={() => void refresh()} />
  const item = place === null ? undefined : own.items[place.form - 1]
  if (place === null || item === undefined || item.submitted) {
    return (
      <>
        <PacketList own={own} begun={new Set(own.answers.map((answer) => answer.itemId))} />
        <PapersSigned />
      </>
    )
  }
  const onSubmitted = () => {
    goToPlace(null)
    void refresh()
  }
  const form = formOf(item)
  if (form === null) return <OtherItem key={item.id} item={item} onDone={onSubmitted} />
  const given = own.answers.filter((answer) => answer.itemId === item.id)
  return (
    <Suspense fallback={<Waiting />}>
      <FormRunner
        key={item.id}
        form={form}
        itemId={item.id}
        number={place.form}
        page={place.page}
        given={new Map(given.map(({ questionId, value }) => [questionId, value]))}
        onSubmitted={onSubmitted}
      />
    </Suspense>
  )
}

function PapersSigned() {
  const { language } = useLanguage()
  return (
    <Suspense fallback={null}>
      <OwnPapers language={language} />
    </Suspense>
  )
}

function LeaveButton() {
  const t = useTranslations('frame')
  const client = useDoorClient()
  const [isLeft, setLeft] = useState(false)
  const leave = async () => {
    const answer = await attempt(async () => (await client()).packet.leave.mutate())
    if (!answer.ok) return
    setLeft(true)
    window.location.replace('/p')
  }
  return (
    <Button variant="quiet" isDisabled={isLeft} onPress={() => void leave()}>
      {t('leave')}
    </Button>
  )
}
