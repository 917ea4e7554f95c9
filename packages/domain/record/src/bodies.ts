import { grams, mcg, mcgPerKg, mcgPerMicrolitre, microlitres, millimetres, minutes } from '@holdspace/kit/amounts'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { entryId, membershipId, patientId } from '@holdspace/kit/ids'
import { instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import { vitalItems, vitals } from './vitals.ts'

/**
 * What each kind of entry says. Integers and text only (no floating point may enter the ledger, HOUSE section 5.6),
 * the unit in the name. A kind, once released, stays for ever: old records must be readable by every later version.
 */
const words = z.string().trim().min(1).max(8_000)
const shortWords = z.string().trim().min(1).max(300)
export const reason = z.string().trim().min(3, 'Say why, in a few words.').max(1_000)
const route = z.enum(['IV', 'IM', 'SL', 'PO', 'IN'])
const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/)

/** The exact four states a banner may show (ACCESSIBILITY-UX BN6). */
export const allergyTitle = z.enum([
  'Known allergies',
  'No known allergies',
  'Allergies not recorded',
  'Allergies unavailable',
])

/** Who the patient was known to be when the session opened; the paper shows this, whatever changes later. */
export const patientSnapshot = z.strictObject({
  patientId,
  family: shortWords,
  given: z.string().trim().max(300),
  birthDate: calendarDate,
  sex: z.enum(['female', 'male', 'other', 'unknown']),
  mrn: shortWords,
  allergyTitle,
  allergies: z.array(shortWords).max(200),
})

export const protocolPin = z.strictObject({
  protocolId: shortWords,
  version: shortWords,
  contentHash: sha256Hex,
  title: shortWords,
  route,
  modality: z.enum(['infusion', 'kap']),
})

/** A gate condition whose subject is not kept in Holdspace is met by a named person's statement (RULINGS 2). */
export const attestation = z.strictObject({
  condition: z.enum([
    'eligibility-decision',
    'treatment-consent',
    'off-label-consent',
    'ride-and-no-driving-consent',
    'pregnancy-answered',
    'allergies-answered',
    'prescription-monitoring-checked',
    'mood-safety-decision',
    'fasting',
    'capacity',
  ]),
  statement: shortWords,
  reference: z.string().trim().max(300).optional(),
})

/** One line of a gate as it stood at a moment. */
const gateLineThen = z.strictObject({
  line: shortWords,
  state: shortWords,
  because: shortWords,
  source: z.strictObject({ type: shortWords, id: shortWords, at: instant }).optional(),
})

/** A limit the prescriber set for this one person, in the signed plan; it rules in place of the protocol's (RULINGS 5). */
export const pinnedLimit = z.strictObject({
  ruleId: shortWords,
  item: z.enum(['sbp', 'dbp', 'hr', 'spo2', 'rr', 'moaas']),
  value: z.int().min(0),
  reason: z.string().trim().min(3).max(300),
  setBy: shortWords,
  setOn: calendarDate,
})

export const sessionOpened = z.strictObject({
  patient: patientSnapshot,
  protocol: protocolPin,
  room: shortWords,
  /** Two identifiers, as at every point where the wrong person could be treated (M17). */
  identityConfirmedBy: z.array(z.enum(['name', 'birth-date', 'mrn', 'photo', 'address', 'phone'])).min(2),
  attestations: z.array(attestation),
  /** How each line of the first gate stood, with the evidence it rested on; absent in sessions opened before gates were kept. */
  gate: z.array(gateLineThen).max(60).optional(),
  /** As the plan in force said when the session was opened; absent in sessions opened before limits were pinned. */
  patientLimits: z.array(pinnedLimit).max(20).optional(),
})

export const participantJoined = z.strictObject({
  deviceLabel: shortWords,
  /** Whole seconds by which the device's own clock was fast, where it differed by more than a minute (CK5). */
  clockOffSeconds: z.int().optional(),
})
export const participantLeft = z.strictObject({})

export const weightMeasured = z.strictObject({
  weightGrams: grams,
  enteredValue: z.string().max(12),
  enteredUnit: z.enum(['kg', 'lb']),
  heightMm: millimetres.optional(),
  /** Both units as they were read back and confirmed: guards lb for kg (M02, RULINGS 5). */
  readBack: shortWords,
})

export const vitalsTaken = vitals
export const vitalsNotObtained = z.strictObject({ items: z.array(z.enum(vitalItems)).min(1), reason })

export const override = z.strictObject({ code: shortWords, reason })

const drug = z.enum(['ketamine', 'esketamine'])
const unitKind = z.enum(['tablet', 'device'])

/** Whole tablets or devices of one strength. */
export const unitsOfStrength = z.strictObject({ strengthMcg: mcg, count: z.int().min(1).max(40) })

