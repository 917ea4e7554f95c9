'use client'
import { LinkButton } from '@holdspace/ui/link'
import { Panel } from '@holdspace/ui/panel'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { useTRPC } from '../trpc.tsx'
import { DayRow } from './day-row.tsx'

type Day = Answers['appointment']['day']

export interface DayBoardProps {
  readonly first: Day
  readonly named: boolean
  /** Who may enter a session room is led there, others to the chart. */
  readonly mayEnter: boolean
}

/** The day: one row a person, with what is still missing and who mends it. Asked anew every fifteen seconds. */
export function DayBoard({ first, named, mayEnter }: DayBoardProps) {
  const trpc = useTRPC()
  const [opened, setOpened] = useState<string | null>(null)
  const { data: day, refetch } = useQuery(
    trpc.appointment.day.queryOptions(undefined, {
      initialData: first,
      refetchInterval: 15_000,
      trpc: { context: { background: true } },
    }),
  )
  const rows = day.rows.filter((row) => row.status !== 'cancelled')
  if (rows.length === 0) {
    return (
      <Panel title="Who comes today">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-muted">Nobody is in the calendar for today.</p>
          {day.mayBook ? <LinkButton href="/calendar">Book somebody</LinkButton> : null}
        </div>
      </Panel>
    )
  }
  const ready = rows.filter((row) => row.readiness?.isReady === true).length
  const medicine = rows.filter((row) => row.readiness !== null).length
  return (
    <section aria-labelledby="who-comes" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <h2 id="who-comes" className="text-title">
          Who comes today
        </h2>
        <p className="text-muted" data-figures>
          {rows.length === 1 ? '1 visit' : `${rows.length} visits`}
          {medicine === 0 ? '' : ` · ${ready} of ${medicine} sessions ready`}
        </p>
      </div>
      <ol className="overflow-hidden rounded-card border border-line bg-surface">
        {rows.map((row) => (
          <DayRow
            key={row.appointmentId}
            row={row}
            zone={day.zone}
            now={day.serverNow}
            named={named}
            mayEnter={mayEnter}
            mayCheckIn={day.mayCheckIn}
            isOpen={opened === row.appointmentId}
            onToggle={() => setOpened(opened === row.appointmentId ? null : row.appointmentId)}
            onChanged={refetch}
          />
        ))}
      </ol>
    </section>
  )
}
