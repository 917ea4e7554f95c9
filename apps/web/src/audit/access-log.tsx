'use client'
import type { AppRouter } from '@holdspace/api/router'
import { dateInZone, formatDate, timeInZone } from '@holdspace/kit/calendar-date'
import { AlertMark } from '@holdspace/ui/alert-mark'
import { Button } from '@holdspace/ui/button'
import { DataTable, type TableColumn } from '@holdspace/ui/data-table'
import { Notice } from '@holdspace/ui/notice'
import { Panel } from '@holdspace/ui/panel'
import { EmptyState } from '@holdspace/ui/states'
import type { inferRouterOutputs } from '@trpc/server'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'

type Found = inferRouterOutputs<AppRouter>['audit']['accesses']
type Line = Found['events'][number]

const outcomeWords = { done: 'Done', refused: 'Refused', failed: 'Failed' } as const

export function AccessLog({ first, zone }: { readonly first: Found; readonly zone: string }) {
  const trpc = useTRPCClient()
  const [lines, setLines] = useState(first.events)
  const [next, setNext] = useState(first.next)
  const [refused, setRefused] = useState<string | null>(null)
  const more = async () => {
    if (next === null) return
    const answer = await attempt(() => trpc.audit.accesses.query({ limit: 100, after: next }))
    if (!answer.ok) return setRefused(answer.refusal.sentence)
    setLines([...lines, ...answer.value.events])
    setNext(answer.value.next)
  }
  return (
    <Panel flush>
      <DataTable
        caption="Accesses, newest first"
        columns={columnsIn(zone)}
        rows={lines}
        rowKey={(line) => line.id}
        empty={<EmptyState title="Nothing yet">As soon as somebody opens a record, a line stands here.</EmptyState>}
      />
      {refused === null ? null : <Notice level="high" title={refused} live />}
      {next === null ? null : (
        <div className="flex justify-center p-3">
          <Button onPress={more}>Show earlier</Button>
        </div>
      )}
    </Panel>
  )
}

function columnsIn(zone: string): readonly TableColumn<Line>[] {
  return [
    {
      key: 'at',
      header: 'When',
      cell: (line) => (
        <span className="whitespace-nowrap">
          {formatDate(dateInZone(line.at, zone))} {timeInZone(line.at, zone)}
        </span>
      ),
    },
    {
      key: 'who',
      header: 'Who',
      cell: (line) => (
        <>
          {line.actor.name} <span className="font-regular text-muted">{line.actor.role ?? line.actor.kind}</span>
        </>
      ),
    },
    { key: 'act', header: 'What', cell: (line) => line.act },
    { key: 'patient', header: 'Record', cell: (line) => recordWords(line), wideOnly: true },
    {
      key: 'outcome',
      header: 'Outcome',
      cell: (line) =>
        line.outcome === 'done' ? (
          <span className="text-muted">{outcomeWords.done}</span>
        ) : (
          <AlertMark level="medium">{outcomeWords[line.outcome]}</AlertMark>
        ),
    },
  ]
}

/** The record's own number, shortened: the trail names no patient (S50). */
function recordWords(line: Line): string {
  if (line.patientId !== undefined) return `Patient ${line.patientId.slice(-8)}`
  return line.subject === undefined ? '–' : `${line.subject.type} ${line.subject.id.slice(-8)}`
}
