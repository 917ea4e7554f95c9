import { planContent, planId } from '@holdspace/clinic/plan/plan-content'
import type { Plan, PlanSignature, PlanVersion } from '@holdspace/clinic/plan/plan-version'
import { membershipId } from '@holdspace/kit/ids'
import { instant } from '@holdspace/kit/instant'
import { ramonId } from './marigold-session.ts'

/** A plan for Ramón with psychotherapy. "Heliotrope" stands in every place that must never leave the practice. */
export const signedAt = instant.parse('2026-11-20T15:00:00.000Z')
export const ames = membershipId.parse('018f0000-0000-7000-8000-000000000b01')

export const content = planContent.parse({
  protocolId: 'kap-iv-6-in-3wk',
  protocolVersion: '1.0.0',
  protocolHash: 'ab'.repeat(32),
  protocolTitle: 'KAP by infusion, six sessions in 2–3 weeks',
  track: 'kap',
  route: 'IV',
  indication: { text: 'Depression & grief', coding: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'F33.1' } },
  goals: [{ measure: 'PHQ-9', aim: 'response' }],
  dose: { kind: 'per-kg', leastMcgPerKg: 500, mostMcgPerKg: 750 },
  doses: 6,
  courseDays: 18,
  minGapHours: 48,
  preparationSessions: 1,
  integrationPerDose: 1,
  boosters: [],
  intention: 'To forgive him, heliotrope',
  touch: { permission: 'agreed', kinds: ['hand'], limits: 'heliotrope touch' },
  recording: 'refused',
  music: 'heliotrope sonata',
  eyeShades: 'wanted',
  support: { name: 'Heliotrope Friend', relationship: 'friend', phone: '518-555-0100' },
  stopRules: ['heliotrope stop'],
  patientLimits: [
    { ruleId: 'hr-low', item: 'hr', value: 45, reason: 'heliotrope beta-blocker', setBy: 'Dr Helen Ames' },
  ],
  reviewBy: '2027-05-21',
})
const signature = (signer: PlanSignature['signer']): PlanSignature => ({
  signatureId: '018f3333-0000-7000-8000-000000000009',
  signer,
  signerName: signer === 'patient' ? 'Ramón Sarabia' : 'Dr Helen Ames',
  credential: '',
  membershipId: signer === 'patient' ? null : ames,
  contentHash: 'cd'.repeat(32),
  meaning: 'I agree',
  method: signer === 'patient' ? 'drawn' : 'password',
  mark: 'M1 1 L2 2',
  signedAt,
  recordedByName: 'Mara Quist RN',
})
export const version = (number: number, signed: boolean): PlanVersion => ({
  planId: planId.parse('018f3333-0000-7000-8000-000000000002'),
  patientId: ramonId,
  version: number,
  content,
  contentHash: 'cd'.repeat(32),
  whyChanged: 'heliotrope reason',
  proposedAt: signedAt,
  proposedByName: 'Dr Helen Ames',
  signers: ['prescriber', 'therapist', 'patient'],
  signatures: signed ? [signature('prescriber'), signature('therapist'), signature('patient')] : [],
})
export const planOf = (...versions: Plan['versions']): Plan => ({
  planId: versions[0].planId,
  patientId: ramonId,
  versions,
  ended: null,
})
