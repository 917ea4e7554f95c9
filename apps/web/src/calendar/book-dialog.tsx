'use client'
import type { CalendarDate } from '@holdspace/kit/calendar-words'
import { Checkbox } from '@holdspace/ui/checkbox'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Select } from '@holdspace/ui/select'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import type { Calendar } from './calendar-words.ts'
import { DayWarning } from './day-warning.tsx'
import { needsWords, readTime, type TimeDraft, TimeFields } from './time-fields.tsx'
import { type Person, WhoField } from './who-field.tsx'

export interface BookDialogProps {
  /** Made once, so that pressing twice books once. */
  readonly id: string
  readonly calendar: Pick<Calendar, 'types' | 'rooms' | 'members'>
  readonly day: CalendarDate
  /** On a chart the person is known. */
  readonly person?: Person
  /** Somebody who waited for a place, when they said they could come, and the time that came free where one did. */
  readonly waited?: {
    readonly id: string
    readonly typeKey: string
    readonly wishes: string
    readonly free: TimeDraft | null
  }
  readonly onClose: () => void
  readonly onBooked: () => void
}

/** Who, what kind, when, where, with whom. What is taken is refused and named; the form stays as it was. */
export function BookDialog(props: BookDialogProps) {
  const { calendar, person: known, waited, onClose } = props
  const { person, setPerson, type, typeKey, choose, draft, setDraft, problems, send } = useBooking(props)
  return (
    <Dialog title={known === undefined ? 'Book an appointment' : `Book: ${known.words}`} isOpen wide onClose={onClose}>
      <Form onSubmit={send} problems={problems} aria-label="Book an appointment">
        {known === undefined ? <WhoField person={person} onPerson={setPerson} /> : null}
        {waited === undefined || waited.wishes === '' ? null : <p>They could come: {waited.wishes}</p>}
        <Select
          name="typeKey"
          label="Kind"
          choices={calendar.types.map((one) => ({ value: one.key, label: one.label, note: `${one.minutes} minutes` }))}
          value={typeKey}
          onChange={choose}
        />
        <TimeFields
          calendar={calendar}
          draft={draft}
          onChange={setDraft}
          needsRoom={type?.needsRoom === true}
          needs={needsWords(type)}
          problems={problems}
        />
        <DayWarning patientId={person?.patientId ?? null} date={draft.date} isMedicine={type?.stage === 'medicine'} />
        <TextField
          name="note"
          label="For the desk"
          hint="Wheelchair, interpreter. Nothing clinical."
          optional
          maxLength={300}
        />
        <Checkbox
          name="tellPatient"
          value="yes"
          defaultSelected
          note="If an address is on file. It names no treatment."
        >
          Write to the person
        </Checkbox>
        <div>
          <SubmitButton sendingWords="Being booked …">Book</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}

function useBooking({ id, calendar, day, person: known, waited, onBooked }: BookDialogProps) {
  const trpc = useTRPCClient()
  const [person, setPerson] = useState<Person | null>(known ?? null)
  const [typeKey, setTypeKey] = useState<string | null>(waited?.typeKey ?? null)
  const [draft, setDraft] = useState<TimeDraft>(() => waited?.free ?? emptyDraft(calendar, day, waited?.typeKey))
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const type = calendar.types.find((one) => one.key === typeKey)
  const choose = (key: string) => {
    setTypeKey(key)
    const minutes = calendar.types.find((one) => one.key === key)?.minutes
    if (minutes !== undefined) setDraft({ ...draft, length: String(minutes) })
  }
  const send = async (data: FormData) => {
    const { time, problems: wrong } = readTime(draft)
    const missing = [
      ...(person === null ? [{ field: 'person', sentence: 'Choose who it is for.' }] : []),
      ...(type === undefined ? [{ field: 'typeKey', sentence: 'Choose what kind of appointment.' }] : []),
      ...wrong,
    ]
    setProblems(missing)
    if (missing.length > 0 || person === null || type === undefined || time === null) return
    const answer = await attempt(() =>
      trpc.appointment.book.mutate({
        appointmentId: id,
        patientId: person.patientId,
        typeKey: type.key,
        ...time,
        roomId: type.needsRoom ? time.roomId : null,
        note: String(data.get('note') ?? ''),
        tellPatient: data.get('tellPatient') !== null,
        ...(waited === undefined ? {} : { fromWaitlist: waited.id }),
      }),
    )
    if (answer.ok) {
      sayToast({ level: 'done', title: 'Booked', detail: `${type.label}, ${person.words}` })
      return onBooked()
    }
    const { field, sentence } = answer.refusal
    setProblems([{ sentence, ...(field === undefined ? {} : { field }) }])
  }
  return { person, setPerson, type, typeKey, choose, draft, setDraft, problems, send }
}

function emptyDraft(calendar: BookDialogProps['calendar'], day: CalendarDate, typeKey: string | undefined): TimeDraft {
  const minutes = calendar.types.find((one) => one.key === typeKey)?.minutes
  return { date: day, time: '', length: minutes === undefined ? '' : String(minutes), roomId: null, memberIds: [] }
}
