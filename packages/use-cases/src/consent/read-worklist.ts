import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import {
  type ConsentKind,
  consentKinds,
  consentRules,
  kindsAskedFor,
  type Treatment,
} from '@holdspace/clinic/consent/kinds'
import type { LockSpan } from '@holdspace/clinic/consent/signature-lock'
import {
  byRecipient,
  type DeclinedFact,
  type SignatureFact,
  standingOf,
  type VersionFact,
} from '@holdspace/clinic/consent/standing'
import type { StandingState } from '@holdspace/clinic/consent/states'
import { recordAccesses } from '@holdspace/db/audit-store'
import { consentVersionFacts, patientsAskedForConsent, signatureFactsOf } from '@holdspace/db/consent-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { declinedFactsOf } from '@holdspace/db/notice-refusal-store'
import { sideBySide } from '@holdspace/db/side-by-side'
import { accept, type Decision } from '@holdspace/kit/decision'
import type { PatientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { lockSpansOf } from './consent-locks.ts'

export interface WorklistLine {
  readonly patientId: PatientId
  readonly family: string
  readonly given: readonly string[]
  readonly mrn: string
  readonly kind: ConsentKind
  readonly title: string
  readonly state: Exclude<StandingState, 'signed' | 'declined'>
  readonly because: string
}

/** What stops a treatment comes first; what is only running out comes last. */
const order: readonly StandingState[] = ['withdrawn', 'contested', 'outdated', 'expired', 'missing', 'expiring']

/** At most so many lines; more than that is not a list anybody works through. */
const mostLines = 500

/** What: the front desk or the privacy officer sees whose papers are missing, running out, outdated or withdrawn. */
export async function readWorklist(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'hashing' | 'publicUrl'>,
  actor: StaffActor,
): Promise<Decision<{ readonly lines: readonly WorklistLine[]; readonly people: number }>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId, practiceZone: zone } = actor
  const permitted = permit(actor, 'consent.read', { today })
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    const people = await patientsAskedForConsent(tx, practiceId)
    const versions = await consentVersionFacts(tx, practiceId)
    const ofEverybody = await sideBySide(tx, people, async ({ treatments, nearSession, ...person }) => {
      const signatures = await signatureFactsOf(tx, practiceId, person.patientId)
      const declined = await declinedFactsOf(tx, practiceId, person.patientId)
      const locks = nearSession ? await locksOf(tx, house, { practiceId, zone }, person.patientId, signatures) : []
      const known: Known = { versions, signatures, declined, locks, at: now, zone }
      return linesOf(treatments, known).map((line): WorklistLine => ({ ...person, ...line }))
    })
    const shown = ofEverybody
      .flat()
      .toSorted((one, other) => order.indexOf(one.state) - order.indexOf(other.state))
      .slice(0, mostLines)
    const touched = [...new Set(shown.map(({ patientId }) => patientId))]
    // The list itself leaves a line, also when nobody stands on it: looking is what is recorded.
    await recordAccesses(tx, practiceId, [
      accessBy(house, actor, { act: 'consent.read', at: now, details: { list: 'worklist', lines: shown.length } }),
      ...touched.map((patientId) => accessBy(house, actor, { act: 'consent.read', at: now, patientId })),
    ])
    return accept({ lines: shown, people: people.length })
  })
}

interface Known {
  readonly versions: readonly VersionFact[]
  readonly signatures: readonly SignatureFact[]
  readonly declined: readonly DeclinedFact[]
  readonly locks: readonly LockSpan[]
  readonly at: Instant
  readonly zone: string
}

type Judged = Pick<WorklistLine, 'kind' | 'title' | 'state' | 'because'>

/** Papers asked for by what this person is treated with, and whatever else they ever signed. */
function linesOf(treatments: readonly Treatment[], known: Known): Judged[] {
  // Whoever signed for a treatment gets it, plan or not: the papers that belong to it are asked for as well.
  const signedFor = known.signatures.flatMap(({ kind }) => consentRules[kind].treats.slice(0, 1))
  const asked = new Set([...treatments, ...signedFor].flatMap(kindsAskedFor))
  return consentKinds.flatMap((kind) => {
    const groups = byRecipient(kind, known.signatures)
    return groups.flatMap((signatures): Judged[] => {
      if (signatures.length === 0 && !asked.has(kind)) return []
      const { state, because } = standingOf({ ...known, kind, signatures })
      return state === 'signed' || state === 'declined'
        ? []
        : [{ kind, title: consentRules[kind].title, state, because }]
    })
  })
}

async function locksOf(
  tx: Tx,
  house: Pick<House, 'db' | 'hashing'>,
  place: Parameters<typeof lockSpansOf>[2],
  patientId: PatientId,
  signatures: readonly SignatureFact[],
): Promise<readonly LockSpan[]> {
  return lockSpansOf(
    tx,
    house,
    place,
    patientId,
    signatures.map(({ signedAt }) => signedAt),
  )
}
