import { signaturesOfPatient } from '@holdspace/db/consent-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { factsOf } from '@holdspace/db/fact-store'
import {
  deletionsFor,
  holdSessions,
  type PartnerPaper,
  partnerPapers,
  storedOf,
  writeResources,
} from '@holdspace/db/fhir-store'
import { allPatientIds, findPatient } from '@holdspace/db/patient-store'
import { findPractice } from '@holdspace/db/practice-store'
import { loadEntriesAfter } from '@holdspace/db/session-store'
import { recordBinary } from '@holdspace/fhir/document-reference'
import { projectSession } from '@holdspace/fhir/project-session'
import type { PracticeRefs } from '@holdspace/fhir/refs'
import { type FhirWrite, writeOf } from '@holdspace/fhir/write'
import type { PatientId, PracticeId, SessionId } from '@holdspace/kit/ids'
import { moneyWrites } from '../bill/money-fhir.ts'
import { appointmentsWrites } from '../book/appointment-fhir.ts'
import { writesOfSignature } from '../consent/consent-fhir.ts'
import type { House } from '../house.ts'
import { formWrites } from '../intake/form-fhir.ts'
import { patientWrites } from '../people/patient-fhir.ts'
import { careWrites } from '../plan/care-fhir.ts'
import { responsesOfPatient } from '../screen/response-fhir.ts'
import { recordTitle } from '../session/draw-editions.ts'
import { decodeEntry } from '../session/entry-codec.ts'
import { practiceWrites } from './practice-fhir.ts'

export interface Rebuilt {
  readonly patients: number
  /** Resources as they should be. */
  readonly resources: number
  /** Resources that were written because they were missing, differed or should no longer exist; 0 when all was well. */
  readonly changed: number
}

/**
 * What: the operator has the FHIR projection of one practice made anew from what was recorded (`holdspace fhir rebuild`).
 * A version is added only where the text differs, so a projection that was right stays as it is (HOUSE section 6). One
 * transaction a patient; recording into their sessions waits for it, so nothing newer is overwritten.
 */
export async function rebuildFhir(house: Pick<House, 'db' | 'publicUrl'>, practiceId: PracticeId): Promise<Rebuilt> {
  const practice = await findPractice(house.db, practiceId)
  if (practice === null) throw new Error(`There is no practice ${practiceId}.`)
  const localBase = `${house.publicUrl}/fhir/r4`
  const refs: PracticeRefs = { practiceId, practiceName: practice.name, zone: practice.zone, localBase }
  const stored = await inPractice(house.db, practiceId, (tx) => storedOf(tx, practiceId, null))
  const known = new Set(stored.filter((row) => row.type === 'Practitioner').map((row) => row.id))
  const own = await practiceWrites(house.db, practiceId, house.publicUrl, known)
  let changed = await inPractice(house.db, practiceId, (tx) => replaceAll(tx, practiceId, null, own))
  let resources = own.length
  const patients = await inPractice(house.db, practiceId, (tx) => allPatientIds(tx, practiceId))
  for (const patientId of patients) {
    const done = await inPractice(house.db, practiceId, (tx) => rebuildPatient(tx, patientId, refs))
    changed += done.changed
    resources += done.resources
  }
  return { patients: patients.length, resources, changed }
}

async function rebuildPatient(tx: Tx, patientId: PatientId, refs: PracticeRefs) {
  const { practiceId } = refs
  const sessions = await holdSessions(tx, practiceId, patientId)
  const patient = await findPatient(tx, practiceId, patientId)
  if (patient === null) return { changed: 0, resources: 0 }
  const writes = patientWrites(patient, await factsOf(tx, practiceId, patientId), refs)
  for (const row of await signaturesOfPatient(tx, practiceId, patientId)) writes.push(...writesOfSignature(row, refs))
  writes.push(...(await careWrites(tx, patientId, refs)))
  writes.push(...(await appointmentsWrites(tx, refs, patientId)))
  writes.push(...(await moneyWrites(tx, patient, refs)))
  writes.push(...(await formWrites(tx, refs, patientId)))
  writes.push(...(await responsesOfPatient(tx, refs, patientId)))
  for (const sessionId of sessions) writes.push(...(await sessionWrites(tx, patientId, sessionId, refs)))
  return { changed: await replaceAll(tx, practiceId, patientId, writes), resources: writes.length }
}

async function replaceAll(
  tx: Tx,
  practiceId: PracticeId,
  patientId: PatientId | null,
  writes: readonly FhirWrite[],
): Promise<number> {
  const gone = deletionsFor(await storedOf(tx, practiceId, patientId), writes)
  return writeResources(tx, practiceId, [...writes, ...gone])
}

async function sessionWrites(
  tx: Tx,
  patientId: PatientId,
  sessionId: SessionId,
  refs: PracticeRefs,
): Promise<FhirWrite[]> {
  const entries = (await loadEntriesAfter(tx, refs.practiceId, sessionId, 0)).map(decodeEntry)
  const papers = await partnerPapers(tx, refs.practiceId, sessionId)
  const newest = papers.at(-1)
  const paper =
    newest === undefined
      ? null
      : { sha256: newest.sha256, byteLength: newest.byteLength, title: recordTitle, createdAt: newest.drawnAt }
  return [...projectSession(entries, { ...refs, paper }), ...earlierPapers(papers, patientId, refs)]
}

/** A paper that an addendum replaced was signed too: whoever holds its address can still read it. */
function earlierPapers(papers: readonly PartnerPaper[], patientId: PatientId, refs: PracticeRefs): FhirWrite[] {
  const newest = papers.at(-1)?.sha256
  return papers
    .filter(({ sha256 }) => sha256 !== newest)
    .map((paper) => writeOf(recordBinary(paper, patientId), { patientId, visible: true, zone: refs.zone }))
}
