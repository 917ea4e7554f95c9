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
  const known = projectedBefore(before, refs)
  const after = projectSession([...before, ...added], { ...refs, paper }, known)
  const changed = changesBetween(known, after)
  // A paper is named by the projection that draws it alone; all others are worked out again from entries.
  if (paper === null) rememberProjection(keyOf(added, refs), after)
  return isKnownIn(before, actor) && paper === null ? changed : [practitionerOf(actor, refs), ...changed]
}

/**
 * Whoever recorded in this session before is told of already. Writing them again with every entry would change nothing,
 * but it would lock their one row until the commit, and all rooms a person works in would wait for each other.
 */
function isKnownIn(before: readonly StoredEntry[], { membershipId, displayName }: StaffActor): boolean {
  return before.some((entry) => entry.actor.membershipId === membershipId && entry.actor.name === displayName)
}

/**
 * Projecting a session costs most of what recording an entry costs, and what it says before this entry is what it said
 * after the one before. The leaf hash of the newest entry stands for the whole chain beneath it; how many are kept is
 * about how many rooms chart at once.
 */
const projected = new Map<string, readonly FhirWrite[]>()
const rememberAtMost = 100

function projectedBefore(before: readonly StoredEntry[], refs: SessionRefs): readonly FhirWrite[] {
  const key = keyOf(before, refs)
  const known = projected.get(key)
  projected.delete(key)
  return known ?? projectSession(before, refs)
}

function rememberProjection(key: string, writes: readonly FhirWrite[]): void {
  projected.set(key, writes)
  if (projected.size <= rememberAtMost) return
  const oldest = projected.keys().next()
  if (!oldest.done) projected.delete(oldest.value)
}

function keyOf(entries: readonly StoredEntry[], refs: SessionRefs): string {
  return JSON.stringify([refs.practiceId, refs.practiceName, refs.zone, refs.localBase, entries.at(-1)?.leafHash])
}

function practitionerOf(actor: StaffActor, refs: SessionRefs): FhirWrite {
  const licences = actor.credentials.flatMap((one) =>
    one.kind === 'licence' && one.licenceType ? [one.licenceType] : [],
  )
  const { membershipId, displayName } = actor
  const resource = practitionerResource({ membershipId, displayName, licences, active: true }, refs)
  return writeOf(resource, { patientId: null, visible: true, zone: refs.zone })
}
