'use client'
import type { Role } from '@holdspace/clinic/access/actor'
import { dateInZone, formatDate, timeInZone } from '@holdspace/kit/calendar-words'
import type { Instant } from '@holdspace/kit/elapsed'
import { AlertMark } from '@holdspace/ui/alert-mark'
import { Badge } from '@holdspace/ui/badge'
import { Button } from '@holdspace/ui/button'
import { Link } from '@holdspace/ui/link'
import { sayToast } from '@holdspace/ui/toast'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { CloseTask } from './close-task.tsx'
import { HandOn } from './hand-on.tsx'
import { decisionWords, dueWords, evidenceHref, lateWords, stepWords, type TaskLine } from './task-words.ts'

export interface TaskCardProps {
  readonly task: TaskLine
  readonly zone: string
  readonly now: Instant
  readonly role: Role
  readonly members: Answers['task']['list']['members']
  readonly onChanged: () => Promise<unknown>
}

/** One task: what, about whom, whose, by when; and what can be done with it. */
export function TaskCard(props: TaskCardProps) {
  const { task, zone, now } = props
  const href = evidenceHref(task)
  const who = task.person === null ? null : `${task.person.family}, ${task.person.given.join(' ')}`
  return (
    <li className="flex flex-col gap-3 rounded-card border border-line bg-surface p-4">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        {task.isOverdue ? (
          <AlertMark level={task.guardsSafety ? 'high' : 'medium'}>{lateWords(task.dueAt, now)}</AlertMark>
        ) : null}
        <h3 className="text-lead font-strong">{task.title}</h3>
        <Badge look={task.guardsSafety ? 'accent' : 'plain'}>{task.kindLabel}</Badge>
      </div>
      <dl className="flex flex-wrap gap-x-6 gap-y-1 text-muted">
        {who === null ? null : (
          <Fact term="About">
            {task.patientId === null ? who : <Link href={`/people/${task.patientId}`}>{who}</Link>}
            <span data-figures> · {task.person?.mrn}</span>
          </Fact>
        )}
        <Fact term="For">{task.ownerWords}</Fact>
        {task.status === 'done' ? null : <Fact term="When">{dueWords(task, zone, now)}</Fact>}
        {task.acknowledgedByName === null || task.status === 'done' ? null : (
          <Fact term="Taken on by">{task.acknowledgedByName}</Fact>
        )}
      </dl>
      <History task={task} zone={zone} />
      {task.status === 'done' ? null : (
        <div className="flex flex-wrap items-center gap-2">
          <Actions {...props} />
          {href === null ? null : (
            <Link href={href} className="ml-1" aria-label={`Look at what called for it: ${task.title}`}>
              Look at it
            </Link>
          )}
        </div>
      )}
    </li>
  )
}

function Fact({ term, children }: { readonly term: string; readonly children: React.ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt>{term}</dt>
      <dd className="font-strong text-ink">{children}</dd>
    </div>
  )
}

function Actions({ task, role, members, onChanged }: TaskCardProps) {
  const trpc = useTRPCClient()
  const [open, setOpen] = useState<'hand-on' | 'close' | null>(null)
  const takeOn = async () => {
    const done = await attempt(() => trpc.task.acknowledge.mutate({ taskId: task.taskId }))
    if (!done.ok) sayToast({ level: 'high', title: 'Not taken on', detail: done.refusal.sentence })
    await onChanged()
  }
  const close = async (changed: boolean) => {
    setOpen(null)
    if (changed) await onChanged()
  }
  return (
    <>
      {task.status === 'open' ? (
        <Button size="compact" variant="primary" onPress={takeOn} aria-label={`I have it: ${task.title}`}>
          I have it
        </Button>
      ) : null}
      <Button
        size="compact"
        variant={task.status === 'open' ? 'secondary' : 'primary'}
        onPress={() => setOpen('close')}
        aria-label={`Done: ${task.title}`}
      >
        Done …
      </Button>
      <Button size="compact" variant="quiet" onPress={() => setOpen('hand-on')} aria-label={`Hand on: ${task.title}`}>
        Hand on …
      </Button>
      {open === 'close' ? <CloseTask task={task} role={role} onClose={close} /> : null}
      {open === 'hand-on' ? <HandOn task={task} members={members} onClose={close} /> : null}
    </>
  )
}

/** Every step, oldest first; folded away until somebody asks, except for what was decided. */
function History({ task, zone }: { readonly task: TaskLine; readonly zone: string }) {
  const last = task.history.at(-1)
  if (last === undefined) return null
  const decision = last.decision
  return (
    <details className="text-muted">
      <summary className="min-h-8 cursor-pointer rounded-control">
        {decision === null || decision === undefined ? null : (
          <span className="font-strong text-ink">{decisionWords[decision]}. </span>
        )}
        {task.status === 'done' ? `${last.words} ${last.byName}, ` : 'History: '}
        <span data-figures>{task.history.length === 1 ? '1 step' : `${task.history.length} steps`}</span>
      </summary>
      <ol className="mt-2 flex flex-col gap-1 border-line border-l pl-3">
        {task.history.map((step) => (
          <li key={`${step.at} ${step.kind} ${step.toWords ?? ''}`}>
            {formatDate(dateInZone(step.at, zone))} {timeInZone(step.at, zone)}· {stepWords[step.kind]}{' '}
            {step.toWords ?? ''} · {step.byName}
            {step.words === '' ? null : ` · “${step.words}”`}
            {step.decision === null ? null : ` · ${decisionWords[step.decision]}`}
          </li>
        ))}
      </ol>
    </details>
  )
}
