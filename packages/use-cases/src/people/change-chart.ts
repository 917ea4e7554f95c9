import type { Tx } from '@holdspace/db/database'
import { type FactsOf, factsOf } from '@holdspace/db/fact-store'
import { writeResources } from '@holdspace/db/fhir-store'
import { findPatient, holdPatient, type PatientRow } from '@holdspace/db/patient-store'
import type { PracticeRefs } from '@holdspace/fhir/refs'
import { changesBetween } from '@holdspace/fhir/write'
import { type Decision, refuse } from '@holdspace/kit/decision'
import type { PatientId } from '@holdspace/kit/ids'
import { noSuchPatient } from './no-such-patient.ts'
import { patientWrites } from './patient-fhir.ts'

export interface Chart {
  readonly patient: PatientRow
  readonly facts: FactsOf
}

/**
 * Changes who a person is or what is known of them, and rewrites in the same transaction what FHIR says of it. Whoever
 * changes the same chart at the same time takes turns, so that a status follows from every line. What `work` refuses it
 * must refuse before it writes.
 */
export async function changeChart<T>(
  tx: Tx,
  patientId: PatientId,
  refs: PracticeRefs,
  work: (chart: Chart) => Promise<Decision<T>>,
): Promise<Decision<T>> {
  const { practiceId } = refs
  await holdPatient(tx, practiceId, patientId)
  const before = await chartOf(tx, patientId, refs)
  if (before === null) return refuse(noSuchPatient)
  const done = await work(before)
  if (!done.ok) return done
  const after = await chartOf(tx, patientId, refs)
  if (after === null) throw new Error('A person who was just changed cannot be found.')
  await writeResources(tx, practiceId, changesBetween(writesOf(before, refs), writesOf(after, refs)))
  return done
}

/** The chart as the database has it; null when this practice has nobody of this id. */
export async function chartOf(tx: Tx, patientId: PatientId, { practiceId }: PracticeRefs): Promise<Chart | null> {
  const patient = await findPatient(tx, practiceId, patientId)
  return patient === null ? null : { patient, facts: await factsOf(tx, practiceId, patientId) }
}

function writesOf({ patient, facts }: Chart, refs: PracticeRefs) {
  return patientWrites(patient, facts, refs)
}
