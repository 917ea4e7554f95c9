import type { StaffActor } from '@holdspace/clinic/access/actor'
import { practitionerResource } from '@holdspace/fhir/practitioner'
import { projectSession } from '@holdspace/fhir/project-session'
import type { RecordPaper, SessionRefs } from '@holdspace/fhir/session-context'
import { changesBetween, type FhirWrite, writeOf } from '@holdspace/fhir/write'
import type { StoredEntry } from '@holdspace/record/entry'
import type { House } from '../house.ts'
import type { SessionLedger } from './ledger.ts'

/** What FHIR needs to know of the practice besides the record. */
export function sessionRefs(
  house: Pick<House, 'publicUrl'>,
  actor: StaffActor,
  paper: RecordPaper | null,
): SessionRefs {
  return {
    practiceId: actor.practiceId,
    practiceName: actor.practiceName,
    zone: actor.practiceZone,
    localBase: `${house.publicUrl}/fhir/r4`,
    paper,
  }
}

/**
 * The resources that change because these entries are recorded: what the whole session says with them, less what it said
 * without them; and the person who recorded them, so that every reference of theirs resolves.
 */
export function fhirChanges(
  house: Pick<House, 'publicUrl'>,
  actor: StaffActor,
  before: SessionLedger['entries'],
  added: readonly StoredEntry[],
  paper: RecordPaper | null,
): FhirWrite[] {
  const refs = sessionRefs(house, actor, null)
  const changed = changesBetween(
    projectSession(before, refs),
    projectSession([...before, ...added], { ...refs, paper }),
  )
  return [practitionerOf(actor, refs), ...changed]
}

function practitionerOf(actor: StaffActor, refs: SessionRefs): FhirWrite {
  const licences = actor.credentials.flatMap((one) =>
    one.kind === 'licence' && one.licenceType ? [one.licenceType] : [],
  )
  const { membershipId, displayName } = actor
  const resource = practitionerResource({ membershipId, displayName, licences, active: true }, refs)
  return writeOf(resource, { patientId: null, visible: true, zone: refs.zone })
}
