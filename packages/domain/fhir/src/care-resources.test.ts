import { careTeamPeriodId } from '@holdspace/clinic/care-team/care-team'
import { planContent, planId } from '@holdspace/clinic/plan/plan-content'
import type { Plan, PlanSignature, PlanVersion } from '@holdspace/clinic/plan/plan-version'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { membershipId } from '@holdspace/kit/ids'
import { instant } from '@holdspace/kit/instant'
import type { CarePlan, CareTeam, Goal } from 'fhir/r4'
import { describe, expect, test } from 'vitest'
import { carePlanResource, signedVersion } from './care-plan.ts'
import { careTeamResource } from './care-team.ts'
import { goalResources } from './goal.ts'
import type { FhirResource } from './resource-types.ts'
import { marigold, ramonId } from './testing/marigold-session.ts'
import { ownIssues } from './testing/own-checks.ts'
import { profileValidator, r4Validator, usCorePackage } from './testing/validator.ts'

const usCore = usCorePackage()
const validate = usCore === null ? r4Validator() : profileValidator(usCore)
const issuesOf = (resource: CarePlan | CareTeam | Goal): string[] => {
  const served = resource as unknown as FhirResource
  return [...validate(served), ...ownIssues(served, usCore)]
}

const at = instant.parse('2026-11-20T15:00:00.000Z')
const ames = membershipId.parse('018f0000-0000-7000-8000-000000000b01')
const okafor = membershipId.parse('018f0000-0000-7000-8000-000000000b03')

const period = {
  periodId: careTeamPeriodId.parse('018f3333-0000-7000-8000-000000000001'),
  patientId: ramonId,
  membershipId: ames,
  memberName: 'Dr Helen Ames',
  part: 'lead-prescriber' as const,
  startsOn: calendarDate.parse('2026-11-01'),
  until: null,
  reason: 'Named at the first visit',
  release: null,
  recordedAt: at,
  recordedByName: 'Theo Lind',
  ended: null,
}
const therapist = { ...period, membershipId: okafor, memberName: 'L. Okafor LMFT', part: 'therapist' as const }
const left = { at, reason: 'changed-hands' as const, words: 'Works elsewhere', byName: 'Theo Lind' }

const content = planContent.parse({
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
  signedAt: at,
  recordedByName: 'Mara Quist RN',
})
const version = (number: number, signed: boolean): PlanVersion => ({
  planId: planId.parse('018f3333-0000-7000-8000-000000000002'),
  patientId: ramonId,
  version: number,
  content,
  contentHash: 'cd'.repeat(32),
  whyChanged: 'heliotrope reason',
  proposedAt: at,
  proposedByName: 'Dr Helen Ames',
  signers: ['prescriber', 'therapist', 'patient'],
  signatures: signed ? [signature('prescriber'), signature('therapist'), signature('patient')] : [],
})
const planOf = (...versions: Plan['versions']): Plan => ({
  planId: versions[0].planId,
  patientId: ramonId,
  versions,
  ended: null,
})
const told = (plan: Plan) => {
  const signed = signedVersion(plan)
  if (signed === null) throw new Error('nobody signed')
  return { carePlan: carePlanResource(plan, signed, marigold), goals: goalResources(plan, signed, marigold) }
}

describe('given a care team, when it is told in FHIR', () => {
  test('then it is a valid CareTeam that names who left, with when', () => {
    const team = careTeamResource(ramonId, [period, { ...therapist, ended: left }], marigold)
    if (team === null) throw new Error('no team')
    expect(issuesOf(team)).toEqual([])
    expect(team).toMatchObject({
      status: 'active',
      participant: [{ period: { start: '2026-11-01' } }, { period: { start: '2026-11-01', end: '2026-11-20' } }],
    })
    expect(team.meta.security?.map((label) => label.code)).toContain('PSY')
  })

  test('then nobody named is no resource, and an error leaves no trace in it', () => {
    expect(careTeamResource(ramonId, [], marigold)).toBeNull()
    const mistake = { ...therapist, ended: { ...left, reason: 'entered-in-error' as const } }
    expect(careTeamResource(ramonId, [mistake], marigold)).toBeNull()
    expect(careTeamResource(ramonId, [period, mistake], marigold)?.participant).toHaveLength(1)
  })
})

describe('given a plan, when it is told in FHIR', () => {
  test('then CarePlan and Goal are valid against R4 and US Core', () => {
    const { carePlan, goals } = told(planOf(version(1, true)))
    expect(issuesOf(carePlan)).toEqual([])
    for (const goal of goals) expect(issuesOf(goal)).toEqual([])
    expect(carePlan).toMatchObject({ status: 'active', goal: [{ reference: `Goal/${goals[0]?.id}` }] })
    expect(carePlan.text?.div).toContain('Depression &amp; grief')
  })

  test('then no narrative of the patient or the team leaves with it (RULINGS 10)', () => {
    const text = JSON.stringify(told(planOf(version(1, true))))
    expect(text.toLowerCase()).not.toContain('heliotrope')
    expect(text).not.toContain('Touch')
  })

  test('then only what everybody signed is told; while a change waits, the plan is on hold', () => {
    expect(signedVersion(planOf(version(1, false)))).toBeNull()
    const { carePlan, goals } = told(planOf(version(2, false), version(1, true)))
    expect(carePlan.status).toBe('on-hold')
    expect(goals[0]?.lifecycleStatus).toBe('on-hold')
    const ended = { ...planOf(version(1, true)), ended: { at, ending: 'stopped' as const, words: 'x', byName: 'y' } }
    expect(told(ended).carePlan.status).toBe('revoked')
  })
})
