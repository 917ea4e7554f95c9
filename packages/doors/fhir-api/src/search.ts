import { type PageAnswer, type PartnerRequest, readPage } from '@holdspace/db/fhir-door-store'
import { historyStatement, searchStatement } from '@holdspace/db/fhir-search-sql'
import type { ServedType } from '@holdspace/fhir/resource-types'
import { joined } from '@holdspace/kit/joined'
import { type FhirAnswer, fhirAnswer } from './fhir-answer.ts'
import { type FhirHouse, fhirBase } from './fhir-house.ts'
import { beyondScope, notFound, refusalAnswer, unauthenticated } from './operation-outcome.ts'
import { readSearch, type SearchReading } from './search-query.ts'
import { cursorText } from './search-results.ts'

export interface Asked {
  readonly type: ServedType
  readonly parameters: readonly (readonly [string, string])[]
  readonly lenient: boolean
}

/** search-type, by GET or POST: the consent of every row is asked inside the statement that finds it. */
export async function handleSearch(house: FhirHouse, partner: PartnerRequest, asked: Asked): Promise<FhirAnswer> {
  const base = fhirBase(house)
  const reading = readSearch(joined(asked, { base }))
  if (!reading.ok) return refusalAnswer(reading.refusal)
  const page = await readPage(house.db, partner, {
    base,
    needs: reading.value.needs,
    page: searchStatement(reading.value.plan),
  })
  if (page.outcome !== 'ok') return refusalAnswer(page.outcome === 'scope' ? beyondScope : unauthenticated)
  return fhirAnswer(searchset(base, asked.type, reading.value, page))
}

type Page = Extract<PageAnswer, { readonly outcome: 'ok' }>

function searchset(base: string, type: ServedType, reading: SearchReading, page: Page): string {
  // The total is known without counting when the first page is also the last.
  const total = page.total ?? (reading.plan.after === null && page.next === null ? page.matches : null)
  const links = [link('self', addressOf(base, type, reading.used)), ...nextLink(base, type, reading, page)]
  const head = { resourceType: 'Bundle', type: 'searchset', total: total ?? undefined, link: links }
  return withEntries(head, page.entries)
}

function nextLink(base: string, type: ServedType, { used, plan }: SearchReading, { next }: Page) {
  if (next === null) return []
  const cursor = cursorText(plan.sort.by === 'last_updated' ? next.lastUpdated : next.at, next.id)
  const parameters = used.filter(([name]) => name !== '_cursor')
  return [link('next', addressOf(base, type, [...parameters, ['_cursor', cursor]]))]
}

function link(relation: string, url: string) {
  return { relation, url }
}

function addressOf(base: string, type: string, parameters: readonly (readonly [string, string])[]): string {
  const query = new URLSearchParams(parameters.map(([name, value]): [string, string] => [name, value])).toString()
  return query === '' ? `${base}/${type}` : `${base}/${type}?${query}`
}

/** history-instance: every version this partner may see; a removal is an entry without a resource. */
export async function handleHistory(
  house: FhirHouse,
  partner: PartnerRequest,
  wanted: { readonly type: ServedType; readonly id: string },
): Promise<FhirAnswer> {
  const base = fhirBase(house)
  const page = await readPage(house.db, partner, {
    base,
    needs: [`${wanted.type}.r`],
    page: historyStatement(wanted.type, wanted.id),
  })
  if (page.outcome !== 'ok') return refusalAnswer(page.outcome === 'scope' ? beyondScope : unauthenticated)
  if (page.matches === 0) return refusalAnswer(notFound)
  const self = `${base}/${wanted.type}/${wanted.id}/_history`
  const head = { resourceType: 'Bundle', type: 'history', total: page.matches, link: [link('self', self)] }
  return fhirAnswer(withEntries(head, page.entries))
}

/** The stored texts go into the bundle as they are, unparsed. */
function withEntries(head: object, entries: string): string {
  const text = JSON.stringify(head)
  return entries === '' ? text : `${text.slice(0, -1)},"entry":[${entries}]}`
}
