import { type CalendarDate, calendarDate, formatDate, plusPeriod } from '@holdspace/kit/calendar-date'
import type { Instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import { businessDaysIn, dayAfter, plusBusinessDays } from './business-days.ts'
import { type Cents, centsOf, formatCents, price, sumCents, timesUnits } from './cents.ts'
import { diagnosisCode, npi, taxId } from './identifiers.ts'

/**
 * The Good Faith Estimate a person without insurance, or not using it, is owed (45 CFR 149.610): content, deadlines and
 * what happens when care turns out dearer. BILLING section 10 has the readings and the table of dates.
 */
const text = z.string().trim().min(1).max(300)

export const estimateLine = z.strictObject({
  code: z.string().trim().min(1).max(40),
  words: text,
  units: z.int().min(1).max(200),
  unitCents: price,
  diagnosisCodes: z.array(diagnosisCode).max(12),
  /** The day, or words such as "weekly over 3 weeks" where the days are not set. */
  when: text,
})

export const estimateProvider = z.strictObject({
  name: text,
  npi,
  taxId,
  location: text,
  lines: z.array(estimateLine).min(1).max(60),
})

export const goodFaithEstimate = z.strictObject({
  primaryService: text,
  scheduledFor: calendarDate.nullable(),
  providers: z.array(estimateProvider).min(1).max(12),
  /** Services that need scheduling of their own and an estimate of their own. */
  separately: z.array(text).max(20),
  /** For care that recurs: the last day it covers, at most twelve months on. */
  coversUntil: calendarDate,
})
export type GoodFaithEstimate = z.output<typeof goodFaithEstimate>
export type EstimateProvider = z.output<typeof estimateProvider>

export function providerTotal(provider: EstimateProvider): Cents {
  return sumCents(provider.lines.map(({ unitCents, units }) => timesUnits(unitCents, units)))
}

export function estimateTotal(estimate: GoodFaithEstimate): Cents {
  return sumCents(estimate.providers.map(providerTotal))
}

/** A recurring estimate given on a day covers no later than twelve months less a day. */
export function longestCover(givenOn: CalendarDate): CalendarDate {
  return dayAfter(plusPeriod(givenOn, 'P12M'), -1)
}

/**
 * When an estimate is due for care scheduled ahead; null when none is owed unless asked for. Two readings of counting
 * business days differ where a date is no business day; the one that helps the patient is used.
 */
export function estimateDue(scheduledOn: CalendarDate, serviceOn: CalendarDate): CalendarDate | null {
  if (serviceOn <= scheduledOn) return null
  const forward = businessDaysIn(dayAfter(scheduledOn, 1), serviceOn)
  const back = businessDaysIn(scheduledOn, dayAfter(serviceOn, -1))
  if (Math.max(forward, back) < 3) return null
  return plusBusinessDays(scheduledOn, Math.min(forward, back) >= 10 ? 3 : 1)
}

/** Asked for, also by a question about cost: three business days. */
export function estimateDueOnRequest(requestedOn: CalendarDate): CalendarDate {
  return plusBusinessDays(requestedOn, 3)
}

/** Care that changed needs a new estimate one business day before it. */
export function newEstimateBy(careOn: CalendarDate): CalendarDate {
  return plusBusinessDays(careOn, -1)
}

/** The last day on which a patient may start a dispute: 120 calendar days from the bill. */
export function disputeUntil(billedOn: CalendarDate): CalendarDate {
  return dayAfter(billedOn, 120)
}

export const alertFromCents: Cents = centsOf(30_000)
export const disputableFromCents: Cents = centsOf(40_000)

export type Overrun = 'none' | 'alert' | 'disputable'

/** One provider's bill against that provider's estimate: an alert of our own from $300, disputable from $400. */
export function overrun(estimated: Cents, billed: Cents): Overrun {
  const over = billed - estimated
  if (over >= disputableFromCents) return 'disputable'
  return over >= alertFromCents ? 'alert' : 'none'
}

/** What was billed under an estimate, by the provider's NPI. */
export interface Billed {
  readonly npi: string
  readonly cents: Cents
}

export interface ProviderOverrun {
  readonly name: string
  readonly estimated: Cents
  readonly billed: Cents
  readonly overrun: Overrun
}

export function overruns(estimate: GoodFaithEstimate, billed: readonly Billed[]): readonly ProviderOverrun[] {
  return estimate.providers.map((provider) => {
    const sum = sumCents(billed.filter(({ npi: by }) => by === provider.npi).map(({ cents }) => cents))
    const estimated = providerTotal(provider)
    return { name: provider.name, estimated, billed: sum, overrun: overrun(estimated, sum) }
  })
}

/** How the estimate stands for one patient at one time: for the gate and for Today. It only ever warns (RULINGS 2). */
export interface EstimateStanding {
  readonly state: 'met' | 'missing' | 'lapsed'
  readonly because: string
  readonly evidence?: { readonly type: 'estimate'; readonly id: string; readonly at: Instant }
  readonly fixer: 'front-desk'
  /** Never stops care. */
  readonly only: 'warns'
}

export function estimateStanding(question: {
  readonly newest: {
    readonly paperId: string
    readonly number: string
    readonly issuedAt: Instant
    readonly estimate: GoodFaithEstimate
  } | null
  readonly billed: readonly Billed[]
  readonly careOn: CalendarDate
}): EstimateStanding {
  const { newest, billed, careOn } = question
  const common = { fixer: 'front-desk', only: 'warns' } as const
  if (newest === null)
    return { ...common, state: 'missing', because: 'No Good Faith Estimate was given to this patient.' }
  const evidence = { type: 'estimate', id: newest.paperId, at: newest.issuedAt } as const
  const { estimate, number } = newest
  if (estimate.coversUntil < careOn) {
    const because = `Estimate ${number} covers care until ${formatDate(estimate.coversUntil)}. Give a new one before this care.`
    return { ...common, state: 'lapsed', because, evidence }
  }
  const over = overruns(estimate, billed).find((one) => one.overrun !== 'none')
  if (over !== undefined) {
    const by = formatCents(centsOf(over.billed - over.estimated))
    const because = `${over.name} has charged ${by} more than estimate ${number} said. Give a new estimate before more care, by ${formatDate(newEstimateBy(careOn))}.`
    return { ...common, state: 'lapsed', because, evidence }
  }
  const total = formatCents(estimateTotal(estimate))
  return { ...common, state: 'met', because: `Estimate ${number} over ${total} covers this care.`, evidence }
}
