'use client'
import { type CalendarDate, formatDate } from '@holdspace/kit/calendar-words'
import { LinkButton } from '@holdspace/ui/link'

export interface TakingsDayProps {
  readonly day: CalendarDate
  readonly today: CalendarDate
}

/** One day back, one day on: closing the drawer looks at yesterday, too. */
export function TakingsDay({ day, today }: TakingsDayProps) {
  return (
    <>
      <LinkButton size="compact" href={`/billing?day=${neighbour(day, -1)}`} aria-label="The day before">
        ←
      </LinkButton>
      <span>{day === today ? 'Today' : formatDate(day)}</span>
      {day < today ? (
        <LinkButton size="compact" href={`/billing?day=${neighbour(day, 1)}`} aria-label="The day after">
          →
        </LinkButton>
      ) : null}
    </>
  )
}

/** Days are counted in UTC, where each has 24 hours. */
function neighbour(day: CalendarDate, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10)
}
