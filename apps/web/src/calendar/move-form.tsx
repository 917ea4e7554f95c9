'use client'
import { dateInZone, timeInZone } from '@holdspace/kit/calendar-words'
import { Checkbox } from '@holdspace/ui/checkbox'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Select } from '@holdspace/ui/select'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { type Calendar, type Line, reasons, reasonWords } from './calendar-words.ts'
import { DayWarning } from './day-warning.tsx'
import { needsWords, readTime, type TimeDraft, TimeFields } from './time-fields.tsx'

export interface MoveFormProps {
  readonly line: Line
  readonly calendar: Pick<Calendar, 'zone' | 'rooms' | 'members' | 'types'>
  readonly onDone: (words: string) => void
}

/** The same appointment at another time; until it is moved its old time stays held. */
export function MoveForm({ line, calendar, onDone }: MoveFormProps) {
  const trpc = useTRPCClient()
  const { zone } = calendar
  const [reason, setReason] = useState<string | null>(null)
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const [draft, setDraft] = useState<TimeDraft>({
    date: dateInZone(line.startsAt, zone),
    time: timeInZone(line.startsAt, zone),
    length: String((Date.parse(line.endsAt) - Date.parse(line.startsAt)) / 60_000),
    roomId: line.room?.roomId ?? null,
    memberIds: line.people.map((person) => person.membershipId),
  })
  const send = async (data: FormData) => {
    const { time, problems: wrong } = readTime(draft)
    const why = reasons.find((one) => one === reason)
    const missing = [...wrong, ...(why === undefined ? [{ field: 'reason', sentence: 'Choose why it is moved.' }] : [])]
    setProblems(missing)
    if (missing.length > 0 || time === null || why === undefined) return
    const answer = await attempt(() =>
      trpc.appointment.move.mutate({
        appointmentId: line.appointmentId,
        ...time,
        reason: why,
        words: '',
        tellPatient: data.get('tellPatient') !== null,
      }),
    )
    if (answer.ok) return onDone('Moved')
    const { field, sentence } = answer.refusal
    setProblems([{ sentence, ...(field === undefined ? {} : { field }) }])
  }
  return (
    <Form onSubmit={send} problems={problems} aria-label="Move the appointment">
      <TimeFields
        calendar={calendar}
        draft={draft}
        onChange={setDraft}
        needsRoom={line.type.needsRoom}
        needs={needsWords(calendar.types.find((type) => type.key === line.type.key))}
        problems={problems}
      />
      <DayWarning
        patientId={line.patientId}
        date={draft.date}
        isMedicine={line.type.stage === 'medicine'}
        appointmentId={line.appointmentId}
      />
      <Select
        name="reason"
        label="Why"
        choices={reasons.map((one) => ({ value: one, label: reasonWords[one] }))}
        value={reason}
        onChange={setReason}
      />
      <Checkbox name="tellPatient" value="yes" defaultSelected note="If an address is on file. It names no treatment.">
        Write to the person
      </Checkbox>
      <div>
        <SubmitButton sendingWords="Being moved …">Move the appointment</SubmitButton>
      </div>
    </Form>
  )
}
