'use client'
import type { CalendarDate } from '@holdspace/kit/calendar-words'
import type { PatientId } from '@holdspace/kit/ids'
import { DateFields } from '@holdspace/ui/date-fields'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { newEntryId } from '../session-room/new-entry-id.ts'
import { useTRPCClient } from '../trpc.tsx'
import { detailsIn, NameFields, NotTheSamePerson, noDetails, OtherFields, wrongDetails } from './details-fields.tsx'
import { useRefused } from './use-details.ts'

/** Somebody who comes without a referral; who is probably here already gets no second chart (M17). */
export function RegisterPerson() {
  const trpc = useTRPCClient()
  const router = useRouter()
  // The person’s own id is made here, once: a second press, or a lost answer, opens no second chart.
  const [patientId] = useState(() => newEntryId(Date.now()) as PatientId)
  const [birthDate, setBirthDate] = useState<CalendarDate | null>(null)
  const { problems, setProblems, isTwin, told } = useRefused()
  const send = async (data: FormData) => {
    const form = detailsIn(data)
    const missing = [
      ...(form.given === '' ? [{ field: 'given', sentence: 'Enter the given name.' }] : []),
      ...(form.family === '' ? [{ field: 'family', sentence: 'Enter the family name.' }] : []),
      ...(birthDate === null ? [{ field: 'birthDate', sentence: 'Enter the birth date.' }] : []),
      ...wrongDetails(form),
    ]
    setProblems(missing)
    if (missing.length > 0 || birthDate === null) return
    const notTheSamePersonBecause = String(data.get('notTheSamePersonBecause') ?? '').trim()
    const asked = { patientId, registration: { birthDate, form }, notTheSamePersonBecause }
    const opened = told(await attempt(() => trpc.people.register.mutate(asked)))
    if (opened !== null) router.push(`/people/${opened.patientId}`)
  }
  const problem = problems.find(({ field }) => field === 'birthDate')?.sentence
  return (
    <Form onSubmit={send} problems={problems} aria-label="New chart">
      <NameFields form={noDetails} />
      <DateFields
        name="birthDate"
        label="Birth date"
        onChange={(_, next) => setBirthDate(next)}
        {...(problem === undefined ? {} : { problem })}
      />
      <OtherFields form={noDetails} />
      {isTwin ? <NotTheSamePerson /> : null}
      <div>
        <SubmitButton sendingWords="Being opened …">Open the chart</SubmitButton>
      </div>
    </Form>
  )
}
