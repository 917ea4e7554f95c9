'use client'
import { dateInZone, formatDate, timeInZone } from '@holdspace/kit/calendar-words'
import { DataTable, type TableColumn } from '@holdspace/ui/data-table'
import type { BoardSession } from './room-card.tsx'

export interface SessionTableProps {
  readonly sessions: readonly BoardSession[]
  readonly zone: string
  readonly named: boolean
  readonly mayEnter: boolean
}

export function SessionTable({ sessions, zone, named, mayEnter }: SessionTableProps) {
  const columns: readonly TableColumn<BoardSession>[] = [
    { key: 'who', header: 'Person', cell: (row) => (named ? row.name : row.initials), sortBy: (row) => row.name },
    {
      key: 'opened',
      header: 'Opened',
      cell: (row) => `${formatDate(dateInZone(row.openedAt, zone))} ${timeInZone(row.openedAt, zone)}`,
      sortBy: (row) => row.openedAt,
    },
    { key: 'protocol', header: 'Protocol', cell: (row) => row.protocolTitle },
    { key: 'room', header: 'Room', cell: (row) => row.room, wideOnly: true },
  ]
  return (
    <DataTable
      caption="Sessions waiting for a signature"
      columns={columns}
      rows={sessions}
      rowKey={(row) => row.sessionId}
      {...(mayEnter ? { rowHref: (row: BoardSession) => `/sessions/${row.sessionId}/record` } : {})}
    />
  )
}
