'use client'
import { formatCents } from '@holdspace/billing/money-words'
import { DataTable, type TableColumn } from '@holdspace/ui/data-table'
import { EmptyState } from '@holdspace/ui/states'
import type { Answers } from '../outputs.ts'
import { PersonOfAccount } from './takings.tsx'

type Balance = Answers['billing']['practice']['balances'][number]

/** Accounts on which something is owed, held as credit or paid ahead. */
export function OpenBalances({ balances }: { readonly balances: readonly Balance[] }) {
  return (
    <DataTable
      caption="Open balances"
      columns={columns}
      rows={balances}
      rowKey={(row) => row.patientId}
      empty={<EmptyState title="Nothing is open">Every account is settled, and no care is paid ahead.</EmptyState>}
    />
  )
}

const money = (amount: number) => (amount === 0 ? <span className="text-muted">–</span> : formatCents(amount))

const columns: readonly TableColumn<Balance>[] = [
  {
    key: 'person',
    header: 'Person',
    sortBy: (row) => `${row.family} ${row.given.join(' ')}`,
    cell: (row) => <PersonOfAccount {...row} />,
  },
  { key: 'owed', header: 'Owed', align: 'end', sortBy: (row) => row.owedCents, cell: (row) => money(row.owedCents) },
  {
    key: 'credit',
    header: 'Credit',
    align: 'end',
    sortBy: (row) => row.creditCents,
    cell: (row) => money(row.creditCents),
  },
  {
    key: 'deferred',
    header: 'Paid ahead',
    align: 'end',
    sortBy: (row) => row.deferredCents,
    cell: (row) => money(row.deferredCents),
  },
]
