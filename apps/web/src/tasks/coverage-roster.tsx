'use client'
import { coverageGroups } from '@holdspace/clinic/tasks/task-kinds'
import { formatDate } from '@holdspace/kit/calendar-words'
import { Button } from '@holdspace/ui/button'
import { DataTable, type TableColumn } from '@holdspace/ui/data-table'
import { Panel } from '@holdspace/ui/panel'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { AddCoverage } from './add-coverage.tsx'
import { groupWords, hoursWords } from './task-words.ts'

type Roster = Answers['task']['coverage']
type Line = Roster['lines'][number]

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

const lastResort = {
  safety: 'then the medical director',
  clinical: 'then the medical director',
  desk: 'then any front desk',
  administration: 'then any administrator',
} as const

export function CoverageRoster({ roster }: { readonly roster: Roster }) {
  const router = useRouter()
  const trpc = useTRPCClient()
  const [adding, setAdding] = useState<string | null>(null)
  const end = async (line: Line) => {
    const ended = await attempt(() => trpc.task.setCoverage.mutate({ change: 'end', id: line.id }))
    if (!ended.ok) sayToast({ level: 'high', title: 'Not ended', detail: ended.refusal.sentence })
    router.refresh()
  }
  return (
    <div className="grid gap-5 items-start xl:grid-cols-[minmax(0,1fr)_18rem]">
      <Panel
        title="In this order"
        flush
        actions={
          roster.maySet ? (
            <Button size="compact" onPress={() => setAdding(crypto.randomUUID())}>
              Add somebody
            </Button>
          ) : null
        }
      >
        <DataTable
          caption="Who is asked, in which hours, in which order"
          columns={columns(roster.maySet, end)}
          rows={ordered(roster.lines)}
          rowKey={(line) => line.id}
          empty="Nobody is on the roster. The medical director answers for safety and clinical tasks, the front desk and the administrator for theirs."
        />
      </Panel>
      <Panel title="Open">
        <OpeningWeek hours={roster.openingHours} />
      </Panel>
      {adding === null ? null : (
        <AddCoverage
          id={adding}
          roster={roster}
          onClose={(changed) => {
            setAdding(null)
            if (changed) router.refresh()
          }}
        />
      )}
    </div>
  )
}

function ordered(lines: readonly Line[]): readonly Line[] {
  return lines.toSorted(
    (one, other) =>
      coverageGroups.indexOf(one.group) - coverageGroups.indexOf(other.group) ||
      one.hours.localeCompare(other.hours) ||
      one.step - other.step,
  )
}

function columns(maySet: boolean, end: (line: Line) => Promise<void>): readonly TableColumn<Line>[] {
  return [
    { key: 'group', header: 'Tasks', cell: (line) => groupWords[line.group] },
    { key: 'hours', header: 'Hours', cell: (line) => hoursWords[line.hours] },
    {
      key: 'step',
      header: 'Asked',
      cell: (line) => (line.step === 1 ? 'first' : line.step === 2 ? 'second' : `as number ${line.step}`),
    },
    { key: 'name', header: 'Who', cell: (line) => line.name },
    { key: 'after', header: 'If nobody has it', cell: (line) => lastResort[line.group], wideOnly: true },
    { key: 'from', header: 'Since', cell: (line) => formatDate(line.from), wideOnly: true },
    ...(maySet
      ? [
          {
            key: 'end',
            header: 'Change',
            cell: (line: Line) => (
              <Button
                size="compact"
                variant="quiet"
                onPress={() => end(line)}
                aria-label={`End: ${line.name}, ${groupWords[line.group]}`}
              >
                End
              </Button>
            ),
          },
        ]
      : []),
  ]
}

function OpeningWeek({ hours }: { readonly hours: Roster['openingHours'] }) {
  if (hours.length === 0)
    return <p className="text-muted">No hours are set: the practice counts as closed, and tasks do not wait.</p>
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1" data-figures>
      {weekdays.map((name, at) => {
        const open = hours.filter((one) => one.weekday === at + 1)
        return (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="font-strong">
              {open.length === 0
                ? 'closed'
                : open.map((one) => `${clock(one.opensMinute)}–${clock(one.closesMinute)}`).join(', ')}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
