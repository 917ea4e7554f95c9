'use client'
import { timeInZone } from '@holdspace/kit/calendar-words'
import type { Instant } from '@holdspace/kit/elapsed'
import { AlertMark } from '@holdspace/ui/alert-mark'
import { Badge } from '@holdspace/ui/badge'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import { Link } from '@holdspace/ui/link'
import { sayToast } from '@holdspace/ui/toast'
import { clsx } from 'clsx'
import { useState } from 'react'
import { EscortForm } from '../calendar/escort-form.tsx'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { ReadinessDots, ReadinessList } from './readiness.tsx'

export type Row = Answers['appointment']['day']['rows'][number]

export interface DayRowProps {
  readonly row: Row
  readonly zone: string
  readonly now: Instant
  readonly named: boolean
  readonly mayEnter: boolean
  readonly mayCheckIn: boolean
  readonly isOpen: boolean
  readonly onToggle: () => void
  readonly onChanged: () => Promise<unknown>
}

/** When, who, what, where, with whom; how ready; and the next step. Initials unless names were asked for (RULINGS 17). */
export function DayRow(props: DayRowProps) {
  const { row, zone, named, mayEnter, isOpen } = props
  const who = named ? row.name : row.initials
  const href = row.sessionId !== null && mayEnter ? `/sessions/${row.sessionId}` : `/people/${row.patientId}`
  const where = [row.room?.name, ...row.people.map((person) => person.name)].filter(Boolean).join(' · ')
  return (
    <li
      className={clsx(
        'flex flex-col gap-2 border-line border-t px-4 py-3 first:border-t-0',
        row.status === 'no-show' && 'text-muted',
      )}
      data-day-row
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 xl:grid xl:gap-x-2.5 xl:grid-cols-[3rem_7rem_6.5rem_minmax(0,1fr)_8.5rem_22.5rem_10.5rem]">
        <span className="w-12 shrink-0 font-strong" data-figures>
          {timeInZone(row.startsAt, zone)}
        </span>
        <span className="min-w-28 font-strong lg:w-40 xl:w-auto" data-board-link>
          <Link
            href={href}
            aria-label={`${row.sessionId !== null && mayEnter ? 'Enter the room of' : 'Open the chart of'} ${who}`}
          >
            {who}
          </Link>
        </span>
        <span className="min-w-0 lg:w-36 xl:w-auto">{row.type.label}</span>
        <span className="min-w-0 flex-1 basis-40 truncate text-muted">{where}</span>
        <Standing row={row} zone={zone} />
        {row.readiness === null ? (
          <span className="max-xl:hidden" />
        ) : (
          <ReadinessDots readiness={row.readiness} isOpen={isOpen} onToggle={props.onToggle} who={who} />
        )}
        <Steps {...props} who={who} />
      </div>
      <Missing row={row} zone={zone} />
      {isOpen && row.readiness !== null ? <ReadinessList readiness={row.readiness} /> : null}
    </li>
  )
}

function Standing({ row, zone }: { readonly row: Row; readonly zone: string }) {
  if (row.status === 'no-show') return <Badge>Did not come</Badge>
  if (row.arrivedAt === null) return <span className="max-xl:hidden" />
  return (
    <AlertMark level="done" look="plain">
      here since {timeInZone(row.arrivedAt, zone)}
    </AlertMark>
  )
}

/** The first things that stand between this person and their visit, each with who mends it. */
function Missing({ row, zone }: { readonly row: Row; readonly zone: string }) {
  const toDo = (row.readiness?.dots ?? []).filter((dot) => dot.shows === 'to-do')
  const shown = toDo.slice(0, 3)
  const told = shown.length + row.tasks.length + row.lapsed.length + row.outOfRhythm.length + row.handoffs.length
  const nothing = told === 0 && row.stillNeeded === null
  if (nothing) return null
  return (
    <ul className="ml-16 flex flex-wrap gap-x-5 gap-y-1 max-lg:ml-0">
      {row.tasks.map((task) => (
        <li key={task.taskId}>
          <AlertMark level={task.isOverdue ? 'high' : 'medium'} look="plain">
            {task.title.replace(/\.$/, '')}, by {timeInZone(task.dueAt, zone)} <Link href="/tasks">Tasks</Link>
          </AlertMark>
        </li>
      ))}
      {row.handoffs.map((handoff) => (
        <li key={handoff.handoffId}>
          <AlertMark level="medium" look="plain">
            {handoffWords(handoff)} → {handoff.owner} <Link href={`/people/${row.patientId}/notes`}>Read</Link>
          </AlertMark>
        </li>
      ))}
      {row.lapsed.map((words) => (
        <li key={words}>
          <AlertMark level="high" look="plain">
            {words} → Administrator
          </AlertMark>
        </li>
      ))}
      {row.outOfRhythm.map(({ code, sentence, source }) => (
        <li key={code}>
          <AlertMark level="medium" look="plain">
            {sentence}
          </AlertMark>{' '}
          <span className="text-caption text-muted">{source}</span>
        </li>
      ))}
      {row.stillNeeded === null ? null : (
        <li>
          <AlertMark level="medium" look="plain">
            no {row.stillNeeded.join(' or ')} booked → Front desk
          </AlertMark>
        </li>
      )}
      {shown.map((dot) => (
        <li key={dot.id} className="text-muted">
          {dot.sentence} <span className="font-strong text-ink">→ {dot.fixedBy}</span>
        </li>
      ))}
      {toDo.length > shown.length ? <li className="text-muted">and {toDo.length - shown.length} more</li> : null}
    </ul>
  )
}

function handoffWords({ moment, authorName }: Row['handoffs'][number]): string {
  return `Handoff ${moment} a session by ${authorName}, not read yet`
}

function Steps({ row, mayCheckIn, onChanged, who }: DayRowProps & { readonly who: string }) {
  const trpc = useTRPCClient()
  const [isNaming, setNaming] = useState(false)
  if (!mayCheckIn || row.status === 'no-show') return null
  const checkIn = async () => {
    const { appointmentId } = row
    const done = await attempt(() => trpc.appointment.checkIn.mutate({ appointmentId, what: 'arrived' }))
    if (!done.ok) sayToast({ level: 'high', title: 'Not checked in', detail: done.refusal.sentence })
    await onChanged()
  }
  const named = async () => {
    setNaming(false)
    await onChanged()
  }
  return (
    <span className="ml-auto flex gap-2">
      {row.type.stage === 'medicine' && row.escort === null ? (
        <Button size="compact" onPress={() => setNaming(true)} aria-label={`Name the ride home of ${who}`}>
          Ride …
        </Button>
      ) : null}
      {row.status === 'booked' ? (
        <Button size="compact" variant="primary" onPress={checkIn} aria-label={`Check in ${who}`}>
          Check in
        </Button>
      ) : null}
      {isNaming ? (
        <Dialog title={`Ride home: ${row.name}`} isOpen onClose={() => setNaming(false)}>
          <EscortForm line={row} onDone={() => void named()} />
        </Dialog>
      ) : null}
    </span>
  )
}
