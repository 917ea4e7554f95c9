'use client'
import type { Role } from '@holdspace/clinic/access/actor'
import { LinkButton } from '@holdspace/ui/link'
import { Panel } from '@holdspace/ui/panel'
import { EmptyState, Skeleton } from '@holdspace/ui/states'
import { Tabs } from '@holdspace/ui/tabs'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { useTRPC } from '../trpc.tsx'
import { TaskCard } from './task-card.tsx'
import type { TaskLine } from './task-words.ts'
import { useTasksChanged } from './use-tasks-changed.ts'

type TaskList = Answers['task']['list']
const tabs = ['mine', 'all', 'done'] as const
type Which = (typeof tabs)[number]

/** The list, asked anew every twenty seconds; looking on does not count as using the login (S25). */
export function TaskInbox({ first, role }: { readonly first: TaskList; readonly role: Role }) {
  const [which, setWhich] = useState<Which>('mine')
  const mine = useTasks('mine', which === 'mine', first)
  const all = useTasks('all', which === 'all')
  const done = useTasks('done', which === 'done')
  const shown = { mine, all, done }
  return (
    <Tabs
      label="Which tasks"
      selected={which}
      onSelect={(id) => setWhich(tabs.find((tab) => tab === id) ?? 'mine')}
      items={[
        {
          id: 'mine',
          label: 'Mine',
          count: mine.data?.tasks.length ?? 0,
          content: <Listed {...shown.mine} {...{ role, which: 'mine' }} />,
        },
        { id: 'all', label: 'Everything I may see', content: <Listed {...shown.all} {...{ role, which: 'all' }} /> },
        { id: 'done', label: 'Done', content: <Listed {...shown.done} {...{ role, which: 'done' }} /> },
      ]}
    />
  )
}

function useTasks(which: Which, isShown: boolean, initialData?: TaskList) {
  const trpc = useTRPC()
  const { data } = useQuery(
    trpc.task.list.queryOptions(
      { which },
      {
        enabled: isShown,
        refetchInterval: 20_000,
        trpc: { context: { background: true } },
        ...(initialData === undefined ? {} : { initialData }),
      },
    ),
  )
  return { data }
}

interface ListedProps {
  readonly data: TaskList | undefined
  readonly role: Role
  readonly which: Which
}

function Listed({ data, role, which }: ListedProps) {
  const changed = useTasksChanged()
  if (data === undefined) return <Skeleton label="Tasks are being fetched" rows={4} />
  if (data.tasks.length === 0) return <Nothing which={which} />
  const overdue = data.tasks.filter((task) => task.isOverdue)
  const rest = data.tasks.filter((task) => !task.isOverdue)
  const cards = (tasks: readonly TaskLine[]) => (
    <ul className="flex flex-col gap-3">
      {tasks.map((task) => (
        <TaskCard
          key={task.taskId}
          task={task}
          zone={data.zone}
          now={data.serverNow}
          role={role}
          members={data.members}
          onChanged={changed}
        />
      ))}
    </ul>
  )
  if (which === 'done') return cards(data.tasks)
  return (
    <div className="flex flex-col gap-5">
      {overdue.length === 0 ? null : (
        <section className="flex flex-col gap-3">
          <h2 className="text-title">Overdue</h2>
          {cards(overdue)}
        </section>
      )}
      {rest.length === 0 ? null : (
        <section className="flex flex-col gap-3">
          <h2 className="text-title">{overdue.length === 0 ? 'Waiting' : 'Waiting, not yet due'}</h2>
          {cards(rest)}
        </section>
      )}
    </div>
  )
}

const emptyWords: { readonly [W in Which]: readonly [string, string] } = {
  mine: [
    'Nothing waits for you',
    'A task appears here when somebody hands you one, or when something needs you by a time.',
  ],
  all: [
    'Nothing waits',
    'Tasks about patients are seen by the whole care team, so that nobody is the only one who knows.',
  ],
  done: ['Nothing has been finished yet', 'What was done, by whom and what was decided stays here.'],
}

function Nothing({ which }: { readonly which: Which }) {
  const [title, words] = emptyWords[which]
  return (
    <Panel>
      <EmptyState title={title} action={<LinkButton href="/">Back to the start</LinkButton>}>
        {words}
      </EmptyState>
    </Panel>
  )
}
