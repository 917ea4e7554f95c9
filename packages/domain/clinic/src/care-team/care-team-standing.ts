import type { CalendarDate } from '@holdspace/kit/calendar-date'
import type { Duty, Role } from '../access/actor.ts'
import type { Standing } from '../gates/standing.ts'
import { type CareTeamPeriod, teamInForce } from './care-team.ts'

/** A standing with whoever mends it, for Today and the task that follows from it. */
export interface MendableStanding extends Standing {
  readonly fixer: Role | Duty
}

export interface CareTeamQuestion {
  readonly periods: readonly CareTeamPeriod[]
  /** Whether the protocol wants a therapist throughout (`staffing.therapist`): never on the infusion track (RULINGS 4). */
  readonly needsTherapist: boolean
  readonly today: CalendarDate
}

/** Whether the people this treatment needs are on the team today: a lead prescriber, and a therapist where the protocol asks. */
export function careTeamStanding({ periods, needsTherapist, today }: CareTeamQuestion): MendableStanding {
  const team = teamInForce(periods, today)
  const lead = team.find((period) => period.part === 'lead-prescriber')
  if (lead === undefined) {
    const had = periods.some((period) => period.part === 'lead-prescriber')
    return had
      ? {
          state: 'lapsed',
          because: 'Nobody leads this treatment any more. Name a lead prescriber.',
          fixer: 'prescriber',
        }
      : { state: 'missing', because: 'No lead prescriber is named yet.', fixer: 'prescriber' }
  }
  const therapist = team.find((period) => period.part === 'therapist' || period.part === 'outside-therapist')
  if (needsTherapist && therapist === undefined) return noTherapist(periods)
  const named = [lead, ...(therapist === undefined ? [] : [therapist])]
  const newest = named.reduce((one, other) => (one.recordedAt > other.recordedAt ? one : other))
  return {
    state: 'met',
    because: named.map((period) => period.memberName).join(' · '),
    evidence: { type: 'care-team', id: newest.periodId, at: newest.recordedAt },
    fixer: 'prescriber',
  }
}

function noTherapist(periods: readonly CareTeamPeriod[]): MendableStanding {
  const last = periods.findLast((period) => period.part === 'therapist' || period.part === 'outside-therapist')
  if (last === undefined) {
    return { state: 'missing', because: 'This protocol needs a therapist, and none is named yet.', fixer: 'prescriber' }
  }
  const { memberName, ended } = last
  return ended?.reason === 'release-withdrawn'
    ? {
        state: 'withdrawn',
        because: `The release to ${memberName} was withdrawn. Name another therapist.`,
        evidence: { type: 'care-team', id: last.periodId, at: ended.at },
        fixer: 'prescriber',
      }
    : { state: 'lapsed', because: `${memberName} is no longer on the team. Name a therapist.`, fixer: 'prescriber' }
}