/** What every order says, however the dose is measured out. */
const ordered = {
  drug,
  route,
  orderMcg: mcg,
  /** What is taken out to be given: drawn into the syringe, or the tablets and devices together. */
  drawnMcg: mcg,
  /** The one unbroken line and the working behind it, as the prescriber read them back. */
  line: z.string().max(500),
  working: z.array(z.string().max(300)).max(40),
  overrides: z.array(override),
  /** Said by the prescriber, written down by a nurse who read it back (RULINGS 3). */
  verbal: z
    .strictObject({
      orderedBy: shortWords,
      readBackBy: shortWords,
      countersignBy: instant,
      prescriberMembershipId: membershipId.optional(),
    })
    .optional(),
  /** As the plan in force said then: from here on these limits rule; absent in orders written before limits were pinned. */
  patientLimits: z.array(pinnedLimit).max(20).optional(),
} as const

/** By weight, from a vial: infusion, injection or drink. */
const orderedByWeight = z.strictObject({
  ...ordered,
  doseMcgPerKg: mcgPerKg,
  weightGrams: grams,
  weightMeasuredAt: instant,
  concentrationMcgPerMicrolitre: mcgPerMicrolitre,
  volumeMicrolitres: microlitres,
  overMinutes: minutes.optional(),
  finalVolumeMicrolitres: microlitres.optional(),
  rateMcgPerHour: mcg.optional(),
  pumpMicrolitresPerHour: microlitres.optional(),
})

/** In whole tablets or devices, never by weight. */
const orderedInUnits = z.strictObject({
  ...ordered,
  unit: unitKind,
  units: z.array(unitsOfStrength).min(1).max(10),
})

export const doseOrdered = z.union([orderedByWeight, orderedInUnits])

/**
 * Set by the server alone, never by a device: what was not in order about the person who gave this medicine, such as a
 * licence that had ended. The fact stands, and the breach stands with it (RULINGS 1, M13).
 */
const breach = { breach: z.string().trim().min(1).max(300).optional() }

const vial = { lot: z.string().trim().max(60).optional(), expires: calendarDate.optional() }

export const doseGiven = z.strictObject({
  /** Absent when a dose was given without an order: recorded all the same, and shown as a deviation (RULINGS 1). */
  orderEntryId: entryId.optional(),
  drug,
  route,
  givenMcg: mcg,
  volumeMicrolitres: microlitres.optional(),
  concentrationMcgPerMicrolitre: mcgPerMicrolitre.optional(),
  /** Tablets or devices as they were counted; together they are what was given. */
  unit: unitKind.optional(),
  units: z.array(unitsOfStrength).min(1).max(10).optional(),
  /** What was taken out and not given, and what became of it. */
  leftover: z.strictObject({ mcg, fate: z.enum(['destroyed', 'put-back']) }).optional(),
  site: z.string().trim().max(100).optional(),
  ...vial,
  ...breach,
})

/** Tablets under the tongue: the moment in which the hold ended, and what became of what was left in the mouth. */
export const holdEnded = z.strictObject({ doseEntryId: entryId, afterwards: z.enum(['swallow', 'spit-out']) })

/** The prescriber who gave an order by word says under their password that it was theirs (RULINGS 3). */
export const orderCountersigned = z.strictObject({
  orderEntryId: entryId,
  meaningText: shortWords,
  signerName: shortWords,
  signerCredential: z.string().trim().max(200),
})

export const infusionStarted = z.strictObject({
  orderEntryId: entryId.optional(),
  drug,
  totalMcg: mcg,
  finalVolumeMicrolitres: microlitres,
  pumpMicrolitresPerHour: microlitres,
  plannedMinutes: minutes,
  ...vial,
  ...breach,
})
export const infusionRateChanged = z.strictObject({ pumpMicrolitresPerHour: microlitres, reason })
export const infusionPaused = z.strictObject({ reason })
export const infusionResumed = z.strictObject({ pumpMicrolitresPerHour: microlitres })
export const infusionStopped = z.strictObject({
  why: z.enum(['complete', 'held', 'adverse-effect', 'patient-asked', 'equipment', 'other']),
  /** The pump's own reading; the amount given comes from it, never from the clock (RULINGS 6). */
  volumeGivenMicrolitres: microlitres,
  givenMcg: mcg,
  note: z.string().trim().max(1_000).optional(),
})

/** Shared with the care team and permanent; never to FHIR, billing or a partner (RULINGS 10). */
export const observationNoted = z.strictObject({ text: words })
export const patientWordsNoted = z.strictObject({ text: words })

export const adverseEffects = [
  'nausea',
  'vomiting',
  'headache',
  'dizziness',
  'high-blood-pressure',
  'low-blood-pressure',
  'fast-pulse',
  'slow-pulse',
  'low-oxygen',
  'slow-breathing',
  'laryngospasm',
  'deep-sedation',
  'anxiety-or-panic',
  'distressing-dissociation',
  'blurred-vision',
  'agitation',
  'seizure',
  'allergic-reaction',
  'injection-site',
  'fall',
  'other',
] as const

