'use client'
import { type CalendarDate, dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import { type Line, spanWords, statusWords, weekdayWord } from './calendar-words.ts'

export interface DayListProps {
  readonly lines: readonly Line[]
  readonly dates: readonly CalendarDate[]
  readonly zone: string
  readonly named: boolean
  readonly onOpen: (line: Line) => void
}

/** The same appointments one below the other, by the clock. */
export function DayList({ lines, dates, zone, named, onOpen }: DayListProps) {
  if (lines.length === 0) return <p className="text-lead text-muted">Nobody is booked.</p>
  return (
    <div className="flex flex-col gap-4">
      {dates.map((date) => {
        const ofDay = lines.filter((line) => dateInZone(line.startsAt, zone) === date)
        if (ofDay.length === 0) return null
        return (
          <section key={date} className="flex flex-col gap-2">
            {dates.length === 1 ? null : (
              <h3 className="font-strong">
                {weekdayWord(date)} {formatDate(date)}
              </h3>
            )}
            <ol className="flex flex-col gap-2">
              {ofDay.map((line) => (
                <li key={line.appointmentId}>
                  <button
                    type="button"
                    onClick={() => onOpen(line)}
                    className="flex min-h-14 w-full flex-wrap items-baseline gap-x-4 gap-y-0.5 rounded-card border border-line bg-surface px-4 py-2.5 text-left eased hover:border-accent"
                  >
                    <span className="font-strong" data-figures>
                      {spanWords(line, zone)}
                    </span>
                    <span className="font-strong">{named ? line.name : line.initials}</span>
                    <span>{line.type.label}</span>
                    <span className="text-muted">
                      {[line.room?.name, ...line.people.map((person) => person.name)].filter(Boolean).join(' · ')}
                    </span>
                    {line.status === 'booked' ? null : <span className="text-muted">{statusWords[line.status]}</span>}
                  </button>
                </li>
              ))}
            </ol>
          </section>
        )
      })}
    </div>
  )
}
