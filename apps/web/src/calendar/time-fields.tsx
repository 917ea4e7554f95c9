'use client'
import type { CalendarDate } from '@holdspace/kit/calendar-words'
import { Checkbox } from '@holdspace/ui/checkbox'
import { DateFields, dateFromParts, partsOfDate } from '@holdspace/ui/date-fields'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Select } from '@holdspace/ui/select'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import { roleWords } from '../role-words.ts'
import { type Calendar, minuteTyped } from './calendar-words.ts'

export interface TimeDraft {
  readonly date: CalendarDate | null
  readonly time: string
  readonly length: string
  readonly roomId: string | null
  readonly memberIds: readonly string[]
}

export interface TimeFieldsProps {
  readonly calendar: Pick<Calendar, 'rooms' | 'members'>
  readonly draft: TimeDraft
  readonly onChange: (draft: TimeDraft) => void
  readonly needsRoom: boolean
  /** What the kind asks for, in words. */
  readonly needs: string
  readonly problems: readonly FormProblem[]
}

/** When, how long, where and with whom: the same for booking and for moving. */
export function TimeFields({ calendar, draft, onChange, needsRoom, needs, problems }: TimeFieldsProps) {
  const dateProblem = problems.find((one) => one.field === 'date')?.sentence
  const [first] = useState(draft.date)
  return (
    <>
      <div className="flex flex-wrap items-end gap-4">
        <DateFields
          name="date"
          label="Day"
          {...(first === null ? {} : { defaultValue: partsOfDate(first) })}
          onChange={(parts) => onChange({ ...draft, date: dateFromParts(parts) })}
          {...(dateProblem === undefined ? {} : { problem: dateProblem })}
        />
        <TextField
          name="minute"
          label="Begins"
          className="w-28"
          inputMode="numeric"
          autoComplete="off"
          placeholder="09:00"
          value={draft.time}
          onChange={(time) => onChange({ ...draft, time })}
        />
        <TextField
          name="lengthMinutes"
          label="Minutes"
          className="w-24"
          inputMode="numeric"
          autoComplete="off"
          value={draft.length}
          onChange={(length) => onChange({ ...draft, length })}
        />
      </div>
      {needsRoom ? (
        <Select
          name="roomId"
          label="Room"
          choices={calendar.rooms
            .filter((room) => room.active)
            .map((room) => ({ value: room.roomId, label: room.name }))}
          value={draft.roomId}
          onChange={(roomId) => onChange({ ...draft, roomId })}
        />
      ) : null}
      <People members={calendar.members} needs={needs} draft={draft} onChange={onChange} />
    </>
  )
}

interface PeopleProps extends Pick<TimeFieldsProps, 'draft' | 'onChange' | 'needs'> {
  readonly members: Calendar['members']
}

function People({ members, needs, draft, onChange }: PeopleProps) {
  const choose = (membershipId: string, isIn: boolean) => {
    const others = draft.memberIds.filter((id) => id !== membershipId)
    onChange({ ...draft, memberIds: isIn ? [...others, membershipId] : others })
  }
  return (
    <fieldset className="flex flex-col">
      <legend className="font-strong">With</legend>
      <p className="text-muted">{needs}</p>
      <div className="grid sm:grid-cols-2">
        {members.map(({ membershipId, name, role }) => (
          <Checkbox
            key={membershipId}
            name="memberIds"
            value={membershipId}
            note={roleWords[role as keyof typeof roleWords]}
            isSelected={draft.memberIds.includes(membershipId)}
            onChange={(isIn) => choose(membershipId, isIn)}
          >
            {name}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  )
}

/** The draft as the server takes it, or what is still wrong with it. */
export function readTime(draft: TimeDraft) {
  const minute = minuteTyped(draft.time)
  const lengthMinutes = /^\d{1,3}$/.test(draft.length.trim()) ? Number(draft.length) : null
  const problems: FormProblem[] = [
    ...(draft.date === null ? [{ field: 'date', sentence: 'Enter the day.' }] : []),
    ...(minute === null ? [{ field: 'minute', sentence: 'Enter when it begins, like 09:30.' }] : []),
    ...(lengthMinutes === null ? [{ field: 'lengthMinutes', sentence: 'Enter how many minutes it lasts.' }] : []),
  ]
  if (draft.date === null || minute === null || lengthMinutes === null) return { time: null, problems }
  const { date, roomId, memberIds } = draft
  return { time: { date, minute, lengthMinutes, roomId, memberIds: [...memberIds] }, problems }
}

/** `prescriber or nurse, and therapist`: what a kind of appointment asks for. */
export function needsWords(type: Calendar['types'][number] | undefined): string {
  if (type === undefined || type.staffNeeded.length === 0) return ''
  const places = type.staffNeeded.map((place) => place.map((role) => roleWords[role].toLowerCase()).join(' or '))
  return `Needed: ${places.join(', and ')}.`
}
