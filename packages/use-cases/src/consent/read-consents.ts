import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { lockedUntil } from '@holdspace/clinic/consent/decide-sign'
import {
  type ConsentKind,
  consentKinds,
  consentRules,
  isTreatment,
  kindsAskedFor,
  type Treatment,
} from '@holdspace/clinic/consent/kinds'
import { lockAt } from '@holdspace/clinic/consent/signature-lock'
import { byRecipient, standingOf } from '@holdspace/clinic/consent/standing'
import type { StandingState } from '@holdspace/clinic/consent/states'
import { membersOf } from '@holdspace/db/account-store'
import { recordAccess } from '@holdspace/db/audit-store'
import {
  consentVersionFacts,
  type SignatureRow,
  signaturesOfPatient,
  treatmentsOfPlans,
  type WithdrawalRow,
} from '@holdspace/db/consent-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { declinedFactsOf } from '@holdspace/db/notice-refusal-store'
import { partnersOf } from '@holdspace/db/partner-store'
import { findPatient } from '@holdspace/db/patient-store'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type PracticeId, patientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { Refusal } from '@holdspace/kit/refusal'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { lockSpansOf } from './consent-locks.ts'
import { fullName } from './find-signing.ts'

export const readConsentsInput = z.strictObject({ patientId })

/** One consent of one person, and of one recipient where it is a release, as it stands now. */
export interface ConsentNow {
  readonly kind: ConsentKind
  readonly title: string
  readonly need: 'to-treat' | 'asked-of-everybody' | 'if-wanted'
  readonly recipientName: string | null
  readonly state: StandingState
  readonly because: string
  /** The signature that decides, to be withdrawn or printed. */
  readonly consentId: string | null
  readonly isPublished: boolean
  /** Whether this person needs it: a treatment consent only for what their plan treats with. */
  readonly isAsked: boolean
}

/** One signature, as history. */
export interface SignedPaper {
  readonly consentId: string
  readonly kind: ConsentKind
  readonly title: string
  readonly version: string
  readonly language: 'en' | 'es'
  readonly signedAt: Instant
  readonly recordedAt: Instant
  readonly signerName: string
  readonly how: 'drawn' | 'typed' | 'on-paper'
  readonly takenByName: string
  readonly lastDay: CalendarDate | null
  readonly withdrawal: WithdrawalRow | null
}

export interface ConsentsOfPatient {
  readonly zone: string
  readonly today: CalendarDate
  readonly patientName: string
  readonly now: readonly ConsentNow[]
  readonly papers: readonly SignedPaper[]
  /** Whom a release can name. */
  readonly recipients: {
    readonly partners: readonly { readonly id: string; readonly name: string }[]
    readonly therapists: readonly { readonly id: string; readonly name: string }[]
  }
  readonly mayTake: boolean
  readonly mayWithdraw: boolean
  /** Why nothing is signed at this moment; null when it can be. */
  readonly locked: Refusal | null
}

/** What: somebody opens the consents of a chart: what stands, what was ever signed, what can be done now. */
export async function readConsents(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'hashing' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof readConsentsInput>,
): Promise<Decision<ConsentsOfPatient>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId, practiceZone: zone } = actor
  const circumstances = { today, patientId: input.patientId }
  const permitted = permit(actor, 'consent.read', circumstances)
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    const patient = await findPatient(tx, practiceId, input.patientId)
    if (patient === null) return refuse(noSuchPatient)
    const signatures = await signaturesOfPatient(tx, practiceId, input.patientId)
    const versions = await consentVersionFacts(tx, practiceId)
    const moments = [now, ...signatures.map(({ signedAt }) => signedAt)]
    const locks = await lockSpansOf(tx, house, { practiceId, zone }, input.patientId, moments)
    const lock = lockAt(locks, now)
    const declined = await declinedFactsOf(tx, practiceId, input.patientId)
    const treatments = await treatmentsOfPlans(tx, practiceId, input.patientId)
    await recordAccess(
      tx,
      practiceId,
      accessBy(house, actor, { act: 'consent.read', at: now, patientId: input.patientId }),
    )
    return accept({
      zone,
      today,
      patientName: fullName(patient),
      now: consentKinds.flatMap((kind) =>
        standings(kind, { versions, signatures, declined, locks, at: now, zone, treatments }),
      ),
      papers: signatures.map(paperOf),
      recipients: await recipientsIn(tx, practiceId),
      mayTake: permit(actor, 'consent.take', circumstances).ok,
      mayWithdraw: permit(actor, 'consent.withdraw', circumstances).ok,
      locked: lock === null ? null : lockedUntil(lock, zone),
    })
  })
}

type Known = Omit<Parameters<typeof standingOf>[0], 'kind' | 'signatures'> & {
  readonly signatures: readonly SignatureRow[]
  readonly treatments: readonly Treatment[]
}

/** One line a consent; a release once for each recipient that was ever named, and never as missing. */
function standings(kind: ConsentKind, known: Known): ConsentNow[] {
  const { title, need, recipient } = consentRules[kind]
  const isAsked = isTreatment(kind)
    ? known.treatments.some((each) => kindsAskedFor(each).includes(kind))
    : need !== 'if-wanted'
  const groups = byRecipient(kind, known.signatures)
  return groups.flatMap((signatures) => {
    const standing = standingOf({ ...known, kind, signatures })
    const signed = known.signatures.find(({ consentId }) => consentId === standing.signature?.consentId)
    if (recipient !== null && signed === undefined) return []
    return [
      {
        kind,
        title,
        need,
        recipientName: signed?.text.about.release?.recipientName ?? null,
        state: standing.state,
        because: standing.because,
        consentId: signed?.consentId ?? null,
        isPublished: known.versions.some((one) => one.kind === kind),
        isAsked,
      },
    ]
  })
}

function paperOf(row: SignatureRow): SignedPaper {
  const { consentId, kind, title, version, language, signedAt, recordedAt, signerName, how, takenByName } = row
  const { lastDay, withdrawal } = row
  return {
    ...{ consentId, kind, title, version, language, signedAt, recordedAt, signerName, how, takenByName },
    lastDay,
    withdrawal,
  }
}

async function recipientsIn(tx: Tx, practiceId: PracticeId): Promise<ConsentsOfPatient['recipients']> {
  const partners = await partnersOf(tx, practiceId)
  const members = await membersOf(tx, practiceId)
  return {
    partners: partners
      .filter(({ status }) => status === 'active')
      .map(({ partnerId, name }) => ({ id: partnerId, name })),
    therapists: members
      .filter(({ role, active }) => role === 'outside-therapist' && active)
      .map(({ membershipId, displayName }) => ({ id: membershipId, name: displayName })),
  }
}
