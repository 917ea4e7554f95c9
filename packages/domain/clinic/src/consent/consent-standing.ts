import { type McgPerKg, mcgPerKg } from '@holdspace/kit/amounts'
import { formatMgPerKg } from '@holdspace/kit/format-amount'
import type { Instant } from '@holdspace/kit/instant'
import type { Standing, StandingState } from '../gates/standing.ts'
import { type ConsentKind, consentRules, isTreatment, kindsAskedFor, type Treatment, treatmentKindOf } from './kinds.ts'
import type { LockSpan } from './signature-lock.ts'
import { type DeclinedFact, type KindStanding, type SignatureFact, standingOf, type VersionFact } from './standing.ts'
import { isInForce } from './states.ts'

/** Everything recorded about one patient's consents, as the gates, Today and the worklist read it. */
export interface ConsentRecord {
  readonly versions: readonly VersionFact[]
  readonly signatures: readonly SignatureFact[]
  readonly declined?: readonly DeclinedFact[]
  readonly locks: readonly LockSpan[]
}

export interface ConsentQuestion extends ConsentRecord {
  readonly treatment: Treatment
  /** The dose about to be ordered, where one is known: above what the signed text speaks of, it is not covered. */
  readonly dose?: McgPerKg
  readonly at: Instant
  readonly zone: string
}

export interface ConsentLine extends Standing {
  readonly kind: ConsentKind
  readonly title: string
  readonly fixer: string
  /** Nobody goes past it (RULINGS 2); a line that does not block is shown and asked for. */
  readonly blocks: boolean
  readonly standing: KindStanding
}

/** What the gates read (`gates/gate-facts`), and every paper asked for, line by line. */
export interface ConsentStanding {
  readonly treatmentConsent: Standing
  readonly offLabelConsent: Standing
  readonly rideConsent: Standing
  readonly privacyNotice: Standing
  readonly lines: readonly ConsentLine[]
}

/** Whether this person may be treated in this way as far as their consents go. Pure: the same for screen and server. */
export function consentStanding(question: ConsentQuestion): ConsentStanding {
  const lines = kindsAskedFor(question.treatment).map((kind) => lineOf(kind, question))
  const treatment = lineIn(lines, treatmentKindOf(question.treatment))
  return {
    treatmentConsent: told(treatment),
    offLabelConsent: offLabel(treatment),
    rideConsent: told(lineIn(lines, 'ride-and-no-driving')),
    privacyNotice: told(lineIn(lines, 'privacy-notice')),
    lines,
  }
}

function lineOf(kind: ConsentKind, question: ConsentQuestion): ConsentLine {
  const { title, need } = consentRules[kind]
  const standing = standingOf({ ...question, kind })
  const { signature } = standing
  const isPublished = question.versions.some((one) => one.kind === kind)
  const uncovered = isTreatment(kind) && isInForce(standing.state) ? beyond(question.dose, signature) : null
  return {
    kind,
    title,
    state: uncovered === null ? stateInGate(standing) : 'lapsed',
    because: uncovered ?? (isPublished ? standing.because : 'The practice has approved no text of it yet.'),
    ...(signature === null ? {} : { evidence: { type: 'consent', id: signature.consentId, at: signature.signedAt } }),
    fixer: isPublished ? 'Front desk' : fixerOfText(kind),
    blocks: need === 'to-treat',
    standing,
  }
}

/** The off-label section lies in the treatment consent and has initials of its own; it stands and falls with it. */
function offLabel(treatment: ConsentLine): Standing {
  const { signature } = treatment.standing
  if (treatment.state !== 'met' || signature === null) return told(treatment)
  const evidence = treatment.evidence === undefined ? {} : { evidence: treatment.evidence }
  switch (signature.offLabel) {
    case 'initialled':
      return { state: 'met', because: `Initialled with version ${signature.version}.`, ...evidence }
    case 'not-asked':
      return { state: 'not-needed', because: 'The signed text is about an approved use.', ...evidence }
    case 'not-initialled':
      return { state: 'missing', because: 'Signed, but the off-label section was not initialled.', ...evidence }
  }
}

function told({ state, because, evidence }: ConsentLine): Standing {
  return { state, because, ...(evidence === undefined ? {} : { evidence }) }
}

function lineIn(lines: readonly ConsentLine[], kind: ConsentKind): ConsentLine {
  const line = lines.find((one) => one.kind === kind)
  if (line === undefined) throw new Error(`${kind} is not among the papers asked for.`)
  return line
}

function stateInGate({ state }: KindStanding): StandingState {
  switch (state) {
    case 'signed':
    case 'expiring':
      return 'met'
    // Given, and the reason is on file: that is all that may be asked.
    case 'declined':
      return 'not-needed'
    case 'missing':
    case 'expired':
    case 'outdated':
    case 'withdrawn':
    case 'contested':
      return state
  }
}

function beyond(dose: McgPerKg | undefined, signature: SignatureFact | null): string | null {
  const maximum = signature?.maximumMcgPerKg ?? null
  if (dose === undefined || maximum === null || dose <= maximum) return null
  const covered = formatMgPerKg(mcgPerKg.parse(maximum))
  return `The signed text speaks of doses up to ${covered}; ${formatMgPerKg(dose)} is more. Ask for consent to the higher dose.`
}

function fixerOfText(kind: ConsentKind): string {
  return consentRules[kind].approvedBy.includes('medical-director') ? 'Medical director' : 'Privacy officer'
}
