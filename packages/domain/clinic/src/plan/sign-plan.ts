import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type Instant, msBetween } from '@holdspace/kit/instant'
import type { Refusal } from '@holdspace/kit/refusal'
import { notInForce } from '@holdspace/protocols/life-cycle'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import type { PatientActor, StaffActor } from '../access/actor.ts'
import { permit } from '../access/permit.ts'
import { type CareTeamPeriod, partsOf } from '../care-team/care-team.ts'
import type { CareTeamPart } from '../care-team/parts.ts'
import { credentialLine, stepUpLastsMs } from '../session/sign-session.ts'
import { isPastReview, type PatientSigning, type Plan, type PlanSignature } from './plan-version.ts'
import { type PlanSigner, patientMeanings, signerWords, signingMeanings } from './signers.ts'

export interface SignPlanQuestion {
  readonly now: Instant
  readonly today: CalendarDate
  readonly plan: Plan
  /** Hash of what the signer's screen showed. */
  readonly shownHash: string
  readonly signatureId: string
}

export interface StaffSigning extends SignPlanQuestion {
  readonly actor: StaffActor
  readonly signer: Exclude<PlanSigner, 'patient'>
  readonly periods: readonly CareTeamPeriod[]
  readonly protocol: ProtocolVersion
}

const partsThatSign: { readonly [S in Exclude<PlanSigner, 'patient'>]: readonly CareTeamPart[] } = {
  prescriber: ['lead-prescriber', 'prescriber'],
  therapist: ['therapist', 'outside-therapist'],
}

/** May this member of the team sign the newest version? Always the signed-in person, the password given again (S29). */
export function decideStaffSignature(question: StaffSigning): Decision<PlanSignature> {
  const { actor, today, now, plan, signer } = question
  const permitted = permit(actor, 'plan.sign', { today, patientId: plan.patientId })
  if (!permitted.ok) return permitted
  const standing = notSignable(question, signer)
  if (standing !== null) return refuse(standing)
  const parts = partsOf(question.periods, actor.membershipId, today)
  if (!parts.some((part) => partsThatSign[signer].includes(part))) return refuse(reasons.notOnTeam(signer))
  const refusal = newVersionRefusal(question)
  if (refusal !== null) return refuse(refusal)
  if (actor.lastStepUpAt === null || msBetween(actor.lastStepUpAt, now) > stepUpLastsMs) return refuse(reasons.stepUp)
  return accept({
    signatureId: question.signatureId,
    signer,
    signerName: actor.displayName,
    credential: credentialLine(actor, today),
    membershipId: actor.membershipId,
    contentHash: plan.versions[0].contentHash,
    meaning: signingMeanings[signer],
    method: 'password',
    mark: '',
    signedAt: now,
    recordedByName: actor.displayName,
  })
}

export interface PatientsSigning extends SignPlanQuestion {
  /** The member of staff who stands by, or the patient alone with their phone or the clinic’s tablet. */
  readonly actor: StaffActor | PatientActor
  /** Who stood by, or how the patient came. */
  readonly recordedByName: string
  /** Of the page on which it was signed: the sentence above the signature. */
  readonly language: 'en' | 'es'
  readonly patientName: string
  readonly signing: PatientSigning
  /** The end of the signature lock after a sedating medicine (RULINGS 9); null when none runs. */
  readonly lockedUntil: Instant | 'discharge' | null
}

/**
 * May the patient's signature be taken, with this member of staff standing by or on their own phone? Never while the
 * medicine works. A paper needs somebody of the staff who saw it.
 */
