import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { PatientId } from '@holdspace/kit/ids'
import type { Actor } from '../access/actor.ts'
import { permit } from '../access/permit.ts'
import { type ConsentKind, consentRules, isTreatment } from './kinds.ts'

export interface WithdrawalQuestion {
  readonly actor: Actor
  readonly today: CalendarDate
  readonly patientId: PatientId
  readonly kind: ConsentKind
  readonly isWithdrawn: boolean
  /** A medicine session of this person is running: not ended yet. */
  readonly inSession: boolean
}

/** What follows a withdrawal besides that it is recorded (CONSENT.md section 6). */
export interface WithdrawalEffects {
  /** The partner's next request finds nothing. */
  readonly stopsRelease: boolean
  /** No further dose; the room is asked to hold and to look after the person. Charting goes on. */
  readonly holdsSession: boolean
}

/**
 * A consent can be taken back at any moment, also under the medicine, by word of mouth, with no signature and no reason
 * (RULINGS 8). There is no lock here, on purpose.
 */
export function decideConsentWithdrawal(question: WithdrawalQuestion): Decision<WithdrawalEffects> {
  const { actor, today, patientId, kind } = question
  const permitted = permit(actor, 'consent.withdraw', { today, patientId })
  if (!permitted.ok) return permitted
  if (question.isWithdrawn) return refuse(alreadyWithdrawn)
  return accept({
    stopsRelease: consentRules[kind].recipient === 'partner',
    holdsSession: question.inSession && isTreatment(kind),
  })
}

const alreadyWithdrawn = {
  family: 'conflict',
  code: 'consent-already-withdrawn',
  sentence: 'This consent was withdrawn before. Nothing is done under it.',
} as const
