import type { Coding } from 'fhir/r4'
import { systems } from './systems.ts'

/**
 * The codes the mappings use, as data: system, code, display, where it was read and how sure that is (TERMINOLOGY.md).
 * `V` read in an authoritative source, `V2` a secondary one, `G` general knowledge to be confirmed by a clinician.
 */
export interface CodeRow {
  readonly system: keyof typeof systems
  readonly code: string
  readonly display: string
  readonly source: string
  readonly evidence: 'V' | 'V2' | 'G'
  /** The day the row was last compared with its source. */
  readonly checked: string
}

const behavioralHealth = 'HL7 US Behavioral Health Profiles, examples'
const routesSource = 'several guide lists, TERMINOLOGY.md section 3'
const checked = '2026-11-21'

export const codes = {
  bloodPressure: {
    system: 'loinc',
    code: '85354-9',
    display: 'Blood pressure panel with all children optional',
    source: behavioralHealth,
    evidence: 'V',
    checked,
  },
  systolic: {
    system: 'loinc',
    code: '8480-6',
    display: 'Systolic blood pressure',
    source: behavioralHealth,
    evidence: 'V',
    checked,
  },
  diastolic: {
    system: 'loinc',
    code: '8462-4',
    display: 'Diastolic blood pressure',
    source: behavioralHealth,
    evidence: 'V',
    checked,
  },
  heartRate: {
    system: 'loinc',
    code: '8867-4',
    display: 'Heart rate',
    source: behavioralHealth,
    evidence: 'V',
    checked,
  },
  respiratoryRate: {
    system: 'loinc',
    code: '9279-1',
    display: 'Respiratory rate',
    source: behavioralHealth,
    evidence: 'V',
    checked,
  },
  spo2PulseOximetry: {
    system: 'loinc',
    code: '59408-5',
    display: 'Oxygen saturation in Arterial blood by Pulse oximetry',
    source: 'US Core 6.1.0 us-core-pulse-oximetry',
    evidence: 'V',
    checked,
  },
  spo2: {
    system: 'loinc',
    code: '2708-6',
    display: 'Oxygen saturation in Arterial blood',
    source: 'US Core 6.1.0 us-core-pulse-oximetry',
    evidence: 'V',
    checked,
  },
  oxygenFlow: {
    system: 'loinc',
    code: '3151-8',
    display: 'Inhaled oxygen flow rate',
    source: 'US Core 6.1.0 us-core-pulse-oximetry',
    evidence: 'V',
    checked,
  },
  bodyTemperature: {
    system: 'loinc',
    code: '8310-5',
    display: 'Body temperature',
    source: behavioralHealth,
    evidence: 'V',
    checked,
  },
  bodyWeight: {
    system: 'loinc',
    code: '29463-7',
    display: 'Body weight',
    source: behavioralHealth,
    evidence: 'V',
    checked,
  },
  bodyHeight: {
    system: 'loinc',
    code: '8302-2',
    display: 'Body height',
    source: behavioralHealth,
    evidence: 'V',
    checked,
  },
  procedureNote: {
    system: 'loinc',
    code: '28570-0',
    display: 'Procedure note',
    source: 'TERMINOLOGY.md section 5; US Core clinical note types',
    evidence: 'G',
    checked,
  },
  consentDocument: {
    system: 'loinc',
    code: '59284-0',
    display: 'Consent Document',
    source: 'TERMINOLOGY.md section 5',
    evidence: 'V',
    checked,
  },
  releaseOfInformation: {
    system: 'loinc',
    code: '64292-6',
    display: 'Release of information consent Document',
    source: 'TERMINOLOGY.md section 5',
    evidence: 'V',
    checked,
  },
  privacyAcknowledgement: {
    system: 'loinc',
    code: '57016-8',
    display: 'Privacy policy acknowledgement Document',
    source: 'TERMINOLOGY.md section 5',
    evidence: 'V',
    checked,
  },
  intravenous: {
    system: 'snomed',
    code: '47625008',
    display: 'Intravenous route',
    source: routesSource,
    evidence: 'V',
    checked,
  },
  intramuscular: {
    system: 'snomed',
    code: '78421000',
    display: 'Intramuscular route',
    source: routesSource,
    evidence: 'V',
    checked,
  },
  sublingual: {
    system: 'snomed',
    code: '37839007',
    display: 'Sublingual route',
    source: routesSource,
    evidence: 'V',
    checked,
  },
  oral: {
    system: 'snomed',
    code: '26643006',
    display: 'Oral route',
    source: routesSource,
    evidence: 'V',
    checked,
  },
  nasal: {
    system: 'snomed',
    code: '46713006',
    display: 'Nasal route',
    source: routesSource,
    evidence: 'V',
    checked,
  },
  psychotherapy: {
    system: 'snomed',
    code: '75516001',
    display: 'Psychotherapy',
    source: 'quality-measure value sets',
    evidence: 'V',
    checked,
  },
  counselling: {
    system: 'snomed',
    code: '409063005',
    display: 'Counselling',
    source: 'FHIR R4 value set servicerequest-category',
    evidence: 'V',
    checked: '2026-11-22',
  },
  noKnownAllergy: {
    system: 'snomed',
    code: '716186003',
    display: 'No known allergy',
    source: 'FHIR R4 AllergyIntolerance, negated codes',
    evidence: 'V',
    checked,
  },
  /** The clinical drug form, whatever its maker. */
  esketamine: {
    system: 'rxnorm',
    code: '2201623',
    display: 'esketamine Nasal Spray',
    source: 'TERMINOLOGY.md section 4; ndclist (RxNorm May/June 2026)',
    evidence: 'V',
    checked,
  },
  ketamine: {
    system: 'rxnorm',
    code: '6130',
    display: 'ketamine',
    source: 'TERMINOLOGY.md section 4',
    evidence: 'V2',
    checked,
  },
} as const satisfies Record<string, CodeRow>

export function codingOf(name: keyof typeof codes): Coding {
  const row = codes[name]
  return { system: systems[row.system], code: row.code, display: row.display }
}

/** Our own codes, for which no public code was verified (TERMINOLOGY.md section 2, evidence `X`). */
export const localCodes = {
  'sedation-moaas': 'Sedation, MOAA/S 0–5',
  'dissociation-0-10': 'Dissociation, clinician estimate 0–10',
  'discharge-padss': 'Discharge score, PADSS 0–10',
  'padss-vital-signs': 'PADSS vital signs',
  'padss-activity': 'PADSS activity',
  'padss-nausea-and-pain': 'PADSS nausea, vomiting and pain',
  'padss-bleeding': 'PADSS bleeding',
  'padss-intake': 'PADSS intake and output',
  'adverse-effect': 'Adverse effect during a medicine session',
  'adverse-effect-severity': 'Severity of an adverse effect',
  'ketamine-infusion-session': 'Ketamine infusion session',
  'ketamine-assisted-psychotherapy-session': 'Ketamine-assisted psychotherapy session',
  'referral-for-ketamine-treatment': 'Referral for ketamine treatment',
  'emergency-contact': 'To be called in an emergency',
  'ride-home': 'Takes the patient home after a medicine session',
  'signs-for-patient': 'Signed for the patient',
} as const

export type LocalCode = keyof typeof localCodes
