import type { PostalAddress, Telecom } from '@holdspace/clinic/referral/referral-content'
import { addressOf, contactPointOf, hasAddress } from './contact.ts'
import type { PracticeRefs } from './refs.ts'
import type { Served } from './resource-types.ts'
import { labels } from './security-labels.ts'
import { profiles, systems } from './systems.ts'

export interface PracticeRecord {
  readonly name: string
  readonly npi?: string
  readonly telecoms: readonly Telecom[]
  readonly address?: PostalAddress
}

export function organizationResource(record: PracticeRecord, refs: PracticeRefs): Served<'Organization'> {
  return {
    resourceType: 'Organization',
    id: refs.practiceId,
    meta: { profile: [profiles.organization], security: labels([]) },
    identifier: [
      { system: systems.uri, value: `urn:uuid:${refs.practiceId}` },
      ...(record.npi === undefined ? [] : [{ system: systems.npi, value: record.npi }]),
    ],
    active: true,
    name: record.name,
    ...contactOf(record),
    ...(record.address !== undefined && hasAddress(record.address) ? { address: [addressOf(record.address)] } : {}),
  }
}

function contactOf(record: PracticeRecord) {
  return record.telecoms.length === 0 ? {} : { telecom: record.telecoms.map(contactPointOf) }
}
