'use client'
import { Button } from '@holdspace/ui/button'
import { Notice } from '@holdspace/ui/notice'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useDoorClient } from '../door-client.ts'
import { attempt } from '../refusal-of.ts'
import { InLanguage, useRefusalWords } from './language.tsx'
import { PatientFrame, PatientHeading } from './patient-frame.tsx'
import { useIdleTablet } from './use-idle-tablet.ts'
import { useOwnPacket } from './use-own-packet.ts'
import { goToPlace } from './use-place.ts'
import { FrameAlone, Waiting } from './waiting.tsx'

/**
 * Brought while the packet itself is asked for: the first page stands without it (PF4), and what it needs is there when
 * the answer comes.
 */
const bringInside = () => import('./packet-inside.tsx')
const Inside = lazy(() => bringInside().then((part) => ({ default: part.PacketInside })))
const bringOver = () => import('./kiosk-over.tsx')
const KioskOver = lazy(() => bringOver().then((part) => ({ default: part.KioskOver })))

/** A patient's packet, on their phone (`/p`) or on a tablet of the clinic (`/kiosk`). */
export function Packet({ onTablet }: { readonly onTablet: boolean }) {
  const { own, refresh } = useOwnPacket()
  useEffect(() => {
    bringInside().catch(() => undefined)
  }, [])
  const packet = own?.ok === true ? own.value : null
  return (
    <InLanguage first={packet?.language ?? null} meanwhile={<FrameAlone />}>
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
  return <PacketPages own={own} refresh={refresh} footer={own === null ? null : footer} />
}

function PacketPages({ own, refresh, footer }: Held & { readonly footer: ReactNode }) {
  const frame = { practiceName: own?.ok === true ? own.value.practiceName : null, footer }
  return (
    <PatientFrame {...frame}>
      {own === null ? (
        <Waiting />
      ) : own.ok ? (
        <Suspense fallback={<Waiting />}>
          <Inside own={own.value} refresh={refresh} />
        </Suspense>
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
