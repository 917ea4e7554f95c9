'use client'
import { dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import { Button } from '@holdspace/ui/button'
import { DataTable, type TableColumn } from '@holdspace/ui/data-table'
import { Dialog } from '@holdspace/ui/dialog'
import { Link } from '@holdspace/ui/link'
import { EmptyState } from '@holdspace/ui/states'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { Account } from './words.ts'

const ConfirmCharges = dynamic(() => import('./confirm-charges.tsx').then((module) => module.ConfirmCharges))

type Waiting = Account['waiting'][number]

export interface WaitingChargesProps {
  readonly waiting: readonly Waiting[]
  readonly zone: string
  readonly mayCharge: boolean
  /** On the practice's page the person is named; on their own chart they stand above it. */
  readonly showPerson: boolean
}

/** Signed sessions whose charges nobody has confirmed yet. */
export function WaitingCharges({ waiting, zone, mayCharge, showPerson }: WaitingChargesProps) {
  const [looking, setLooking] = useState<Waiting | null>(null)
  const person: TableColumn<Waiting> = {
    key: 'person',
    header: 'Person',
    sortBy: (row) => `${row.family} ${row.given.join(' ')}`,
    cell: (row) => (
      <>
        <Link href={`/people/${row.patientId}/money`}>
          {row.family}
          {row.given.length === 0 ? '' : `, ${row.given.join(' ')}`}
        </Link>
        <span className="block text-muted">MRN {row.mrn}</span>
      </>
    ),
  }
  const day = (moment: Waiting['openedAt']) => formatDate(dateInZone(moment, zone))
  const columns: readonly TableColumn<Waiting>[] = [
    ...(showPerson ? [person] : []),
    { key: 'day', header: 'Session of', sortBy: (row) => row.openedAt, cell: (row) => day(row.openedAt) },
    { key: 'signed', header: 'Signed', cell: (row) => day(row.sealedAt) },
    {
      key: 'look',
      header: 'Charges',
      align: 'end',
      cell: (row) =>
        mayCharge ? (
          <Button size="compact" onPress={() => setLooking(row)}>
            Look at the charges
          </Button>
        ) : (
          <span className="text-muted">Billing confirms them</span>
        ),
    },
  ]
  return (
    <>
      <DataTable
        caption="Signed sessions waiting for charges"
        columns={columns}
        rows={waiting}
        rowKey={(row) => row.sessionId}
        empty={
          <EmptyState title="No session is waiting">
            A session comes here when its record is signed; its charges are then worked out and wait to be confirmed.
          </EmptyState>
        }
      />
      <Dialog title="Charges of this session" isOpen={looking !== null} onClose={() => setLooking(null)} wide>
        {looking === null ? null : (
          <ConfirmCharges sessionId={looking.sessionId} zone={zone} onDone={() => setLooking(null)} />
        )}
      </Dialog>
    </>
  )
}
