'use client'
import type { CalendarDate } from '@holdspace/kit/calendar-words'
import { useId, useState } from 'react'
import type { FieldWords } from './field.tsx'
import { controlClass, FieldBox } from './field-box.tsx'
import { ProblemMark } from './problem-mark.tsx'

/** What stands in the three boxes, as typed. */
export interface DateParts {
  readonly day: string
  readonly month: string
  readonly year: string
}

export const noDate: DateParts = { day: '', month: '', year: '' }

const longMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** Worked out here and not by the schemas: a form on a patient's phone brings neither them nor the time library (PF4). */
function isOnCalendar(year: number, month: number, day: number): boolean {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const days = longMonths[month - 1]
  return days !== undefined && day >= 1 && day <= (month === 2 && isLeap ? 29 : days)
}

/** The day the three boxes name, or null while they name none. */
export function dateFromParts({ day, month, year }: DateParts): CalendarDate | null {
  if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^\d{4}$/.test(year)) return null
  if (!isOnCalendar(Number(year), Number(month), Number(day))) return null
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` as CalendarDate
}

export function partsOfDate(date: CalendarDate): DateParts {
  const [year = '', month = '', day = ''] = date.split('-')
  return { day, month, year }
}

export interface DateFieldsProps extends FieldWords {
  readonly name: string
  readonly defaultValue?: DateParts
  /** Told the parts as typed and the day they name; the form says what is wrong only when it is sent. */
  readonly onChange?: (parts: DateParts, date: CalendarDate | null) => void
  readonly problem?: string
  readonly isDateOfBirth?: boolean
  /** Names of the three boxes, where the page does not speak English. */
  readonly partWords?: Readonly<Record<keyof DateParts, string>>
}

const boxes = [
  { part: 'day', label: 'Day', width: 'w-16', length: 2, autoComplete: 'bday-day' },
  { part: 'month', label: 'Month', width: 'w-16', length: 2, autoComplete: 'bday-month' },
  { part: 'year', label: 'Year', width: 'w-24', length: 4, autoComplete: 'bday-year' },
] as const

/** A known date in three boxes, day month year, so that nobody swaps day and month (ACCESSIBILITY-UX FM4). */
export function DateFields({
  name,
  label,
  hint,
  optional,
  defaultValue = noDate,
  onChange,
  problem,
  isDateOfBirth,
  partWords,
}: DateFieldsProps) {
  const [parts, setParts] = useState(defaultValue)
  const id = useId()
  const described = [...(hint === undefined ? [] : [`${id}-hint`]), ...(problem === undefined ? [] : [`${id}-problem`])]
  const change = (part: keyof DateParts, typed: string) => {
    const next = { ...parts, [part]: typed.trim() }
    setParts(next)
    onChange?.(next, dateFromParts(next))
  }
  return (
    <FieldBox name={name}>
      <fieldset
        className="flex flex-col gap-1.5"
        {...(described.length === 0 ? {} : { 'aria-describedby': described.join(' ') })}
      >
        <legend className="mb-1.5 font-strong">
          {label}
          {optional === true ? <span className="font-regular text-muted"> (optional)</span> : null}
        </legend>
        {hint === undefined ? null : (
          <p id={`${id}-hint`} className="text-muted">
            {hint}
          </p>
        )}
        <div className="flex gap-3">
          {boxes.map((box) => (
            <label key={box.part} className={`flex flex-col gap-1 ${box.width}`}>
              <span className="text-muted">{partWords?.[box.part] ?? box.label}</span>
              <input
                className={controlClass}
                inputMode="numeric"
                maxLength={box.length}
                value={parts[box.part]}
                onChange={(event) => change(box.part, event.target.value)}
                autoComplete={isDateOfBirth === true ? box.autoComplete : 'off'}
                data-invalid={problem === undefined ? undefined : true}
                aria-invalid={problem !== undefined}
              />
            </label>
          ))}
        </div>
        <input type="hidden" name={name} value={dateFromParts(parts) ?? ''} />
        {problem === undefined ? null : (
          <p id={`${id}-problem`} className="flex items-start gap-1.5 font-strong text-high">
            <ProblemMark />
            {problem}
          </p>
        )}
      </fieldset>
    </FieldBox>
  )
}
