'use client'
import { formatCents } from '@holdspace/billing/money-words'
import { formatDate } from '@holdspace/kit/calendar-words'
import type { PatientId } from '@holdspace/kit/ids'
import { Badge } from '@holdspace/ui/badge'
import { Button } from '@holdspace/ui/button'
import { DataTable, type TableColumn } from '@holdspace/ui/data-table'
import { Dialog } from '@holdspace/ui/dialog'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { EmptyState } from '@holdspace/ui/states'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import { useTRPCClient } from '../trpc.tsx'
import { useMoneyAct } from './use-money-act.ts'
import { type Account, type AccountEntry, answered, entryWords, owedChange } from './words.ts'

export interface AccountTimelineProps {
  readonly account: Account
  readonly patientId: PatientId
}

type Row = AccountEntry & { readonly owedAfter: number; readonly isReversed: boolean }

/** Everything that happened on the account, newest first, with what was owed after it. Nothing is ever removed. */
export function AccountTimeline({ account, patientId }: AccountTimelineProps) {
  const [taking, setTaking] = useState<Row | null>(null)
  const reversed = new Set(account.entries.map(({ reverses }) => reverses))
  let owed = account.standing.owedCents as number
  const rows = account.entries.map((entry): Row => {
    const row = { ...entry, owedAfter: owed, isReversed: reversed.has(entry.id) }
    owed -= owedChange(entry)
    return row
  })
  const change: TableColumn<Row> = {
    key: 'change',
    header: 'Change',
    align: 'end',
    cell: (row) => (
      <span className="flex flex-wrap justify-end gap-1">
        {account.may.issue && account.hasProfile && account.withoutReceipt.includes(row.id) ? (
          <MakeReceipt paymentId={row.id} patientId={patientId} />
        ) : null}
        {mayTakeBack(row, account) ? (
          <Button size="compact" variant="quiet" className="whitespace-nowrap" onPress={() => setTaking(row)}>
            Take back
          </Button>
        ) : null}
      </span>
    ),
  }
  return (
    <>
      <DataTable
        caption="What happened on the account"
        columns={[...columns, ...(account.may.giveBack || account.withoutReceipt.length > 0 ? [change] : [])]}
        rows={rows}
        rowKey={(row) => row.id}
        empty={
          <EmptyState title="Nothing happened yet">
            Charges appear here once a signed session’s charges are confirmed; payments once they are taken.
          </EmptyState>
        }
      />
      <TakeBack row={taking} account={account} patientId={patientId} onClose={() => setTaking(null)} />
    </>
  )
}

function mayTakeBack({ kind, isReversed }: Row, { may }: Account): boolean {
  if (isReversed || !may.giveBack) return false
  if (kind === 'charge') return may.charge
  return kind === 'payment' || kind === 'credit-applied' || kind === 'refund' || kind === 'write-off'
}

const columns: readonly TableColumn<Row>[] = [
  { key: 'day', header: 'Day', cell: (row) => <span className="whitespace-nowrap">{formatDate(row.day)}</span> },
  {
    key: 'what',
    header: 'What',
    cell: (row) => (
      <div className="min-w-44">
        <span className="flex flex-wrap items-center gap-2">
          <span className="font-strong">{entryWords[row.kind]}</span>
          {row.isReversed ? <Badge>Taken back</Badge> : null}
        </span>
        <span className={row.isReversed ? 'text-muted line-through' : 'text-muted'}>{row.words}</span>
        {row.reason === null ? null : <span className="block text-muted">Because: {row.reason}</span>}
        <span className="block text-caption text-muted">{row.recordedByName}</span>
      </div>
    ),
  },
  {
    key: 'charged',
    header: 'Charged',
    align: 'end',
    cell: (row) => (owedChange(row) > 0 ? formatCents(owedChange(row)) : null),
  },
  {
    key: 'paid',
    header: 'Paid or forgiven',
    align: 'end',
    cell: (row) => (owedChange(row) < 0 ? formatCents(-owedChange(row)) : null),
  },
  { key: 'after', header: 'Owed after', align: 'end', cell: (row) => formatCents(row.owedAfter) },
]

/** For a payment that was taken without one. */
function MakeReceipt({ paymentId, patientId }: { readonly paymentId: string; readonly patientId: PatientId }) {
  const trpc = useTRPCClient()
  const { id, send } = useMoneyAct(() => undefined)
  const make = () =>
    send(
      () => trpc.billing.issuePaper.mutate({ paperId: id, patientId, paper: { kind: 'receipt', paymentId } }),
      ({ number }) => ({ title: `Receipt ${number} is ready`, detail: 'It stands under Papers.' }),
    )
  return (
    <Button size="compact" variant="quiet" className="whitespace-nowrap" onPress={() => void make()}>
      Make a receipt
    </Button>
  )
}

interface TakeBackProps {
  readonly row: Row | null
  readonly account: Account
  readonly patientId: PatientId
  readonly onClose: () => void
}

function TakeBack({ row, account, patientId, onClose }: TakeBackProps) {
  const trpc = useTRPCClient()
  const { id, problems, send } = useMoneyAct(onClose)
  const take = async (data: FormData) => {
    if (row === null) return
    const reason = String(data.get('reason') ?? '')
    const sheet = account.sheets.find(({ entryId }) => entryId === row.id)
    const reversal = { reversalId: id, patientId, reason }
    await send(
      async () =>
        sheet === undefined
          ? { ...(await trpc.billing.reverseEntry.mutate({ ...reversal, entryId: row.id })), creditNote: null }
          : await trpc.billing.voidCharges.mutate({ ...reversal, sheetId: sheet.sheetId }),
      ({ creditNote }) => ({ title: 'Taken back', detail: row.words, ...answered(creditNote) }),
    )
  }
  return (
    <Dialog
      title={row === null ? '' : `Take back “${row.words}”?`}
      role="alertdialog"
      isOpen={row !== null}
      onClose={onClose}
    >
      <Form onSubmit={take} problems={problems} aria-label="Take an entry back">
        <p>
          Another entry answers this one; both stay. Money that was put to a charge becomes credit, units of a package
          are open again, an invoice is answered by a credit note, and the receipt of a payment is void.
        </p>
        <TextField name="reason" label="Why" />
        <div className="flex gap-3">
          <Button onPress={onClose}>Leave it</Button>
          <SubmitButton variant="danger" sendingWords="Taking back …">
            Take it back
          </SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}
