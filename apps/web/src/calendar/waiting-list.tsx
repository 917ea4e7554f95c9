'use client'
import { dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import { Button } from '@holdspace/ui/button'
import { Link } from '@holdspace/ui/link'
import { Panel } from '@holdspace/ui/panel'
import { sayToast } from '@holdspace/ui/toast'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import type { Calendar } from './calendar-words.ts'

export interface WaitingListProps {
  readonly calendar: Calendar
  readonly named: boolean
  readonly onChanged: () => void
}

/** Who would come sooner, longest waiting first; nothing is shown while nobody waits. */
export function WaitingList({ calendar, named, onChanged }: WaitingListProps) {
  const trpc = useTRPCClient()
  if (calendar.waitlist.length === 0) return null
  const takeOff = async (id: string) => {
    const done = await attempt(() =>
      trpc.appointment.waitForPlace.mutate({ change: 'take-off', id, why: 'Taken off at the calendar' }),
    )
    if (!done.ok) sayToast({ level: 'high', title: 'Still on the list', detail: done.refusal.sentence })
    onChanged()
  }
  return (
    <Panel title="Would come sooner">
      <ul className="flex flex-col gap-2">
        {calendar.waitlist.map((one) => {
          const name = `${one.family}, ${one.given.join(' ')}`
          const who = named ? name : `${(one.given[0] ?? '').slice(0, 1)}.${one.family.slice(0, 1)}.`
          const kind = calendar.types.find((type) => type.key === one.typeKey)?.label ?? one.typeKey
          return (
            <li key={one.id} className="flex flex-wrap items-center gap-x-4 gap-y-1">
              <Link href={`/people/${one.patientId}`}>{who}</Link>
              <span>{kind}</span>
              <span className="text-muted">{one.wishes}</span>
              <span className="text-muted" data-figures>
                since {formatDate(dateInZone(one.addedAt, calendar.zone))}
              </span>
              <Button
                size="compact"
                variant="quiet"
                onPress={() => takeOff(one.id)}
                aria-label={`Take off the list: ${who}`}
              >
                Take off
              </Button>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
