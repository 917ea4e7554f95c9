import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { MembershipId, PatientId, SessionId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { StaffActor } from '../access/actor.ts'
import { permit } from '../access/permit.ts'
import { type CareTeamPeriod, teamInForce } from '../care-team/care-team.ts'
import type { CareTeamPart } from '../care-team/parts.ts'
import type { HandoffMoment, HandoffSide } from './handoff-words.ts'

export const handoffId = z
  .uuid()
  .transform((text) => text.toLowerCase())
  .brand<'HandoffId'>()
export type HandoffId = z.output<typeof handoffId>

const words = z.string().trim().max(1_000)
export const handoffWords = z
  .strictObject({ changed: words, proposal: words, setting: words, redFlags: words })
  .refine((said) => Object.values(said).some((part) => part !== ''), 'say at least one thing')
export type HandoffWords = z.output<typeof handoffWords>

export interface Handoff {
  readonly handoffId: HandoffId
  readonly patientId: PatientId
  readonly sessionId: SessionId | null
  readonly moment: HandoffMoment
  readonly toward: HandoffSide
  readonly words: HandoffWords
  readonly authorId: MembershipId
  readonly authorName: string
  readonly writtenAt: Instant
  readonly acknowledged: { readonly byName: string; readonly at: Instant; readonly answer: string } | null
}

const partsOfSide: { readonly [S in HandoffSide]: readonly CareTeamPart[] } = {
  prescriber: ['lead-prescriber', 'prescriber', 'nurse'],
  therapist: ['therapist', 'outside-therapist'],
}

/** The member of the team a handoff is for, the lead before others; null when nobody of that side is on it. */
export function receiverOf(
  toward: HandoffSide,
  periods: readonly CareTeamPeriod[],
  today: CalendarDate,
): CareTeamPeriod | null {
  const team = teamInForce(periods, today)
  for (const part of partsOfSide[toward]) {
    const found = team.find((period) => period.part === part)
    if (found !== undefined) return found
  }
  return null
}

/** May this person acknowledge it? Somebody of the side it is for, and never its own author. */
export function decideAcknowledge(question: {
  readonly actor: StaffActor
  readonly today: CalendarDate
  readonly handoff: Handoff
  readonly periods: readonly CareTeamPeriod[]
}): Decision<true> {
  const { actor, today, handoff, periods } = question
  const permitted = permit(actor, 'handoff.acknowledge', { today, patientId: handoff.patientId })
  if (!permitted.ok) return permitted
  if (handoff.acknowledged !== null) return refuse(reasons.already(handoff.acknowledged.byName))
  if (handoff.authorId === actor.membershipId) return refuse(reasons.ownHandoff)
  const isOnSide = teamInForce(periods, today).some(
    (period) => period.membershipId === actor.membershipId && partsOfSide[handoff.toward].includes(period.part),
  )
  return isOnSide ? accept(true) : refuse(reasons.otherSide(handoff.toward))
}

const reasons = {
  ownHandoff: {
    family: 'unprocessable',
    code: 'handoff-own',
    sentence: 'You wrote this handoff. The other side acknowledges it.',
  },
  already: (name: string) =>
    ({
      family: 'conflict',
      code: 'handoff-acknowledged',
      sentence: `${name} has acknowledged this handoff.`,
    }) as const,
  otherSide: (side: HandoffSide) =>
    ({
      family: 'unprocessable',
      code: 'handoff-other-side',
      sentence: `This handoff is for the ${side}’s side of the care team; somebody of it acknowledges it.`,
    }) as const,
} as const
