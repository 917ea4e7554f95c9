'use client'
import { roles } from '@holdspace/clinic/access/actor'
import { dateInZone, formatDate, timeInZone } from '@holdspace/kit/calendar-words'
import type { PatientId } from '@holdspace/kit/ids'
import { AlertMark } from '@holdspace/ui/alert-mark'
import { Button } from '@holdspace/ui/button'
import { DataTable, type TableColumn } from '@holdspace/ui/data-table'
import { Link } from '@holdspace/ui/link'
import { Notice } from '@holdspace/ui/notice'
import { Panel } from '@holdspace/ui/panel'
import { EmptyState } from '@holdspace/ui/states'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { roleWords } from '../role-words.ts'
import { useTRPCClient } from '../trpc.tsx'
import { type AccessChoice, AccessFilter, type AccessFilterProps } from './access-filter.tsx'
import { actWords } from './act-words.ts'

type Found = Answers['audit']['accesses']
type Line = Found['events'][number]

const outcomeWords = { done: 'Done', refused: 'Refused', failed: 'Failed' } as const

export interface AccessLogProps {
  readonly first: Found
  readonly zone: string
  readonly members: AccessFilterProps['members']
  /** Only this person's record, where the page was opened from a chart. */
  readonly patientId: PatientId | null
}

/** Who reached which record; the choices above narrow it, and earlier lines are fetched when asked for. */
export function AccessLog({ first, zone, members, patientId }: AccessLogProps) {
  const trpc = useTRPCClient()
  const [chosen, setChosen] = useState<AccessChoice>({ accountId: null, act: null })
  const [shown, setShown] = useState<Found>(first)
  const [refused, setRefused] = useState<string | null>(null)

  const look = async (choice: AccessChoice, after: Found['next']) => {
    const question = {
      limit: 100,
      ...(patientId === null ? {} : { patientId }),
      ...(choice.accountId === null ? {} : { accountId: choice.accountId }),
      ...(choice.act === null ? {} : { act: choice.act }),
      ...(after === null ? {} : { after }),
    }
    const answer = await attempt(() => trpc.audit.accesses.query(question))
    if (!answer.ok) return setRefused(answer.refusal.sentence)
    setRefused(null)
    const before = after === null ? [] : shown.events
    setShown({ events: [...before, ...answer.value.events], next: answer.value.next })
  }
  const choose = (choice: AccessChoice) => {
    setChosen(choice)
    void look(choice, null)
  }

  return (
    <Panel flush>
      <AccessFilter members={members} chosen={chosen} onChoose={choose} />
      {refused === null ? null : <Notice level="high" title={refused} live />}
      <DataTable
        caption="Accesses, newest first"
        columns={columnsIn(zone)}
        rows={shown.events}
        rowKey={(line) => line.id}
        empty={
          <EmptyState title="Nothing to show">As soon as somebody opens such a record, a line stands here.</EmptyState>
        }
      />
      {shown.next === null ? null : (
        <div className="flex justify-center p-3">
          <Button onPress={() => look(chosen, shown.next)}>Show earlier</Button>
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
          {line.actor.name} <span className="font-regular text-muted">{actorWords(line)}</span>
        </>
      ),
    },
    { key: 'act', header: 'What', cell: (line) => actWords(line.act) },
    { key: 'patient', header: 'Record', cell: (line) => <RecordOf line={line} /> },
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

const kindWords = { staff: 'Staff', partner: 'Partner system', patient: 'Patient', system: 'Holdspace' } as const

/** The role as it stood then; what is no person says what it is. */
function actorWords({ actor }: Line): string {
  const role = roles.find((each) => each === actor.role)
  return role === undefined ? kindWords[actor.kind] : roleWords[role]
}

/** The record's own number, shortened: the trail names no patient (S50). A patient's leads to all who reached that record. */
function RecordOf({ line }: { readonly line: Line }) {
  if (line.patientId !== undefined) {
    return <Link href={`/audit?patient=${line.patientId}`}>Patient {line.patientId.slice(-8)}</Link>
  }
  if (line.subject === undefined) return '–'
  const { type, id } = line.subject
  return `${type.charAt(0).toUpperCase()}${type.slice(1)} ${id.slice(-8)}`
}