export function decidePatientSignature(question: PatientsSigning): Decision<PlanSignature> {
  const { actor, today, now, plan, signing } = question
  const act = actor.kind === 'patient' ? 'plan.sign-own' : 'plan.take-patient-signature'
  const permitted = permit(actor, act, { today, patientId: plan.patientId })
  if (!permitted.ok) return permitted
  if (actor.kind === 'patient' && signing.method === 'paper') return refuse(reasons.paperNeedsStaff)
  if (question.lockedUntil !== null) return refuse(reasons.locked)
  const standing = notSignable(question, 'patient')
  if (standing !== null) return refuse(standing)
  if (signing.method === 'typed' && folded(signing.typedName) !== folded(question.patientName)) {
    return refuse(reasons.otherName(question.patientName))
  }
  return accept({
    signatureId: question.signatureId,
    signer: 'patient',
    signerName: question.patientName,
    credential: '',
    membershipId: null,
    contentHash: plan.versions[0].contentHash,
    meaning: patientMeanings[question.language],
    method: signing.method,
    mark: markOf(signing),
    signedAt: now,
    recordedByName: question.recordedByName,
  })
}

function markOf(signing: PatientSigning): string {
  switch (signing.method) {
    case 'drawn':
      return signing.strokes
    case 'typed':
      return signing.typedName
    case 'paper':
      return signing.attestation
  }
}

function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}

function notSignable({ plan, shownHash, today }: SignPlanQuestion, signer: PlanSigner): Refusal | null {
  const newest = plan.versions[0]
  if (plan.ended !== null) return reasons.ended
  if (!newest.signers.includes(signer)) return reasons.notNeeded(signer)
  const before = newest.signatures.find((signature) => signature.signer === signer)
  if (before !== undefined) return reasons.alreadySigned(before.signerName)
  if (shownHash !== newest.contentHash) return reasons.changed
  return isPastReview(newest, today) ? reasons.pastReview : null
}

/** The first signature on a version still asks whether the protocol may run; later ones follow what was begun. */
function newVersionRefusal({ plan, protocol, today }: StaffSigning): Refusal | null {
  const isRunning = plan.versions.length > 1 || plan.versions[0].signatures.length > 0
  return isRunning ? null : notInForce(protocol, today)
}

const reasons = {
  ended: {
    family: 'conflict',
    code: 'plan-ended',
    sentence: 'This plan was ended; there is nothing to sign.',
  },
  changed: {
    family: 'conflict',
    code: 'plan-changed',
    sentence: 'The plan was changed since you opened this page. Read it again, then sign.',
  },
  pastReview: {
    family: 'unprocessable',
    code: 'plan-past-review',
    sentence: 'The day of review has passed. Read the plan through and propose it anew before anybody signs.',
  },
  stepUp: {
    family: 'step-up-required',
    code: 'step-up-required',
    sentence: 'Signing asks for your password again.',
  },
  paperNeedsStaff: {
    family: 'invalid',
    code: 'plan-paper-needs-staff',
    sentence: 'A paper signed by hand is recorded by somebody of the clinic who has it.',
  },
  locked: {
    family: 'unprocessable',
    code: 'signature-locked',
    sentence:
      'No signature of the patient counts while the medicine works, nor before the next morning. Ask again tomorrow.',
  },
  notNeeded: (signer: PlanSigner): Refusal => ({
    family: 'unprocessable',
    code: 'plan-signature-not-needed',
    sentence: `This protocol asks for no signature of a ${signerWords[signer].toLowerCase()}.`,
  }),
  alreadySigned: (name: string): Refusal => ({
    family: 'conflict',
    code: 'plan-already-signed',
    sentence: `${name} has signed this version already.`,
  }),
  notOnTeam: (signer: Exclude<PlanSigner, 'patient'>): Refusal => ({
    family: 'unprocessable',
    code: 'plan-signer-not-on-team',
    sentence: `Only a ${signer} of this person’s care team signs the plan. Add them to the team first.`,
  }),
  otherName: (name: string): Refusal => ({
    family: 'invalid',
    code: 'plan-typed-name-differs',
    sentence: `The name typed is not that of the patient. It must read ${name}.`,
    field: 'signing.typedName',
  }),
} as const
