import type { MembershipId, PatientId, PracticeId } from '@holdspace/kit/ids'
import { type Instant, msOf } from '@holdspace/kit/instant'
import type { Tx } from './database.ts'
import { allergy, medication } from './schema/people.ts'

/** Facts that somebody of this clinic recorded, as against imported ones. Added, never changed. */
export interface RecordedFact {
  readonly id: string
  readonly patientId: PatientId
  /** In the words it was told in; no code is invented for it. */
  readonly text: string
  /** What it was recorded from: the answer's id. */
  readonly sourceId: string
  readonly at: Instant
  readonly by: MembershipId
}

export async function recordAllergy(
  tx: Tx,
  practiceId: PracticeId,
  fact: RecordedFact & { readonly reactions: readonly string[] },
): Promise<void> {
  await tx.insert(allergy).values({ ...columnsOf(practiceId, fact), status: 'active', reactions: [...fact.reactions] })
}

export async function recordMedication(
  tx: Tx,
  practiceId: PracticeId,
  fact: RecordedFact & { readonly instructions: string | null },
): Promise<void> {
  await tx
    .insert(medication)
    .values({ ...columnsOf(practiceId, fact), status: 'active', instructions: fact.instructions })
}

function columnsOf(practiceId: PracticeId, { id, patientId, text, sourceId, at, by }: RecordedFact) {
  return {
    practiceId,
    id,
    patientId,
    concept: { text, codings: [] },
    source: 'recorded' as const,
    sourceId,
    recordedAt: new Date(msOf(at)),
    recordedBy: by,
  }
}
