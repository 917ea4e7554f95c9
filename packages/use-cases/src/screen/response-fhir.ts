import type { Tx } from '@holdspace/db/database'
import { writeResources } from '@holdspace/db/fhir-store'
import { answersOf, findResponse, findResult, resultsOf } from '@holdspace/db/instrument-store'
import { questionnaireResponse } from '@holdspace/fhir/questionnaire-response'
import type { PracticeRefs } from '@holdspace/fhir/refs'
import { type FhirResource, isServedType } from '@holdspace/fhir/resource-types'
import { surveyObservations } from '@holdspace/fhir/survey-observation'
import { type FhirWrite, writeOf } from '@holdspace/fhir/write'
import { askedInstrument, instrumentOf } from '@holdspace/instruments/catalogue'
import type { PatientId } from '@holdspace/kit/ids'

/** Writes what FHIR says of one submitted questionnaire, in the caller's transaction. */
export async function writeResponseFhir(tx: Tx, refs: PracticeRefs, responseId: string): Promise<void> {
  await writeResources(tx, refs.practiceId, await responseWrites(tx, refs, responseId))
}

/**
 * The same for recording and for rebuilding: the answers, and the total derived from them, never the other way round
 * (INSTRUMENTS section 1.6). The check-in holds plain words between patient and clinic and is not shared.
 */
export async function responseWrites(tx: Tx, refs: PracticeRefs, responseId: string): Promise<readonly FhirWrite[]> {
  const response = await findResponse(tx, refs.practiceId, responseId)
  const result = await findResult(tx, refs.practiceId, responseId)
  if (response === null || result === null || response.instrumentId === 'check-in') return []
  const { patientId } = response
  const answered = askedInstrument(response.instrumentId)
  const answers = answered === null ? {} : await answersOf(tx, refs.practiceId, responseId)
  const record = { ...response, ...result, answers }
  const resources = [
    ...(answered === null || Object.keys(answers).length === 0 ? [] : [questionnaireResponse(record, answered, refs)]),
    ...surveyObservations(record, instrumentOf(response.instrumentId), refs),
  ]
  return resources
    .filter((resource) => isServedType(resource.resourceType))
    .map((resource) => writeOf(resource as unknown as FhirResource, { patientId, visible: true, zone: refs.zone }))
}

/** Of every questionnaire a person has sent, for rebuilding. */
export async function responsesOfPatient(tx: Tx, refs: PracticeRefs, id: PatientId): Promise<readonly FhirWrite[]> {
  const writes: FhirWrite[] = []
  for (const { responseId } of await resultsOf(tx, refs.practiceId, id)) {
    writes.push(...(await responseWrites(tx, refs, responseId)))
  }
  return writes
}
