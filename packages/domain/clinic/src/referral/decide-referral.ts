import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { PatientId } from '@holdspace/kit/ids'
import type { Actor } from '../access/actor.ts'
import { permit } from '../access/permit.ts'
import type { ProbableDuplicate } from './duplicates.ts'

export const referralStatuses = ['in-review', 'accepted', 'declined'] as const
export type ReferralStatus = (typeof referralStatuses)[number]

/** What the reviewer chose: a new chart, or the chart of somebody who is already here. */
export type AcceptChoice =
  | { readonly kind: 'new'; readonly notTheSamePersonBecause?: string | undefined }
  | { readonly kind: 'attach'; readonly patientId: PatientId }

export interface AcceptQuestion {
  readonly actor: Actor
  readonly today: CalendarDate
  readonly status: ReferralStatus
  readonly choice: AcceptChoice
  /** As found in the same transaction, so that nobody who was added a second ago is missed. */
  readonly duplicates: readonly ProbableDuplicate[]
}

/**
 * May this referral become part of a chart? Nothing exists before this says yes. Somebody who is probably here already
 * gets a second chart only when the reviewer says why it is not the same person (M17, FHIR rule 8).
 */
export function decideAccept({ actor, today, status, choice, duplicates }: AcceptQuestion): Decision<AcceptChoice> {
  const circumstances = choice.kind === 'attach' ? { today, patientId: choice.patientId } : { today }
  const permitted = permit(actor, 'referral.accept', circumstances)
  if (!permitted.ok) return permitted
  if (status !== 'in-review') return refuse(alreadyDecided(status))
  const likely = duplicates.filter((found) => found.likelihood !== 'possible')
  if (choice.kind === 'new' && likely.length > 0 && (choice.notTheSamePersonBecause ?? '').trim().length < 3) {
    return refuse({
      ...probablyHere,
      details: likely.map(({ person, agrees }) => `${person.family}, ${person.given.join(' ')}: ${agrees.join(', ')}`),
    })
  }
  if (choice.kind === 'attach' && !duplicates.some((found) => found.person.id === choice.patientId)) {
    return refuse(notSimilar)
  }
  return accept(choice)
}

export interface DeclineQuestion {
  readonly actor: Actor
  readonly today: CalendarDate
  readonly status: ReferralStatus
  readonly reason: string
}

/** Declining needs a reason, because the sender and the person will ask. */
export function decideDecline({ actor, today, status, reason }: DeclineQuestion): Decision<string> {
  const permitted = permit(actor, 'referral.accept', { today })
  if (!permitted.ok) return permitted
  if (status !== 'in-review') return refuse(alreadyDecided(status))
  const words = reason.trim()
  return words.length < 3 ? refuse(reasonMissing) : accept(words)
}

const alreadyDecided = (status: Exclude<ReferralStatus, 'in-review'>) =>
  ({
    family: 'conflict',
    code: 'referral-already-decided',
    sentence: `This referral was already ${status}, perhaps by a colleague a moment ago. Open it again to see by whom.`,
  }) as const

const probablyHere = {
  family: 'conflict',
  code: 'probable-duplicate',
  sentence:
    'This person is probably on file already. Attach the referral to that chart, or say why it is somebody else.',
  field: 'choice.notTheSamePersonBecause',
} as const

/** Only somebody who was shown as a probable duplicate is attached to: a slip of the mouse must not pick a stranger. */
const notSimilar = {
  family: 'conflict',
  code: 'attach-not-similar',
  sentence: 'That chart is of somebody who does not look like this person. Open the referral again and compare.',
} as const

const reasonMissing = {
  family: 'invalid',
  code: 'reason-missing',
  sentence: 'Say in a few words why the referral is declined.',
  field: 'reason',
} as const
