'use client'
import { listName } from '@holdspace/clinic/people/person-names'
import { DataTable, type TableColumn } from '@holdspace/ui/data-table'
import { Link } from '@holdspace/ui/link'
import { Panel } from '@holdspace/ui/panel'
import { EmptyState } from '@holdspace/ui/states'
import type { Answers } from '../outputs.ts'
import { releaseColumns } from './release-list.tsx'

type Releases = Answers['sharing']['releases']
type Row = Releases['releases'][number]

/** Who of the practice's patients shares what with whom; recording and withdrawing is done on the person's own page. */
export function PracticeReleases({ releases }: { readonly releases: Releases }) {
  const person: TableColumn<Row> = {
    key: 'person',
    header: 'Person',
    sortBy: (row) => `${row.family} ${row.given.join(' ')}`,
    cell: (row) => (
      <>
        <Link href={`/people/${row.patientId}/sharing`}>{listName(row)}</Link>
        <span className="block text-muted">MRN {row.mrn}</span>
      </>
    ),
  }
  return (
    <Panel title={`Releases · ${releases.releases.length}`} flush>
      <DataTable
        caption="Releases of information of all patients"
        columns={[person, ...releaseColumns<Row>(releases.zone)]}
        rows={releases.releases}
        rowKey={(row) => row.releaseId}
        empty={
          <EmptyState title="No release yet">
            A release is recorded on a person’s chart, under Sharing, from the form they signed.
          </EmptyState>
        }
      />
    </Panel>
  )
}
