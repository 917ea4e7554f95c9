'use client'
import type { NewFact } from '@holdspace/clinic/chart/decide-fact'
import type { FactKind } from '@holdspace/clinic/chart/fact-kinds'
import type { PatientId } from '@holdspace/kit/ids'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { Select } from '@holdspace/ui/select'
import { TextField } from '@holdspace/ui/text-field'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { newEntryId } from '../session-room/new-entry-id.ts'
import { useTRPCClient } from '../trpc.tsx'
import { problemsOf } from './problems-of-refusal.ts'

export interface PickChoice {
  readonly value: string
  readonly label: string
}

export interface AddFactProps {
  readonly patientId: PatientId
  readonly kind: FactKind
  /** What this house has codes for. */
  readonly picks: readonly PickChoice[]
}

const inWords = 'words'
const words = {
  allergy: { open: 'Add an allergy', text: 'Allergic to', keep: 'Put it on the list' },
  problem: { open: 'Add a problem', text: 'Problem', keep: 'Put it on the list' },
  medicine: { open: 'Add a medicine', text: 'Medicine', keep: 'Put it on the list' },
} as const
const sinceHint = 'As exactly as it is known: 2019, 2019-06 or 2019-06-21.'

/** One line for a list of the chart: from the house’s own short list, which has codes, or in words, which have none. */
export function AddFact({ patientId, kind, picks }: AddFactProps) {
  const [isOpen, setOpen] = useState(false)
  const [pick, setPick] = useState<string | null>(null)
  const close = () => {
    setPick(null)
    setOpen(false)
  }
  const { problems, send } = useAdding(patientId, kind, close)
  const { open, text, keep } = words[kind]
  return (
    <>
      <Button size="compact" onPress={() => setOpen(true)}>
        {open}
      </Button>
      <Dialog title={open} isOpen={isOpen} onClose={close}>
        <Form onSubmit={send} problems={problems} aria-label={open}>
          <Select
            name="pick"
            label={text}
            choices={[{ value: inWords, label: 'Something else, in words' }, ...picks]}
            value={pick}
            onChange={setPick}
          />
          {pick === inWords ? (
            <TextField name="text" label="In words" hint="Kept as you write it, and marked as uncoded." autoFocus />
          ) : null}
          <OfKind kind={kind} />
          <SubmitButton sendingWords="Being kept …">{keep}</SubmitButton>
        </Form>
      </Dialog>
    </>
  )
}

function OfKind({ kind }: { readonly kind: FactKind }) {
  switch (kind) {
    case 'allergy':
      return (
        <>
          <TextField name="reactions" label="What happened" optional hint="Several with commas: hives, swelling." />
          <RadioGroup
            name="criticality"
            label="How dangerous"
            optional
            inline
            choices={[
              { value: 'low', label: 'Low' },
              { value: 'high', label: 'High' },
              { value: 'unable-to-assess', label: 'Cannot say' },
            ]}
          />
          <TextField name="since" label="Since" optional hint={sinceHint} />
        </>
      )
    case 'problem':
      return <TextField name="since" label="Since" optional hint={sinceHint} />
    case 'medicine':
      return <TextField name="instructions" label="Dose and how often" optional hint="50 mg, once a day." />
  }
}

function useAdding(patientId: PatientId, kind: FactKind, onDone: () => void) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [id, setId] = useState(() => newEntryId(Date.now()))
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const missing = missingOf(data)
    setProblems(missing)
    if (missing.length > 0) return
    const answer = await attempt(() => trpc.people.recordFact.mutate({ id, patientId, fact: factOf(kind, data) }))
    if (!answer.ok) return setProblems(problemsOf(answer.refusal, ['pick', 'text', 'since']))
    setId(newEntryId(Date.now()))
    onDone()
    router.refresh()
  }
  return { problems, send }
}

const partial = /^((19|20)\d{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?$/

function missingOf(data: FormData): readonly FormProblem[] {
  const pick = textOf(data, 'pick')
  const isNamed = pick !== '' && (pick !== inWords || textOf(data, 'text').length >= 2)
  return [
    ...(isNamed ? [] : [{ field: pick === inWords ? 'text' : 'pick', sentence: 'Say what it is.' }]),
    ...(partial.test(textOf(data, 'since')) ? [] : [{ field: 'since', sentence: sinceHint }]),
  ]
}

const risks = ['low', 'high', 'unable-to-assess'] as const

function factOf(kind: FactKind, data: FormData): NewFact {
  const pick = textOf(data, 'pick')
  const named =
    pick === inWords ? ({ how: 'words', text: textOf(data, 'text') } as const) : ({ how: 'picked', pick } as const)
  const since = textOf(data, 'since')
  const onset = since === '' ? {} : { onset: since }
  switch (kind) {
    case 'allergy': {
      const told = textOf(data, 'reactions').split(',')
      const reactions = told.map((one) => one.trim()).filter((one) => one.length >= 2)
      const criticality = risks.find((one) => one === data.get('criticality'))
      return { kind, named, reactions, ...onset, ...(criticality === undefined ? {} : { criticality }) }
    }
    case 'problem':
      return { kind, named, ...onset }
    case 'medicine':
      return { kind, named, instructions: textOf(data, 'instructions') }
  }
}

function textOf(data: FormData, name: string): string {
  return String(data.get(name) ?? '').trim()
}
