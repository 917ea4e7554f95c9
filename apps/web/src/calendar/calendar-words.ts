import type { ChangeReason } from '@holdspace/clinic/scheduling/appointment'
import { timeInZone } from '@holdspace/kit/calendar-words'
import type { Instant } from '@holdspace/kit/elapsed'
import type { Answers } from '../outputs.ts'

export type Calendar = Answers['appointment']['calendar']
export type Line = Calendar['lines'][number]

export const calendarViews = ['room', 'person', 'week'] as const
export type CalendarView = (typeof calendarViews)[number]

export function isCalendarView(word: string | undefined): word is CalendarView {
  return calendarViews.some((view) => view === word)
}

export const viewWords: { readonly [V in CalendarView]: string } = {
  room: 'By room',
  person: 'By person',
  week: 'Week',
}

export const statusWords: { readonly [S in Line['status']]: string } = {
  booked: 'Booked',
  arrived: 'Here',
  'no-show': 'Did not come',
  cancelled: 'Cancelled',
}

export const reasonWords: { readonly [R in ChangeReason]: string } = {
  'patient-asked': 'The person asked',
  'clinic-asked': 'The clinic asked',
  ill: 'Ill',
  'not-eligible': 'Not eligible now',
  weather: 'Weather or travel',
  mistake: 'Entered by mistake',
  other: 'Something else',
}

export const reasons = Object.keys(reasonWords) as readonly ChangeReason[]

const weekdayNames = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const

export function weekdayWord(date: string): string {
  return weekdayNames[new Date(`${date}T12:00:00.000Z`).getUTCDay()] ?? ''
}

/** Minutes after midnight on the practice's wall clock: where it stands on the day's grid. */
export function minuteOf(moment: Instant, zone: string): number {
  const [hour = '0', minute = '0'] = timeInZone(moment, zone).split(':')
  return Number(hour) * 60 + Number(minute)
}

export function clockWords(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

/** `09:30`, `930`, `9.30` or `9` as minutes after midnight; null when it is no time. */
export function minuteTyped(text: string): number | null {
  const [, hour, minute] = /^\s*(\d{1,2})(?:[:. ]?(\d{2}))?\s*$/.exec(text) ?? []
  if (hour === undefined || Number(hour) > 23 || Number(minute ?? 0) > 59) return null
  return Number(hour) * 60 + Number(minute ?? 0)
}

export function spanWords(line: Pick<Line, 'startsAt' | 'endsAt'>, zone: string): string {
  return `${timeInZone(line.startsAt, zone)}–${timeInZone(line.endsAt, zone)}`
}

export function isStanding(line: Pick<Line, 'status'>): boolean {
  return line.status === 'booked' || line.status === 'arrived'
}
