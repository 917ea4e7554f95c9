import { calendarDate } from '@holdspace/kit/calendar-date'
import { membershipId, patientId } from '@holdspace/kit/ids'
import { instant } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import { type CareTeamPeriod, careTeamPeriodId, periodStanding } from './care-team.ts'
import { careTeamStanding } from './care-team-standing.ts'

const today = calendarDate.parse('2026-11-21')
const at = instant.parse('2026-11-01T15:00:00.000Z')
const lead: CareTeamPeriod = {
  periodId: careTeamPeriodId.parse('018f5555-0000-7000-8000-000000000001'),
  patientId: patientId.parse('018f0000-0000-7000-8000-000000000d01'),
  membershipId: membershipId.parse('018f0000-0000-7000-8000-000000000b01'),
  memberName: 'Dr Helen Ames',
  part: 'lead-prescriber',
  startsOn: calendarDate.parse('2026-11-01'),
  until: null,
  reason: 'Named at the first visit',
  release: null,
  recordedAt: at,
  recordedByName: 'Theo Lind',
  ended: null,
}
const therapist: CareTeamPeriod = { ...lead, part: 'therapist', memberName: 'L. Okafor LMFT' }
const rosa: CareTeamPeriod = { ...lead, part: 'outside-therapist', memberName: 'Rosa Vance LCSW', release: 'On paper' }
const ended = (reason: 'changed-hands' | 'release-withdrawn') => ({ at, reason, words: '', byName: 'Theo Lind' })

describe('where a period stands', () => {
  it('holds on its first and on its last day, and not a day around them', () => {
    const period = { startsOn: today, until: today, ended: null }
    expect(periodStanding(period, today)).toBe('in-force')
    expect(periodStanding(period, calendarDate.parse('2026-11-20'))).toBe('not-yet')
    expect(periodStanding(period, calendarDate.parse('2026-11-22'))).toBe('over')
    expect(periodStanding({ ...period, ended: ended('changed-hands') }, today)).toBe('ended')
  })
})

describe('how a care team stands', () => {
  const of = (periods: readonly CareTeamPeriod[], needsTherapist: boolean) =>
    careTeamStanding({ periods, needsTherapist, today })

  it.each<[string, readonly CareTeamPeriod[], boolean, string]>([
    ['nobody', [], false, 'missing'],
    ['a lead alone, on the infusion track', [lead], false, 'met'],
    ['a lead alone, where the protocol wants a therapist', [lead], true, 'missing'],
    ['a lead and a therapist', [lead, therapist], true, 'met'],
    ['a lead and an outside therapist', [lead, rosa], true, 'met'],
    ['a therapist alone', [therapist], true, 'missing'],
    ['a lead who left', [{ ...lead, ended: ended('changed-hands') }], false, 'lapsed'],
    ['a therapist who left', [lead, { ...therapist, ended: ended('changed-hands') }], true, 'lapsed'],
    [
      'an outside therapist whose release was withdrawn',
      [lead, { ...rosa, ended: ended('release-withdrawn') }],
      true,
      'withdrawn',
    ],
    [
      'a therapist who is still to begin',
      [lead, { ...therapist, startsOn: calendarDate.parse('2026-12-01') }],
      true,
      'lapsed',
    ],
  ])('given %s, then it says so', (_who, periods, needsTherapist, state) => {
    expect(of(periods, needsTherapist).state).toBe(state)
  })

  it('names its evidence', () => {
    expect(of([lead, therapist], true)).toMatchObject({
      because: 'Dr Helen Ames · L. Okafor LMFT',
      evidence: { type: 'care-team', at },
    })
  })
})
