import type { CalendarDate } from '@holdspace/kit/calendar-date'
import type { MembershipId, PatientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { CareTeamPart, EndingReason } from './parts.ts'

export const careTeamPeriodId = z
  .uuid()
  .transform((text) => text.toLowerCase())
  .brand<'CareTeamPeriodId'>()
export type CareTeamPeriodId = z.output<typeof careTeamPeriodId>

/** One stretch of time on one patient's team. It is added and ended by another row, never edited. */
export interface CareTeamPeriod {
  readonly periodId: CareTeamPeriodId
  readonly patientId: PatientId
  readonly membershipId: MembershipId
  /** As the record shows them, on the day they joined. */
  readonly memberName: string
  readonly part: CareTeamPart
  readonly startsOn: CalendarDate
  /** The last day, where one was agreed; it still counts whole. */
  readonly until: CalendarDate | null
  readonly reason: string
  /** For an outside therapist: the patient's release to them, without which they are told nothing. */
  readonly release: string | null
  readonly recordedAt: Instant
  readonly recordedByName: string
  readonly ended: {
    readonly at: Instant
    readonly reason: EndingReason
    readonly words: string
    readonly byName: string
  } | null
}

export type PeriodStanding = 'in-force' | 'not-yet' | 'over' | 'ended'

/** Where a period stands. An ending holds from its own moment on, not from the next day. */
export function periodStanding(
  period: Pick<CareTeamPeriod, 'startsOn' | 'until' | 'ended'>,
  today: CalendarDate,
): PeriodStanding {
  if (period.ended !== null) return 'ended'
  if (period.startsOn > today) return 'not-yet'
  return period.until !== null && period.until < today ? 'over' : 'in-force'
}

export function teamInForce<P extends Pick<CareTeamPeriod, 'startsOn' | 'until' | 'ended'>>(
  periods: readonly P[],
  today: CalendarDate,
): readonly P[] {
  return periods.filter((period) => periodStanding(period, today) === 'in-force')
}

/** What somebody is on this team today; empty when they are not on it. */
export function partsOf(
  periods: readonly CareTeamPeriod[],
  membershipId: MembershipId,
  today: CalendarDate,
): readonly CareTeamPart[] {
  return teamInForce(periods, today)
    .filter((period) => period.membershipId === membershipId)
    .map((period) => period.part)
}
