import { careTeamOf } from '@holdspace/db/care-team-store'
import type { Tx } from '@holdspace/db/database'
import { deletionsFor, storedOf, writeResources } from '@holdspace/db/fhir-store'
import { plansOf } from '@holdspace/db/plan-store'
import { referralsOfPatient } from '@holdspace/db/referral-store'
import { carePlanResource, signedVersion } from '@holdspace/fhir/care-plan'
import { careTeamResource } from '@holdspace/fhir/care-team'
import { goalResources } from '@holdspace/fhir/goal'
import type { PracticeRefs } from '@holdspace/fhir/refs'
import { type FhirResource, isServedType } from '@holdspace/fhir/resource-types'
import { courseRequests, referralRequest } from '@holdspace/fhir/service-request'
import { type FhirWrite, writeOf } from '@holdspace/fhir/write'
import type { PatientId } from '@holdspace/kit/ids'

const careTypes: readonly string[] = ['CareTeam', 'CarePlan', 'Goal', 'ServiceRequest']

/** Writes what FHIR says of this patient's referral, care team and plan as they stand now, in the caller's transaction. */
export async function writeCareFhir(tx: Tx, id: PatientId, refs: PracticeRefs): Promise<void> {
  const writes = await careWrites(tx, id, refs)
  const stored = (await storedOf(tx, refs.practiceId, id)).filter((row) => careTypes.includes(row.type))
  await writeResources(tx, refs.practiceId, [...writes, ...deletionsFor(stored, writes)])
}

/**
 * The same for recording and for rebuilding: the referrals somebody came with, CareTeam, and CarePlan with its Goals and
 * what it orders once everybody signed.
 */
export async function careWrites(tx: Tx, patientId: PatientId, refs: PracticeRefs): Promise<FhirWrite[]> {
  const team = careTeamResource(patientId, await careTeamOf(tx, refs.practiceId, patientId), refs)
  const plans = await plansOf(tx, refs.practiceId, patientId)
  const referrals = await referralsOfPatient(tx, refs.practiceId, patientId)
  const resources = [
    ...referrals.map((referral) => referralRequest({ ...referral, patientId }, refs)),
    ...(team === null ? [] : [team]),
    ...plans.flatMap((plan) => {
      const signed = signedVersion(plan)
      if (signed === null) return []
      return [
        carePlanResource(plan, signed, refs),
        ...goalResources(plan, signed, refs),
        ...courseRequests(plan, signed, refs),
      ]
    }),
  ]
  return resources
    .filter((resource) => isServedType(resource.resourceType))
    .map((resource) => writeOf(resource as unknown as FhirResource, { patientId, visible: true, zone: refs.zone }))
}
