import {
  type CalendarDate,
  dateInZone,
  daysBetween,
  formatDate,
  plusPeriod,
  startOfDay,
  timeInZone,
} from '@holdspace/kit/calendar-date'
import type { Instant } from '@holdspace/kit/instant'
import { compareVersions } from './consent-text.ts'
import { type ConsentKind, consentRules, type TextKind } from './kinds.ts'
import { type LockSpan, lockAt } from './signature-lock.ts'
import { isInForce, type StandingState } from './states.ts'

/** What is known of one published version. */
export interface VersionFact {
  readonly kind: TextKind
  readonly language: 'en' | 'es'
  readonly version: string
  readonly material: boolean
  readonly effectiveFrom: CalendarDate
  readonly maximumMcgPerKg: number | null
}

/** What is known of one signature, withdrawn or not. */
export interface SignatureFact {
  readonly consentId: string
  readonly kind: ConsentKind
  readonly version: string
  readonly signedAt: Instant
  /** The last day it holds, as worked out when it was signed; null when only a withdrawal or a new version ends it. */
  readonly lastDay: CalendarDate | null
  readonly maximumMcgPerKg: number | null
  readonly withdrawnAt: Instant | null
  /** Whom a release names; null for every other kind. */
  readonly recipientId: string | null
  /** Whether the signed text has an off-label section and it bears its own initials. */
  readonly offLabel: 'initialled' | 'not-initialled' | 'not-asked'
}

/** The notice was given and not acknowledged, with the reason staff recorded (45 CFR 164.520(c)(2)(ii)). */
export interface DeclinedFact {
  readonly kind: ConsentKind
  readonly version: string
  readonly at: Instant
  readonly reason: string
}

export interface KindStanding {
  readonly kind: ConsentKind
  readonly state: StandingState
  /** One sentence a person can act on. */
  readonly because: string
  readonly signature: SignatureFact | null
}

export interface StandingQuestion {
  readonly kind: ConsentKind
  readonly versions: readonly VersionFact[]
  /** Of this patient and kind, and for a release of this recipient. */
  readonly signatures: readonly SignatureFact[]
  readonly declined?: readonly DeclinedFact[]
  readonly locks: readonly LockSpan[]
  readonly at: Instant
  readonly zone: string
}

/** A signature in its last weeks is asked for again while the person is still well covered. */
export const expiringWithinDays = 30

/** `lasts` counted from the day of signing; that day of the later month still counts, as a licence's last day does. */
export function lastDayOf(signedAt: Instant, lasts: string | null, zone: string): CalendarDate | null {
  return lasts === null ? null : plusPeriod(dateInZone(signedAt, zone), lasts)
}

/**
 * How one consent of one person stands at a moment. The newest signature decides; an older one that still holds steps in
 * where the newer one does not count, except that a withdrawal takes back everything signed before it.
 */
export function standingOf(question: StandingQuestion): KindStanding {
  const signed = bySignature(question)
  return isInForce(signed.state) ? signed : (declinedOf(question, signed) ?? signed)
}

/** Declined after whatever was signed before it, and no materially new version has come since: then it is asked anew. */
function declinedOf(question: StandingQuestion, { kind, signature }: KindStanding): KindStanding | null {
  const { at, zone, declined = [] } = question
  const last = declined.filter((one) => one.kind === kind && one.at <= at).toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]
  if (last === undefined || (signature !== null && signature.signedAt > last.at)) return null
  const isOvertaken = materialAfter(last.version, question).some((one) => startOfDay(one.effectiveFrom, zone, 0) <= at)
  if (isOvertaken) return null
  const on = formatDate(dateInZone(last.at, zone))
  return {
    kind,
    state: 'declined',
    because: `Version ${last.version} given ${on}, not acknowledged: ${last.reason}`,
    signature,
  }
}

