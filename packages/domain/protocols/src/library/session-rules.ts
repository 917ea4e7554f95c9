import type { ProtocolData } from '../protocol-version.ts'
import { placeholder, stated } from '../sourced.ts'
import { everyFollowUp } from './follow-up-steps.ts'
import { reviewRules } from './review-rules.ts'

// Source of this file: sections 1 (rows 11–17), 5 and 8 of the protocol reference and articles A2–A5 (gates, staffing,
// setting, phases, follow-up); every interval without a source is marked as a placeholder there and here.

type Part<Name extends keyof ProtocolData> = ProtocolData[Name]

export const weightRule: Part<'weight'> = {
  basis: 'actual',
  maxAgeDays: placeholder(14),
  flagChangePercent: placeholder(10),
  plausibleBmi: { min: placeholder(12), max: placeholder(70) },
  ibwFormula: 'devine',
  belowSixtyInches: 'refuse',
  adjustedFactorPercent: stated(40, 'V2', ['ketamine-association'], 'Adjusted = ideal + 0.4 × (actual − ideal)'),
  adjustedOnlyAboveBmi: stated(30, 'V2', ['ketamine-association']),
}

const sharedGate: Part<'gate'> = [
  { id: 'treatment-consent', needs: 'consent', severity: 'block', fixedBy: ['prescriber', 'nurse'], overrideBy: [] },
  { id: 'capacity', needs: 'attestation', severity: 'block', fixedBy: ['prescriber'], overrideBy: [] },
  { id: 'signed-order', needs: 'signed-order', severity: 'block', fixedBy: ['prescriber'], overrideBy: [] },
  { id: 'weight', needs: 'weight', severity: 'block', fixedBy: ['nurse', 'prescriber'], overrideBy: [] },
  {
    id: 'baseline-vitals',
    needs: 'baseline-vitals',
    severity: 'block',
    fixedBy: ['nurse', 'prescriber'],
    overrideBy: ['prescriber'],
  },
  {
    id: 'escort',
    needs: 'escort',
    detail: 'A ride home, and no driving for the rest of the day',
    severity: 'block',
    fixedBy: ['nurse', 'therapist', 'front-desk'],
    overrideBy: ['prescriber'],
  },
  { id: 'fasting', needs: 'fasting', severity: 'warn', fixedBy: ['nurse'], overrideBy: ['prescriber'] },
  {
    id: 'pregnancy',
    needs: 'pregnancy-test',
    severity: 'block',
    fixedBy: ['nurse', 'prescriber'],
    overrideBy: ['prescriber'],
  },
  { id: 'mood-safety', needs: 'instrument', severity: 'block', fixedBy: ['prescriber'], overrideBy: ['prescriber'] },
  { id: 'licensed', needs: 'credential', severity: 'block', fixedBy: ['prescriber', 'nurse'], overrideBy: [] },
  { id: 'estimate', needs: 'estimate', severity: 'warn', fixedBy: ['front-desk'], overrideBy: ['front-desk'] },
]

const kapGate: Part<'gate'> = [
  ...sharedGate,
  { id: 'preparation', needs: 'preparation', severity: 'block', fixedBy: ['therapist'], overrideBy: ['prescriber'] },
  { id: 'therapist-present', needs: 'staff-present', severity: 'block', fixedBy: ['therapist'], overrideBy: [] },
]

const administer = ['physician', 'nurse-practitioner', 'physician-assistant', 'nurse-anesthetist', 'registered-nurse']

const everyTrack = {
  indications: [
    {
      system: 'http://hl7.org/fhir/sid/icd-10-cm',
      code: 'F33.1',
      display: 'Major depression, recurrent, moderate',
      evidence: 'V2',
    },
    {
      system: 'http://hl7.org/fhir/sid/icd-10-cm',
      code: 'F33.2',
      display: 'Major depression, recurrent, severe',
      evidence: 'V2',
    },
    {
      system: 'http://hl7.org/fhir/sid/icd-10-cm',
      code: 'F43.10',
      display: 'Post-traumatic stress disorder',
      evidence: 'G',
    },
  ],
  jurisdiction: ['US'],
  ageYears: { min: stated(18, 'V', ['spravato-pi'], 'Below 18, safety is not established') },
  weight: weightRule,
  patientLimits: { ladders: ['hr-low', 'spo2-low', 'bp-before-dose'], setBy: ['prescriber'] },
  signatureLock: {
    startsWith: 'first-sedating-dose',
    endsAt: 'discharge-and-next-day',
    nextDayTime: placeholder('06:00'),
  },
  followUp: everyFollowUp,
  instruments: [{ instrumentId: 'phq-9', version: '1', when: ['intake', 'follow-up'], blocksDosing: false }],
  reviews: reviewRules,
  consents: ['ketamine-treatment', 'off-label-use', 'ride-and-no-driving'],
} satisfies Partial<ProtocolData>

