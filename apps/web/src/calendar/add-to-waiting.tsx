'use client'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Select } from '@holdspace/ui/select'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import type { Calendar } from './calendar-words.ts'
import { type Person, WhoField } from './who-field.tsx'

export interface AddToWaitingProps {
  readonly calendar: Pick<Calendar, 'types'>
  readonly onClose: () => void
  readonly onAdded: () => void
}

/** Who, for what kind of visit, and when they could come. */
export function AddToWaiting({ calendar, onClose, onAdded }: AddToWaitingProps) {
  const trpc = useTRPCClient()
  // Made once, so that pressing twice adds once.
  const [id] = useState(() => crypto.randomUUID())
  const [person, setPerson] = useState<Person | null>(null)
  const [typeKey, setTypeKey] = useState<string | null>(null)
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const missing = [
      ...(person === null ? [{ field: 'person', sentence: 'Choose who it is.' }] : []),
      ...(typeKey === null ? [{ field: 'typeKey', sentence: 'Choose what kind of visit.' }] : []),
    ]
    setProblems(missing)
    if (person === null || typeKey === null) return
    const wishes = String(data.get('wishes') ?? '').trim()
    const answer = await attempt(() =>
      trpc.appointment.waitForPlace.mutate({ change: 'add', id, patientId: person.patientId, typeKey, wishes }),
    )
    if (answer.ok) onAdded()
    else setProblems([{ sentence: answer.refusal.sentence }])
  }
  return (
    <Dialog title="Add somebody who would come sooner" isOpen onClose={onClose}>
      <Form onSubmit={send} problems={problems} aria-label="Add to the waiting list">
        <WhoField person={person} onPerson={setPerson} />
        <Select
          name="typeKey"
          label="Kind of visit"
          choices={calendar.types.map(({ key, label }) => ({ value: key, label }))}
          value={typeKey}
          onChange={setTypeKey}
        />
        <TextField
          name="wishes"
          label="When they could come"
          hint="Mornings, not Tuesdays. Nothing clinical."
          optional
          maxLength={300}
        />
        <div>
          <SubmitButton sendingWords="Being added …">Add to the list</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}
