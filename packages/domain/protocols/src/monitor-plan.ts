import { minutes } from '@holdspace/kit/amounts'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { z } from 'zod'
import { careRole } from './roles.ts'
import { evidence, sourced } from './sourced.ts'

/** The measures a schedule can ask for; the words are those of the record (`vitals-taken`, `vitals-not-obtained`). */
export const vitalItem = z.enum(['bp', 'hr', 'spo2', 'rr', 'temp', 'sedation', 'dissociation'])
export type VitalItem = z.output<typeof vitalItem>

const phaseSchedule = z.strictObject({ everyMin: sourced(minutes), items: z.array(vitalItem).min(1) })

export const vitalsSchedule = z.strictObject({
  baseline: z.array(vitalItem).min(1),
  during: phaseSchedule,
  recovery: phaseSchedule,
  /** For a dose given at once (injection, tablet, spray): how long after the last part the closer watch lasts. */
  duringLastsMin: sourced(minutes).exactOptional(),
  /** Readings asked for at set minutes after the first dose, beside the interval (esketamine: about 40). */
  fixedAtMin: sourced(z.array(minutes)).exactOptional(),
  graceMin: sourced(minutes),
  /** A cuff pressure older than this is never shown as current (ACCESSIBILITY-UX CH2). */
  bpCurrentForMin: sourced(minutes),
})
export type VitalsSchedule = z.output<typeof vitalsSchedule>

export const measure = z.enum(['sbp', 'dbp', 'hr', 'spo2', 'rr', 'moaas'])
export type Measure = z.output<typeof measure>

export const comparison = z.strictObject({
  item: measure,
  op: z.enum(['<', '<=', '>', '>=']),
  value: z.int().min(0),
  ucum: z.string().min(1),
})
export type Comparison = z.output<typeof comparison>

export const prompt = z.enum(['record-decision', 'recheck', 'assess', 'slow', 'hold', 'stop', 'emergency'])
export type Prompt = z.output<typeof prompt>

export const stage = z.enum(['pre', 'during', 'recovery'])
export type Stage = z.output<typeof stage>

/** One limit. It prompts and asks for an answer; it never starts, stops or changes a drug by itself (PROTOCOLS section 4). */
export const monitorRule = z.strictObject({
  id: z.string().min(1),
  /** Rules of one ladder watch the same thing ever more strictly; only the strictest one crossed is raised. */
  ladder: z.string().min(1),
  /** Raised when any of these holds. */
  any: z.array(comparison).min(1),
  stages: z.array(stage).min(1),
  severity: z.enum(['low', 'medium', 'high']),
  prompt,
  words: z.string().min(1),
  notify: z.array(careRole),
  acknowledgeWithin: sourced(minutes),
  evidence,
  sources: z.array(z.string().min(1)),
})
export type MonitorRule = z.output<typeof monitorRule>
export type MonitorRuleData = z.input<typeof monitorRule>

/** Whether a prescriber may set a limit for one patient (a slow pulse on a beta-blocker, altitude), with a reason (RULINGS 5). */
export const patientLimitRule = z.strictObject({
  ladders: z.array(z.string().min(1)),
  setBy: z.array(careRole).min(1),
})

export const patientLimit = z.strictObject({
  ruleId: z.string().min(1),
  item: measure,
  value: z.int().min(0),
  reason: z.string().trim().min(3),
  setBy: z.string().min(1),
  /** Absent in limits set before the day was kept with them; then the day of their plan stands for it. */
  setOn: calendarDate.exactOptional(),
})
export type PatientLimit = z.output<typeof patientLimit>

export const dischargeRequirement = z.enum([
  'score',
  'minimum-time',
  'vitals-near-baseline',
  'oriented',
  'gait',
  'nausea-controlled',
  'escort-present',
  'instructions-given',
  'follow-up-booked',
  'prescriber-signature',
])
export type DischargeRequirement = z.output<typeof dischargeRequirement>

export const dischargeRule = z.strictObject({
  scale: z.enum(['padss', 'padss-modified']),
  minScore: sourced(z.int().min(0).max(10)),
  minMinutesAfterEnd: sourced(minutes),
  vitalsWithinPercent: sourced(z.int().min(1).max(100)),
  requires: z.array(dischargeRequirement).min(1),
})
export type DischargeRule = z.output<typeof dischargeRule>
