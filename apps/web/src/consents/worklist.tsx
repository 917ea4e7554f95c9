'use client'
import type { StandingState } from '@holdspace/clinic/consent/states'
import { listName } from '@holdspace/clinic/people/person-names'
import { DataTable, type TableColumn } from '@holdspace/ui/data-table'
import { EmptyState } from '@holdspace/ui/states'
import { Tabs } from '@holdspace/ui/tabs'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { ConsentState } from './consent-state.tsx'

type Line = Answers['consent']['worklist']['lines'][number]

/** Sorted by what has to be done about it, not by its name in the record. */
const tabs: readonly { readonly id: string; readonly label: string; readonly states: readonly StandingState[] }[] = [
  { id: 'all', label: 'All', states: ['withdrawn', 'contested', 'outdated', 'expired', 'missing', 'expiring'] },
  { id: 'missing', label: 'Missing', states: ['missing'] },
  { id: 'expiring', label: 'Running out', states: ['expiring', 'expired'] },
  { id: 'outdated', label: 'Outdated', states: ['outdated', 'contested'] },
  { id: 'withdrawn', label: 'Withdrawn', states: ['withdrawn'] },
]

export function ConsentWorklist({ lines }: { readonly lines: readonly Line[] }) {
  const [shown, setShown] = useState('all')
  return (
    <Tabs
      label="What has to be done"
      selected={shown}
      onSelect={setShown}
      items={tabs.map(({ id, label, states }) => {
        const rows = lines.filter(({ state }) => states.includes(state))
        return { id, label, count: rows.length, content: <Rows label={label} rows={rows} /> }
      })}
    />
  )
}

const columns: readonly TableColumn<Line>[] = [
  {
    key: 'person',
    header: 'Person',
    sortBy: (row) => `${row.family} ${row.given.join(' ')}`,
    cell: (row) => (
      <>
        {listName(row)}
        <span className="block font-regular text-muted">MRN {row.mrn}</span>
      </>
    ),
  },
  { key: 'consent', header: 'Consent', sortBy: (row) => row.title, cell: (row) => row.title },
  { key: 'state', header: 'Now', cell: (row) => <ConsentState state={row.state} /> },
  { key: 'because', header: 'Because', wideOnly: true, cell: (row) => row.because },
]

function Rows({ label, rows }: { readonly label: string; readonly rows: readonly Line[] }) {
  return (
    <div className="overflow-hidden rounded-card border border-line bg-surface">
      <DataTable
        caption={`Consents: ${label.toLowerCase()}`}
        columns={columns}
        rows={rows}
        rowKey={(row) => `${row.patientId} ${row.kind} ${row.because}`}
        rowHref={(row) => `/people/${row.patientId}/consents`}
        empty={
          <EmptyState title="Nothing to do here">
            Everybody with a plan or a signed consent is in order. Whoever is not yet asked appears with their plan.
          </EmptyState>
        }
      />
    </div>
  )
}
