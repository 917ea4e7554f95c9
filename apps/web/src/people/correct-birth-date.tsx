'use client'
import { type CalendarDate, formatDate } from '@holdspace/kit/calendar-words'
import type { PatientId } from '@holdspace/kit/ids'
import { Button } from '@holdspace/ui/button'
import { DateFields } from '@holdspace/ui/date-fields'
import { Dialog } from '@holdspace/ui/dialog'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { TextField } from '@holdspace/ui/text-field'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { AskAgain } from '../account/ask-again.tsx'
import { attempt } from '../refusal-of.ts'
import { newEntryId } from '../session-room/new-entry-id.ts'
import { useTRPCClient } from '../trpc.tsx'
import { NotTheSamePerson } from './details-fields.tsx'
import { useRefused } from './use-details.ts'

export interface CorrectBirthDateProps {
  readonly patientId: PatientId
  readonly birthDate: CalendarDate
  readonly seenChange: string | null
}

interface Asked {
  readonly birthDate: CalendarDate
  readonly reason: string
  readonly notTheSamePersonBecause: string
}

/** One of the two identifiers: corrected with the password, and with what it was checked against. */
export function CorrectBirthDate({ patientId, birthDate, seenChange }: CorrectBirthDateProps) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [id, setId] = useState(() => newEntryId(Date.now()))
  const [date, setDate] = useState<CalendarDate | null>(null)
  const [waiting, setWaiting] = useState<Asked | null>(null)
  const { problems, setProblems, isTwin, told } = useRefused()
  const correct = async (asked: Asked) => {
    const answer = await attempt(() => trpc.people.correctBirthDate.mutate({ id, patientId, seenChange, ...asked }))
    if (!answer.ok && answer.refusal.family === 'step-up-required') return setWaiting(asked)
    if (told(answer) === null) return
    setId(newEntryId(Date.now()))
    setOpen(false)
    router.refresh()
  }
  const send = async (data: FormData) => {
    const reason = String(data.get('reason') ?? '').trim()
    const missing = [
      ...(date === null ? [{ field: 'birthDate', sentence: 'Enter the birth date.' }] : []),
      ...(reason.length >= 3 ? [] : [{ field: 'reason', sentence: 'Say what it was checked against.' }]),
    ]
    setProblems(missing)
    if (missing.length > 0 || date === null) return
    const notTheSamePersonBecause = String(data.get('notTheSamePersonBecause') ?? '').trim()
    await correct({ birthDate: date, reason, notTheSamePersonBecause })
  }
  const problem = problems.find(({ field }) => field === 'birthDate')?.sentence
  return (
    <>
      <Button onPress={() => setOpen(true)}>Correct the birth date</Button>
      <Dialog title="Correct the birth date" isOpen={isOpen} onClose={() => setOpen(false)}>
        <p className="mb-4 text-muted">
          It reads {formatDate(birthDate)} now. People are told apart by it, so your password is asked.
        </p>
        <Form onSubmit={send} problems={problems} aria-label="Correct the birth date">
          <DateFields
            name="birthDate"
            label="Birth date"
            onChange={(_, next) => setDate(next)}
            {...(problem === undefined ? {} : { problem })}
          />
          <TextField name="reason" label="Checked against" hint="A passport, a driving licence, the insurance card." />
          {isTwin ? <NotTheSamePerson /> : null}
          <SubmitButton sendingWords="Being kept …">Correct it</SubmitButton>
        </Form>
      </Dialog>
      <AskAgain
        title="Correct the birth date"
        isOpen={waiting !== null}
        onClose={() => setWaiting(null)}
        onSteppedUp={() => {
          const asked = waiting
          setWaiting(null)
          if (asked !== null) void correct(asked)
        }}
      />
    </>
  )
}
