import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { msBetween } from '@holdspace/kit/elapsed'
import type { Instant } from '@holdspace/kit/instant'
import type { Bodies } from '@holdspace/record/catalogue'
import type { SessionState } from '@holdspace/record/state'
import type { StaffActor } from '../access/actor.ts'
import { credentialInForce, permit } from '../access/permit.ts'

/** What one joined device said last: how far its entries got, and how many still wait on it. */
export interface DeviceReport {
  readonly deviceId: string
  readonly label: string
  readonly lastDeviceSeq: number
  readonly waiting: number
}

export interface SignQuestion {
  readonly actor: StaffActor
  readonly state: SessionState
  readonly meaning: Bodies['session-signed']['meaning']
  /** Hash of the record as the signer's screen showed it, and as it is now: they must be one. */
  readonly shownHash: string
  readonly contentHash: string
  /** Alerts and deviations that nobody has answered yet, a sentence each. */
  readonly unanswered: readonly string[]
  readonly devices: readonly DeviceReport[]
  /** Devices the signer was told still hold entries, and signs without. */
  readonly signWithout: readonly string[]
  readonly now: Instant
  readonly today: CalendarDate
}

/** The password was asked for again no longer ago than this (S29, 21 CFR 11.200 as a design bar). */
export const stepUpLastsMs = 5 * 60_000

export const meanings: { readonly [M in Bodies['session-signed']['meaning']]: string } = {
  author: 'I wrote this record, and it is true.',
  'responsible-prescriber': 'I reviewed this record and take responsibility for the treatment it describes.',
  supervisor: 'I supervised this treatment and reviewed its record.',
}

/** May this person sign and lock the record now? The signer is always the signed-in person, never a name typed in. */
export function decideSign(question: SignQuestion): Decision<Bodies['session-signed']> {
  const { actor, state, now, today } = question
  if (state.opened === null) return refuse(reasons.notFound)
  const permitted = permit(actor, 'session.sign', { today, patientId: state.opened.patient.patientId })
  if (!permitted.ok) return permitted
  if (state.signature !== null) return refuse(reasons.alreadySigned(state.signature.signerName))
  if (state.ended === null) return refuse(reasons.notEnded)
  if (question.unanswered.length > 0) return refuse(reasons.unanswered(question.unanswered))
  const waiting = question.devices.filter((one) => one.waiting > 0 && !question.signWithout.includes(one.deviceId))
  if (waiting.length > 0) return refuse(reasons.entriesWaiting(waiting))
  if (question.shownHash !== question.contentHash) return refuse(reasons.recordChanged)
  if (actor.lastStepUpAt === null || msBetween(actor.lastStepUpAt, now) > stepUpLastsMs) return refuse(reasons.stepUp)
  return accept({
    meaning: question.meaning,
    meaningText: meanings[question.meaning],
    signerName: actor.displayName,
    signerCredential: credentialLine(actor, today),
    contentHash: question.contentHash,
    devices: question.devices.map(({ deviceId, label, lastDeviceSeq }) => ({ deviceId, label, lastDeviceSeq })),
  })
}

/** `MD licence 12345 (NY)`: what stands under the name on the paper. */
export function credentialLine(actor: StaffActor, today: CalendarDate): string {
  const licence = credentialInForce(actor.credentials, 'licence', today)
  if (licence === undefined) return ''
  const state = licence.state === undefined ? '' : ` (${licence.state})`
  return `${licence.licenceType ?? ''} licence ${licence.number}${state}`.trim()
}

const reasons = {
  notFound: {
    family: 'not-found',
    code: 'session-not-found',
    sentence: 'There is no such session in this practice.',
  },
  notEnded: {
    family: 'unprocessable',
    code: 'session-not-ended',
    sentence: 'End the session first: a record is signed once the patient has left or was handed over.',
  },
  recordChanged: {
    family: 'conflict',
    code: 'record-changed',
    sentence: 'Something was recorded since you opened this page. Read the record again, then sign.',
  },
  stepUp: {
    family: 'step-up-required',
    code: 'step-up-required',
    sentence: 'Signing asks for your password again.',
  },
  alreadySigned: (name: string) => ({
    family: 'conflict' as const,
    code: 'already-signed',
    sentence: `${name} has already signed and locked this record. File an addendum if something is missing.`,
  }),
  unanswered: (details: readonly string[]) => ({
    family: 'unprocessable' as const,
    code: 'alerts-unanswered',
    sentence: 'Answer these before signing: each needs a decision or an explanation by name.',
    details,
  }),
  entriesWaiting: (devices: readonly DeviceReport[]) => ({
    family: 'unprocessable' as const,
    code: 'entries-waiting',
    sentence: 'Some devices still hold entries that are not recorded. Bring them online, or sign without them by name.',
    details: devices.map((one) => `${one.label}: ${one.waiting} waiting`),
  }),
} as const