export const adverseEffectNoted = z.strictObject({
  effect: z.enum(adverseEffects),
  severity: z.enum(['mild', 'moderate', 'severe']),
  action: z.string().trim().max(1_000),
  resolved: z.boolean(),
})

/** A named person's answer to an alert or a deviation. It stays open until somebody gives one (M06). */
export const decisionRecorded = z.strictObject({
  about: z.strictObject({ ruleId: shortWords, entryId: entryId.optional() }),
  decision: z.enum(['continue', 'recheck', 'slow', 'hold', 'stop', 'treat', 'call-emergency', 'explain']),
  reason,
})

export const escortConfirmed = z.strictObject({
  name: shortWords,
  phone: z.string().trim().min(5).max(40),
  relationship: shortWords,
  present: z.boolean(),
})

const score = z.int().min(0).max(2)
export const dischargeScored = z.strictObject({
  scale: z.literal('padss'),
  items: z.strictObject({ vitalSigns: score, activity: score, nauseaAndPain: score, bleeding: score, intake: score }),
  total: z.int().min(0).max(10),
  oriented: z.boolean(),
  /** Back to the patient's own way of walking, not to a healthy stranger's (RULINGS 6). */
  gaitAtOwnBaseline: z.boolean(),
  instructionsGiven: z.boolean(),
  followUpBooked: z.boolean(),
})

/** `emergency`: everybody who can come is called at once, not the care team first (RULINGS 17). */
export const helpCalled = z.strictObject({
  message: z.string().trim().max(300),
  emergency: z.literal(true).optional(),
})
/** `calledOff`: said by whoever called that nobody needs to come any more. */
export const helpAnswered = z.strictObject({ callEntryId: entryId, calledOff: z.literal(true).optional() })
/** Written by the server: nobody had said that they come. `to`: who was asked next, by name or duty. */
export const helpEscalated = z.strictObject({
  callEntryId: entryId,
  unansweredSeconds: z.int().min(0),
  to: z.string().trim().min(1).max(300),
})

/** Billable psychotherapy comes from these two alone, never from presence (RULINGS 11). */
export const psychotherapyStarted = z.strictObject({})
export const psychotherapyStopped = z.strictObject({})

export const sessionEnded = z.strictObject({
  ending: z.enum(['completed', 'ended-without-dose', 'left-against-advice', 'transferred-to-emergency-services']),
  note: z.string().trim().max(2_000).optional(),
  /** Conditions of the discharge criteria that were not met when the person left, as they stood. */
  unmetCriteria: z.array(z.string().max(300)).max(30),
})

/**
 * Written by the server with the withdrawal itself, so that everybody in the room sees it at once and the record says
 * when (RULINGS 8, CONSENT section 6). `treatment`: no further dose; the room is asked to hold and to look after the person.
 */
export const consentWithdrawn = z.strictObject({
  consentId: z.uuid(),
  title: shortWords,
  treatment: z.boolean(),
  saidBy: z.enum(['patient', 'representative']),
})

export const entryCorrected = z.strictObject({
  correctsEntryId: entryId,
  correctsKind: z.string().max(60),
  reason,
  occurredAt: instant.optional(),
  /** The whole body as it should have been; parsed again by the schema of the corrected kind. */
  replacement: z.record(z.string(), z.unknown()),
})

/** Put in the wrong place (the wrong patient): body and salt go, the leaf hash and this reason stay (RULINGS 10). */
export const entryWithdrawn = z.strictObject({
  withdrawsEntryId: entryId,
  /** The sequence of the withdrawn entry: a verifier with no other knowledge finds the missing body explained. */
  withdrawsSeq: z.int().min(1),
  reason,
})

export const sessionSigned = z.strictObject({
  meaning: z.enum(['author', 'responsible-prescriber', 'supervisor']),
  meaningText: shortWords,
  signerName: shortWords,
  signerCredential: z.string().trim().max(200),
  /** SHA-256 of the canonical JSON of the record's blocks, as shown to the signer. */
  contentHash: sha256Hex,
  /** Every device that joined, and what it said of its outbox (RULINGS 1). */
  devices: z.array(z.strictObject({ deviceId: z.uuid(), label: shortWords, lastDeviceSeq: z.int().min(0) })),
})

export const addendumFiled = z.strictObject({
  text: words,
  /** A late entry of a device, filed after the lock and not yet confirmed by its author's prescriber. */
  unconfirmed: z.boolean(),
  lateEntry: z.strictObject({ kind: z.string().max(60), body: z.record(z.string(), z.unknown()) }).optional(),
})
