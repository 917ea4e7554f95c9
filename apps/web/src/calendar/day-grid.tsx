'use client'
import { type CalendarDate, dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import { clsx } from 'clsx'
import {
  type Calendar,
  type CalendarView,
  clockWords,
  isStanding,
  type Line,
  minuteOf,
  spanWords,
  statusWords,
  weekdayWord,
} from './calendar-words.ts'

export interface DayGridProps {
  readonly calendar: Calendar
  readonly view: CalendarView
  readonly dates: readonly CalendarDate[]
  readonly zone: string
  readonly named: boolean
  readonly onOpen: (line: Line) => void
}

interface Column {
  readonly key: string
  readonly head: string
  readonly note: string
  readonly lines: readonly Line[]
}

/** Pixels of an hour: a half-hour visit holds two lines of text. */
const hourPx = 72

/** Columns side by side over one clock. Every appointment is a button, in the order of time within its column. */
export function DayGrid({ calendar, view, dates, zone, named, onOpen }: DayGridProps) {
  const columns = columnsOf(calendar, view, dates)
  const standing = calendar.lines.filter(isStanding)
  const [from, to] = hoursShown(standing, calendar, zone)
  const hours = Array.from({ length: to - from }, (_, at) => from + at)
  return (
    <div className="overflow-x-auto rounded-card border border-line bg-surface">
      <div
        className="grid min-w-fit"
        style={{ gridTemplateColumns: `4rem repeat(${columns.length}, minmax(${view === 'week' ? 8 : 11}rem, 1fr))` }}
      >
        <div className="border-line border-b" />
        {columns.map((column) => (
          <div key={column.key} className="border-line border-b border-l px-3 py-2">
            <h3 className="font-strong">{column.head}</h3>
            <p className="text-caption text-muted">{column.note}</p>
          </div>
        ))}
        <div className="relative" style={{ height: hours.length * hourPx }} aria-hidden data-figures>
          {hours.map((hour, at) => (
            <span key={hour} className="absolute right-2 text-caption text-muted" style={{ top: at * hourPx + 2 }}>
              {clockWords(hour * 60)}
            </span>
          ))}
        </div>
        {columns.map((column) => (
          <ol
            key={column.key}
            className="relative m-0 border-line border-l p-0"
            style={{ height: hours.length * hourPx }}
          >
            {hours.map((hour, at) => (
              <li
                key={hour}
                aria-hidden
                className="absolute inset-x-0 border-line border-t first:border-t-0"
                style={{ top: at * hourPx }}
              />
            ))}
            {lanesOf(column.lines).map(({ line, lane, lanes }) => (
              <Block
                key={line.appointmentId}
                lane={lane}
                lanes={lanes}
                line={line}
                zone={zone}
                from={from}
                named={named}
                view={view}
                onOpen={onOpen}
              />
            ))}
          </ol>
        ))}
      </div>
    </div>
  )
}

interface BlockProps extends Pick<DayGridProps, 'view' | 'zone' | 'named' | 'onOpen'> {
  readonly line: Line
  /** Which of how many side by side, where several are at once. */
  readonly lane: number
  readonly lanes: number
  /** The hour at the top. */
  readonly from: number
}

function Block({ line, lane, lanes, zone, from, named, view, onOpen }: BlockProps) {
  const starts = minuteOf(line.startsAt, zone)
  const minutes = (Date.parse(line.endsAt) - Date.parse(line.startsAt)) / 60_000
  const isShort = minutes < 45
  const who = named ? line.name : line.initials
  const where = view === 'room' ? line.people.map((person) => person.name).join(' · ') : (line.room?.name ?? '')
  return (
    <li
      className="absolute"
      style={{
        left: `calc(${(lane / lanes) * 100}% + 4px)`,
        width: `calc(${100 / lanes}% - 8px)`,
        top: ((starts - from * 60) / 60) * hourPx + 1,
        height: Math.max(28, (minutes / 60) * hourPx - 3),
      }}
    >
      <button
        type="button"
        onClick={() => onOpen(line)}
        aria-label={`${spanWords(line, zone)}, ${who}, ${line.type.label}, ${where}, ${statusWords[line.status]}`}
        className={clsx(
          '@container flex size-full flex-col items-start overflow-hidden rounded-control border-l-4 px-2 text-left eased hover:brightness-97',
          isShort ? 'justify-center py-0' : 'py-1',
          lanes > 2 && 'px-1!',
          line.type.stage === 'medicine' ? 'border-accent bg-soft' : 'border-control-line bg-sunken',
        )}
      >
        <span className="flex w-full items-baseline justify-between gap-2">
          <span className="truncate font-strong">
            {who}
            {isShort ? (
              <span className="ml-2 text-caption font-regular @max-[4.5rem]:hidden">{line.type.label}</span>
            ) : null}
          </span>
          {/* Beside others there is room for who it is; the grid says when. */}
          {lanes > 1 ? null : (
            <span className="shrink-0 text-caption text-muted" data-figures>
              {line.status === 'arrived' ? '✓ here' : spanWords(line, zone).slice(0, 5)}
            </span>
          )}
        </span>
        {/* Where many stand side by side, the initials alone are readable; the rest is said aloud and opens. */}
        {isShort ? null : (
          <>
            <span className="w-full truncate text-caption @max-[4.5rem]:hidden">{line.type.label}</span>
            <span className="w-full truncate text-caption text-muted @max-[4.5rem]:hidden">{where}</span>
          </>
        )}
      </button>
    </li>
  )
}

function columnsOf(calendar: Calendar, view: CalendarView, dates: readonly CalendarDate[]): readonly Column[] {
  const lines = calendar.lines.filter(isStanding)
  if (view === 'week') {
    return dates.map((date) => {
      const ofDay = lines.filter((line) => dateInZone(line.startsAt, calendar.zone) === date)
      return { key: date, head: weekdayWord(date), note: formatDate(date), lines: ofDay }
    })
  }
  if (view === 'person') {
    return calendar.members.map((member) => {
      const own = lines.filter((line) => line.people.some((person) => person.membershipId === member.membershipId))
      return { key: member.membershipId, head: member.name, note: visits(own.length), lines: own }
    })
  }
  const rooms = calendar.rooms.map((room) => {
    const inRoom = lines.filter((line) => line.room?.roomId === room.roomId)
    return {
      key: room.roomId as string,
      head: room.name,
      note: visits(inRoom.length),
      lines: inRoom,
      active: room.active,
    }
  })
  const elsewhere = lines.filter((line) => line.room === null)
  return [
    ...rooms.filter((room) => room.active || room.lines.length > 0),
    ...sideBySide(elsewhere).map((some, at) => ({
      key: `no room ${at}`,
      head: at === 0 ? 'No room' : `No room, ${at + 1}`,
      note: visits(some.length),
      lines: some,
    })),
  ]
}

interface Placed {
  readonly line: Line
  readonly lane: number
  readonly lanes: number
}

/** Those that overlap stand side by side, as narrow as the busiest moment among them asks for. */
function lanesOf(lines: readonly Line[]): readonly Placed[] {
  const placed: Placed[] = []
  let together: Line[] = []
  let until = ''
  const settle = () => {
    const columns = sideBySide(together)
    for (const [lane, some] of columns.entries()) {
      for (const line of some) placed.push({ line, lane, lanes: columns.length })
    }
    together = []
  }
  for (const line of lines) {
    if (line.startsAt >= until) settle()
    together.push(line)
    if (line.endsAt > until) until = line.endsAt
  }
  settle()
  return placed.toSorted((one, other) => (one.line.startsAt < other.line.startsAt ? -1 : 1))
}

/** Without a room several may be at once: as many columns as are needed at the same time. */
function sideBySide(lines: readonly Line[]): readonly (readonly Line[])[] {
  const columns: Line[][] = [[]]
  for (const line of lines) {
    const free = columns.find((column) => (column.at(-1)?.endsAt ?? '') <= line.startsAt)
    if (free === undefined) columns.push([line])
    else free.push(line)
  }
  return columns
}

function visits(count: number): string {
  return count === 0 ? 'free' : count === 1 ? '1 visit' : `${count} visits`
}

/** The hours the practice is open, and whatever lies outside them. */
function hoursShown(lines: readonly Line[], calendar: Calendar, zone: string): readonly [number, number] {
  const opens = calendar.openingHours.map((hours) => hours.opensMinute)
  const closes = calendar.openingHours.map((hours) => hours.closesMinute)
  const starts = lines.map((line) => minuteOf(line.startsAt, zone))
  const ends = lines.map((line) => {
    const end = minuteOf(line.endsAt, zone)
    return end < minuteOf(line.startsAt, zone) ? 24 * 60 : end
  })
  const first = Math.min(8 * 60, ...opens, ...starts)
  const last = Math.max(17 * 60, ...closes, ...ends)
  return [Math.floor(first / 60), Math.ceil(last / 60)]
}
