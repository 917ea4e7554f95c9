import { type Grams, type Millimetres, millimetres } from '@holdspace/kit/amounts'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { msBetween } from '@holdspace/kit/elapsed'
import type { PatientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { type WeightRule, weightRule } from '@holdspace/protocols/drug-plan'
import { weightRule as draftRule } from '@holdspace/protocols/library/session-rules'
import { gramsOfReading, heightOf, usableWeight, weightReadBack } from '@holdspace/protocols/weight'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { permit } from '../access/permit.ts'
import { type EarlierWeight, newestFirst } from '../session/weighing.ts'

/** What the scale and the tape showed, in thousandths of the unit that was chosen; no unit by itself. */
export const scaleReading = z.strictObject({
  thousandths: z.int().min(1).max(1_000_000),
  unit: z.enum(['kg', 'lb']),
  /** The scale was stepped on a second time and showed this, in the same unit. */
  again: z.int().min(1).max(1_000_000).optional(),
  height: z.strictObject({ thousandths: z.int().min(20_000).max(300_000), unit: z.enum(['cm', 'in']) }).optional(),
  /** Both units, as they were read back and confirmed. */
  readBack: z.string().max(80),
})
export type ScaleReading = z.output<typeof scaleReading>

export interface WeightQuestion {
  readonly actor: Actor
  readonly today: CalendarDate
  readonly now: Instant
  readonly patientId: PatientId
  readonly measuredAt: Instant
  readonly reading: ScaleReading
  /** From this practice's own scale, on the chart and in sessions. */
  readonly earlier: readonly EarlierWeight[]
}

export interface WeightDecided {
  readonly grams: Grams
  readonly heightMm: Millimetres | null
  readonly readBack: string
  /** Weighed a second time with the same result, because it differed much from the visit before. */
  readonly changeConfirmed: boolean
}

/**
 * The limits a weight outside a session is held against: those the supplied protocols propose. The protocol of the day
 * judges the same weight once more, by its own limits, before a dose (RULINGS 5).
 */
const chartRule: WeightRule = weightRule.parse(draftRule)
const sameReadingGrams = 200
const oldestMs = 30 * 24 * 60 * 60 * 1000

/**
 * May this weight stand on the chart and carry a dose? The first one needs a height and a plausible BMI; each is read back
 * in kilograms and pounds; one that differs much from the visit before is weighed twice (RULINGS 5, M02). A number that
 * fails is typed again: nothing is given here, so nothing is lost. In a session what was read is always recorded.
 */
export function decideWeight(question: WeightQuestion): Decision<WeightDecided> {
  const { actor, today, now, patientId, measuredAt, reading } = question
  const permitted = permit(actor, 'chart.weigh', { today, patientId })
  if (!permitted.ok) return permitted
  if (measuredAt > now) return refuse(inTheFuture)
  if (msBetween(measuredAt, now) > oldestMs) return refuse(tooLongAgo)
  const grams = gramsOfReading(reading.thousandths, reading.unit)
  if (!grams.ok) return grams
  const readBack = weightReadBack(grams.value)
  const height = reading.height === undefined ? null : heightOf(reading.height.thousandths, reading.height.unit)
  const before = newestFirst(question.earlier)
  const changeConfirmed = isSameAgain(reading, grams.value)
  const usable = usableWeight(
    {
      source: 'scale',
      grams: grams.value,
      unit: reading.unit,
      weighedOn: today,
      heightTenthMm: height,
      previous: before[0] ?? null,
      neverHeldAgainstHeight: before.every((one) => one.heightMm === undefined),
      changeConfirmed,
      readBackInBoth: reading.readBack === readBack,
    },
    chartRule,
    today,
  )
  if (!usable.ok) return usable
  if (reading.readBack !== readBack) return refuse(readBackMissing(readBack))
  const heightMm = height === null ? null : millimetres.parse(Math.round(height / 10))
  return accept({ grams: usable.value, heightMm, readBack, changeConfirmed })
}

function isSameAgain({ again, unit }: ScaleReading, grams: Grams): boolean {
  const second = again === undefined ? null : gramsOfReading(again, unit)
  return second?.ok === true && Math.abs(second.value - grams) <= sameReadingGrams
}

const inTheFuture = {
  family: 'invalid',
  code: 'weighed-in-the-future',
  sentence: 'A weight that was measured lies in the past. Check date and time.',
  field: 'measuredAt',
} as const

const tooLongAgo = {
  family: 'invalid',
  code: 'weighed-too-long-ago',
  sentence: 'A weight older than 30 days carries no dose and is not entered here. Weigh again.',
  field: 'measuredAt',
} as const

function readBackMissing(readBack: string) {
  return {
    family: 'unprocessable',
    code: 'READ_BACK_MISSING',
    sentence: `Read the weight back in both units and confirm it: ${readBack}.`,
    field: 'readBack',
  } as const
}
