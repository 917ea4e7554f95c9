import { minutes } from '@holdspace/kit/amounts'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import { drugPlan, weightRule } from './drug-plan.ts'
import { followUp, isoDuration } from './follow-up.ts'
import { dischargeRule, monitorRule, patientLimitRule, vitalsSchedule } from './monitor-plan.ts'
import { reviewRule } from './reviews.ts'
import { careRole } from './roles.ts'
import { evidence, source, sourced } from './sourced.ts'

/**
 * A treatment protocol as data (PROTOCOLS section 8). Whole numbers only, the unit in the name, every clinical number
 * with its evidence and sources. An approved version never changes; a session pins its version and content hash.
 */
export const protocolStatus = z.enum(['draft', 'in-review', 'approved', 'retired'])
export type ProtocolStatus = z.output<typeof protocolStatus>

const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/)
const words = z.string().trim().min(1)
const count = z.int().min(0)

export const approval = z.strictObject({
  by: words,
  legalName: words,
  licence: z.strictObject({ type: words, number: words, state: words, expires: calendarDate }),
  role: z.enum(['medical-director', 'psychiatrist', 'pharmacist']),
  at: instant,
  meaning: z.literal('clinical approval'),
  contentHash: sha256Hex,
  signatureId: words,
})
export type Approval = z.output<typeof approval>

const phase = z.discriminatedUnion('key', [
  z.strictObject({
    key: z.enum(['consultation', 'preparation']),
    minCompleted: sourced(count),
    requiredBefore: z.literal('dosing'),
  }),
  z.strictObject({
    key: z.literal('dosing'),
    count: sourced(count),
    windowDays: z.strictObject({ min: sourced(count), max: sourced(count) }).exactOptional(),
    minGapHours: sourced(count),
    /** More sessions than this in any seven days are warned of; absent in versions written before it was asked. */
    weekMost: sourced(count).exactOptional(),
    blockMinutes: sourced(minutes),
  }),
  z.strictObject({ key: z.literal('integration'), perDosing: sourced(count), withinHours: sourced(count) }),
  z.strictObject({
    key: z.literal('maintenance'),
    ladder: sourced(z.array(isoDuration)),
    decidedBy: z.array(z.enum(['prescriber', 'therapist', 'patient'])),
  }),
])
export type Phase = z.output<typeof phase>

export const gateRule = z.strictObject({
  id: words,
  needs: z.enum([
    'consent',
    'attestation',
    'escort',
    'fasting',
    'weight',
    'baseline-vitals',
    'instrument',
    'preparation',
    'signed-order',
    'staff-present',
    'credential',
    'pregnancy-test',
    'estimate',
  ]),
  detail: words.exactOptional(),
  severity: z.enum(['block', 'warn']),
  fixedBy: z.array(careRole),
  /** Empty: nobody can override it. */
  overrideBy: z.array(careRole),
})

const staffing = z.strictObject({
  /** Licence types that may administer. A therapist's licence is never among them (article A5, RULINGS 3). */
  administer: z.array(words).min(1),
  continuousPresence: z.array(careRole),
  therapist: z.enum(['required', 'optional']),
  maxRoomsPerProvider: sourced(count),
  credentials: z.array(z.enum(['licence', 'DEA', 'ACLS', 'BLS', 'KAP'])),
})

/** When signatures of the patient do not count, because of the medicine (RULINGS 9). */
const signatureLock = z.strictObject({
  startsWith: z.literal('first-sedating-dose'),
  endsAt: z.literal('discharge-and-next-day'),
  nextDayTime: sourced(z.string().regex(/^\d{2}:\d{2}$/)),
})

const codeRef = z.strictObject({ system: words, code: words, display: words, evidence })

/** Everything a clinician reads and approves: the part the content hash covers. */
export const protocolContent = z.strictObject({
  id: words,
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  supersedes: words.exactOptional(),
  changeNote: words,
  title: words,
  modality: z.enum(['infusion', 'kap']),
  indications: z.array(codeRef),
  jurisdiction: z.array(words).min(1),
  ageYears: z.strictObject({ min: sourced(count), max: sourced(count).exactOptional() }),
  sources: z.array(source).min(1),
  phases: z.array(phase),
  drug: drugPlan,
  weight: weightRule,
  gate: z.array(gateRule),
  staffing,
  setting: z.strictObject({
    privateRoom: z.boolean(),
    playlist: words.exactOptional(),
    eyeShades: z.enum(['offered', 'declined', 'required']),
    lighting: words.exactOptional(),
    intentionAsked: z.boolean(),
  }),
  vitals: vitalsSchedule,
  rules: z.array(monitorRule).min(1),
  patientLimits: patientLimitRule,
  discharge: dischargeRule,
  signatureLock,
  followUp: z.array(followUp),
  instruments: z.array(
    z.strictObject({
      instrumentId: words,
      version: words,
      when: z.array(z.enum(['intake', 'pre-dose', 'post-dose', 'follow-up'])).min(1),
      every: isoDuration.exactOptional(),
      blocksDosing: z.boolean(),
    }),
  ),
  /** What repeated doses ask for; absent in versions written before there were any. */
  reviews: z.array(reviewRule).exactOptional(),
  consents: z.array(words).min(1),
  therapyReferralOffered: z.boolean(),
  priceListKey: words.exactOptional(),
})
export type ProtocolContent = z.output<typeof protocolContent>

export const protocolVersion = z.strictObject({
  ...protocolContent.shape,
  contentHash: sha256Hex.nullable(),
  status: protocolStatus,
  approvals: z.array(approval),
  effectiveFrom: calendarDate.nullable(),
  effectiveTo: calendarDate.nullable(),
  reviewBy: calendarDate.nullable(),
})
export type ProtocolVersion = z.output<typeof protocolVersion>
export type ProtocolData = z.input<typeof protocolContent>

/** A supplied template: checked by the schema, and always a draft (house rule of PROTOCOLS). */
export function suppliedDraft(content: ProtocolData): ProtocolVersion {
  return protocolVersion.parse({
    ...content,
    contentHash: null,
    status: 'draft',
    approvals: [],
    effectiveFrom: null,
    effectiveTo: null,
    reviewBy: null,
  })
}
