'use client'
import { dateInZone, formatDate, timeInZone } from '@holdspace/kit/calendar-words'
import type { Instant } from '@holdspace/kit/instant'
import { Button } from '@holdspace/ui/button'
import { DataTable, type TableColumn } from '@holdspace/ui/data-table'
import { Notice } from '@holdspace/ui/notice'
import { Panel } from '@holdspace/ui/panel'
import { Stat } from '@holdspace/ui/stat'
import { EmptyState } from '@holdspace/ui/states'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'

type Proof = Answers['audit']['proof']
type Check = Proof['checks'][number]

export interface ProofTabProps {
  readonly first: Proof
  readonly zone: string
}

/** How far the record is proven: the log's size, its newest signed state, and when it was verified, by what. */
export function ProofTab({ first, zone }: ProofTabProps) {
  const client = useTRPCClient()
  const [proof, setProof] = useState(first)
  const [isVerifying, setVerifying] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const verify = async () => {
    setVerifying(true)
    const done = await attempt(async () => {
      await client.audit.verifyNow.mutate()
      return client.audit.proof.query()
    })
    setVerifying(false)
    setRefused(done.ok ? null : done.refusal.sentence)
    if (done.ok) setProof(done.value)
  }
  const newest = proof.checks[0]
  return (
    <div className="flex flex-col gap-5">
      {refused === null ? null : <Notice level="medium" title={refused} live />}
      <Standing check={newest} zone={zone} />
      <div className="flex flex-wrap items-end gap-x-12 gap-y-5">
        <Stat label="Leaves in the log" value={proof.size.toLocaleString('en-US')} note={waitingWords(proof.waiting)} />
        <Stat
          label="Newest checkpoint"
          value={proof.checkpoint === null ? 'none yet' : `at ${proof.checkpoint.size.toLocaleString('en-US')}`}
          note={
            proof.checkpoint === null
              ? 'The first is signed with the first record.'
              : `${whyWords[proof.checkpoint.why] ?? ''}, ${when(proof.checkpoint.signedAt, zone)}`
          }
        />
        <Button variant="primary" className="ml-auto" isPending={isVerifying} onPress={() => void verify()}>
          {isVerifying ? 'Being verified…' : 'Verify now'}
        </Button>
      </div>
      <Panel title="Verified" flush>
        <DataTable
          caption="The newest verifications, newest first"
          columns={columnsIn(zone)}
          rows={proof.checks}
          rowKey={(check) => check.id}
          empty={<EmptyState title="Not verified yet">Holdspace does so by itself, once an hour.</EmptyState>}
        />
      </Panel>
      <Panel title="To keep elsewhere">
        <p className="mb-3 max-w-prose">
          Whoever holds a checkpoint outside this installation is a witness: with it, a record that was written anew, or
          an older copy put in its place, shows. Send it to a second person from time to time.
        </p>
        <Exact label="Checkpoint" text={proof.checkpoint?.text ?? 'None yet.'} />
        <Exact label="Key of the log" text={proof.verifierKey} />
      </Panel>
    </div>
  )
}

function Standing({ check, zone }: { readonly check: Check | undefined; readonly zone: string }) {
  if (check === undefined) return <Notice level="low" title="The record was not verified yet." />
  if (check.findings.length === 0) {
    return (
      <Notice level="done" title="Everything holds.">
        {check.entries} entries of {check.sessions} sessions, {check.papers} papers and {check.checkpoints} checkpoints,
        verified {when(check.checkedAt, zone)} by {check.checkedBy}.
      </Notice>
    )
  }
  return (
    <Notice level="high" title={`${check.findings.length} things do not hold.`}>
      <ul className="flex list-disc flex-col gap-1 pl-5">
        {check.findings.map((sentence) => (
          <li key={sentence} className="[overflow-wrap:anywhere]">
            {sentence}
          </li>
        ))}
      </ul>
      <p className="mt-2">
        Change nothing. Keep the backups and the newest printed records, and tell whoever runs Holdspace.
      </p>
    </Notice>
  )
}

function Exact({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div className="mb-3 last:mb-0">
      <p className="text-caption text-muted">{label}</p>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways must be reachable by keyboard (A1).
        tabIndex={0}
        className="overflow-x-auto rounded-control border border-line bg-sunken p-3 font-mono text-caption"
      >
        {text.trimEnd()}
      </pre>
    </div>
  )
}

const whyWords: Readonly<Record<string, string>> = {
  seal: 'at a signature',
  nightly: 'once a day',
  asked: 'when asked for',
}

function waitingWords(waiting: number): string {
  return waiting === 0 ? 'Every entry has its place.' : `${waiting} recorded just now wait for their place.`
}

function when(at: Instant, zone: string): string {
  return `${formatDate(dateInZone(at, zone))} at ${timeInZone(at, zone)}`
}

function columnsIn(zone: string): readonly TableColumn<Check>[] {
  return [
    { key: 'at', header: 'When', cell: ({ checkedAt }) => when(checkedAt, zone) },
    { key: 'by', header: 'By', cell: ({ checkedBy }) => checkedBy },
    { key: 'size', header: 'Leaves', align: 'end', cell: ({ size }) => size.toLocaleString('en-US') },
    { key: 'blind', header: 'Newer than the checkpoint', align: 'end', cell: ({ blind }) => String(blind) },
    {
      key: 'found',
      header: 'Found',
      cell: ({ findings }) => (findings.length === 0 ? 'Everything holds' : `${findings.length} do not hold`),
    },
  ]
}
