'use client'
import { listName } from '@holdspace/clinic/people/person-names'
import { formatBorn } from '@holdspace/kit/calendar-words'
import { AlertMark } from '@holdspace/ui/alert-mark'
import { Button } from '@holdspace/ui/button'
import { DataTable, type TableColumn } from '@holdspace/ui/data-table'
import { LinkButton } from '@holdspace/ui/link'
import { Notice } from '@holdspace/ui/notice'
import { Panel } from '@holdspace/ui/panel'
import { EmptyState } from '@holdspace/ui/states'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { levelOfFlag } from '../people/flags.tsx'
import { dateAndTime } from '../people/words.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'

type Page = Answers['referral']['list']
type Line = Page['referrals'][number]
export type ListedStatus = 'in-review' | 'accepted' | 'declined'

/** Referrals of one status, newest first; more are fetched when asked for. */
export function ReferralList({ first, status }: { readonly first: Page; readonly status: ListedStatus }) {
  const trpc = useTRPCClient()
  const [lines, setLines] = useState<readonly Line[]>(first.referrals)
  const [next, setNext] = useState(first.next)
  const [problem, setProblem] = useState<string | null>(null)
  const showMore = async () => {
    const page = await attempt(() => trpc.referral.list.query({ status, cursor: next }))
    setProblem(page.ok ? null : page.refusal.sentence)
    if (!page.ok) return
    setLines([...lines, ...page.value.referrals])
    setNext(page.value.next)
  }
  if (lines.length === 0) return <NoReferrals status={status} />
  return (
    <>
      <Panel flush>
        <DataTable
          caption={captions[status]}
          columns={columnsOf(first, status)}
          rows={lines}
          rowKey={(line) => line.referralId}
          rowHref={(line) => `/referrals/${line.referralId}`}
        />
      </Panel>
      {problem === null ? null : <Notice level="medium" title={problem} live />}
      {next === null ? null : (
        <div className="flex justify-center">
          <Button onPress={() => void showMore()}>Show older ones</Button>
        </div>
      )}
    </>
  )
}

const captions: Record<ListedStatus, string> = {
  'in-review': 'Referrals that wait for review',
  accepted: 'Accepted referrals',
  declined: 'Declined referrals',
}

function columnsOf({ today, zone }: Page, status: ListedStatus): TableColumn<Line>[] {
  return [
    { key: 'name', header: 'Person', cell: listName, sortBy: (line) => listName(line).toLowerCase() },
    {
      key: 'born',
      header: 'Born',
      cell: (line) => formatBorn(line.birthDate, today).slice(5),
      sortBy: (line) => line.birthDate,
    },
    { key: 'flags', header: 'Flags', cell: (line) => <FlagMarks line={line} /> },
    {
      key: 'received',
      header: 'Received',
      cell: (line) => dateAndTime(line.receivedAt, zone),
      sortBy: (line) => line.receivedAt,
    },
    status === 'in-review'
      ? { key: 'by', header: 'Taken in by', cell: (line) => line.receivedByName, wideOnly: true }
      : { key: 'by', header: 'Decided by', cell: (line) => line.decidedByName ?? '', wideOnly: true },
  ]
}

function FlagMarks({ line }: { readonly line: Line }) {
  if (line.flags.length === 0) return <span className="text-muted">None in the data</span>
  const shown = line.flags.slice(0, 3)
  const rest = line.flags.length - shown.length
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {shown.map((flag) => (
        <AlertMark key={flag.title} level={levelOfFlag[flag.severity]} look="plain">
          {flag.title}
        </AlertMark>
      ))}
      {rest === 0 ? null : <span className="text-muted">and {rest} more</span>}
    </span>
  )
}

function NoReferrals({ status }: { readonly status: ListedStatus }) {
  const decided = status === 'accepted' ? 'No referral has been accepted yet' : 'No referral has been declined'
  return (
    <Panel>
      <EmptyState
        title={status === 'in-review' ? 'No referral waits for review' : decided}
        action={
          <LinkButton href="/referrals/import" variant={status === 'in-review' ? 'primary' : 'secondary'}>
            Import a referral
          </LinkButton>
        }
      >
        Bring in the FHIR file of the referring clinic. You review everything before anything is created.
      </EmptyState>
    </Panel>
  )
}
