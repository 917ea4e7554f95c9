import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { MembershipId, PatientId } from '@holdspace/kit/ids'
import type { Refusal } from '@holdspace/kit/refusal'
import type { Actor, Role } from '../access/actor.ts'
import { permit } from '../access/permit.ts'
import { type CareTeamPeriod, periodStanding } from './care-team.ts'
import { type CareTeamPart, partWords, roleOfPart } from './parts.ts'

export interface JoinQuestion {
  readonly actor: Actor
  readonly today: CalendarDate
  readonly patientId: PatientId
  readonly member: {
    readonly membershipId: MembershipId
    readonly displayName: string
    readonly role: Role
    readonly active: boolean
  }
  readonly part: CareTeamPart
  readonly startsOn: CalendarDate
  readonly until: CalendarDate | null
  /** How the patient released information to an outside therapist; null where none is needed or none was given. */
  readonly release: string | null
  /** Everybody who is or was on this team. */
  readonly periods: readonly CareTeamPeriod[]
}

/** May this member join this patient's team? One lead at a time; a guest needs the patient's release (RULINGS 8, 19). */
export function decideJoin(question: JoinQuestion): Decision<true> {
  const { actor, today, patientId, member, part, startsOn, until } = question
  const permitted = permit(actor, 'team.change', { today, patientId })
  if (!permitted.ok) return permitted
  if (!member.active) return refuse(reasons.memberLeft(member.displayName))
  if (member.role !== roleOfPart[part]) return refuse(reasons.wrongRole(member.displayName, part))
  if (until !== null && until < startsOn) return refuse(reasons.endsBeforeItBegins)
  if (until !== null && until < today) return refuse(reasons.alreadyOver)
  const open = question.periods.filter((period) => ['in-force', 'not-yet'].includes(periodStanding(period, today)))
  if (open.some((period) => period.membershipId === member.membershipId && period.part === part)) {
    return refuse(reasons.alreadyThere(member.displayName))
  }
  const lead = open.find((period) => period.part === 'lead-prescriber')
  if (part === 'lead-prescriber' && lead !== undefined) return refuse(reasons.leadTaken(lead.memberName))
  if (part === 'outside-therapist' && question.release === null) return refuse(reasons.noRelease)
  return accept(true)
}

export function decideEnd(question: {
  readonly actor: Actor
  readonly today: CalendarDate
  readonly period: CareTeamPeriod
}): Decision<true> {
  const { actor, today, period } = question
  const permitted = permit(actor, 'team.change', { today, patientId: period.patientId })
  if (!permitted.ok) return permitted
  return period.ended === null ? accept(true) : refuse(reasons.alreadyEnded)
}

const reasons = {
  memberLeft: (name: string): Refusal => ({
    family: 'unprocessable',
    code: 'team-member-left',
    sentence: `${name} no longer works here. Choose somebody else, or ask an administrator to take them back in.`,
    field: 'membershipId',
  }),
  wrongRole: (name: string, part: CareTeamPart): Refusal => ({
    family: 'unprocessable',
    code: 'team-part-not-theirs',
    sentence: `${name} cannot be ${partWords[part].toLowerCase()} here: the role in the practice is another. Choose another part or another person.`,
    field: 'part',
  }),
  alreadyThere: (name: string): Refusal => ({
    family: 'conflict',
    code: 'team-member-already-there',
    sentence: `${name} is on this team already.`,
    field: 'membershipId',
  }),
  leadTaken: (name: string): Refusal => ({
    family: 'conflict',
    code: 'team-has-a-lead',
    sentence: `${name} leads this treatment. End that first: one prescriber answers for it at a time.`,
    field: 'part',
  }),
  endsBeforeItBegins: {
    family: 'invalid',
    code: 'team-period-ends-before-it-begins',
    sentence: 'The last day lies before the first. Check both dates.',
    field: 'until',
  },
  alreadyOver: {
    family: 'invalid',
    code: 'team-period-over',
    sentence: 'The last day has passed already. Leave it empty, or choose a later one.',
    field: 'until',
  },
  noRelease: {
    family: 'unprocessable',
    code: 'team-guest-without-release',
    sentence:
      'An outside therapist sees nothing without the patient’s release of information to them. Obtain it first, then say here how it was given.',
    field: 'release',
  },
  alreadyEnded: {
    family: 'conflict',
    code: 'team-period-already-ended',
    sentence: 'This was ended before. Nothing was changed.',
  },
} as const satisfies Record<string, Refusal | ((...words: never[]) => Refusal)>
