import { mcg, mcgPerKg } from '@holdspace/kit/amounts'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { route } from '@holdspace/protocols/drug-plan'
import { measure, patientLimit } from '@holdspace/protocols/monitor-plan'
import { z } from 'zod'
import { goalMeasures, touchKinds } from './plan-choices.ts'

export const planId = z
  .uuid()
  .transform((text) => text.toLowerCase())
  .brand<'PlanId'>()
export type PlanId = z.output<typeof planId>

const words = (most: number) => z.string().trim().max(most)
const said = (most: number) => words(most).min(1)
const count = (most: number) => z.int().min(0).max(most)

export const planGoal = z.strictObject({ measure: z.enum(goalMeasures), aim: z.enum(['response', 'remission']) })
export type PlanGoal = z.output<typeof planGoal>

const doseRange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('per-kg'), leastMcgPerKg: mcgPerKg, mostMcgPerKg: mcgPerKg }),
  z.strictObject({ kind: z.literal('amount'), leastMcg: mcg, mostMcg: mcg }),
])
export type DoseRange = z.output<typeof doseRange>

/** What prescriber, therapist and patient agree on before the first dose. Each version is whole and never edited. */
const agreed = {
  protocolId: said(100),
  protocolVersion: said(20),
  indication: z.strictObject({
    text: said(200),
    coding: z.strictObject({ system: said(200), code: said(50) }).exactOptional(),
  }),
  goals: z.array(planGoal).max(goalMeasures.length),
  dose: doseRange,
  doses: z.int().min(1).max(60),
  /** From the first dose to the last, in days. */
  courseDays: z.int().min(1).max(400),
  minGapHours: count(2_000),
  preparationSessions: count(20),
  integrationPerDose: count(10),
  /** ISO 8601 periods after the course, as the maintenance ladder of the protocol names them; empty for none. */
  boosters: z.array(z.string().regex(/^P(?:\d+D|\d+M|\d+W)$/)).max(12),
  /** In the patient's own words. Care team only: never in FHIR, billing or a partner's view (RULINGS 10). */
  intention: words(2_000),
  touch: z.strictObject({
    permission: z.enum(['refused', 'agreed']),
    kinds: z.array(z.enum(touchKinds)).max(touchKinds.length),
    limits: words(500),
  }),
  recording: z.enum(['refused', 'audio', 'video']),
  music: words(300),
  eyeShades: z.enum(['offered', 'wanted', 'declined']),
  support: z.strictObject({ name: said(100), relationship: words(60), phone: words(40) }).nullable(),
  stopRules: z.array(said(300)).min(1).max(20),
  /** After this day the plan is read again by those who signed it. */
  reviewBy: calendarDate,
} as const

/** As somebody proposes it; who set a limit is not theirs to say. */
export const planDraft = z.strictObject({
  ...agreed,
  patientLimits: z
    .array(
      z.strictObject({
        ruleId: said(100),
        item: measure,
        value: z.int().min(0),
        reason: z.string().trim().min(3).max(300),
      }),
    )
    .max(20),
})
export type PlanDraft = z.output<typeof planDraft>
/** As a form sends it, before it is parsed. */
export type PlanDraftInput = z.input<typeof planDraft>

export const planContent = z.strictObject({
  ...agreed,
  /** Pinned: a later version of the protocol leaves this plan alone. */
  protocolHash: z.string().regex(/^[0-9a-f]{64}$/),
  protocolTitle: said(300),
  track: z.enum(['infusion', 'kap']),
  route,
  patientLimits: z.array(patientLimit),
})
export type PlanContent = z.output<typeof planContent>
