'use client'
import { dateInZone, formatDate, timeInZone } from '@holdspace/kit/calendar-words'
import type { PatientId } from '@holdspace/kit/ids'
import { Badge } from '@holdspace/ui/badge'
import { Button } from '@holdspace/ui/button'
import { DataTable, type TableColumn } from '@holdspace/ui/data-table'
import { Dialog } from '@holdspace/ui/dialog'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Link } from '@holdspace/ui/link'
import { EmptyState } from '@holdspace/ui/states'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { useTRPCClient } from '../trpc.tsx'
import { useMoneyAct } from './use-money-act.ts'

type View = Answers['billing']['papers']
type Paper = View['papers'][number]

const familyWords: { readonly [F in Paper['family']]: string } = {
  'session-record': 'Record of care',
  consent: 'Consent',
  money: 'Money',
}
const stateWords: { readonly [S in Paper['state']]: string } = {
  stands: 'Stands',
  superseded: 'A newer one took its place',
  void: 'Void',
  withdrawn: 'Withdrawn',
}

export interface PaperListProps extends Pick<View, 'papers' | 'zone' | 'mayVoid'> {
  readonly patientId: PatientId
}

/** Every paper of one person, newest first, each with the hash of what was given out. */
export function PaperList({ papers, zone, mayVoid, patientId }: PaperListProps) {
  const [voiding, setVoiding] = useState<Paper | null>(null)
  const change: TableColumn<Paper> = {
    key: 'change',
    header: 'Change',
    align: 'end',
    cell: (paper) =>
      paper.family === 'money' && paper.state === 'stands' ? (
        <Button size="compact" variant="quiet" className="whitespace-nowrap" onPress={() => setVoiding(paper)}>
          Declare void
        </Button>
      ) : null,
  }
  return (
    <>
      <DataTable
        caption="Papers of this person"
        columns={[...columnsIn(zone), ...(mayVoid ? [change] : [])]}
        rows={papers}
        rowKey={(paper) => `${paper.family} ${paper.id}`}
        empty={
          <EmptyState title="No paper yet">
            Consents come here when they are signed, session records when they are locked, and papers about money when
            they are made under Money.
          </EmptyState>
        }
      />
      <DeclareVoid paper={voiding} patientId={patientId} onClose={() => setVoiding(null)} />
    </>
  )
}

interface DeclareVoidProps {
  readonly paper: Paper | null
  readonly patientId: PatientId
  readonly onClose: () => void
}

function DeclareVoid({ paper, patientId, onClose }: DeclareVoidProps) {
  const trpc = useTRPCClient()
  const { problems, send } = useMoneyAct(onClose)
  const declare = async (data: FormData) => {
    if (paper === null) return
    const reason = String(data.get('reason') ?? '')
    await send(
      () => trpc.billing.voidPaper.mutate({ patientId, paperId: paper.id, reason }),
      () => ({ title: `${paper.number} is void`, detail: 'It stays in the list; its number is not used again.' }),
    )
  }
  return (
    <Dialog
      title={paper === null ? '' : `Declare ${paper.number} void?`}
      role="alertdialog"
      isOpen={paper !== null}
      onClose={onClose}
    >
      <Form onSubmit={declare} problems={problems} aria-label="Declare a paper void">
        <p>Tell the patient: what they hold does not count any more.</p>
        <TextField name="reason" label="Why" />
        <div className="flex gap-3">
          <Button onPress={onClose}>Keep it</Button>
          <SubmitButton variant="danger" sendingWords="Declaring …">
            Declare it void
          </SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}

function columnsIn(zone: string): readonly TableColumn<Paper>[] {
  return [
    {
      key: 'paper',
      header: 'Paper',
      sortBy: (paper) => `${paper.title} ${paper.number}`,
      cell: (paper) => (
        <>
          {paper.href === null ? (
            <span className="font-strong">{paper.title}</span>
          ) : (
            <Link href={paper.href} target="_blank">
              {paper.title}
            </Link>
          )}
          <span className="block text-muted">{paper.number}</span>
        </>
      ),
    },
    { key: 'family', header: 'About', sortBy: (paper) => paper.family, cell: (paper) => familyWords[paper.family] },
    {
      key: 'at',
      header: 'Made',
      sortBy: (paper) => paper.at,
      cell: (paper) => (
        <span className="whitespace-nowrap">
          {formatDate(dateInZone(paper.at, zone))} {timeInZone(paper.at, zone)}
        </span>
      ),
    },
    {
      key: 'state',
      header: 'Now',
      cell: (paper) => <Badge look={paper.state === 'stands' ? 'accent' : 'plain'}>{stateWords[paper.state]}</Badge>,
    },
    {
      key: 'hash',
      header: 'SHA-256',
      wideOnly: true,
      cell: (paper) =>
        paper.hash === null ? (
          <span className="text-caption text-muted">drawn anew</span>
        ) : (
          <code className="text-caption text-muted" title={paper.hash}>
            {paper.hash.slice(0, 12)}…
          </code>
        ),
    },
  ]
}