const setting: Part<'setting'> = { privateRoom: true, eyeShades: 'offered', intentionAsked: true }

export const kapTrack = {
  ...everyTrack,
  modality: 'kap',
  gate: kapGate,
  staffing: {
    administer,
    continuousPresence: ['therapist'],
    therapist: 'required',
    maxRoomsPerProvider: placeholder(2),
    credentials: ['licence', 'DEA', 'BLS', 'KAP'],
  },
  setting: { ...setting, playlist: 'chosen with the patient', lighting: 'low' },
  therapyReferralOffered: false,
} satisfies Partial<ProtocolData>

export const infusionTrack = {
  ...everyTrack,
  modality: 'infusion',
  gate: sharedGate,
  staffing: {
    administer,
    continuousPresence: ['nurse'],
    therapist: 'optional',
    maxRoomsPerProvider: placeholder(2),
    credentials: ['licence', 'DEA', 'BLS'],
  },
  setting,
  therapyReferralOffered: true,
} satisfies Partial<ProtocolData>

const consultation: Part<'phases'> = [
  { key: 'consultation', minCompleted: stated(1, 'V', ['A3']), requiredBefore: 'dosing' },
]
const preparation: Part<'phases'> = [
  { key: 'preparation', minCompleted: stated(1, 'V', ['A3', 'A4']), requiredBefore: 'dosing' },
]
const integration: Part<'phases'> = [
  { key: 'integration', perDosing: stated(1, 'V', ['A4']), withinHours: placeholder(72) },
]
const ladder = stated(['P7D', 'P14D', 'P1M'], 'V', ['A4'])
const maintenance = (decidedBy: ('prescriber' | 'therapist' | 'patient')[]): Part<'phases'> => [
  { key: 'maintenance', ladder, decidedBy },
]

interface Course {
  readonly sessions: number
  readonly windowDays?: readonly [number, number]
}

function dosing({ sessions, windowDays }: Course): Part<'phases'> {
  return [
    {
      key: 'dosing',
      count: windowDays === undefined ? placeholder(sessions) : stated(sessions, 'V', ['A4']),
      ...(windowDays === undefined
        ? {}
        : { windowDays: { min: stated(windowDays[0], 'V', ['A4']), max: stated(windowDays[1], 'V', ['A4']) } }),
      minGapHours: placeholder(48),
      weekMost: stated(2, 'V2', ['sanacora'], 'Concern about more is reported second-hand'),
      blockMinutes: stated(150, 'G', ['A5'], 'A session can last a couple of hours'),
    },
  ]
}

export const kapPhases = (course: Course): Part<'phases'> => [
  ...consultation,
  ...preparation,
  ...dosing(course),
  ...integration,
  ...maintenance(['prescriber', 'therapist', 'patient']),
]

export const infusionPhases = (course: Course): Part<'phases'> => [
  ...consultation,
  ...dosing(course),
  ...maintenance(['prescriber', 'patient']),
]

/** Twice a week for four weeks, once a week for four, then weekly or every two weeks (spravatohcp.com). */
export const esketaminePhases: Part<'phases'> = [
  ...consultation,
  {
    key: 'dosing',
    count: stated(12, 'V', ['spravatohcp'], 'Twice a week in weeks 1 to 4, once a week in weeks 5 to 8'),
    windowDays: { min: placeholder(42), max: stated(56, 'V', ['spravatohcp'], 'Weeks 1 to 8') },
    minGapHours: placeholder(48),
    weekMost: stated(2, 'V', ['spravatohcp']),
    blockMinutes: placeholder(150, 'Two hours of observation after the last device, and the time to use them'),
  },
  {
    key: 'maintenance',
    ladder: stated(['P7D', 'P14D'], 'V', ['spravatohcp'], 'From week 9 weekly or every two weeks'),
    decidedBy: ['prescriber', 'patient'],
  },
]
