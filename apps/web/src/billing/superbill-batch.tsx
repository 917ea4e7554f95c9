'use client'
import { formatCents } from '@holdspace/billing/money-words'
import { formatDate } from '@holdspace/kit/calendar-words'
import { Button } from '@holdspace/ui/button'
import { DataTable, type TableColumn } from '@holdspace/ui/data-table'
import { EmptyState } from '@holdspace/ui/states'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { PersonOfAccount } from './takings.tsx'

type Unbilled = Answers['billing']['practice']['unbilled'][number]

/** Visits on no superbill yet. Made in one go for everybody whose diagnoses are known; the others have theirs asked for. */
export function SuperbillBatch({ unbilled }: { readonly unbilled: readonly Unbilled[] }) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [made, setMade] = useState<number | null>(null)
  const ready = unbilled.filter(({ diagnoses }) => diagnoses.length > 0)
  const makeAll = async () => {
    const refused: string[] = []
    for (const [at, one] of ready.entries()) {
      setMade(at)
      const { patientId, sheetIds, diagnoses } = one
      const paper = { kind: 'superbill' as const, sheetIds: [...sheetIds], diagnoses: [...diagnoses], referring: null }
      const answer = await attempt(() =>
        trpc.billing.issuePaper.mutate({ paperId: crypto.randomUUID(), patientId, paper }),
      )
      if (!answer.ok) refused.push(`${one.family}: ${answer.refusal.sentence}`)
    }
    setMade(null)
    const count = ready.length - refused.length
    sayToast({
      level: refused.length === 0 ? 'done' : 'medium',
      title: `${count} ${count === 1 ? 'superbill' : 'superbills'} made`,
      detail: refused.length === 0 ? 'They stand under each person’s Papers.' : refused.join(' '),
    })
    router.refresh()
  }
  return (
    <>
      <DataTable
        caption="Visits on no superbill yet"
        columns={columns}
        rows={unbilled}
        rowKey={(row) => row.patientId}
        empty={
          <EmptyState title="Every visit has its superbill">
            Visits come here once their charges are confirmed.
          </EmptyState>
        }
      />
      {ready.length === 0 ? null : (
        <div className="border-line border-t px-4 py-3">
          <Button variant="primary" isDisabled={made !== null} onPress={() => void makeAll()}>
            {made === null
              ? `Make ${ready.length} ${ready.length === 1 ? 'superbill' : 'superbills'}`
              : `Making ${made + 1} of ${ready.length} …`}
          </Button>
        </div>
      )}
    </>
  )
}

const columns: readonly TableColumn<Unbilled>[] = [
  {
    key: 'person',
    header: 'Person',
    sortBy: (row) => `${row.family} ${row.given.join(' ')}`,
    cell: (row) => <PersonOfAccount {...row} />,
  },
  { key: 'dates', header: 'Visits', cell: (row) => row.dates.map(formatDate).join(', ') },
  {
    key: 'diagnoses',
    header: 'Diagnoses of the last one',
    cell: (row) =>
      row.diagnoses.length === 0 ? (
        <span className="text-muted">Not known: make the first under Money</span>
      ) : (
        row.diagnoses.map(({ code }) => code).join(', ')
      ),
  },
  {
    key: 'amount',
    header: 'Charged',
    align: 'end',
    sortBy: (row) => row.amountCents,
    cell: (row) => formatCents(row.amountCents),
  },
]
