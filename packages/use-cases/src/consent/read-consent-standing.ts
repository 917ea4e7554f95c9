import { type ConsentStanding, consentStanding } from '@holdspace/clinic/consent/consent-standing'
import type { Treatment } from '@holdspace/clinic/consent/kinds'
import { type KindStanding, type SignatureFact, standingOf, type VersionFact } from '@holdspace/clinic/consent/standing'
import { consentVersionFacts, signatureFactsOf } from '@holdspace/db/consent-store'
import type { Tx } from '@holdspace/db/database'
import { declinedFactsOf } from '@holdspace/db/notice-refusal-store'
import type { McgPerKg } from '@holdspace/kit/amounts'
import type { MembershipId, PatientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { LedgerHouse } from '../session/ledger.ts'
import { lockSpansOf, type PracticePlace } from './consent-locks.ts'

export interface StandingAsked {
  readonly patientId: PatientId
  readonly treatment: Treatment
  /** The dose about to be ordered, where one is known. */
  readonly dose?: McgPerKg
}

/** How one person's consents stand for a visit with this treatment: for the gates and the session room. */
export async function readConsentStanding(
  tx: Tx,
  house: LedgerHouse,
  place: PracticePlace & { readonly at: Instant },
  asked: StandingAsked,
): Promise<ConsentStanding> {
  const { practiceId, zone, at } = place
  const { patientId, treatment, dose } = asked
  const [versions, signatures, declined] = await Promise.all([
    consentVersionFacts(tx, practiceId),
    signatureFactsOf(tx, practiceId, patientId),
    declinedFactsOf(tx, practiceId, patientId),
  ])
  const locks = await lockSpansOf(tx, house, place, patientId, signedAtOf(signatures))
  const question = { versions, signatures, declined, locks, at, zone, treatment }
  return consentStanding(dose === undefined ? question : { ...question, dose })
}

/** Whether this person released their record to one outside therapist, and how that stands now. */
export async function readTherapistRelease(
  tx: Tx,
  house: LedgerHouse,
  place: PracticePlace & { readonly at: Instant },
  asked: { readonly patientId: PatientId; readonly membershipId: MembershipId },
): Promise<KindStanding> {
  const { practiceId, at, zone } = place
  const versions: readonly VersionFact[] = await consentVersionFacts(tx, practiceId)
  const all = await signatureFactsOf(tx, practiceId, asked.patientId)
  const signatures = all.filter((one) => one.kind === 'release-to-therapist' && one.recipientId === asked.membershipId)
  const locks = await lockSpansOf(tx, house, place, asked.patientId, signedAtOf(signatures))
  return standingOf({ kind: 'release-to-therapist', versions, signatures, locks, at, zone })
}

function signedAtOf(signatures: readonly SignatureFact[]): readonly Instant[] {
  return signatures.flatMap(({ signedAt, withdrawnAt }) => (withdrawnAt === null ? [signedAt] : []))
}
