import type { Group } from 'fhir/r4'

/**
 * A partner's cohort: the people who released their record to it and have not taken that back. Made anew for each
 * reading, so that it is never older than the releases; its id is the partner's own.
 */
export function cohortGroup(cohort: {
  readonly partnerId: string
  readonly name: string
  readonly patientIds: readonly string[]
}): Group & { id: string } {
  return {
    resourceType: 'Group',
    id: cohort.partnerId,
    active: true,
    type: 'person',
    actual: true,
    name: `People who released their record to ${cohort.name}`,
    quantity: cohort.patientIds.length,
    member: cohort.patientIds.map((id) => ({ entity: { reference: `Patient/${id}` } })),
  }
}
