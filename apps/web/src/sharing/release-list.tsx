'use client'
import { dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import { plusMs } from '@holdspace/kit/elapsed'
import { Badge } from '@holdspace/ui/badge'
import { Button } from '@holdspace/ui/button'
import { DataTable, type TableColumn } from '@holdspace/ui/data-table'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { EmptyState } from '@holdspace/ui/states'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { purposeWords, standingWords, wordOf } from './words.ts'

type Release = Answers['sharing']['ofPatient']['releases'][number]

export interface ReleaseListProps {
  readonly releases: readonly Release[]
  readonly zone: string
}

/** Every release of a person, the withdrawn and the run-out ones too: history is added to. */
export function ReleaseList({ releases, zone }: ReleaseListProps) {
  const [withdrawing, setWithdrawing] = useState<Release | null>(null)
  const withdraw: TableColumn<Release> = {
    key: 'withdraw',
    header: 'Change',
    align: 'end',
    cell: (release) =>
      release.standing === 'in-force' || release.standing === 'not-yet' ? (
        <Button size="compact" onPress={() => setWithdrawing(release)}>
          Withdraw
        </Button>
      ) : null,
  }
  return (
    <>
      <DataTable
        caption="Releases of information"
        columns={[...releaseColumns(zone), withdraw]}
        rows={releases}
        rowKey={(release) => release.releaseId}
        empty={
          <EmptyState title="Nothing is shared">
            Without a release no partner can see this person, not even that there is a chart.
          </EmptyState>
        }
      />
      <Withdraw release={withdrawing} onClose={() => setWithdrawing(null)} />
    </>
  )
}

export function releaseColumns<Row extends Release>(zone: string): readonly TableColumn<Row>[] {
  const day = (moment: Release['validFrom']) => formatDate(dateInZone(moment, zone))
  return [
    {
      key: 'partner',
      header: 'Released to',
      sortBy: (release) => release.partnerName,
      cell: (release) => (
        <>
          {release.partnerName}
          <span className="block text-muted">{purposeWords[release.purpose]}</span>
        </>
      ),
    },
    {
      key: 'what',
      header: 'What',
      cell: (release) => <ReleasedParts release={release} />,
    },
    {
      key: 'when',
      header: 'From – until',
      sortBy: (release) => release.validFrom,
      // The stored end is the midnight after the last day.
      cell: (release) => (
        <>
          <span className="block whitespace-nowrap">{day(release.validFrom)} –</span>
          <span className="block whitespace-nowrap">{day(plusMs(release.validUntil, -1))}</span>
        </>
      ),
    },
    {
      key: 'standing',
      header: 'Now',
      cell: (release) => (
        <>
          <Badge look={release.standing === 'in-force' ? 'accent' : 'plain'}>{standingWords[release.standing]}</Badge>
          {release.withdrawn === null ? null : (
            <span className="block text-muted">
              {day(release.withdrawn.at)}, {release.withdrawn.how}; {release.withdrawn.byName}
            </span>
          )}
        </>
      ),
    },
    {
      key: 'recorded',
      header: 'Recorded',
      wideOnly: true,
      cell: (release) => (
        <>
          {day(release.recordedAt)}, {release.recordedByName}
          <span className="block text-muted">{release.givenHow}</span>
        </>
      ),
    },
  ]
}

function ReleasedParts({ release }: { readonly release: Release }) {
  // One box, so that a narrow screen sets the parts under each other and not side by side.
  return (
    <div className="min-w-0">
      <ul className="list-disc pl-4 marker:text-muted">
        {release.kinds.map((kind) => (
          <li key={kind}>{wordOf(kind)}</li>
        ))}
      </ul>
      {release.sensitive.length === 0 ? null : (
        <p className="text-muted">Including: {release.sensitive.map(wordOf).join(', ').toLowerCase()}</p>
      )}
    </div>
  )
}

function Withdraw({ release, onClose }: { readonly release: Release | null; readonly onClose: () => void }) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    if (release === null) return
    const how = String(data.get('how') ?? '').trim()
    if (how.length < 3) return setProblems([{ field: 'how', sentence: 'Say how the patient withdrew it.' }])
    const answer = await attempt(() => trpc.sharing.withdrawRelease.mutate({ releaseId: release.releaseId, how }))
    if (!answer.ok) return setProblems([{ sentence: answer.refusal.sentence }])
    setProblems([])
    onClose()
    sayToast({ level: 'done', title: 'Withdrawn', detail: `${release.partnerName} sees nothing more.` })
    router.refresh()
  }
  return (
    <Dialog
      title={release === null ? '' : `Withdraw the release to ${release.partnerName}?`}
      isOpen={release !== null}
      onClose={onClose}
    >
      <Form onSubmit={send} problems={problems} aria-label="Withdraw the release">
        <p>
          From its next request on this partner finds nothing of this person. What it read before stays with it, and in
          the account below.
        </p>
        <TextField
          name="how"
          label="How it was withdrawn"
          hint="By word of mouth counts at once; the writing can follow."
        />
        <div className="flex gap-3">
          <Button onPress={onClose}>Keep it</Button>
          <SubmitButton variant="danger" sendingWords="Withdrawing …">
            Withdraw
          </SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}
