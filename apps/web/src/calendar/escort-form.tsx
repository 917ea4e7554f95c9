'use client'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import type { Line } from './calendar-words.ts'

export interface EscortFormProps {
  readonly line: Pick<Line, 'appointmentId' | 'escort'>
  readonly onDone: (words: string) => void
}

/** Who takes the person home, with a number at which they are reached; the gate and the room read it from here (M08). */
export function EscortForm({ line, onDone }: EscortFormProps) {
  const trpc = useTRPCClient()
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const text = (field: string) => String(data.get(field) ?? '').trim()
    const [name, phone, relationship] = [text('name'), text('phone'), text('relationship')]
    const missing = [
      ...(name.length < 2 ? [{ field: 'name', sentence: 'Enter who takes them home.' }] : []),
      ...(/^[+()\d][\d\s()./-]{5,}$/.test(phone)
        ? []
        : [{ field: 'phone', sentence: 'Enter a telephone number at which they are reached.' }]),
    ]
    setProblems(missing)
    if (missing.length > 0) return
    const { appointmentId } = line
    const answer = await attempt(() => trpc.appointment.nameEscort.mutate({ appointmentId, name, phone, relationship }))
    if (answer.ok) return onDone('The ride home is named')
    const { field, sentence } = answer.refusal
    setProblems([{ sentence, ...(field === undefined ? {} : { field }) }])
  }
  return (
    <Form onSubmit={send} problems={problems} aria-label="Name the ride home">
      <TextField
        name="name"
        label="Who takes them home"
        autoComplete="off"
        maxLength={120}
        defaultValue={line.escort?.name ?? ''}
      />
      <TextField
        name="phone"
        label="Telephone"
        type="tel"
        autoComplete="off"
        maxLength={40}
        defaultValue={line.escort?.phone ?? ''}
      />
      <TextField
        name="relationship"
        label="Who they are to the person"
        hint="Sister, friend, neighbour."
        optional
        autoComplete="off"
        maxLength={60}
        defaultValue={line.escort?.relationship ?? ''}
      />
      <div>
        <SubmitButton sendingWords="Being kept …">Name the ride</SubmitButton>
      </div>
    </Form>
  )
}
