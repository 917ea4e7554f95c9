import { careTeamPeriodId } from '@holdspace/clinic/care-team/care-team'
import type { Plan } from '@holdspace/clinic/plan/plan-version'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { membershipId } from '@holdspace/kit/ids'
import type { CarePlan, CareTeam, Goal } from 'fhir/r4'
import { describe, expect, test } from 'vitest'
import { carePlanResource, signedVersion } from './care-plan.ts'
import { careTeamResource } from './care-team.ts'
import { goalResources } from './goal.ts'
import type { FhirResource } from './resource-types.ts'
import { marigold, ramonId } from './testing/marigold-session.ts'
import { ownIssues } from './testing/own-checks.ts'
import { ames, signedAt as at, planOf, version } from './testing/ramons-plan.ts'
import { profileValidator, r4Validator, usCorePackage } from './testing/validator.ts'

const usCore = usCorePackage()
const validate = usCore === null ? r4Validator() : profileValidator(usCore)
const issuesOf = (resource: CarePlan | CareTeam | Goal): string[] => {
  const served = resource as unknown as FhirResource
  return [...validate(served), ...ownIssues(served, usCore)]
}

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
