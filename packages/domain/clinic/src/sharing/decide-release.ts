import { type CalendarDate, daysBetween } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { PatientId } from '@holdspace/kit/ids'
import type { Actor } from '../access/actor.ts'
import { permit } from '../access/permit.ts'

/** A release without an end is refused: the form must name an expiry date or event (45 CFR 164.508(c)(1)(v)). */
export const longestReleaseDays = 366

export interface ReleaseQuestion {
  readonly actor: Actor
  readonly today: CalendarDate
  readonly patientId: PatientId
  readonly partnerStatus: 'active' | 'revoked'
  readonly from: CalendarDate
  readonly until: CalendarDate
  readonly kinds: readonly string[]
}

/** May this release be recorded? It discloses nothing by itself; it opens what it names, to one partner, for a time. */
export function decideRelease(question: ReleaseQuestion): Decision<true> {
  const { actor, today, patientId } = question
  const permitted = permit(actor, 'release.record', { today, patientId })
  return permitted.ok ? decideReleaseTerms(question) : permitted
}

/** The same without who records it: a release that the patient signs is theirs to give (RULINGS 8). */
export function decideReleaseTerms(question: Omit<ReleaseQuestion, 'actor' | 'patientId'>): Decision<true> {
  const { today, from, until } = question
  if (question.partnerStatus === 'revoked') return refuse(partnerRevoked)
  if (question.kinds.length === 0) return refuse(nothingReleased)
  if (until <= from) return refuse(endsBeforeItBegins)
  if (until <= today) return refuse(alreadyOver)
  if (daysBetween(from, until) > longestReleaseDays) return refuse(tooLong)
  return accept(true)
}

export function decideWithdrawal(question: {
  readonly actor: Actor
  readonly today: CalendarDate
  readonly patientId: PatientId
  readonly isWithdrawn: boolean
}): Decision<true> {
  const { actor, today, patientId } = question
  const permitted = permit(actor, 'release.withdraw', { today, patientId })
  if (!permitted.ok) return permitted
  return question.isWithdrawn ? refuse(alreadyWithdrawn) : accept(true)
}

const partnerRevoked = {
  family: 'unprocessable',
  code: 'partner-revoked',
  sentence: 'This partner was shut out and can read nothing. Choose another, or register it again first.',
  field: 'partnerId',
} as const

const nothingReleased = {
  family: 'invalid',
  code: 'release-of-nothing',
  sentence: 'Choose at least one part of the record that the patient releases.',
  field: 'kinds',
} as const

const endsBeforeItBegins = {
  family: 'invalid',
  code: 'release-ends-before-it-begins',
  sentence: 'The release ends before it begins. Check both dates against the signed form.',
  field: 'until',
} as const

const alreadyOver = {
  family: 'unprocessable',
  code: 'release-already-over',
  sentence: 'This release has run out already. A new signed form is needed.',
  field: 'until',
} as const

const tooLong = {
  family: 'unprocessable',
  code: 'release-too-long',
  sentence: `A release lasts at most ${longestReleaseDays} days. Enter the end date on the form, or renew it later.`,
  field: 'until',
} as const

const alreadyWithdrawn = {
  family: 'conflict',
  code: 'release-already-withdrawn',
  sentence: 'This release was withdrawn before. Nothing is shared under it.',
} as const
