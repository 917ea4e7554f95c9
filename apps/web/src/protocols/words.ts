import type { Route } from '@holdspace/protocols/drug-plan'
import type { DischargeRequirement, Prompt, Stage, VitalItem } from '@holdspace/protocols/monitor-plan'
import type { Approval, ProtocolContent } from '@holdspace/protocols/protocol-version'
import type { CareRole } from '@holdspace/protocols/roles'
import type { Evidence } from '@holdspace/protocols/sourced'

/** The clinic's words for what a protocol holds as keys. */
export const routeWords: Record<Route, string> = {
  IV: 'intravenous (IV)',
  IM: 'intramuscular (IM)',
  SL: 'sublingual (SL)',
  PO: 'oral (PO)',
  IN: 'intranasal (IN)',
}

export const evidenceWords: Record<Evidence, string> = {
  V: 'read in the source itself',
  V2: 'from a secondary source',
  G: 'general knowledge, to be confirmed',
  X: 'open: sources conflict or say nothing',
}

export const vitalWords: Record<VitalItem, string> = {
  bp: 'blood pressure',
  hr: 'pulse',
  spo2: 'SpO2',
  rr: 'respirations',
  temp: 'temperature',
  sedation: 'sedation',
  dissociation: 'dissociation',
}

export const stageWords: Record<Stage, string> = {
  pre: 'before the dose',
  during: 'during',
  recovery: 'in recovery',
}

export const promptWords: Record<Prompt, string> = {
  'record-decision': 'Record a decision',
  recheck: 'Recheck',
  assess: 'Assess',
  slow: 'Slow',
  hold: 'Hold',
  stop: 'Stop',
  emergency: 'Emergency',
}

export const dischargeWords: Record<DischargeRequirement, string> = {
  score: 'discharge score reached',
  'minimum-time': 'minimum time passed',
  'vitals-near-baseline': 'vitals near the patient’s own baseline',
  oriented: 'oriented as before',
  gait: 'walking as before',
  'nausea-controlled': 'nausea under control',
  'escort-present': 'escort present',
  'instructions-given': 'instructions given',
  'follow-up-booked': 'follow-up booked',
  'prescriber-signature': 'prescriber’s signature',
}

export const careRoleWords: Record<CareRole | Approval['role'], string> = {
  prescriber: 'prescriber',
  nurse: 'nurse',
  therapist: 'therapist',
  'front-desk': 'front desk',
  'medical-director': 'medical director',
  pharmacist: 'pharmacist',
  psychiatrist: 'psychiatrist',
}

const knownLicences: Readonly<Record<string, string>> = {
  physician: 'physician',
  'nurse-practitioner': 'nurse practitioner',
  'physician-assistant': 'physician assistant',
  'nurse-anesthetist': 'nurse anesthetist',
  'registered-nurse': 'registered nurse',
}

/** A practice may name a licence of its own; it then reads as it was written, without the dashes of a key. */
export function licenceWords(type: string): string {
  return knownLicences[type] ?? type.replaceAll('-', ' ')
}

type Staffing = ProtocolContent['staffing']

export const therapistWords: Record<Staffing['therapist'], string> = {
  required: 'must be in the room',
  optional: 'may be in the room',
}

export const credentialWords: Record<Staffing['credentials'][number], string> = {
  licence: 'licence',
  DEA: 'DEA registration',
  ACLS: 'advanced life support (ACLS)',
  BLS: 'basic life support (BLS)',
  KAP: 'training in ketamine-assisted psychotherapy',
}
