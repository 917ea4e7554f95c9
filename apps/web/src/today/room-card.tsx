'use client'
import { timeInZone } from '@holdspace/kit/calendar-words'
import type { Instant } from '@holdspace/kit/instant'
import { AlertMark } from '@holdspace/ui/alert-mark'
import { Badge } from '@holdspace/ui/badge'
import { DueClock } from '@holdspace/ui/due-clock'
import { LinkButton } from '@holdspace/ui/link'
import { Timer } from '@holdspace/ui/timer'
import type { Answers } from '../outputs.ts'

export type BoardSession = Answers['session']['board']['sessions'][number]

const phaseWords: Record<BoardSession['phase'], string> = {
  'before dose': 'Before the dose',
  medicine: 'Medicine',
  recovery: 'Recovery',
  ended: 'Ended',
  'to sign': 'To sign',
}

export interface RoomCardProps {
  readonly session: BoardSession
  readonly zone: string
  readonly now: Instant
  /** Names instead of initials; a board may hang where others walk past (RULINGS 17). */
  readonly named: boolean
  readonly mayEnter: boolean
}

export function RoomCard({ session, zone, now, named, mayEnter }: RoomCardProps) {
  const who = named ? session.name : session.initials
  return (
    <li className="flex min-w-0 flex-col gap-3 rounded-card border border-line bg-surface p-4">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          {/* The room comes first: two people may share initials, never a room. */}
          <h3 className="text-title [overflow-wrap:anywhere]">
            {session.room === '' ? 'No room named' : session.room}
            <span className="font-regular text-muted"> · </span>
            <span className="font-strong">{who}</span>
          </h3>
          <p className="text-muted">{session.protocolTitle}</p>
        </div>
        <Badge look={session.phase === 'medicine' ? 'accent' : 'plain'}>{phaseWords[session.phase]}</Badge>
      </div>
      {session.helpWanted ? <AlertMark level="high">Somebody asks for help in this room</AlertMark> : null}
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        {session.firstDoseAt === null ? (
          <p className="text-muted">Open since {timeInZone(session.openedAt, zone)}, no dose yet</p>
        ) : (
          <Timer label="since dose" since={session.firstDoseAt} now={now} />
        )}
        {session.nextDueAt === null ? null : (
          <DueClock
            label="Vitals"
            dueAt={session.nextDueAt}
            {...(session.overdueSince === null ? {} : { overdueAt: session.overdueSince })}
            now={now}
          />
        )}
      </div>
      {/* Whoever may not enter is told nothing of what was measured, and not that nothing was. */}
      {mayEnter ? <LastVitals session={session} zone={zone} /> : null}
      <div className="mt-auto flex flex-wrap items-center justify-between gap-3 border-line border-t pt-3">
        <p className="min-w-0 flex-1 text-muted">
          {session.people.length === 0 ? 'Nobody has joined' : session.people.join(' · ')}
        </p>
        {mayEnter ? (
          <span data-board-link>
            <LinkButton
              href={`/sessions/${session.sessionId}`}
              variant="primary"
              aria-label={`Enter ${session.room}, ${who}`}
            >
              Enter
            </LinkButton>
          </span>
        ) : null}
      </div>
    </li>
  )
}

function LastVitals({ session, zone }: { readonly session: BoardSession; readonly zone: string }) {
  const last = session.lastVitals
  if (last === null) return <p className="text-muted">No vitals yet</p>
  const parts = [
    last.systolicMmHg === undefined ? null : `BP ${last.systolicMmHg}/${last.diastolicMmHg ?? '–'}`,
    last.heartRateBpm === undefined ? null : `pulse ${last.heartRateBpm}`,
    last.spo2Percent === undefined ? null : `SpO2 ${last.spo2Percent} %`,
  ].filter((part) => part !== null)
  return (
    <p data-figures>
      <span className="text-muted">Last vitals {timeInZone(last.occurredAt, zone)} </span>{' '}
      {/* Past its interval a value is history, and no longer how the person is (CH1). */}
      <span className={session.overdueSince === null ? 'font-strong' : 'text-muted'}>{parts.join(' · ')}</span>
    </p>
  )
}
