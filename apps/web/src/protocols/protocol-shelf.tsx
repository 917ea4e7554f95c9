'use client'
import { formatDate } from '@holdspace/kit/calendar-words'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { DataTable, type TableColumn } from '@holdspace/ui/data-table'
import { Panel } from '@holdspace/ui/panel'
import { EmptyState } from '@holdspace/ui/states'
import type { ReactNode } from 'react'
import { StatusBadge } from './status-badge.tsx'
import { routeWords } from './words.ts'

/** What the shelf shows of a version; the rest stays on the server until it is opened. */
export type ProtocolLine = Pick<ProtocolVersion, 'id' | 'version' | 'title' | 'status' | 'reviewBy'> & {
  readonly route: ProtocolVersion['drug']['route']
  readonly approvedBy: string
}

const columns: readonly TableColumn<ProtocolLine>[] = [
  { key: 'title', header: 'Protocol', cell: (row) => row.title, sortBy: (row) => row.title },
  { key: 'version', header: 'Version', cell: (row) => row.version },
  { key: 'route', header: 'Route', cell: (row) => routeWords[row.route], sortBy: (row) => row.route },
  { key: 'status', header: 'Status', cell: (row) => <StatusBadge status={row.status} /> },
  {
    key: 'approved',
    header: 'Approved by',
    cell: (row) => (row.approvedBy === '' ? '–' : row.approvedBy),
    wideOnly: true,
  },
  { key: 'review', header: 'Review by', cell: (row) => (row.reviewBy === null ? '–' : formatDate(row.reviewBy)) },
]

export interface ProtocolShelfProps {
  readonly held: readonly ProtocolLine[]
  readonly supplied: readonly ProtocolLine[]
}

export function ProtocolShelf({ held, supplied }: ProtocolShelfProps) {
  return (
    <>
      <Panel title="Of this practice" flush>
        <Versions
          caption="Protocols of this practice"
          rows={held}
          empty={
            <EmptyState title="None taken in yet">
              The medical director reads a supplied draft, settles what it leaves open, and approves it.
            </EmptyState>
          }
        />
      </Panel>
      <Panel title="Supplied drafts, none of which may run" flush>
        <Versions caption="Supplied drafts" rows={supplied} />
      </Panel>
    </>
  )
}

function Versions({
  caption,
  rows,
  empty,
}: {
  readonly caption: string
  readonly rows: readonly ProtocolLine[]
  readonly empty?: ReactNode
}) {
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.id} ${row.version}`}
      rowHref={(row) => `/protocols/${encodeURIComponent(row.id)}?version=${encodeURIComponent(row.version)}`}
      {...(empty === undefined ? {} : { empty })}
    />
  )
}
