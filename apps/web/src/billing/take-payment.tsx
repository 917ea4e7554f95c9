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
}

/** Money at the desk. It goes to the oldest items first; whatever is more stays the patient's credit. */
export function TakePayment({ patientId, standing }: TakePaymentProps) {
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
    const payment = { paymentId: id, patientId, amountCents, tender, reference, allocations: null }
    const taken = await send(
      () => trpc.billing.takePayment.mutate(payment),
      ({ owedCents }) => ({
        title: `${formatCents(amountCents)} taken`,
        detail: `${formatCents(owedCents)} is still owed.`,
      }),
    )
    if (taken.ok && data.get('receipt') !== null) {
      const paper = { kind: 'receipt', paymentId: taken.value.paymentId } as const
      await send(
        () => trpc.billing.issuePaper.mutate({ paperId: otherId, patientId, paper }),
        ({ number }) => ({ title: `Receipt ${number} is ready`, detail: 'It stands under Papers.' }),
      )
    }
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
            <label className="flex items-center gap-2">
              <input type="checkbox" name="receipt" defaultChecked className="size-5" />
              Make a receipt
            </label>
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
