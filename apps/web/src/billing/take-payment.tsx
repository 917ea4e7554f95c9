'use client'
import { formatCents, plainCents, typedCents } from '@holdspace/billing/money-words'
import { formatDate } from '@holdspace/kit/calendar-words'
import type { PatientId } from '@holdspace/kit/ids'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import { useTRPCClient } from '../trpc.tsx'
import { useMoneyAct } from './use-money-act.ts'
import { type Account, tenderChoices } from './words.ts'

export interface TakePaymentProps {
  readonly patientId: PatientId
  readonly standing: Account['standing']
  /** A receipt names who bills; without those details none can be made. */
  readonly hasProfile: boolean
}

/** Money at the desk. It goes to the oldest items first; whatever is more stays the patient's credit. */
export function TakePayment({ patientId, standing, hasProfile }: TakePaymentProps) {
  const trpc = useTRPCClient()
  const [isOpen, setOpen] = useState(false)
  const { id, otherId, problems, setProblems, send } = useMoneyAct(() => setOpen(false))
  const open = standing.items.filter(({ leftCents }) => leftCents > 0)
  const take = async (data: FormData) => {
    const amountCents = typedCents(String(data.get('amount') ?? ''))
    if (amountCents === null || amountCents === 0)
      return setProblems([
        { field: 'amount', sentence: 'Write the amount in dollars and cents, such as 950 or 950.00.' },
      ])
    const tender = tenderChoices.find(({ value }) => value === data.get('tender'))?.value ?? 'card'
    const reference = String(data.get('reference') ?? '').trim()
    const receiptId = data.get('receipt') === null ? null : otherId
    const payment = { paymentId: id, patientId, amountCents, tender, reference, allocations: null, receiptId }
    await send(
      () => trpc.billing.takePayment.mutate(payment),
      ({ owedCents, receipt }) => ({
        title: `${formatCents(amountCents)} taken`,
        detail: `${formatCents(owedCents)} is still owed.${receipt === null ? '' : ` Receipt ${receipt.number} is ready under Papers.`}`,
      }),
    )
  }
  return (
    <>
      <Button variant="primary" onPress={() => setOpen(true)}>
        Take a payment
      </Button>
      <Dialog title="Take a payment" isOpen={isOpen} onClose={() => setOpen(false)}>
        <Form onSubmit={take} problems={problems} aria-label="Take a payment">
          <OpenItems items={open} />
          <TextField
            name="amount"
            label="Amount in dollars"
            inputMode="decimal"
            defaultValue={standing.owedCents > 0 ? plainCents(standing.owedCents) : ''}
            hint="Put to the oldest first."
          />
          <RadioGroup name="tender" label="How it was paid" choices={tenderChoices} defaultValue="card" />
          <TextField
            name="reference"
            label="Slip or check number"
            hint="What the terminal printed. Never the card’s number."
            optional
          />
          <div className="flex flex-wrap items-center gap-4">
            <SubmitButton sendingWords="Recording …">Record the payment</SubmitButton>
            {hasProfile ? (
              <label className="flex items-center gap-2">
                <input type="checkbox" name="receipt" defaultChecked className="size-5" />
                Make a receipt
              </label>
            ) : null}
          </div>
        </Form>
      </Dialog>
    </>
  )
}

function OpenItems({ items }: { readonly items: Account['standing']['items'] }) {
  if (items.length === 0) return <p className="text-muted">Nothing is owed. What is paid now is held as credit.</p>
  return (
    <ul className="rounded-control border border-line">
      {items.map((item) => (
        <li key={item.itemId} className="flex justify-between gap-4 border-line border-b px-3 py-2 last:border-b-0">
          <span>
            {item.words} <span className="text-muted">{formatDate(item.day)}</span>
          </span>
          <span data-figures className="font-strong">
            {formatCents(item.leftCents)}
          </span>
        </li>
      ))}
    </ul>
  )
}
