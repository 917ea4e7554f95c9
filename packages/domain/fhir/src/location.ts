import { addressOf, contactPointOf, hasAddress } from './contact.ts'
import type { PracticeRecord } from './organization.ts'
import { organizationRef, type PracticeRefs } from './refs.ts'
import type { Served } from './resource-types.ts'
import { labels } from './security-labels.ts'
import { profiles } from './systems.ts'

/** The practice's own site. Rooms are told by name where an encounter refers to it. */
export function locationResource(record: PracticeRecord, refs: PracticeRefs): Served<'Location'> {
  return {
    resourceType: 'Location',
    id: refs.practiceId,
    meta: { profile: [profiles.location], security: labels([]) },
    status: 'active',
    name: record.name,
    ...(record.telecoms.length === 0 ? {} : { telecom: record.telecoms.map(contactPointOf) }),
    ...(record.address !== undefined && hasAddress(record.address) ? { address: addressOf(record.address) } : {}),
    managingOrganization: organizationRef(refs),
  }
}
