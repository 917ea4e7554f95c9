import type { Mcg } from '@holdspace/kit/amounts'
import { mcg } from '@holdspace/kit/amounts'
import { type CalendarDate, plusPeriod } from '@holdspace/kit/calendar-date'
import { formatDate } from '@holdspace/kit/calendar-words'
import { formatMg } from '@holdspace/kit/format-amount'
import { z } from 'zod'
import type { Route } from './drug-plan.ts'
import { sourced } from './sourced.ts'

const period = z.string().regex(/^P\d+[DWM]$/)

/**
 * What long treatment asks for again and again: bladder, liver, misuse (FDA communication of 10-Oct-2023 names bladder and
 * abuse; the intervals are the practice's to settle). Due by doses since the last review or by time, whichever is first.
 */
export const reviewRule = z.strictObject({
  id: z.string().min(1),
  title: z.string().min(1),
  ask: z.string().min(1),
  everyDoses: sourced(z.int().min(1)),
  every: sourced(period),
})
export type ReviewRule = z.output<typeof reviewRule>

/** One dose a person had, here or anywhere else: doses given elsewhere count toward every review. */
export interface DoseHad {
  readonly on: CalendarDate
  readonly route: Route
  /** Null where nobody knows how much. */
  readonly amountMcg: Mcg | null
  readonly where: 'here' | 'elsewhere'
}

export interface ReviewDone {
  readonly ruleId: string
  readonly on: CalendarDate
}

export interface ReviewStanding {
  readonly rule: ReviewRule
  readonly state: 'due' | 'not-yet' | 'no-dose'
  /** Why, with the day or the count it follows from. */
  readonly because: string
}

export interface ReviewQuestion {
  readonly rules: readonly ReviewRule[]
  readonly doses: readonly DoseHad[]
  readonly done: readonly ReviewDone[]
  readonly today: CalendarDate
}

/** Which reviews are due, each with its reason. It reminds; nothing is refused and nothing acts by itself. */
export function reviewStandings({ rules, doses, done, today }: ReviewQuestion): readonly ReviewStanding[] {
  const first = doses.map(({ on }) => on).sort()[0]
  return rules.map((rule) => {
    if (first === undefined) return { rule, state: 'no-dose', because: 'No dose yet.' }
    const last = done
      .filter(({ ruleId }) => ruleId === rule.id)
      .map(({ on }) => on)
      .sort()
      .at(-1)
    const since = doses.filter(({ on }) => last === undefined || on > last).length
    return standing(rule, { since, from: last ?? first, wasDone: last !== undefined, today })
  })
}

interface Since {
  readonly since: number
  readonly from: CalendarDate
  readonly wasDone: boolean
  readonly today: CalendarDate
}

function standing(rule: ReviewRule, { since, from, wasDone, today }: Since): ReviewStanding {
  const { everyDoses, every } = rule
  const after = wasDone ? `since the review of ${formatDate(from)}` : 'and no review yet'
  if (everyDoses.value !== null && since >= everyDoses.value) {
    return { rule, state: 'due', because: `${counted(since)} ${after}; asked after every ${everyDoses.value}.` }
  }
  const day = every.value === null ? null : plusPeriod(from, every.value)
  // Time alone asks for nothing once no dose was given since: the review answers for doses.
  if (day !== null && since > 0 && day <= today) {
    const told = wasDone ? `last reviewed on ${formatDate(from)}` : `first dose on ${formatDate(from)}`
    return { rule, state: 'due', because: `${counted(since)} and ${told}; due on ${formatDate(day)}.` }
  }
  const next = everyDoses.value === null ? '' : `after ${everyDoses.value - since} more`
  const by = day === null ? '' : `${next === '' ? '' : ' or '}by ${formatDate(day)}`
  return { rule, state: 'not-yet', because: `${counted(since)} ${after}; due ${next}${by}.` }
}

const counted = (count: number) => (count === 1 ? '1 dose' : `${count} doses`)

export interface RouteTotal {
  readonly route: Route
  readonly doses: number
  readonly totalMcg: Mcg
  /** Doses of unknown amount: the total says less than was given. */
  readonly unknown: number
}

/** What a person had so far, route by route. Routes are never added up or turned into each other (PROTOCOLS section 2). */
export function totalsByRoute(doses: readonly DoseHad[]): readonly RouteTotal[] {
  const routes = [...new Set(doses.map(({ route }) => route))].sort()
  return routes.map((route) => {
    const had = doses.filter((one) => one.route === route)
    const total = had.reduce((sum, { amountMcg }) => sum + (amountMcg ?? 0), 0)
    const unknown = had.filter(({ amountMcg }) => amountMcg === null).length
    return { route, doses: had.length, totalMcg: mcg.parse(total), unknown }
  })
}

/** `6 doses, 210 mg`, and what is not known of them. */
export function totalInWords({ doses, totalMcg, unknown }: RouteTotal): string {
  const amount = unknown === doses ? 'amounts not known' : formatMg(totalMcg)
  return `${counted(doses)}, ${amount}${unknown === 0 || unknown === doses ? '' : `, and ${unknown} of unknown amount`}`
}
