'use client'
import { timeInZone } from '@holdspace/kit/calendar-words'
import { minutesBetween, plusMinutes } from '@holdspace/kit/elapsed'
import { firstDoseAt, lastDoseEndedAt } from '@holdspace/record/state'
import { AlertMark } from '@holdspace/ui/alert-mark'
import { Badge } from '@holdspace/ui/badge'
import { DueClock } from '@holdspace/ui/due-clock'
import { DeliveryMark } from '@holdspace/ui/offline-bar'
import { Timer } from '@holdspace/ui/timer'
import { memo } from 'react'
import { useRoom, useRoomTime } from './room-context.tsx'

/** Where the session stands, in one line: since the dose, how much is planned, what is due, when one may go, what is recorded. */
export const StatusStrip = memo(function StatusStrip() {
  const { state, protocol, outbox, room, following } = useRoom()
  const { monitoring, now } = useRoomTime()
  const first = firstDoseAt(state)
  const grace = protocol.vitals.graceMin.value ?? 0
  return (
    <div
      data-status-strip
      className="sticky top-[var(--banner-height,0px)] z-20 flex flex-wrap items-center gap-x-6 gap-y-2 border-line border-b bg-surface px-4 py-2.5 lg:px-6"
    >
      {first === null ? (
        <Badge>before the dose</Badge>
      ) : (
        <Timer label="since dose" since={first} now={now} size="large" />
      )}
      <Planned />
      {monitoring.nextDueAt === null ? (
        <Baseline owed={monitoring.baselineOwed.length} />
      ) : (
        <DueClock
          label="Vitals"
          dueAt={monitoring.nextDueAt}
          overdueAt={plusMinutes(monitoring.nextDueAt, grace)}
          now={now}
        />
      )}
      <EarliestDischarge zone={room.zone} />
      <ToAnswer />
      <span className="ml-auto">
        <DeliveryMark delivery={outbox.waiting.length > 0 ? 'on-this-device' : 'recorded'} />
      </span>
      {following.status === 'open' ? null : (
        <Badge look="accent">{following.status === 'sealed' ? 'signed and locked' : 'ended, to sign'}</Badge>
      )}
    </div>
  )
})

/** How much waits for an answer, in sight wherever one has scrolled to (M06). */
function ToAnswer() {
  const { alerts, deviations } = useRoom()
  const open = alerts.filter((alert) => alert.decision === null)
  const count = open.length + deviations.filter((one) => !one.explained).length
  if (count === 0) return null
  const level = open.some((alert) => alert.severity === 'high') ? 'high' : 'medium'
  return <AlertMark level={level}>{`${count} to answer`}</AlertMark>
}

function Baseline({ owed }: { readonly owed: number }) {
  const { monitoring } = useRoomTime()
  if (monitoring.stage !== 'pre') return null
  return owed === 0 ? <Badge>baseline complete</Badge> : <Badge look="draft">{`baseline: ${owed} still to take`}</Badge>
}

/** Progress by the clock is what was planned; the amount given comes from the pump (RULINGS 6). */
function Planned() {
  const { state } = useRoom()
  const { now } = useRoomTime()
  const running = state.infusions.findLast((run) => run.stop === null)
  if (running === undefined) return null
  const planned = running.start.plannedMinutes
  const passed = Math.min(planned, Math.max(0, Math.floor(minutesBetween(running.start.occurredAt, now))))
  const paused = running.segments.at(-1)?.pumpMicrolitresPerHour === 0
  return (
    <span className="flex items-center gap-2 tabular-nums">
      <span>
        planned <strong className="font-strong">{passed}</strong> of {planned} min{paused ? ', paused' : ''}
      </span>
      <progress
        aria-label="Planned progress of the infusion"
        value={passed}
        max={planned}
        className="planned-progress"
      />
    </span>
  )
}

function EarliestDischarge({ zone }: { readonly zone: string }) {
  const { state, protocol } = useRoom()
  const ended = lastDoseEndedAt(state)
  const least = protocol.discharge.minMinutesAfterEnd.value
  if (ended === null || least === null || state.ended !== null) return null
  return (
    <span>
      <span className="text-muted">Earliest discharge </span>
      <strong className="font-strong tabular-nums">{timeInZone(plusMinutes(ended, least), zone)}</strong>
    </span>
  )
}
