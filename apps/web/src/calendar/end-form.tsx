'use client'
import { Checkbox } from '@holdspace/ui/checkbox'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Select } from '@holdspace/ui/select'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { type Line, reasons, reasonWords } from './calendar-words.ts'

export interface EndFormProps {
  readonly line: Line
  readonly how: 'cancelled' | 'no-show'
  readonly onDone: (words: string) => void
}

/** Why it does not take place, or that nobody came; its time is free from then on. */
export function EndForm({ line, how, onDone }: EndFormProps) {
  const trpc = useTRPCClient()
  const [chosen, setChosen] = useState<string | null>(null)
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const { appointmentId } = line
  const send = async (data: FormData) => {
    const words = String(data.get('words') ?? '').trim()
    const reason = reasons.find((one) => one === chosen)
    if (how === 'cancelled' && reason === undefined) {
      return setProblems([{ field: 'reason', sentence: 'Choose why it is cancelled.' }])
    }
    const answer = await attempt(() =>
      trpc.appointment.end.mutate(
        reason === undefined
          ? { how: 'no-show', appointmentId, words }
          : { how: 'cancelled', appointmentId, reason, words, tellPatient: data.get('tellPatient') !== null },
      ),
    )
    if (answer.ok) return onDone(how === 'cancelled' ? 'Cancelled' : 'Kept as not come')
    setProblems([{ sentence: answer.refusal.sentence }])
  }
  return (
    <Form onSubmit={send} problems={problems} aria-label={how === 'cancelled' ? 'Cancel' : 'Did not come'}>
      {how === 'cancelled' ? (
        <Select
          name="reason"
          label="Why"
          choices={reasons.map((one) => ({ value: one, label: reasonWords[one] }))}
          value={chosen}
          onChange={setChosen}
        />
      ) : null}
      <TextField name="words" label="In words" optional rows={2} maxLength={500} />
      {how === 'cancelled' ? (
        <Checkbox
          name="tellPatient"
          value="yes"
          defaultSelected
          note="If an address is on file. It names no treatment."
        >
          Write to the person
        </Checkbox>
      ) : null}
      <div>
        <SubmitButton sendingWords="Being kept …">
          {how === 'cancelled' ? 'Cancel the appointment' : 'They did not come'}
        </SubmitButton>
      </div>
    </Form>
  )
}
