import { type CalendarDate, dateInZone, formatDate, timeInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { PatientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { Actor } from '../access/actor.ts'
import { permit } from '../access/permit.ts'
import { notOwnMark, otherName } from '../people/own-mark.ts'
import { isSameName } from '../people/same-name.ts'
import { type ConsentText, initialled } from './consent-text.ts'
import { type LockSpan, lockAt } from './signature-lock.ts'
import type { PaperAttestation, Signing } from './signing.ts'

export interface SignQuestion {
  readonly actor: Actor
  readonly today: CalendarDate
  readonly patientId: PatientId
  /** The text in effect for this person now, since when it is, and its hash. */
  readonly text: ConsentText
  readonly inEffectSince: CalendarDate
  readonly textHash: string
  readonly signing: Signing
  /** Two identifiers that whoever hands over the tablet checked, or that the link's own check confirmed. */
  readonly identityConfirmedBy: readonly string[]
  /** Set when the paper itself was signed and a member of staff attests it. */
  readonly paper: PaperAttestation | null
  readonly locks: readonly LockSpan[]
  readonly now: Instant
  readonly zone: string
}

/**
 * May this signature be taken? A signature is an intention, so it can be refused (RULINGS 1): under a sedating medicine
 * on every device and every form, of another text than the one in effect, with initials or the mark itself left out.
 */
export function decideSign(question: SignQuestion): Decision<{ readonly signedAt: Instant }> {
  const { actor, today, patientId, paper, now } = question
  const permitted = permit(actor, 'consent.take', { today, patientId })
  if (!permitted.ok) return permitted
  if (new Set(question.identityConfirmedBy).size < 2) return refuse(identityFirst)
  const signedAt = paper?.signedAt ?? now
  if (signedAt > now) return refuse(notYetSigned)
  const { inEffectSince, text, zone } = question
  // A paper from before carries another text, whatever its heading says; recorded under this one it would never lapse.
  if (dateInZone(signedAt, zone) < inEffectSince) return refuse(signedOlderText(text.version, inEffectSince))
  const locked = lockAt(question.locks, signedAt)
  if (locked !== null) return refuse(lockedUntil(locked, question.zone))
  return decideContent(question, signedAt)
}

function decideContent(question: SignQuestion, signedAt: Instant): Decision<{ readonly signedAt: Instant }> {
  const { signing, text, paper } = question
  const isOther = signing.version !== text.version || signing.language !== text.language
  if (isOther || signing.shownHash !== question.textHash) return refuse(textChanged)
  const open = initialled(text).filter(({ id }) => signing.initials[id] === undefined)
  if (open.length > 0) return refuse(initialsMissing(open.map(({ heading }) => heading)))
  const extra = Object.keys(signing.initials).filter((id) => !initialled(text).some((one) => one.id === id))
  if (extra.length > 0) return refuse(initialsUnknown)
  const unanswered = paper === null ? openCheck(text, signing) : null
  if (unanswered !== null) return refuse(checkOpen(unanswered))
  const { mark, signer } = signing
  if ((mark.how === 'on-paper') !== (paper !== null)) return refuse(paperNeedsAttestation)
  const refusal = notOwnMark(mark, signer.name)
  if (refusal !== null) return refuse(refusal)
  if (signer.as === 'patient' && !isSameName(signer.name, text.about.patientName)) {
    return refuse(otherName(text.about.patientName))
  }
  if (paper === null && !signing.agreesToScreen) return refuse(screenNotAgreed)
  return accept({ signedAt })
}

/** The first question on understanding whose last answer is not the right one; on paper somebody of the staff asks. */
function openCheck({ checks = [] }: ConsentText, { checked = [] }: Signing): string | null {
  const open = checks.find(({ id, right }) => checked.find((one) => one.id === id)?.given.at(-1) !== right)
  return open?.question ?? null
}

const identityFirst = {
  family: 'unprocessable',
  code: 'identity-not-confirmed',
  field: 'identityConfirmedBy',
  sentence: 'Check two identifiers with the person before they sign, such as name and date of birth.',
} as const

const notYetSigned = {
  family: 'invalid',
  code: 'signed-in-the-future',
  field: 'paper.signedAt',
  sentence: 'The paper is dated later than now. Check the date and time it was signed.',
} as const

const signedOlderText = (version: string, since: CalendarDate) =>
  ({
    family: 'unprocessable',
    code: 'paper-of-older-text',
    field: 'paper.signedAt',
    sentence: `The text in effect, version ${version}, is from ${formatDate(since)}, so this paper carries an older one. Let the person read and sign the text in effect.`,
  }) as const

/** The sentence the person at the desk reads out; it must not shame. */
export function lockedUntil({ until }: LockSpan, zone: string) {
  const when =
    until === null
      ? 'the morning after they have gone home'
      : `${formatDate(dateInZone(until, zone))} at ${timeInZone(until, zone)}`
  return {
    family: 'unprocessable',
    code: 'signature-locked',
    sentence: `A sedating medicine was given. Nothing is signed until ${when}; withdrawing a consent is possible at any time.`,
  } as const
}

const textChanged = {
  family: 'conflict',
  code: 'consent-text-changed',
  sentence: 'This text was replaced while it was open. Nothing was signed; read the text that is shown now.',
} as const

const initialsMissing = (headings: readonly string[]) =>
  ({
    family: 'unprocessable',
    code: 'initials-missing',
    field: 'initials',
    sentence: `Initials are still needed at: ${headings.join(', ')}.`,
    details: headings,
  }) as const

const checkOpen = (question: string) =>
  ({
    family: 'unprocessable',
    code: 'understanding-open',
    field: 'checked',
    sentence: `One question is still open: ${question} Read the passage again, or ask somebody here.`,
  }) as const

const initialsUnknown = {
  family: 'invalid',
  code: 'initials-of-nothing',
  field: 'initials',
  sentence: 'There are initials for a part that this text does not have.',
} as const

const paperNeedsAttestation = {
  family: 'invalid',
  code: 'paper-needs-attestation',
  field: 'mark',
  sentence: 'A paper signed by hand needs a member of staff’s statement, and a statement needs a paper.',
} as const

const screenNotAgreed = {
  family: 'unprocessable',
  code: 'screen-not-agreed',
  field: 'agreesToScreen',
  sentence: 'Say that you agree to sign on this screen, or ask for the paper form.',
} as const