function bySignature(question: StandingQuestion): KindStanding {
  const { kind, at } = question
  const signed = question.signatures
    .filter((one) => one.kind === kind && one.signedAt <= at)
    .toSorted((one, other) => (one.signedAt < other.signedAt ? 1 : -1))
  const newest = signed[0]
  if (newest === undefined) return { kind, state: 'missing', because: 'Not signed yet.', signature: null }
  const withdrawals = signed.flatMap(({ withdrawnAt }) =>
    withdrawnAt !== null && withdrawnAt <= at ? [withdrawnAt] : [],
  )
  const takenBack = withdrawals.toSorted().at(-1) ?? null
  const judged = signed.map((signature) => judge(signature, takenBack, question))
  const first = judged[0]
  const holding = judged.find(({ state }) => isInForce(state))
  const counts = holding ?? first
  if (counts === undefined) throw new Error('A signature was there and is gone.')
  return counts
}

function judge(signature: SignatureFact, takenBack: Instant | null, question: StandingQuestion): KindStanding {
  const { kind, at, zone, locks } = question
  const answer = (state: StandingState, because: string): KindStanding => ({ kind, state, because, signature })
  const today = dateInZone(at, zone)
  const on = `Version ${signature.version}, signed ${formatDate(dateInZone(signature.signedAt, zone))}`
  if (takenBack !== null && signature.signedAt <= takenBack) {
    return answer(
      'withdrawn',
      `Withdrawn ${formatDate(dateInZone(takenBack, zone))} at ${timeInZone(takenBack, zone)}.`,
    )
  }
  if (lockAt(locks, signature.signedAt) !== null) {
    return answer('contested', `${on} after a sedating medicine: this signature does not count. Ask for a new one.`)
  }
  const newer = materialAfter(signature.version, question)
  const inEffect = newer.find((one) => startOfDay(one.effectiveFrom, zone, 0) <= at)
  if (inEffect !== undefined) {
    return answer('outdated', `${on}. Version ${inEffect.version} says something materially new and is not signed.`)
  }
  const { lastDay } = signature
  if (lastDay !== null && today > lastDay) return answer('expired', `${on}. It ended on ${formatDate(lastDay)}.`)
  if (lastDay !== null && daysBetween(today, lastDay) <= expiringWithinDays) {
    return answer('expiring', `${on}. It ends on ${formatDate(lastDay)}.`)
  }
  const coming = newer[0]
  if (coming !== undefined) {
    return answer(
      'expiring',
      `${on}. Version ${coming.version} takes its place on ${formatDate(coming.effectiveFrom)} and must be signed.`,
    )
  }
  return answer('signed', `${on}.`)
}

/** Only a material version makes an earlier signature lapse; a mended typing error does not (RULINGS 9). */
function materialAfter(version: string, { kind, versions }: StandingQuestion): readonly VersionFact[] {
  return versions
    .filter((one) => one.kind === kind && one.material && compareVersions(one.version, version) > 0)
    .toSorted((one, other) => compareVersions(one.version, other.version))
}

/**
 * The version put before somebody at this moment: the newest in effect in their language, unless another language has a
 * newer material one; then that, since an outdated text must not be signed anew. Null when none is in effect.
 */
export function versionInEffect<V extends VersionFact>(
  versions: readonly V[],
  kind: TextKind,
  wanted: 'en' | 'es',
  at: Instant,
  zone: string,
): V | null {
  const effective = versions
    .filter((one) => one.kind === kind && startOfDay(one.effectiveFrom, zone, 0) <= at)
    .toSorted((one, other) => compareVersions(other.version, one.version))
  const own = effective.find(({ language }) => language === wanted)
  const material = effective.find((one) => one.material)
  if (own === undefined) return effective[0] ?? null
  return material !== undefined && compareVersions(material.version, own.version) > 0 ? material : own
}

/** Each recipient of a release is a consent of its own. */
export function byRecipient(
  kind: ConsentKind,
  signatures: readonly SignatureFact[],
): readonly (readonly SignatureFact[])[] {
  const ofKind = signatures.filter((one) => one.kind === kind)
  if (consentRules[kind].recipient === null) return [ofKind]
  return [...new Set(ofKind.map(({ recipientId }) => recipientId))].map((id) =>
    ofKind.filter(({ recipientId }) => recipientId === id),
  )
}
