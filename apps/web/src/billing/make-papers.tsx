'use client'
import { formatCents } from '@holdspace/billing/money-words'
import { type CalendarDate, formatDate } from '@holdspace/kit/calendar-words'
import type { PatientId } from '@holdspace/kit/ids'
import { Button } from '@holdspace/ui/button'
import { Checkbox } from '@holdspace/ui/checkbox'
import { Dialog } from '@holdspace/ui/dialog'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import { useTRPCClient } from '../trpc.tsx'
import { MakeEstimate } from './make-estimate.tsx'
import { useMoneyAct } from './use-money-act.ts'
import type { Account } from './words.ts'

export interface MakePapersProps {
  readonly patientId: PatientId
  readonly account: Account
}

type Wanted = 'superbill' | 'invoice' | 'estimate' | null

/** The papers somebody asks for at the desk, from what stands on the account. */
export function MakePapers({ patientId, account }: MakePapersProps) {
  const [wanted, setWanted] = useState<Wanted>(null)
  const close = () => setWanted(null)
  return (
    <>
      <Button size="compact" onPress={() => setWanted('superbill')}>
        Superbill
      </Button>
      <Button size="compact" onPress={() => setWanted('invoice')}>
        Invoice
      </Button>
      <Statement patientId={patientId} account={account} />
      <Button size="compact" onPress={() => setWanted('estimate')}>
        Estimate
      </Button>
      <Dialog title="Make a superbill" isOpen={wanted === 'superbill'} onClose={close} wide>
        <Superbill patientId={patientId} account={account} onDone={close} />
      </Dialog>
      <Dialog title="Make an invoice" isOpen={wanted === 'invoice'} onClose={close}>
        <Invoice patientId={patientId} account={account} onDone={close} />
      </Dialog>
      <Dialog title="Make a Good Faith Estimate" isOpen={wanted === 'estimate'} onClose={close} wide>
        <MakeEstimate patientId={patientId} onDone={close} />
      </Dialog>
    </>
  )
}

interface MakeProps extends MakePapersProps {
  readonly onDone: () => void
}

const ready = ({ number }: { readonly number: string }) => ({
  title: `${number} is ready`,
  detail: 'It stands under Papers.',
})

function Superbill({ patientId, account, onDone }: MakeProps) {
  const trpc = useTRPCClient()
  const { id, problems, setProblems, send } = useMoneyAct(onDone)
  const sheets = account.sheets.filter(({ voided, sheet }) => voided === null && sheet.lines.length > 0)
  const make = async (data: FormData) => {
    const sheetIds = data.getAll('sheets').map(String)
    if (sheetIds.length === 0) return setProblems([{ field: 'sheets', sentence: 'Choose at least one visit.' }])
    const diagnoses = diagnosesOf(String(data.get('diagnoses') ?? ''))
    const name = String(data.get('referring') ?? '').trim()
    const referring = name === '' ? null : { name, npi: String(data.get('npi') ?? '').trim() }
    const paper = { kind: 'superbill', sheetIds, diagnoses, referring } as const
    await send(() => trpc.billing.issuePaper.mutate({ paperId: id, patientId, paper }), ready)
  }
  if (sheets.length === 0)
    return <p className="text-muted">No charges are confirmed yet: a superbill is made after the service.</p>
  return (
    <Form onSubmit={make} problems={problems} aria-label="Make a superbill">
      <fieldset className="flex flex-col gap-2">
        <legend className="font-strong">Visits</legend>
        {sheets.map(({ sheetId, serviceDate, sheet }) => (
          <Checkbox key={sheetId} name="sheets" value={sheetId} defaultSelected>
            {formatDate(serviceDate)} · {sheet.lines.map(({ words }) => words).join(', ')} ·{' '}
            {formatCents(sheet.lines.reduce((sum, line) => sum + line.amountCents, 0))}
          </Checkbox>
        ))}
      </fieldset>
      <TextField
        name="diagnoses"
        label="Diagnoses"
        rows={3}
        hint="One a line: the code, then the words, as the prescriber gave them. F33.1 Major depressive disorder, recurrent"
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField name="referring" label="Referred by" optional />
        <TextField name="npi" label="NPI of the referring clinician" optional />
      </div>
      <div>
        <SubmitButton sendingWords="Making it …">Make the superbill</SubmitButton>
      </div>
    </Form>
  )
}

function Invoice({ patientId, account, onDone }: MakeProps) {
  const trpc = useTRPCClient()
  const { id, problems, setProblems, send } = useMoneyAct(onDone)
  const { items } = account.standing
  const make = async (data: FormData) => {
    const itemIds = data.getAll('items').map(String)
    if (itemIds.length === 0) return setProblems([{ field: 'items', sentence: 'Choose at least one item.' }])
    await send(
      () => trpc.billing.issuePaper.mutate({ paperId: id, patientId, paper: { kind: 'invoice', itemIds } }),
      ready,
    )
  }
  if (items.length === 0)
    return <p className="text-muted">Nothing was charged yet: an invoice is made of charges and packages.</p>
  return (
    <Form onSubmit={make} problems={problems} aria-label="Make an invoice">
      <fieldset className="flex flex-col gap-2">
        <legend className="font-strong">Charges and packages</legend>
        {items.map(({ itemId, words, day, leftCents }) => (
          <Checkbox key={itemId} name="items" value={itemId} defaultSelected={leftCents > 0}>
            {formatDate(day)} · {words} · {leftCents > 0 ? `${formatCents(leftCents)} open` : 'paid'}
          </Checkbox>
        ))}
      </fieldset>
      <div>
        <SubmitButton sendingWords="Making it …">Make the invoice</SubmitButton>
      </div>
    </Form>
  )
}

/** The account from its first entry until today. */
function Statement({ patientId, account }: MakePapersProps) {
  const trpc = useTRPCClient()
  const { id, send } = useMoneyAct(() => undefined)
  const [isMaking, setMaking] = useState(false)
  const first: CalendarDate | undefined = account.entries.at(-1)?.day
  const make = async () => {
    if (first === undefined) return
    setMaking(true)
    const paper = { kind: 'statement', from: first, until: account.today } as const
    await send(() => trpc.billing.issuePaper.mutate({ paperId: id, patientId, paper }), ready)
    setMaking(false)
  }
  return (
    <Button size="compact" isDisabled={first === undefined || isMaking} onPress={() => void make()}>
      {isMaking ? 'Making it …' : 'Statement'}
    </Button>
  )
}

/** `F33.1 Major depressive disorder`: the code first, the words after it. The server looks at the code. */
function diagnosesOf(typed: string): { code: string; words: string }[] {
  return typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [code = '', ...words] = line.split(/\s+/)
      return { code: code.toUpperCase(), words: words.join(' ') }
    })
}
