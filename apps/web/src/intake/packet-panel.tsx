'use client'
import type { PatientId } from '@holdspace/kit/ids'
import { Badge } from '@holdspace/ui/badge'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import { Panel } from '@holdspace/ui/panel'
import { EmptyState, Skeleton } from '@holdspace/ui/states'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { lazy, Suspense, useState } from 'react'
import type { Answers } from '../outputs.ts'
import { dateAndTime } from '../people/words.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import type { LinkToHandOver } from './handed-over.tsx'
import { SendPacket } from './send-packet.tsx'

/** Brought when one is opened. */
const HandedOver = lazy(() => import('./handed-over.tsx').then((part) => ({ default: part.HandedOver })))
const SubmittedForm = lazy(() => import('./submitted-form.tsx').then((part) => ({ default: part.SubmittedForm })))

type Asked = Answers['intake']['ofPatient']
type AskedPacket = Asked['packets'][number]
interface PacketLine extends Omit<AskedPacket, 'items'> {
  readonly items: readonly (AskedPacket['items'][number] & { readonly name: string })[]
}
interface Found extends Omit<Asked, 'packets'> {
  readonly packets: readonly PacketLine[]
}

export interface PacketPanelProps {
  readonly patientId: PatientId
  readonly found: Found
}

/** Which forms were sent to a person and how far they are; what is submitted can be read and taken over. */
export function PacketPanel({ patientId, found }: PacketPanelProps) {
  const { packets, maySend, hasAddress, language, zone } = found
  const send = { patientId, hasAddress, language, zone }
  return (
    <Panel title="Forms" flush actions={maySend ? <SendPacket {...send} /> : null}>
      {packets.length === 0 ? (
        <EmptyState title="No forms were sent">
          Send them before the first visit, and they stand here as they come back.
        </EmptyState>
      ) : (
        <ul aria-label="Packets of forms" className="flex flex-col divide-y divide-line">
          {packets.map((packet) => (
            <PacketEntry key={packet.packetId} patientId={patientId} packet={packet} found={found} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

const standingWords: { readonly [Standing in PacketLine['standing']]: string } = {
  open: 'Open',
  complete: 'Complete',
  stopped: 'Stopped: identity did not match',
  revoked: 'Taken back',
  lapsed: 'Not finished in time',
}

function PacketEntry({
  patientId,
  packet,
  found,
}: {
  readonly patientId: PatientId
  readonly packet: PacketLine
  readonly found: Found
}) {
  const { zone, maySend, mayReadAnswers } = found
  const [reading, setReading] = useState<string | null>(null)
  const item = packet.items.find((one) => one.id === reading)
  return (
    <li className="flex flex-col gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="flex flex-wrap items-center gap-2 font-strong">
          <span className="tabular-nums">Packet {packet.percent} %</span>
          <Badge look={packet.standing === 'open' ? 'accent' : packet.standing === 'complete' ? 'plain' : 'draft'}>
            {standingWords[packet.standing]}
          </Badge>
        </p>
        {maySend && packet.standing === 'open' ? <PacketActs packet={packet} found={found} /> : null}
      </div>
      <p className="text-muted">
        Sent {dateAndTime(packet.createdAt, zone)} by {packet.createdByName};{' '}
        {packet.firstOpenedAt === null ? 'not opened yet' : `first opened ${dateAndTime(packet.firstOpenedAt, zone)}`}.
      </p>
      <details open={packet.standing !== 'complete'}>
        <summary className="min-h-6 cursor-pointer text-muted">Forms of this packet</summary>
        <ul aria-label="Forms of this packet" className="grid gap-x-6 sm:grid-cols-2">
          {packet.items.map((one) => (
            <li key={one.id} className="flex min-h-11 items-center justify-between gap-2">
              <span className={one.submittedAt === null ? 'text-muted' : ''}>{one.name}</span>
              {one.submittedAt === null ? (
                <span className="text-muted">Open</span>
              ) : canRead(one, mayReadAnswers) ? (
                <Button size="compact" variant="quiet" onPress={() => setReading(one.id)}>
                  Read
                </Button>
              ) : (
                <span className="text-done">✓ Sent</span>
              )}
            </li>
          ))}
        </ul>
      </details>
      <Dialog
        title={item === undefined ? 'Form' : item.name}
        isOpen={item !== undefined}
        onClose={() => setReading(null)}
        wide
      >
        {item === undefined ? null : (
          <Suspense fallback={<Skeleton label="The form is on its way" />}>
            <SubmittedForm patientId={patientId} packetId={packet.packetId} itemId={item.id} zone={zone} />
          </Suspense>
        )}
      </Dialog>
    </li>
  )
}

/** Questionnaires and consents are read where they are kept; the front desk reads address and contacts only. */
/** Their answers stand on tabs of their own. */
const keptElsewhere: ReadonlySet<string> = new Set(['identity', 'instrument', 'consent', 'plan', 'day-of'])

function canRead(item: PacketLine['items'][number], mayReadAnswers: boolean): boolean {
  if (item.kind === 'demographics') return true
  return mayReadAnswers && !keptElsewhere.has(item.kind)
}

function PacketActs({ packet, found }: { readonly packet: PacketLine; readonly found: Found }) {
  const { hasAddress, zone } = found
  const trpc = useTRPCClient()
  const router = useRouter()
  const [handed, setHanded] = useState<LinkToHandOver | null>(null)
  const { packetId } = packet
  const told = async <T,>(act: Promise<{ ok: true; value: T } | { ok: false; refusal: { sentence: string } }>) => {
    const answer = await act
    if (!answer.ok) {
      sayToast({ level: 'high', title: answer.refusal.sentence })
      return null
    }
    router.refresh()
    return answer.value
  }
  const again = async (how: 'mail' | 'hand') => {
    const sent = await told(attempt(() => trpc.intake.sendAgain.mutate({ packetId, how })))
    if (sent === null) return
    if (sent.link !== null && sent.linkUntil !== null) return setHanded({ link: sent.link, until: sent.linkUntil })
    sayToast({ level: 'done', title: 'A new link is on its way.' })
  }
  const onTablet = async () => {
    const started = await told(attempt(() => trpc.intake.startKiosk.mutate({ packetId })))
    if (started !== null) window.location.replace('/kiosk')
  }
  const takeBack = async () => {
    const revoked = await told(attempt(() => trpc.intake.revoke.mutate({ packetId })))
    if (revoked !== null) sayToast({ level: 'done', title: 'The packet was taken back. Its links open nothing.' })
  }
  return (
    <span className="flex flex-wrap gap-2">
      <Button size="compact" onPress={() => void onTablet()}>
        On this tablet
      </Button>
      <Button size="compact" onPress={() => void again(hasAddress ? 'mail' : 'hand')}>
        {hasAddress ? 'Send again' : 'New link'}
      </Button>
      <Button size="compact" variant="quiet" onPress={() => void takeBack()}>
        Take back
      </Button>
      <Dialog title="Hand the link over" isOpen={handed !== null} onClose={() => setHanded(null)} wide>
        {handed === null ? null : (
          <Suspense fallback={<Skeleton label="One moment" />}>
            <HandedOver {...handed} zone={zone} onDone={() => setHanded(null)} />
          </Suspense>
        )}
      </Dialog>
    </span>
  )
}
