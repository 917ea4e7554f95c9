import { type MemberRow, membersOf } from '@holdspace/db/account-store'
import type { Database } from '@holdspace/db/database'
import { findPractice } from '@holdspace/db/practice-store'
import { locationResource } from '@holdspace/fhir/location'
import { organizationResource } from '@holdspace/fhir/organization'
import { practitionerResource } from '@holdspace/fhir/practitioner'
import type { PracticeRefs } from '@holdspace/fhir/refs'
import { type FhirWrite, writeOf } from '@holdspace/fhir/write'
import type { PracticeId } from '@holdspace/kit/ids'

/** Those whose work a record can name. The front desk, billing and administration are nobody's practitioners. */
const clinicalRoles: readonly string[] = ['prescriber', 'nurse', 'therapist', 'outside-therapist']

/**
 * What FHIR says of the practice itself: who it is, where it is, who treats there. It belongs to no patient. Whoever was
 * told of before (`known`, ids of Practitioners) stays, since records go on naming them after they changed their work.
 */
export async function practiceWrites(
  db: Database,
  practiceId: PracticeId,
  publicUrl: string,
  known: ReadonlySet<string> = new Set(),
): Promise<FhirWrite[]> {
  const practice = await findPractice(db, practiceId)
  if (practice === null) throw new Error(`There is no practice ${practiceId}.`)
  const refs = { practiceId, practiceName: practice.name, zone: practice.zone, localBase: `${publicUrl}/fhir/r4` }
  const lines = practice.letterhead.lines ?? []
  const record = {
    name: practice.name,
    telecoms: [],
    ...(lines.length === 0 ? {} : { address: { lines: [...lines] } }),
  }
  const members = (await membersOf(db, practiceId)).filter(
    ({ role, membershipId }) => clinicalRoles.includes(role) || known.has(membershipId),
  )
  const resources = [
    organizationResource(record, refs),
    locationResource(record, refs),
    ...members.map((member) => memberResource(member, refs)),
  ]
  return resources.map((resource) => writeOf(resource, { patientId: null, visible: true, zone: refs.zone }))
}

function memberResource({ membershipId, displayName, credentials, active }: MemberRow, refs: PracticeRefs) {
  const licences = credentials.flatMap((one) => (one.kind === 'licence' && one.licenceType ? [one.licenceType] : []))
  return practitionerResource({ membershipId, displayName, licences, active }, refs)
}
