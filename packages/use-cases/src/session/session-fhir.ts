import type { StaffActor } from '@holdspace/clinic/access/actor'
import { careTeam } from '@holdspace/clinic/access/permission-rule'
import { practitionerResource } from '@holdspace/fhir/practitioner'
import { type Growth, projectAdded } from '@holdspace/fhir/project-session'
import type { RecordPaper, SessionRefs } from '@holdspace/fhir/session-context'
import { type FhirWrite, writeOf } from '@holdspace/fhir/write'
import type { StoredEntry } from '@holdspace/record/entry'
import type { House } from '../house.ts'
import type { EntryAuthor } from './entry-author.ts'
import type { PaperPlace } from './session-paper.ts'

/** What FHIR needs to know of the practice besides the record. */
export function sessionRefs(
  house: Pick<House, 'publicUrl'>,
  actor: PaperPlace,
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
  actor: EntryAuthor,
  grown: Growth,
  paper: RecordPaper | null,
): FhirWrite[] {
  // What Holdspace itself writes is told to nobody over FHIR.
  if (actor.kind === 'system') return []
  const refs = sessionRefs(house, actor, null)
  const changed = projectAdded(grown, { before: refs, after: { ...refs, paper } })
  // A patient's own act adds nothing to the list of practitioners, nor does the front desk that answers a call for help.
  if (actor.kind !== 'staff' || !careTeam.includes(actor.role)) return changed
  return isKnownIn(grown.before.entries, actor) && paper === null ? changed : [practitionerOf(actor, refs), ...changed]
}

/**
 * Whoever recorded in this session before is told of already. Writing them again with every entry would change nothing,
 * but it would lock their one row until the commit, and all rooms a person works in would wait for each other.
 */
function isKnownIn(before: readonly StoredEntry[], { membershipId, displayName }: StaffActor): boolean {
  return before.some((entry) => entry.actor.membershipId === membershipId && entry.actor.name === displayName)
}

function practitionerOf(actor: StaffActor, refs: SessionRefs): FhirWrite {
  const licences = actor.credentials.flatMap((one) =>
    one.kind === 'licence' && one.licenceType ? [one.licenceType] : [],
  )
  const { membershipId, displayName } = actor
  const resource = practitionerResource({ membershipId, displayName, licences, active: true }, refs)
  return writeOf(resource, { patientId: null, visible: true, zone: refs.zone })
}
