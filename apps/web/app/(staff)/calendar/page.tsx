import { type CalendarDate, calendarDate, dateInZone, plusPeriod } from '@holdspace/kit/calendar-date'
import { weekdayOf } from '@holdspace/kit/wall-clock'
import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { ask, whoIsHere } from '../../../src/ask.ts'
import { CalendarBoard } from '../../../src/calendar/calendar-board.tsx'
import { isCalendarView } from '../../../src/calendar/calendar-words.ts'
import { RefusedPage } from '../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Calendar' }

interface Asked {
  readonly searchParams: Promise<{ readonly day?: string; readonly by?: string }>
}

/** A day by room or by person, or a week. The address names a day and nobody. */
export default async function CalendarPage({ searchParams }: Asked) {
  const here = await whoIsHere()
  if (here.standing !== 'active') return null
  const { day, by } = await searchParams
  const view = isCalendarView(by) ? by : 'room'
  const asked = calendarDate.safeParse(day)
  const anchor = asked.success ? asked.data : undefined
  const first = await ask((api) => api.appointment.calendar(questionFor(view, anchor)))
  if (!first.ok) return <RefusedPage title="Calendar" refusal={first.refusal} />
  const shown = anchor ?? dateInZone(first.value.serverNow, first.value.zone)
  const found =
    view === 'week' && anchor === undefined
      ? await ask((api) => api.appointment.calendar(questionFor('week', shown)))
      : first
  if (!found.ok) return <RefusedPage title="Calendar" refusal={found.refusal} />
  const step = view === 'week' ? 7 : 1
  return (
    <Page title="Calendar">
      <CalendarBoard
        calendar={found.value}
        view={view}
        day={shown}
        earlier={plusPeriod(shown, `-P${step}D`)}
        later={plusPeriod(shown, `P${step}D`)}
        dates={daysFrom(found.value.from, found.value.days)}
      />
    </Page>
  )
}

/** A week begins on Monday. */
function questionFor(view: string, day: CalendarDate | undefined) {
  if (day === undefined) return { days: 1 }
  if (view !== 'week') return { from: day, days: 1 }
  return { from: plusPeriod(day, `-P${weekdayOf(day) - 1}D`), days: 7 }
}

function daysFrom(from: CalendarDate, days: number): readonly CalendarDate[] {
  return Array.from({ length: days }, (_, at) => plusPeriod(from, `P${at}D`))
}
