'use client'
import { Button } from '@holdspace/ui/button'
import { Notice } from '@holdspace/ui/notice'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useDoorClient } from '../door-client.ts'
import { attempt } from '../refusal-of.ts'
import { PacketInside } from './packet-inside.tsx'
import { PatientFrame, PatientHeading } from './patient-frame.tsx'
import { useRefusalWords } from './refusal-words.ts'
import { useIdleTablet } from './use-idle-tablet.ts'
import type { useOwnPacket } from './use-own-packet.ts'
import { goToPlace } from './use-place.ts'
import { Waiting } from './waiting.tsx'

const bringOver = () => import('./kiosk-over.tsx')
const KioskOver = lazy(() => bringOver().then((part) => ({ default: part.KioskOver })))

type Held = ReturnType<typeof useOwnPacket>

/** The packet itself, or why there is none here. */
export function PacketPages({ held, onTablet }: { readonly held: Held; readonly onTablet: boolean }) {
  if (onTablet) return <OnTablet {...held} />
  return <InFrame {...held} footer={held.own?.ok === true ? <LeaveButton /> : null} />
}

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
  // There before the patient is done: a tablet whose network is gone must still thank them and show nothing else.
  useEffect(() => {
    bringOver().catch(() => undefined)
  }, [])
  if (isOver !== null || own?.ok === false || (own?.ok === true && own.value.standing !== 'open')) {
    return (
      <Suspense fallback={null}>
        <KioskOver timedOut={isOver === 'timed-out'} />
      </Suspense>
    )
  }
  const footer = <Button onPress={() => void end('handed-back')}>{t('handBack')}</Button>
  return <InFrame own={own} refresh={refresh} footer={own === null ? null : footer} />
}

function InFrame({ own, refresh, footer }: Held & { readonly footer: ReactNode }) {
  const frame = { practiceName: own?.ok === true ? own.value.practiceName : null, footer }
  return (
    <PatientFrame {...frame}>
      {own === null ? (
        <Waiting />
      ) : own.ok ? (
        <PacketInside own={own.value} refresh={refresh} />
      ) : (
        <NotHere own={own} refresh={refresh} />
      )}
    </PatientFrame>
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
