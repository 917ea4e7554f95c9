import type { ReleaseKind } from '@holdspace/clinic/sharing/release-parts'
import type { PatientId } from '@holdspace/kit/ids'
import type { FhirResource, ServedType } from './resource-types.ts'
import type { DateRange, SearchRow } from './search-row.ts'
import { primaryDateOf, searchRowsOf } from './search-rows.ts'
import { releaseLabels } from './security-labels.ts'

/**
 * Raised whenever a mapping or a search extractor changes what it produces; `holdspace fhir rebuild` then refreshes the
 * search rows of every resource, and adds a version where the text itself differs.
 */
export const mappingVersion = 4

/** One resource as the projection stores it (HOUSE section 6). `text` carries no version and no last-updated. */
export interface FhirWrite {
  readonly type: ServedType
  readonly id: string
  /** Null for what belongs to no patient: a practitioner, the practice, a place. */
  readonly patientId: PatientId | null
  /** False until signed: a partner never sees what is still being charted. */
  readonly visible: boolean
  readonly deleted: boolean
  /** What a release must allow, all of it: `releaseLabels`, and whom or which part this is for (`Placement.onlyFor`). */
  readonly labels: readonly string[]
  readonly mappingVersion: number
  /** When it clinically happened: what `date` searches and sorts by. */
  readonly at: DateRange | null
  readonly text: string
  readonly search: readonly SearchRow[]
}

export interface Placement {
  readonly patientId: PatientId | null
  readonly visible: boolean
  /** The practice's zone: a date without a time is a day there. */
  readonly zone: string
  /** Narrower than its type: the one recipient that it names, or those who were released this part. */
  readonly onlyFor?: OnlyFor
}

export type OnlyFor = { readonly recipient: string } | { readonly part: ReleaseKind }

/** As the statements of the door compare them: `to:` and a partner's id, or the word of a part. */
function narrowed(onlyFor: OnlyFor | undefined): string[] {
  if (onlyFor === undefined) return []
  return ['recipient' in onlyFor ? `to:${onlyFor.recipient}` : onlyFor.part]
}

/** What nobody may see yet is found by nothing: its rows to search by come with the signature that makes it visible. */
export function writeOf(resource: FhirResource, { patientId, visible, zone, onlyFor }: Placement): FhirWrite {
  return {
    type: resource.resourceType,
    id: resource.id,
    patientId,
    visible,
    deleted: false,
    labels: [...releaseLabels(resource.meta.security ?? []), ...narrowed(onlyFor)],
    mappingVersion,
    at: visible ? primaryDateOf(resource, zone) : null,
    text: serialise(resource),
    search: visible ? searchRowsOf(resource, zone) : [],
  }
}

/** A resource that no longer exists: its text goes with it. */
export function deletionOf(gone: Pick<FhirWrite, 'type' | 'id' | 'patientId' | 'visible'>): FhirWrite {
  return { ...gone, deleted: true, labels: [], mappingVersion, at: null, text: '', search: [] }
}

/** `resourceType`, `id` and `meta` first, so that the door can put version and last-updated into the stored text. */
function serialise(resource: FhirResource): string {
  if (beginsAsStored(resource)) return JSON.stringify(resource)
  const { resourceType, id, meta, ...rest } = resource
  return JSON.stringify({ resourceType, id, meta, ...rest })
}

const first = ['resourceType', 'id', 'meta']

/** Our own resources are made in this order; to take them apart for it costs as much as to write them. */
function beginsAsStored(resource: FhirResource): boolean {
  let at = 0
  for (const name in resource) {
    if (at === first.length) return true
    if (name !== first[at]) return false
    at += 1
  }
  return false
}

/**
 * What must be written so that the stored resources equal `after`: those that are new or differ, and a deletion for
 * each that is no longer there. Recording an entry and rebuilding everything both come down to this one comparison.
 */
export function changesBetween(before: readonly FhirWrite[], after: readonly FhirWrite[]): FhirWrite[] {
  const old = new Map(before.map((write) => [keyOf(write), write]))
  const kept = new Set(after.map(keyOf))
  const changed = after.filter((write) => differs(old.get(keyOf(write)), write))
  const gone = before.filter((write) => !write.deleted && !kept.has(keyOf(write))).map(deletionOf)
  return [...changed, ...gone]
}

function differs(old: FhirWrite | undefined, now: FhirWrite): boolean {
  return old === undefined || old.text !== now.text || old.visible !== now.visible || old.deleted !== now.deleted
}

function keyOf({ type, id }: Pick<FhirWrite, 'type' | 'id'>): string {
  return `${type}/${id}`
}
