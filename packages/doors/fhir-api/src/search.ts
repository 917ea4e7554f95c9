import { type PageAnswer, type PageRow, type PartnerRequest, readPage } from '@holdspace/db/fhir-door-store'
import { historyStatement, searchStatement } from '@holdspace/db/fhir-search-sql'
import type { ServedType } from '@holdspace/fhir/resource-types'
import { type FhirAnswer, fhirAnswer } from './fhir-answer.ts'
import { type FhirHouse, fhirBase } from './fhir-house.ts'
import { beyondScope, notFound, refusalAnswer, unauthenticated } from './operation-outcome.ts'
import { readSearch, type SearchReading } from './search-query.ts'
import { cursorText } from './search-results.ts'
import { etagOf, withVersion } from './stored-text.ts'

export interface Asked {
  readonly type: ServedType
  readonly parameters: readonly (readonly [string, string])[]
  readonly lenient: boolean
}

/** search-type, by GET or POST: the consent of every row is asked inside the statement that finds it. */
export async function handleSearch(house: FhirHouse, partner: PartnerRequest, asked: Asked): Promise<FhirAnswer> {
  const base = fhirBase(house)
  const reading = readSearch({ ...asked, base })
  if (!reading.ok) return refusalAnswer(reading.refusal)
  const page = await readPage(house.db, partner, {
    needs: reading.value.needs,
    page: searchStatement(reading.value.plan),
  })
  if (page.outcome !== 'ok') return refusalAnswer(page.outcome === 'scope' ? beyondScope : unauthenticated)
  return fhirAnswer(searchset(base, asked.type, reading.value, page))
}

type Page = Extract<PageAnswer, { readonly outcome: 'ok' }>

function searchset(base: string, type: ServedType, reading: SearchReading, page: Page): string {
  const total = page.total ?? wholeCount(reading, page)
  const links = [link('self', addressOf(base, type, reading.used)), ...nextLink(base, type, reading, page)]
  const head = { resourceType: 'Bundle', type: 'searchset', ...(total === null ? {} : { total }), link: links }
  // Types and ids hold nothing that JSON would escape; the base is escaped once.
  const start = JSON.stringify(`${base}/`).slice(0, -1)
  return withEntries(
    head,
    page.rows.map(
      (row) =>
        `{"fullUrl":${start}${row.type}/${row.id}","resource":${versioned(row)},"search":{"mode":"${row.mode}"}}`,
    ),
  )
}

/** The total is known without counting when the first page is also the last. */
function wholeCount({ plan }: SearchReading, { hasMore, rows }: Page): number | null {
  return plan.after === null && !hasMore ? rows.filter((row) => row.mode === 'match').length : null
}

function nextLink(base: string, type: ServedType, { used, plan }: SearchReading, { hasMore, rows, lastAt }: Page) {
  const last = rows.findLast((row) => row.mode === 'match')
  if (last === undefined || !hasMore) return []
  const cursor = cursorText(plan.sort.by === 'last_updated' ? last.lastUpdated : lastAt, last.id)
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

function versioned(row: PageRow): string {
  return withVersion(row.text, row.version, row.lastUpdated)
}

/** history-instance: every version this partner may see; a removal is an entry without a resource. */
export async function handleHistory(
  house: FhirHouse,
  partner: PartnerRequest,
  wanted: { readonly type: ServedType; readonly id: string },
): Promise<FhirAnswer> {
  const base = fhirBase(house)
  const page = await readPage(house.db, partner, {
    needs: [`${wanted.type}.r`],
    page: historyStatement(wanted.type, wanted.id),
  })
  if (page.outcome !== 'ok') return refusalAnswer(page.outcome === 'scope' ? beyondScope : unauthenticated)
  if (page.rows.length === 0) return refusalAnswer(notFound)
  const self = `${base}/${wanted.type}/${wanted.id}/_history`
  const head = { resourceType: 'Bundle', type: 'history', total: page.rows.length, link: [link('self', self)] }
  return fhirAnswer(
    withEntries(
      head,
      page.rows.map((row) => historyEntry(base, row)),
    ),
  )
}

function historyEntry(base: string, row: PageRow): string {
  const address = `${row.type}/${row.id}`
  const method = row.deleted ? 'DELETE' : row.version === 1 ? 'POST' : 'PUT'
  const status = row.deleted ? '204' : row.version === 1 ? '201' : '200'
  const frame = JSON.stringify({
    fullUrl: `${base}/${address}`,
    request: { method, url: method === 'POST' ? row.type : address },
    response: { status, etag: etagOf(row.version), lastModified: row.lastUpdated },
  })
  return row.deleted || row.text === '' ? frame : `${frame.slice(0, -1)},"resource":${versioned(row)}}`
}

/** The stored texts go into the bundle as they are, unparsed. */
function withEntries(head: object, entries: readonly string[]): string {
  const text = JSON.stringify(head)
  return entries.length === 0 ? text : `${text.slice(0, -1)},"entry":[${entries.join(',')}]}`
}
