import { calendarDate } from '@holdspace/kit/calendar-date'
import { z } from 'zod'
import { price } from './cents.ts'
import { faultsOfRule, timeRule } from './time-rule.ts'

/**
 * What the practice charges, as data. Codes and words are the clinic's own: Holdspace ships no CPT code list and no CPT
 * descriptor, which are the AMA's (BILLING section 1). A version is never edited: a change is another version with its
 * own first day.
 */
const code = z.string().trim().min(1).max(40)
const words = z.string().trim().min(1).max(200)

export const service = z.strictObject({
  code,
  /** The clinic's own plain words, as the patient reads them on paper. */
  words,
  unitCents: price,
  /** What one unit is: "session", "15 minutes", "10 mg". */
  unit: z.string().trim().min(1).max(40),
  /** Who performs it, so that a superbill and an estimate group lines by provider. */
  performedBy: z.enum(['prescriber', 'nurse', 'therapist', 'practice']),
  /** The payer's code and modifiers as the clinic entered them; printed beside the clinic's own code. */
  payerCode: z.string().trim().max(12).optional(),
  modifiers: z
    .array(
      z
        .string()
        .trim()
        .regex(/^[A-Z0-9]{2}$/),
    )
    .max(4)
    .optional(),
  /** Eleven digits for claims, where the service is a drug (BILLING section 4). */
  ndc: z
    .string()
    .regex(/^\d{11}$/)
    .optional(),
})
export type Service = z.output<typeof service>

const modality = z.enum(['infusion', 'kap', 'any'])
const source = z.string().trim().min(1).max(300)

export const chargeRule = z.discriminatedUnion('rule', [
  /** One unit for a session in which medicine was given. */
  z.strictObject({ rule: z.literal('session'), modality, code, source }),
  /** By the running time of infusions. Pauses up to so many minutes count as running where a payer says so. */
  z.strictObject({
    rule: z.literal('infusion-time'),
    modality,
    time: timeRule,
    pausesCountUpToMinutes: z.int().min(0).max(60),
  }),
  /** One unit for each injection. */
  z.strictObject({ rule: z.literal('injection'), modality, code, source }),
  /** By the minutes between psychotherapy start and stop, and by nothing else (RULINGS 11). */
  z.strictObject({
    rule: z.literal('psychotherapy-time'),
    modality,
    time: timeRule,
    /** Time beyond the longest band, as a self-pay service of its own: whole units only, never extra base units. */
    beyond: z.strictObject({ afterMinutes: z.int().min(1), everyMinutes: z.int().min(1), code }).nullable(),
  }),
  /** By the milligrams given: a unit is so many micrograms, a unit begun is a unit, or whole units only. */
  z.strictObject({
    rule: z.literal('drug'),
    modality,
    code,
    mcgPerUnit: z.int().min(1),
    rounding: z.enum(['begun', 'whole']),
    source,
  }),
])
export type ChargeRule = z.output<typeof chargeRule>

export const packageKind = z.strictObject({
  code,
  words,
  priceCents: price,
  contents: z
    .array(z.strictObject({ code, count: z.int().min(1).max(60) }))
    .min(1)
    .max(12),
  validMonths: z.int().min(1).max(60),
  transferable: z.boolean(),
  /** What a used unit costs when the rest is paid back: its share of the package price, or its list price. */
  refund: z.enum(['pro-rata', 'at-list']),
  noShowConsumes: z.boolean(),
})
export type PackageKind = z.output<typeof packageKind>

export const feeSchedule = z
  .strictObject({
    title: words,
    effectiveFrom: calendarDate,
    services: z.array(service).min(1).max(200),
    rules: z.array(chargeRule).max(40),
    packages: z.array(packageKind).max(20),
  })
  .superRefine((schedule, context) => {
    for (const fault of faultsOf(schedule)) context.addIssue({ code: 'custom', message: fault })
  })
export type FeeSchedule = z.output<typeof feeSchedule>

/** A version as it stands in the practice. */
export interface ScheduleVersion {
  readonly version: number
  readonly schedule: FeeSchedule
  readonly proposedByName: string
  readonly approved: { readonly at: string; readonly byName: string } | null
}

export function serviceOf(schedule: FeeSchedule, wanted: string): Service | undefined {
  return schedule.services.find((one) => one.code === wanted)
}

/** The approved version in effect on a day: the newest of those whose first day has come. */
export function scheduleOn<V extends ScheduleVersion>(versions: readonly V[], day: string): V | null {
  const inEffect = versions
    .filter((one) => one.approved !== null && one.schedule.effectiveFrom <= day)
    .toSorted((one, other) =>
      one.schedule.effectiveFrom === other.schedule.effectiveFrom
        ? one.version - other.version
        : one.schedule.effectiveFrom < other.schedule.effectiveFrom
          ? -1
          : 1,
    )
  return inEffect.at(-1) ?? null
}

function faultsOf(schedule: {
  services: readonly Service[]
  rules: readonly ChargeRule[]
  packages: readonly PackageKind[]
}): readonly string[] {
  const known = new Set(schedule.services.map((one) => one.code))
  const doubled = schedule.services.filter((one, at) => schedule.services.findIndex((x) => x.code === one.code) !== at)
  const missing = [
    ...schedule.rules.flatMap(codesOfRule),
    ...schedule.packages.flatMap(({ contents }) => contents.map((one) => one.code)),
  ].filter((wanted) => !known.has(wanted))
  return [
    ...doubled.map((one) => `${one.code} stands in the schedule twice.`),
    ...[...new Set(missing)].map((wanted) => `${wanted} is used by a rule or a package and has no price.`),
    ...schedule.rules.flatMap((one) => ('time' in one ? faultsOfRule(one.time) : [])),
  ]
}

export function codesOfRule(rule: ChargeRule): readonly string[] {
  switch (rule.rule) {
    case 'session':
    case 'injection':
    case 'drug':
      return [rule.code]
    case 'infusion-time':
      return codesOfTime(rule.time)
    case 'psychotherapy-time':
      return [...codesOfTime(rule.time), ...(rule.beyond === null ? [] : [rule.beyond.code])]
  }
}

function codesOfTime(rule: z.output<typeof timeRule>): readonly string[] {
  return [
    ...rule.bands.map((band) => band.code),
    ...(rule.further === null ? [] : [rule.further.code]),
    ...(rule.withoutStop === null ? [] : [rule.withoutStop]),
  ]
}
