import type { EntryId } from '@holdspace/kit/ids'
import type { Bodies } from '@holdspace/record/catalogue'
import type { Dosage, MedicationRequest, Reference } from 'fhir/r4'
import { medicineConcept } from './medicine.ts'
import { quantity } from './observation.ts'
import { encounterRef, patientRef, practitionerRef } from './refs.ts'
import type { Served } from './resource-types.ts'
import { routeConcept } from './route.ts'
import { labels } from './security-labels.ts'
import { localTime, type MappedFact, mappedFact, type SessionContext } from './session-context.ts'
import { profiles } from './systems.ts'

/** A dose as it was ordered, in the line that was read back. What was set aside for it stays in the house. */
export function doseOrdered(
  body: Bodies['dose-ordered'],
  fact: MappedFact,
  context: SessionContext,
): Served<'MedicationRequest'>[] {
  return [
    {
      resourceType: 'MedicationRequest',
      id: requestId(fact),
      meta: { profile: [profiles.medicationRequest], security: labels(['PSY']) },
      status: statusOf(fact.entry.id, context),
      intent: 'order',
      category: [{ coding: [{ system: categorySystem, code: 'outpatient', display: 'Outpatient' }] }],
      reportedBoolean: false,
      medicationCodeableConcept: medicineConcept(body.drug),
      subject: patientRef(context.patientId),
      encounter: encounterRef(context.sessionId),
      authoredOn: localTime(context, fact.occurredAt),
      ...whoseOrder(body, fact, context),
      dosageInstruction: [dosageOf(body)],
    },
  ]
}

/** A verbal order is the prescriber's, by reference once they have countersigned it; whoever wrote it down is its recorder. */
function whoseOrder({ verbal }: Bodies['dose-ordered'], { actor, entry }: MappedFact, { state }: SessionContext) {
  if (verbal === undefined) return { requester: practitionerRef(actor) }
  const signed = state.countersignatures.find((one) => one.orderEntryId === entry.id)
  const requester = signed === undefined ? { display: verbal.orderedBy } : practitionerRef(signed.actor)
  return { requester, recorder: practitionerRef(actor) }
}

const categorySystem = 'http://terminology.hl7.org/CodeSystem/medicationrequest-category'

function dosageOf(body: Bodies['dose-ordered']): Dosage {
  const rateMcgPerHour = 'rateMcgPerHour' in body ? body.rateMcgPerHour : undefined
  const rate = rateMcgPerHour === undefined ? {} : { rateQuantity: quantity(rateMcgPerHour / 1000, 'mg/h', 'mg/h') }
  return {
    text: body.line,
    route: routeConcept(body.route),
    doseAndRate: [{ doseQuantity: quantity(body.orderMcg / 1000, 'mg', 'mg'), ...rate }],
  }
}

/** Given, or given up, once the session has ended; until then it stands. */
function statusOf(order: EntryId, { state }: SessionContext): MedicationRequest['status'] {
  const given = [...state.doses, ...state.infusions.map((run) => run.start)].some((one) => one.orderEntryId === order)
  if (given) return 'completed'
  return state.ended === null ? 'active' : 'stopped'
}

function requestId({ factId }: Pick<MappedFact, 'factId'>): string {
  return `${factId}-order`
}

/** The order a dose was given by; none where it was given without one, or its order was withdrawn. */
export function orderRef(order: EntryId | undefined, context: SessionContext): { request?: Reference } {
  const standing = context.standing.find((one) => one.entry.id === order)
  return standing === undefined
    ? {}
    : { request: { reference: `MedicationRequest/${requestId(mappedFact(standing))}` } }
}
