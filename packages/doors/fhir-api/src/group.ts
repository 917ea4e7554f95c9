import { readCohort } from '@holdspace/db/export-store'
import type { PartnerRequest } from '@holdspace/db/fhir-door-store'
import { cohortGroup } from '@holdspace/fhir/group'
import { type FhirAnswer, fhirAnswer } from './fhir-answer.ts'
import type { FhirHouse } from './fhir-house.ts'
import { fhirBase } from './fhir-house.ts'
import { beyondScope, notFound, refusalAnswer, unauthenticated } from './operation-outcome.ts'

/** The partner's one group: everybody whose release to it is in force at this moment. Without an id, as a search. */
export async function handleGroup(house: FhirHouse, partner: PartnerRequest, id: string | null): Promise<FhirAnswer> {
  const cohort = await readCohort(house.db, partner, id === null ? 'Group.s' : 'Group.r')
  if (cohort === 'unauthenticated') return refusalAnswer(unauthenticated)
  if (cohort === 'scope') return refusalAnswer(beyondScope)
  if (id !== null && id !== cohort.partnerId) return refusalAnswer(notFound)
  const group = cohortGroup(cohort)
  if (id !== null) return fhirAnswer(JSON.stringify(group))
  const base = fhirBase(house)
  return fhirAnswer(
    JSON.stringify({
      resourceType: 'Bundle',
      type: 'searchset',
      total: 1,
      link: [{ relation: 'self', url: `${base}/Group` }],
      entry: [{ fullUrl: `${base}/Group/${group.id}`, resource: group, search: { mode: 'match' } }],
    }),
  )
}
