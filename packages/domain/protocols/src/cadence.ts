import { type CalendarDate, plusPeriod } from '@holdspace/kit/calendar-date'
import { daysBetween, formatDate } from '@holdspace/kit/calendar-words'
import type { Rhythm } from './rhythm.ts'

/** Days are those of the practice's zone. Only sessions in which a dose was given count. */
export interface CadenceQuestion {
  readonly rhythm: Rhythm
  readonly dosedOn: readonly CalendarDate[]
  readonly today: CalendarDate
}

export type Standing = 'early' | 'in-window' | 'late'

/** When the next medicine session belongs, and why in a sentence. It proposes and reminds; nothing books or acts by itself. */
export type NextSession =
  | { readonly kind: 'first'; readonly sentence: string }
  | {
      readonly kind: 'course' | 'booster'
      /** The number of this session in the course, or of this booster after it; both from 1. */
      readonly number: number
      readonly earliest: CalendarDate
      /** After this day the session is late: the course no longer fits its window, or the booster is due. */
      readonly latest: CalendarDate
      readonly standing: Standing
      readonly sentence: string
    }
  | { readonly kind: 'complete'; readonly sentence: string }

export function nextSession(question: CadenceQuestion): NextSession {
  const { rhythm } = question
  const days = question.dosedOn.toSorted()
  const [first, last] = [days[0], days.at(-1)]
  const { count } = rhythm
  if (first === undefined || last === undefined) {
    return { kind: 'first', sentence: `No medicine session yet; the course has ${count}.` }
  }
  return days.length < count
    ? courseSession(rhythm, { first, last, done: days.length, today: question.today })
    : booster(question, last, days.length - count)
}

interface Course {
  readonly first: CalendarDate
  readonly last: CalendarDate
  readonly done: number
  readonly today: CalendarDate
}

/** The next session may come after the gap, and must leave room for those after it inside the window. */
function courseSession(rhythm: Rhythm, { first, last, done, today }: Course): NextSession {
  const { count, windowDays } = rhythm
  const gap = gapDays(rhythm)
  const earliest = plusPeriod(last, `P${gap}D`)
  const number = done + 1
  if (windowDays === null) {
    const sentence = `Session ${number} of ${count}: from ${formatDate(earliest)}, ${inDays(gap)} after the last.`
    return {
      kind: 'course',
      number,
      earliest,
      latest: earliest,
      standing: today < earliest ? 'early' : 'in-window',
      sentence,
    }
  }
  const room = Math.max(0, windowDays - (count - number) * gap)
  // A course that began slowly can have no room left; the session then belongs on its first possible day.
  const closes = plusPeriod(first, `P${room}D`)
  const hasRoom = closes >= earliest
  const latest = hasRoom ? closes : earliest
  const standing = standingOf(today, earliest, latest)
  const why = `${inDays(gap)} after the last, and early enough to finish ${count} within ${inDays(windowDays)}`
  return {
    kind: 'course',
    number,
    earliest,
    latest,
    standing,
    sentence: `Session ${number} of ${count} ${standingWords[standing]}: ${fromTo(earliest, latest)} (${why}).`,
  }
}

/** The maintenance ladder: each booster waits as long as its step, the last step repeating (A4). */
function booster({ rhythm, today }: CadenceQuestion, last: CalendarDate, boosters: number): NextSession {
  const { ladder, repeatsLastStep } = rhythm
  const step = ladder[repeatsLastStep ? Math.min(boosters, ladder.length - 1) : boosters]
  if (step === undefined) {
    const words = ladder.length === 0 ? 'no boosters are planned' : 'all boosters were given'
    return { kind: 'complete', sentence: `The course is complete; ${words}.` }
  }
  const due = plusPeriod(last, step)
  const standing = standingOf(today, due, due)
  return {
    kind: 'booster',
    number: boosters + 1,
    earliest: due,
    latest: due,
    standing,
    sentence: `Course complete. Booster ${boosters + 1} ${standingWords[standing]}: ${formatDate(due)}, ${inDays(daysBetween(last, due))} after the last, if the team decides for it.`,
  }
}

/** A window of a single day is that day. */
function fromTo(earliest: CalendarDate, latest: CalendarDate): string {
  return earliest === latest ? formatDate(earliest) : `${formatDate(earliest)} to ${formatDate(latest)}`
}

const standingWords: { readonly [Each in Standing]: string } = {
  early: 'is not due yet',
  'in-window': 'is due',
  late: 'is late',
}

function standingOf(today: CalendarDate, earliest: CalendarDate, latest: CalendarDate): Standing {
  if (today > latest) return 'late'
  return today < earliest ? 'early' : 'in-window'
}

export function gapDays({ minGapHours }: Rhythm): number {
  return Math.ceil(minGapHours / 24)
}

export function inDays(days: number): string {
  return days === 1 ? '1 day' : `${days} days`
}
