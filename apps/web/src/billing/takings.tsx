'use client'
import { formatCents } from '@holdspace/billing/money-words'
import { type CalendarDate, formatDate, timeInZone } from '@holdspace/kit/calendar-words'
import { DataTable, type TableColumn } from '@holdspace/ui/data-table'
import { Link } from '@holdspace/ui/link'
import { Stat } from '@holdspace/ui/stat'
import { EmptyState } from '@holdspace/ui/states'
import type { Answers } from '../outputs.ts'

type Practice = Answers['billing']['practice']
type Taking = Practice['takings'][number]

const tenderWords: { readonly [T in Taking['tender']]: string } = { cash: 'Cash', card: 'Card', check: 'Check' }

export interface TakingsProps {
  readonly takings: readonly Taking[]
  readonly day: CalendarDate
  readonly zone: string
}

/** What came in and went out on one day, by tender: held against the drawer, the terminal and the checks at closing. */
export function Takings({ takings, day, zone }: TakingsProps) {
  const sumOf = (tender: Taking['tender']) =>
    takings.filter((one) => one.tender === tender).reduce((sum, { cents }) => sum + cents, 0)
  return (
    <>
      <div className="grid grid-cols-2 gap-6 border-line border-b px-4 py-4 sm:grid-cols-4">
        <Stat label="Taken" value={formatCents(takings.reduce((sum, { cents }) => sum + cents, 0))} />
        <Stat label="Card" value={formatCents(sumOf('card'))} />
        <Stat label="Cash" value={formatCents(sumOf('cash'))} />
        <Stat label="Check" value={formatCents(sumOf('check'))} />
      </div>
      <DataTable
        caption={`Money taken and paid out on ${formatDate(day)}`}
        columns={columnsIn(zone)}
        rows={takings}
        rowKey={(row) => `${row.entryId} ${row.tender}`}
        empty={
          <EmptyState title="No money was taken">Payments of this day appear here as they are recorded.</EmptyState>
        }
      />
    </>
  )
}

function columnsIn(zone: string): readonly TableColumn<Taking>[] {
  return [
    { key: 'at', header: 'At', sortBy: (row) => row.at, cell: (row) => timeInZone(row.at, zone) },
    {
      key: 'person',
      header: 'Person',
      sortBy: (row) => `${row.family} ${row.given.join(' ')}`,
      cell: (row) => <PersonOfAccount {...row} />,
    },
    {
      key: 'how',
      header: 'How',
      cell: (row) => (
        <>
          {tenderWords[row.tender]}
          {row.reference === null ? null : <span className="block text-muted">{row.reference}</span>}
        </>
      ),
    },
    { key: 'by', header: 'By', wideOnly: true, cell: (row) => row.recordedByName },
    {
      key: 'amount',
      header: 'Amount',
      align: 'end',
      sortBy: (row) => row.cents,
      cell: (row) => formatCents(row.cents),
    },
  ]
}

/** Whose account it is, as every list of money names them. */
export function PersonOfAccount({
  patientId,
  family,
  given,
  mrn,
}: Pick<Taking, 'patientId' | 'family' | 'given' | 'mrn'>) {
  return (
    <>
      <Link href={`/people/${patientId}/money`}>
        {family}
        {given.length === 0 ? '' : `, ${given.join(' ')}`}
      </Link>
      <span className="block text-muted">MRN {mrn}</span>
    </>
  )
}
