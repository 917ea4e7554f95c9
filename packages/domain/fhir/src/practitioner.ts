import type { MembershipId } from '@holdspace/kit/ids'
import { practitionerName } from './practitioner-name.ts'
import type { PracticeRefs } from './refs.ts'
import type { Served } from './resource-types.ts'
import { labels } from './security-labels.ts'
import { localSystem, profiles, systems } from './systems.ts'

export interface PractitionerRecord {
  readonly membershipId: MembershipId
  /** As the record shows it: `Dr Amara Osei, MD`. */
  readonly displayName: string
  readonly npi?: string
  /** Letters of the licences in force, `MD`, `RN`, `LMFT`. */
  readonly licences: readonly string[]
  readonly workEmail?: string
  readonly active: boolean
}

/** A member of staff as the record knows them. What belongs to no patient carries no sensitivity. */
export function practitionerResource(record: PractitionerRecord, refs: PracticeRefs): Served<'Practitioner'> {
  return {
    resourceType: 'Practitioner',
    id: record.membershipId,
    meta: { profile: [profiles.practitioner], security: labels([]) },
    identifier: [
      { system: localSystem.member(refs.localBase), value: record.membershipId },
      ...(record.npi === undefined ? [] : [{ system: systems.npi, value: record.npi }]),
    ],
    active: record.active,
    name: [practitionerName(record.displayName)],
    ...(record.workEmail === undefined ? {} : { telecom: [{ system: 'email', value: record.workEmail, use: 'work' }] }),
    ...(record.licences.length === 0 ? {} : { qualification: record.licences.map((text) => ({ code: { text } })) }),
  }
}
