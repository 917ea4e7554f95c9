import { type CalendarDate, plusPeriod } from '@holdspace/kit/calendar-date'
import { daysBetween, formatDate } from '@holdspace/kit/calendar-words'
import { limit } from './limit.ts'
import type { Phase, ProtocolContent } from './protocol-version.ts'

/** Days are those of the practice's zone. Only sessions in which a dose was given count. */
export interface CadenceQuestion {
  readonly phases: ProtocolContent['phases']
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

type Dosing = Extract<Phase, { key: 'dosing' }>

export function nextSession(question: CadenceQuestion): NextSession {
  const dosing = question.phases.find((phase): phase is Dosing => phase.key === 'dosing')
  const days = question.dosedOn.toSorted()
  const [first, last] = [days[0], days.at(-1)]
  if (dosing === undefined) return { kind: 'complete', sentence: 'This protocol has no medicine sessions.' }
  const count = limit(dosing.count, 'number of sessions')
  if (first === undefined || last === undefined) {
    return { kind: 'first', sentence: `No medicine session yet; the course has ${count}.` }
  }
  return days.length < count
    ? courseSession(dosing, count, { first, last, done: days.length, today: question.today })
    : booster(question, last, days.length - count)
}

interface Course {
  readonly first: CalendarDate
  readonly last: CalendarDate
  readonly done: number
  readonly today: CalendarDate
}

/** The next session may come after the gap, and must leave room for those after it inside the window. */
function courseSession(dosing: Dosing, count: number, { first, last, done, today }: Course): NextSession {
  const gapDays = Math.ceil(limit(dosing.minGapHours, 'hours between sessions') / 24)
  const earliest = plusPeriod(last, `P${gapDays}D`)
  const number = done + 1
  if (dosing.windowDays === undefined) {
    const sentence = `Session ${number} of ${count}: from ${formatDate(earliest)}, ${gapDays} days after the last.`
    return {
      kind: 'course',
      number,
      earliest,
      latest: earliest,
      standing: today < earliest ? 'early' : 'in-window',
      sentence,
    }
  }
  const windowDays = limit(dosing.windowDays.max, 'longest course')
  const room = Math.max(0, windowDays - (count - number) * gapDays)
  const latest = plusPeriod(first, `P${room}D`)
  const standing = standingOf(today, earliest, latest)
  const why = `${gapDays} days after the last, and early enough to finish ${count} within ${windowDays} days`
  return {
    kind: 'course',
    number,
    earliest,
    latest,
    standing,
    sentence: `Session ${number} of ${count} ${standingWords[standing]}: ${formatDate(earliest)} to ${formatDate(latest)} (${why}).`,
  }
}

/** The maintenance ladder: each booster waits as long as its step, the last step repeating (A4). */
function booster({ phases, today }: CadenceQuestion, last: CalendarDate, boosters: number): NextSession {
  const maintenance = phases.find((phase) => phase.key === 'maintenance')
  const ladder = maintenance === undefined ? [] : limit(maintenance.ladder, 'maintenance ladder')
  const step = ladder[Math.min(boosters, ladder.length - 1)]
  if (step === undefined) return { kind: 'complete', sentence: 'The course is complete; the protocol has no boosters.' }
  const due = plusPeriod(last, step)
  const standing = standingOf(today, due, due)
  const wait = daysBetween(last, due)
  return {
    kind: 'booster',
    number: boosters + 1,
    earliest: due,
    latest: due,
    standing,
    sentence: `Course complete. Booster ${boosters + 1} ${standingWords[standing]}: ${formatDate(due)}, ${wait} days after the last, if the team decides for it.`,
  }
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
