'use client'
import { type CalendarDate, dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import { Button } from '@holdspace/ui/button'
import { Link } from '@holdspace/ui/link'
import { Panel } from '@holdspace/ui/panel'
import { sayToast } from '@holdspace/ui/toast'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { AddToWaiting } from './add-to-waiting.tsx'
import { BookDialog } from './book-dialog.tsx'
import { type Calendar, clockWords, type Line, minuteOf, spanWords } from './calendar-words.ts'
import type { TimeDraft } from './time-fields.tsx'

type Waiting = Calendar['waitlist'][number]

export interface WaitingListProps {
  readonly calendar: Calendar
  readonly day: CalendarDate
  readonly named: boolean
  /** Times of the days shown that came free. */
  readonly free: readonly Line[]
  readonly onChanged: () => void
}

interface Filling {
  readonly id: string
  readonly who: Waiting
  readonly free: TimeDraft | null
}

/** Who would come sooner, longest waiting first, and what came free for them. */
export function WaitingList({ calendar, day, named, free, onChanged }: WaitingListProps) {
  const [isAdding, setAdding] = useState(false)
  const [filling, setFilling] = useState<Filling | null>(null)
  const begin = (who: Waiting, line: Line | null) =>
    setFilling({ id: crypto.randomUUID(), who, free: line === null ? null : draftOf(line, calendar.zone) })
  return (
    <Panel
      title={`Would come sooner · ${calendar.waitlist.length}`}
      actions={
        <Button size="compact" onPress={() => setAdding(true)}>
          Add somebody …
        </Button>
      }
    >
      {calendar.waitlist.length === 0 ? (
        <p className="text-muted">Nobody waits. Somebody who would take an earlier place is added here.</p>
      ) : (
        <ul className="flex flex-col divide-y divide-line">
          {calendar.waitlist.map((one) => (
            <li key={one.id} className="py-2">
              <WaitingLine
                one={one}
                calendar={calendar}
                named={named}
                free={free.filter((line) => line.type.key === one.typeKey)}
                onBook={(line) => begin(one, line)}
                onChanged={onChanged}
              />
            </li>
          ))}
        </ul>
      )}
      {isAdding ? (
        <AddToWaiting
          calendar={calendar}
          onClose={() => setAdding(false)}
          onAdded={() => {
            setAdding(false)
            onChanged()
          }}
        />
      ) : null}
      {filling === null ? null : (
        <BookDialog
          id={filling.id}
          calendar={calendar}
          day={day}
          person={{ patientId: filling.who.patientId, words: nameOf(filling.who) }}
          waited={{ id: filling.who.id, typeKey: filling.who.typeKey, wishes: filling.who.wishes, free: filling.free }}
          onClose={() => setFilling(null)}
          onBooked={() => {
            setFilling(null)
            onChanged()
          }}
        />
      )}
    </Panel>
  )
}

interface WaitingLineProps {
  readonly one: Waiting
  readonly calendar: Calendar
  readonly named: boolean
  readonly free: readonly Line[]
  readonly onBook: (line: Line | null) => void
  readonly onChanged: () => void
}

function WaitingLine({ one, calendar, named, free, onBook, onChanged }: WaitingLineProps) {
  const trpc = useTRPCClient()
  const { zone } = calendar
  const who = named ? nameOf(one) : `${(one.given[0] ?? '').slice(0, 1)}.${one.family.slice(0, 1)}.`
  const kind = calendar.types.find((type) => type.key === one.typeKey)?.label ?? one.typeKey
  const takeOff = async () => {
    const taken = { change: 'take-off', id: one.id, why: 'Taken off at the calendar' } as const
    const done = await attempt(() => trpc.appointment.waitForPlace.mutate(taken))
    if (!done.ok) sayToast({ level: 'high', title: 'Still on the list', detail: done.refusal.sentence })
    onChanged()
  }
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <Link href={`/people/${one.patientId}`}>{who}</Link>
      <span>{kind}</span>
      {one.wishes === '' ? null : <span className="text-muted [overflow-wrap:anywhere]">{one.wishes}</span>}
      <span className="text-muted">since {formatDate(dateInZone(one.addedAt, zone))}</span>
      <span className="ml-auto flex flex-wrap gap-2">
        {free.map((line) => (
          <Button key={line.appointmentId} size="compact" variant="primary" onPress={() => onBook(line)}>
            Take {formatDate(dateInZone(line.startsAt, zone))}, {spanWords(line, zone)}
          </Button>
        ))}
        <Button size="compact" onPress={() => onBook(null)} aria-label={`Book ${who}`}>
          Book …
        </Button>
        <Button size="compact" variant="quiet" onPress={() => void takeOff()} aria-label={`Take off the list: ${who}`}>
          Take off
        </Button>
      </span>
    </div>
  )
}

function nameOf({ family, given }: Waiting): string {
  return `${family}, ${given.join(' ')}`
}

/** The same time, room and people as the visit that was given up. */
function draftOf(line: Line, zone: string): TimeDraft {
  const begins = minuteOf(line.startsAt, zone)
  const minutes = Math.round((Date.parse(line.endsAt) - Date.parse(line.startsAt)) / 60_000)
  return {
    date: dateInZone(line.startsAt, zone),
    time: clockWords(begins),
    length: String(minutes),
    roomId: line.room?.roomId ?? null,
    memberIds: line.people.map(({ membershipId }) => membershipId),
  }
}
