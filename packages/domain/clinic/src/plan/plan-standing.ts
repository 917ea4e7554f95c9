import { type CalendarDate, formatDate } from '@holdspace/kit/calendar-date'
import type { Role } from '../access/actor.ts'
import type { MendableStanding } from '../care-team/care-team-standing.ts'
import { isPastReview, type Plan, type PlanEnding, unsignedBy } from './plan-version.ts'
import type { PlanSigner } from './signers.ts'

export interface PlanQuestion {
  /** The plan that was proposed last; null when this person never had one. */
  readonly plan: Plan | null
  readonly today: CalendarDate
  /** Where a session is about to run: the plan must be for this protocol, in this version. */
  readonly session?: { readonly protocolId: string; readonly protocolVersion: string }
  /** Doses given under this plan so far, where that was counted. */
  readonly dosesGiven?: number
}

/** Whether a plan, signed by everybody it needs, carries the next dose (RULINGS 2: plan in date). */
export function planStanding({ plan, today, session, dosesGiven = 0 }: PlanQuestion): MendableStanding {
  if (plan === null) return { state: 'missing', because: 'No plan was proposed yet.', fixer: 'prescriber' }
  if (plan.ended !== null) return endedStanding(plan.ended)
  const newest = plan.versions[0]
  const owed = unsignedBy(newest)
  const [first] = owed
  if (first !== undefined) {
    const told = owed.join(', ')
    const because = `Version ${newest.version} of the plan waits for a signature: ${told}.`
    return { state: 'missing', because, fixer: fixerOf[first] }
  }
  if (isPastReview(newest, today)) {
    const because = `The plan was to be read again by ${formatDate(newest.content.reviewBy)}.`
    return { state: 'lapsed', because, fixer: 'prescriber' }
  }
  const { protocolId, protocolVersion, protocolTitle, doses } = newest.content
  if (session !== undefined && (session.protocolId !== protocolId || session.protocolVersion !== protocolVersion)) {
    const because = `The plan is for “${protocolTitle}” ${protocolVersion}, and this session runs another protocol.`
    return { state: 'missing', because, fixer: 'prescriber' }
  }
  if (dosesGiven >= doses + newest.content.boosters.length) {
    const because = `${doses === 1 ? 'The one dose' : `All ${doses} doses`} of this plan ${doses === 1 ? 'was' : 'were'} given. Another dose needs another plan.`
    return { state: 'lapsed', because, fixer: 'prescriber' }
  }
  const lastSigned = newest.signatures.reduce((one, other) => (one.signedAt > other.signedAt ? one : other))
  return {
    state: 'met',
    because: `Version ${newest.version}, signed by ${newest.signatures.map((one) => one.signerName).join(' · ')}`,
    evidence: { type: 'plan', id: `${plan.planId}/${newest.version}`, at: lastSigned.signedAt },
    fixer: 'prescriber',
  }
}

/** Who brings the missing signature about: the patient's is taken by whoever receives them. */
const fixerOf: { readonly [S in PlanSigner]: Role } = {
  prescriber: 'prescriber',
  therapist: 'therapist',
  patient: 'nurse',
}

const endingStates: { readonly [E in PlanEnding]: MendableStanding['state'] } = {
  completed: 'lapsed',
  stopped: 'withdrawn',
  replaced: 'lapsed',
}

function endedStanding(ended: NonNullable<Plan['ended']>): MendableStanding {
  const because =
    ended.ending === 'stopped'
      ? `The plan was stopped by ${ended.byName}: ${ended.words}`
      : 'The last plan was ended. Another course needs another plan.'
  return { state: endingStates[ended.ending], because, fixer: 'prescriber' }
}
