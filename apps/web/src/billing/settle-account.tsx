'use client'
import { formatCents, plainCents, typedCents } from '@holdspace/billing/money-words'
import type { PatientId } from '@holdspace/kit/ids'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Panel } from '@holdspace/ui/panel'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { Select } from '@holdspace/ui/select'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import { useTRPCClient } from '../trpc.tsx'
import { useMoneyAct } from './use-money-act.ts'
import { type Account, answered, tenderChoices } from './words.ts'

export interface SettleAccountProps {
  readonly patientId: PatientId
  readonly account: Account
}

/** What may be done with credit and with what is owed; there only while there is something to settle. */
export function SettleAccount({ patientId, account }: SettleAccountProps) {
  const [wanted, setWanted] = useState<'refund' | 'forgive' | null>(null)
  const { standing, may } = account
  const hasCredit = standing.creditCents > 0
  const mayUse = hasCredit && standing.owedCents > 0 && may.takePayment
  const mayRefund = hasCredit && may.giveBack
  const mayForgive = standing.owedCents > 0 && may.giveBack
  if (!mayUse && !mayRefund && !mayForgive) return null
  const close = () => setWanted(null)
  return (
    <Panel title="Settle">
      <div className="flex flex-wrap gap-2">
        {mayUse ? <UseCredit patientId={patientId} standing={standing} /> : null}
        {mayRefund ? (
          <Button size="compact" onPress={() => setWanted('refund')}>
            Give money back
          </Button>
        ) : null}
        {mayForgive ? (
          <Button size="compact" onPress={() => setWanted('forgive')}>
            Forgive
          </Button>
        ) : null}
      </div>
      <Dialog title="Give money back" isOpen={wanted === 'refund'} onClose={close}>
        <GiveBack patientId={patientId} standing={standing} onDone={close} />
      </Dialog>
      <Dialog title="Forgive what is owed" isOpen={wanted === 'forgive'} onClose={close}>
        <Forgive patientId={patientId} standing={standing} onDone={close} />
      </Dialog>
    </Panel>
  )
}

interface SettleProps {
  readonly patientId: PatientId
  readonly standing: Account['standing']
}

/** Credit goes to the oldest items, as far as it reaches. */
function UseCredit({ patientId, standing }: SettleProps) {
  const trpc = useTRPCClient()
  const { id, send } = useMoneyAct(() => undefined)
  const use = async () => {
    let left: number = standing.creditCents
    const allocations = standing.items.flatMap(({ itemId, leftCents }) => {
      const cents = Math.min(left, leftCents)
      left -= cents
      return cents > 0 ? [{ itemId, cents }] : []
    })
    await send(
      () => trpc.billing.applyCredit.mutate({ applyId: id, patientId, allocations }),
      () => ({ title: 'Credit used', detail: `${formatCents(standing.creditCents - left)} was put to what is owed.` }),
    )
  }
  return (
    <Button size="compact" onPress={() => void use()}>
      Use the credit
    </Button>
  )
}

const notAnAmount = { field: 'amount', sentence: 'Write the amount in dollars and cents, such as 950 or 950.00.' }

function GiveBack({ patientId, standing, onDone }: SettleProps & { readonly onDone: () => void }) {
  const trpc = useTRPCClient()
  const { id, problems, setProblems, send } = useMoneyAct(onDone)
  const give = async (data: FormData) => {
    const amountCents = typedCents(String(data.get('amount') ?? ''))
    if (amountCents === null) return setProblems([notAnAmount])
    const tender = tenderChoices.find(({ value }) => value === data.get('tender'))?.value ?? 'card'
    const [reference, reason] = [String(data.get('reference') ?? ''), String(data.get('reason') ?? '')]
    const refund = { refundId: id, patientId, amountCents, tender, reference, reason }
    await send(
      () => trpc.billing.refund.mutate(refund),
      () => ({ title: `${formatCents(amountCents)} given back` }),
    )
  }
  return (
    <Form onSubmit={give} problems={problems} aria-label="Give money back">
      <TextField
        name="amount"
        label="Amount in dollars"
        inputMode="decimal"
        defaultValue={plainCents(standing.creditCents)}
      />
      <RadioGroup name="tender" label="How it is given back" choices={tenderChoices} defaultValue="card" />
      <TextField name="reference" label="Slip or check number" optional />
      <TextField name="reason" label="Why" />
      <div>
        <SubmitButton sendingWords="Recording …">Record what was given back</SubmitButton>
      </div>
    </Form>
  )
}

function Forgive({ patientId, standing, onDone }: SettleProps & { readonly onDone: () => void }) {
  const trpc = useTRPCClient()
  const { id, problems, setProblems, send } = useMoneyAct(onDone)
  const open = standing.items.filter(({ leftCents }) => leftCents > 0)
  const forgive = async (data: FormData) => {
    const amountCents = typedCents(String(data.get('amount') ?? ''))
    if (amountCents === null) return setProblems([notAnAmount])
    const [itemId, reason] = [String(data.get('itemId') ?? ''), String(data.get('reason') ?? '')]
    await send(
      () => trpc.billing.writeOff.mutate({ writeOffId: id, patientId, itemId, amountCents, reason }),
      ({ creditNote }) => ({ title: `${formatCents(amountCents)} forgiven`, ...answered(creditNote) }),
    )
  }
  return (
    <Form onSubmit={forgive} problems={problems} aria-label="Forgive what is owed">
      <Select
        name="itemId"
        label="Of what"
        choices={open.map(({ itemId, words, leftCents }) => ({
          value: itemId,
          label: words,
          note: `${formatCents(leftCents)} open`,
        }))}
        {...(open[0] === undefined ? {} : { defaultValue: open[0].itemId })}
      />
      <TextField
        name="amount"
        label="Amount in dollars"
        inputMode="decimal"
        defaultValue={plainCents(open[0]?.leftCents ?? 0)}
      />
      <TextField name="reason" label="Why" />
      <div>
        <SubmitButton sendingWords="Recording …">Forgive it</SubmitButton>
      </div>
    </Form>
  )
}
