import { type CalendarDate, dateInZone, plusPeriod } from '@holdspace/kit/calendar-date'
import { type Instant, plusMinutes } from '@holdspace/kit/instant'
import { momentAt, wallClockOf, weekdayOf } from '@holdspace/kit/wall-clock'
import type { Role } from '../access/actor.ts'
import { type CoverageGroup, type TaskKind, type TaskOwner, taskKinds } from './task-kinds.ts'

/** When the practice is open on one weekday: 1 is Monday, 7 Sunday; minutes after midnight on the practice's clock. */
export interface OpeningHours {
  readonly weekday: number
  readonly opensMinute: number
  readonly closesMinute: number
}

/** One line of the roster: who answers a group, at which hours, asked as the how-manieth. */
export interface CoverageLine {
  readonly group: CoverageGroup
  readonly hours: 'opening-hours' | 'out-of-hours' | 'always'
  /** 1 is asked first; an escalation goes to the next. */
  readonly step: number
  readonly membershipId: string
  readonly from: CalendarDate
  /** The last day it holds; null until it is ended. */
  readonly until: CalendarDate | null
}

export interface Coverage {
  readonly zone: string
  readonly openingHours: readonly OpeningHours[]
  readonly lines: readonly CoverageLine[]
}

/** Whether the practice is open at this moment. */
export function isOpenAt({ zone, openingHours }: Pick<Coverage, 'zone' | 'openingHours'>, at: Instant): boolean {
  const { weekday, minute } = wallClockOf(at, zone)
  return openingHours.some(
    (hours) => hours.weekday === weekday && minute >= hours.opensMinute && minute < hours.closesMinute,
  )
}

/**
 * Who is to be asked at this step, at this moment. Null when the roster names nobody: then `lastResort` answers, so that
 * a task never belongs to nobody (M11).
 */
export function onCall(coverage: Coverage, group: CoverageGroup, step: number, at: Instant): string | null {
  const hours = isOpenAt(coverage, at) ? 'opening-hours' : 'out-of-hours'
  const today = dateInZone(at, coverage.zone)
  const asked = coverage.lines
    .filter((line) => line.group === group && (line.hours === hours || line.hours === 'always'))
    .filter((line) => line.from <= today && (line.until === null || line.until >= today))
    .toSorted((one, other) => one.step - other.step)
  return asked[step - 1]?.membershipId ?? null
}

/** Who answers when the roster names nobody further. A role, so that it is on a list several people look at. */
const lastResortOf: { readonly [G in CoverageGroup]: TaskOwner } = {
  safety: { kind: 'duty', duty: 'medical-director' },
  clinical: { kind: 'duty', duty: 'medical-director' },
  desk: { kind: 'role', role: 'front-desk' satisfies Role },
  administration: { kind: 'role', role: 'admin' satisfies Role },
}

/** The owner of a task of this kind at this step of asking, by the roster of that moment. */
export function ownerByRoster(coverage: Coverage, kind: TaskKind, step: number, at: Instant): TaskOwner {
  const { group } = taskKinds[kind]
  const membershipId = onCall(coverage, group, step, at)
  return membershipId === null ? lastResortOf[group] : { kind: 'member', membershipId }
}

/** When a task of this kind is due, opened at `at`. The clock of what may wait stands still while the practice is shut. */
export function dueOf(coverage: Pick<Coverage, 'zone' | 'openingHours'>, kind: TaskKind, at: Instant): Instant {
  const rule = taskKinds[kind]
  const due = plusMinutes(at, rule.dueInMinutes)
  return rule.waitsForOpening ? nextOpening(coverage, due) : due
}

/** The moment itself when the practice is open then; else the next opening, at most two weeks on. */
export function nextOpening(coverage: Pick<Coverage, 'zone' | 'openingHours'>, at: Instant): Instant {
  if (coverage.openingHours.length === 0 || isOpenAt(coverage, at)) return at
  const today = dateInZone(at, coverage.zone)
  for (let later = 0; later <= 14; later += 1) {
    const date = plusPeriod(today, `P${later}D`)
    const weekday = weekdayOf(date)
    const openings = coverage.openingHours
      .filter((hours) => hours.weekday === weekday)
      .map((hours) => momentAt(date, hours.opensMinute, coverage.zone))
      .filter((opening) => opening >= at)
      .toSorted()
    const [first] = openings
    if (first !== undefined) return first
  }
  return at
}
