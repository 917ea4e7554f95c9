import { grams, millimetres } from '@holdspace/kit/amounts'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import { allergyStatuses } from '../people/allergy-status.ts'

/**
 * What Holdspace took from a referral, in the clinic's words. It is stored with the referral as it was read on that
 * day, so that the review, the decision and a later question all see the same thing.
 */

/** One code in one code system, as the sender wrote it. */
export const coding = z.object({ system: z.string(), code: z.string(), display: z.string().optional() })
export type Coding = z.output<typeof coding>

/** Words for a person to read, and the codes behind them. */
export const concept = z.object({ text: z.string(), codings: z.array(coding) })
export type Concept = z.output<typeof concept>

export const identifierKinds = ['partner-record', 'mrn', 'other'] as const
export const referredIdentifier = z.object({
  kind: z.enum(identifierKinds),
  system: z.string(),
  value: z.string(),
  label: z.string(),
})
export type ReferredIdentifier = z.output<typeof referredIdentifier>

export const postalAddress = z.object({
  lines: z.array(z.string()),
  city: z.string().optional(),
  state: z.string().optional(),
  postalCode: z.string().optional(),
  country: z.string().optional(),
})
export type PostalAddress = z.output<typeof postalAddress>

export const telecom = z.object({ system: z.enum(['phone', 'email']), value: z.string(), use: z.string().optional() })
export type Telecom = z.output<typeof telecom>

/** US Core race and ethnicity: OMB categories with their codes, and the text, as the extension keeps them. */
export const demographicCategory = z.object({ codings: z.array(coding), text: z.string() })
export type DemographicCategory = z.output<typeof demographicCategory>

export const sexes = ['male', 'female', 'other', 'unknown'] as const
export type Sex = (typeof sexes)[number]

export const referredPerson = z.object({
  family: z.string(),
  given: z.array(z.string()),
  prefix: z.string().optional(),
  suffix: z.string().optional(),
  otherNames: z.array(z.string()),
  birthDate: calendarDate,
  /** FHIR administrative gender; `unknown` where the file says nothing. */
  sex: z.enum(sexes),
  birthSex: z.string().optional(),
  genderIdentity: z.string().optional(),
  race: demographicCategory.optional(),
  ethnicity: demographicCategory.optional(),
  maritalStatus: z.string().optional(),
  language: coding.optional(),
  addresses: z.array(postalAddress),
  telecoms: z.array(telecom),
  /** What the person wants to be called; no referral brings it. */
  preferredName: z.string().optional(),
  /** As the person says them; no referral brings them. */
  pronouns: z.string().optional(),
  /** Whom to call in an emergency; told by the person, no referral brings it. */
  emergencyContact: z.object({ name: z.string(), relation: z.string(), phone: z.string() }).optional(),
})
export type ReferredPerson = z.output<typeof referredPerson>

export const problemStatuses = ['active', 'resolved', 'not-stated'] as const
export const referredProblem = z.object({
  sourceId: z.string(),
  concept,
  status: z.enum(problemStatuses),
  verification: z.string().optional(),
  /** As exactly as the sender gave it: year, month, day, or words. */
  onset: z.string().optional(),
  ended: z.string().optional(),
})
export type ReferredProblem = z.output<typeof referredProblem>

export const referredAllergy = z.object({
  sourceId: z.string(),
  concept,
  status: z.enum(['active', 'resolved']),
  criticality: z.string().optional(),
  reactions: z.array(z.string()),
  onset: z.string().optional(),
})
export type ReferredAllergy = z.output<typeof referredAllergy>

export const medicationStatuses = ['active', 'on-hold', 'stopped', 'not-stated'] as const
export const referredMedication = z.object({
  sourceId: z.string(),
  concept,
  status: z.enum(medicationStatuses),
  /** Newest and oldest prescription or statement of this medicine. */
  lastOn: calendarDate.optional(),
  firstOn: calendarDate.optional(),
  instructions: z.string().optional(),
})
export type ReferredMedication = z.output<typeof referredMedication>

/** One weighing or measuring elsewhere. Never satisfies the weight gate of a dose (RULINGS 5). */
export const referredMeasurement = z.object({
  sourceId: z.string(),
  measuredAt: instant,
  precision: z.enum(['time', 'day']),
  weightG: grams.optional(),
  heightMm: millimetres.optional(),
  /** Number and unit exactly as the sender wrote them: `71.2 kg`, `157 [lb_av]`. */
  entered: z.string(),
})
export type ReferredMeasurement = z.output<typeof referredMeasurement>

export const referredBloodPressure = z.object({
  measuredAt: instant,
  systolicMmHg: z.int(),
  diastolicMmHg: z.int(),
})
export type ReferredBloodPressure = z.output<typeof referredBloodPressure>

/** Something in the file that was not taken, and why. Together with what was taken it adds up to the whole file. */
export const leftOut = z.object({ type: z.string(), count: z.int().min(1), reason: z.string() })
export type LeftOut = z.output<typeof leftOut>

export const bundleTypes = ['transaction', 'collection', 'searchset'] as const

export const referralContent = z.object({
  format: z.literal(1),
  bundleType: z.enum(bundleTypes),
  resourceCount: z.int(),
  person: referredPerson,
  identifiers: z.array(referredIdentifier),
  /** What was dropped for the person's protection, by kind; never the number itself (RULINGS 21). */
  droppedIdentifiers: z.array(z.string()),
  problems: z.array(referredProblem),
  allergyStatus: z.enum(allergyStatuses),
  allergies: z.array(referredAllergy),
  medications: z.array(referredMedication),
  measurements: z.array(referredMeasurement),
  bloodPressure: referredBloodPressure.optional(),
  leftOut: z.array(leftOut),
  /** Sentences a reviewer must read: what was cut, unclear or contradictory. */
  notices: z.array(z.string()),
})
export type ReferralContent = z.output<typeof referralContent>
