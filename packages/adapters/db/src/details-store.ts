import type { DetailChange } from '@holdspace/clinic/chart/change-details'
import { foldName, nameTokens } from '@holdspace/clinic/people/fold-name'
import type { ReferredPerson } from '@holdspace/clinic/referral/referral-content'
import type { PatientId, PracticeId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs, msOf } from '@holdspace/kit/instant'
import { and, desc, eq, max } from 'drizzle-orm'
import type { Tx } from './database.ts'
import type { Signed } from './recorded-fact-store.ts'
import { detailsChange, patient, patientNameToken } from './schema/people.ts'

export interface KeptChange extends DetailChange {
  readonly changeId: string
  readonly reason: string | null
  readonly source: 'staff' | 'form'
  readonly at: Instant
  readonly byName: string
}

export interface DetailsAct extends Signed {
  readonly changeId: string
  readonly patientId: PatientId
  readonly person: ReferredPerson
  readonly changes: readonly DetailChange[]
  readonly reason: string | null
  readonly source: 'staff' | 'form'
  /** One for each change. */
  readonly newId: () => string
}

/**
 * The person as they are from now on, the words they are found by, and a line for each part that changed: what stood
 * there stays readable.
 */
export async function changeDetails(tx: Tx, practiceId: PracticeId, act: DetailsAct): Promise<void> {
  const { family, given, birthDate, sex, ...details } = act.person
  const familyFolded = foldName(family)
  const givenFolded = foldName(given.join(' '))
  await tx
    .update(patient)
    .set({ family, given: [...given], birthDate, sex, details, familyFolded, givenFolded })
    .where(and(eq(patient.practiceId, practiceId), eq(patient.id, act.patientId)))
  await findBy(tx, practiceId, act.patientId, act.person)
  if (act.changes.length === 0) return
  const { changeId, patientId, reason, source, by, byName } = act
  const at = await afterTheNewest(tx, practiceId, act)
  const common = { practiceId, changeId, patientId, reason, source, byMembership: by, byName }
  await tx.insert(detailsChange).values(act.changes.map((one) => ({ ...common, ...one, id: act.newId(), at })))
}

/**
 * The changes of a chart stand in the order in which they were made, also where the server's clock was set back between
 * two of them: whoever read the older one is told to look again (CK1, CK7). The chart is held by its caller.
 */
async function afterTheNewest(tx: Tx, practiceId: PracticeId, { patientId, at }: DetailsAct): Promise<Date> {
  const [newest] = await tx
    .select({ at: max(detailsChange.at) })
    .from(detailsChange)
    .where(and(eq(detailsChange.practiceId, practiceId), eq(detailsChange.patientId, patientId)))
  const before = newest?.at?.getTime() ?? 0
  return new Date(Math.max(msOf(at), before + 1))
}

/** A person is found by every name they have now, and no more by a name that was a slip. */
async function findBy(tx: Tx, practiceId: PracticeId, patientId: PatientId, person: ReferredPerson): Promise<void> {
  await tx
    .delete(patientNameToken)
    .where(and(eq(patientNameToken.practiceId, practiceId), eq(patientNameToken.patientId, patientId)))
  await tx
    .insert(patientNameToken)
    .values(nameTokens(namesOf(person)).map((token) => ({ practiceId, token, patientId })))
    .onConflictDoNothing()
}

/** Every name a person may be looked for by. */
export function namesOf({ family, given, otherNames, preferredName }: ReferredPerson): readonly string[] {
  return [family, ...given, given.join(' '), ...otherNames, ...(preferredName === undefined ? [] : [preferredName])]
}

/** Newest first, at most 200. */
export async function detailChangesOf(
  tx: Tx,
  practiceId: PracticeId,
  patientId: PatientId,
): Promise<readonly KeptChange[]> {
  const rows = await tx
    .select()
    .from(detailsChange)
    .where(and(eq(detailsChange.practiceId, practiceId), eq(detailsChange.patientId, patientId)))
    .orderBy(desc(detailsChange.at), desc(detailsChange.id))
    .limit(200)
  return rows.map(({ changeId, part, before, after, reason, source, at, byName }) => ({
    changeId,
    part,
    before,
    after,
    reason,
    source,
    at: instantFromMs(at.getTime()),
    byName,
  }))
}
