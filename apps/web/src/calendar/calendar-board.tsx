'use client'
import { type CalendarDate, formatDate } from '@holdspace/kit/calendar-words'
import { Button } from '@holdspace/ui/button'
import { LinkButton } from '@holdspace/ui/link'
import { Panel } from '@holdspace/ui/panel'
import { EmptyState } from '@holdspace/ui/states'
import { ChevronLeft, ChevronRight, Eye, EyeOff } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useNamesShown } from '../today/use-names-shown.ts'
import { AppointmentDialog } from './appointment-dialog.tsx'
import { BookDialog } from './book-dialog.tsx'
import {
  type Calendar,
  type CalendarView,
  calendarViews,
  isStanding,
  type Line,
  viewWords,
  weekdayWord,
} from './calendar-words.ts'
import { DayGrid } from './day-grid.tsx'
import { DayList } from './day-list.tsx'
import { useCalendarKeys } from './use-calendar-keys.ts'
import { WaitingList } from './waiting-list.tsx'

export interface CalendarBoardProps {
  readonly calendar: Calendar
  readonly view: CalendarView
  readonly day: CalendarDate
  readonly earlier: CalendarDate
  readonly later: CalendarDate
  readonly dates: readonly CalendarDate[]
}

/** A grid where there is room for one, a list on a phone; the same appointments, opened in the same dialog. */
export function CalendarBoard(props: CalendarBoardProps) {
  const { calendar, view, dates } = props
  const router = useRouter()
  const [named, setNamed] = useNamesShown()
  const [open, setOpen] = useState<Line | null>(null)
  const [booking, setBooking] = useState<string | null>(null)
  useCalendarKeys({
    earlier: hrefOf(view, props.earlier),
    later: hrefOf(view, props.later),
    today: hrefOf(view, calendar.today),
  })
  if (calendar.types.length === 0) return <NotSetUp />
  const changed = () => {
    setOpen(null)
    setBooking(null)
    router.refresh()
  }
  const shown = { zone: calendar.zone, named, onOpen: setOpen }
  const over = calendar.lines.filter((line) => !isStanding(line))
  return (
    <div className="flex flex-col gap-5">
      <Toolbar {...props} named={named} onNamed={setNamed} onBook={() => setBooking(crypto.randomUUID())} />
      <div className="max-md:hidden">
        <DayGrid calendar={calendar} view={view} dates={dates} {...shown} />
      </div>
      <div className="md:hidden">
        <DayList lines={calendar.lines.filter(isStanding)} dates={dates} {...shown} />
      </div>
      {over.length === 0 ? null : (
        <Panel title="Cancelled, or did not come">
          <DayList lines={over} dates={dates} {...shown} />
        </Panel>
      )}
      {calendar.mayBook ? (
        <WaitingList
          calendar={calendar}
          day={props.day}
          named={named}
          free={freed(over, calendar)}
          onChanged={changed}
        />
      ) : null}
      {open === null ? null : (
        <AppointmentDialog line={open} calendar={calendar} onClose={() => setOpen(null)} onChanged={changed} />
      )}
      {booking === null ? null : (
        <BookDialog
          id={booking}
          calendar={calendar}
          day={props.day}
          onClose={() => setBooking(null)}
          onBooked={changed}
        />
      )}
    </div>
  )
}

/** Times of the days shown that were given up and are still to come: somebody who waits may have them. */
function freed(over: readonly Line[], calendar: Calendar): readonly Line[] {
  const { lines, serverNow } = calendar
  return over.filter(
    (gone) =>
      gone.status === 'cancelled' &&
      gone.startsAt > serverNow &&
      !lines.some((line) => isStanding(line) && overlap(line, gone) && sharesRoom(line, gone)),
  )
}

function overlap(one: Line, other: Line): boolean {
  return one.startsAt < other.endsAt && other.startsAt < one.endsAt
}

function sharesRoom(one: Line, other: Line): boolean {
  const [people, others] = [one, other].map((line) => line.people.map(({ membershipId }) => membershipId))
  const samePerson = people?.some((id) => others?.includes(id)) ?? false
  return samePerson || (one.room !== null && one.room?.roomId === other.room?.roomId)
}

function hrefOf(view: CalendarView, day: string): string {
  return `/calendar?by=${view}&day=${day}`
}

interface ToolbarProps extends CalendarBoardProps {
  readonly named: boolean
  readonly onNamed: (named: boolean) => void
  readonly onBook: () => void
}

function Toolbar({ calendar, view, day, earlier, later, dates, named, onNamed, onBook }: ToolbarProps) {
  const [first = day] = dates
  const last = dates.at(-1) ?? day
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <LinkButton
          href={hrefOf(view, earlier)}
          size="compact"
          aria-label={view === 'week' ? 'Week before' : 'Day before'}
        >
          <ChevronLeft aria-hidden className="size-4" />
        </LinkButton>
        <LinkButton href={hrefOf(view, calendar.today)} size="compact">
          Today
        </LinkButton>
        <LinkButton href={hrefOf(view, later)} size="compact" aria-label={view === 'week' ? 'Week after' : 'Day after'}>
          <ChevronRight aria-hidden className="size-4" />
        </LinkButton>
        <h2 className="ml-2 text-title">
          {view === 'week' ? `${formatDate(first)} to ${formatDate(last)}` : `${weekdayWord(day)} ${formatDate(day)}`}
        </h2>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <nav aria-label="View" className="flex gap-1">
          {calendarViews.map((each) => (
            <LinkButton
              key={each}
              href={hrefOf(each, day)}
              size="compact"
              variant={each === view ? 'secondary' : 'quiet'}
              {...(each === view ? { 'aria-current': 'page' as const } : {})}
            >
              {viewWords[each]}
            </LinkButton>
          ))}
        </nav>
        <Button
          variant="quiet"
          size="compact"
          aria-pressed={named}
          icon={named ? <EyeOff aria-hidden className="size-4" /> : <Eye aria-hidden className="size-4" />}
          onPress={() => onNamed(!named)}
        >
          {named ? 'Show initials' : 'Show names'}
        </Button>
        {calendar.mayBook ? (
          <Button variant="primary" size="compact" onPress={onBook}>
            Book …
          </Button>
        ) : null}
      </div>
    </div>
  )
}

function NotSetUp() {
  return (
    <Panel>
      <EmptyState title="The calendar is not set up" action={<LinkButton href="/today">Look at today</LinkButton>}>
        The administrator takes over the kinds of appointment and names the rooms, under Rooms and visits. Then people
        can be booked here.
      </EmptyState>
    </Panel>
  )
}
