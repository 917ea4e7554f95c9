import { formOf } from '@holdspace/clinic/intake/clinic-forms'
import { packetState } from '@holdspace/clinic/intake/packet'
import type { Tx } from '@holdspace/db/database'
import { writeResources } from '@holdspace/db/fhir-store'
import { newestAnswers, type PacketRow, packetsOfPatient } from '@holdspace/db/packet-store'
import { formResponse } from '@holdspace/fhir/form-response'
import type { PracticeRefs } from '@holdspace/fhir/refs'
import { type FhirResource, isServedType } from '@holdspace/fhir/resource-types'
import { type FhirWrite, writeOf } from '@holdspace/fhir/write'
import type { PatientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'

/** What FHIR says of one form at the moment it is submitted, in the caller's transaction. */
export async function writeFormFhir(
  tx: Tx,
  refs: PracticeRefs,
  packet: PacketRow,
  itemId: string,
  submittedAt: Instant,
): Promise<void> {
  await writeResources(tx, refs.practiceId, await writesOfForm(tx, refs, packet, itemId, submittedAt))
}

/** Every submitted form of one person: for rebuilding the projection. */
export async function formWrites(tx: Tx, refs: PracticeRefs, patientId: PatientId): Promise<readonly FhirWrite[]> {
  const writes: FhirWrite[] = []
  for (const packet of await packetsOfPatient(tx, refs.practiceId, patientId)) {
    for (const [itemId, submittedAt] of packetState(packet, packet.events, packet.createdAt).submitted) {
      writes.push(...(await writesOfForm(tx, refs, packet, itemId, submittedAt)))
    }
  }
  return writes
}

async function writesOfForm(
  tx: Tx,
  refs: PracticeRefs,
  packet: PacketRow,
  itemId: string,
  submittedAt: Instant,
): Promise<FhirWrite[]> {
  const { patientId, packetId, language } = packet
  const item = packet.items.find((one) => one.id === itemId)
  const form = item === undefined ? null : formOf(item)
  if (form === null) return []
  const answers = await newestAnswers(tx, refs.practiceId, packetId, itemId)
  const byQuestion = new Map(answers.map(({ questionId, value }) => [questionId, value]))
  const responseId = `${packetId}-${form.id}`
  const resource = formResponse({ responseId, patientId, form, language, submittedAt, answers: byQuestion }, refs)
  if (resource === null || !isServedType(resource.resourceType)) return []
  return [writeOf(resource as unknown as FhirResource, { patientId, visible: true, zone: refs.zone })]
}
