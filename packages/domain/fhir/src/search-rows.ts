import type { FhirResource } from './resource-types.ts'
import type { SearchValue } from './search-parameter.ts'
import { parametersOf } from './search-parameters.ts'
import type { DateRange, SearchRow } from './search-row.ts'
import { rangeOf, searchStrings } from './search-text.ts'

const empty = { system: null, code: null, string: null, from: null, to: null } as const

/** The rows a resource is found by; what the resource's own columns answer (`_id`, `patient`, main date) needs none. */
export function searchRowsOf(resource: FhirResource, zone: string): SearchRow[] {
  return Object.entries(parametersOf(resource.resourceType)).flatMap(([param, parameter]) =>
    parameter.stored === 'rows' ? rowsOf(param, parameter.values(resource as never), zone) : [],
  )
}

/** The span of the parameter marked as main date: one per type at most. */
export function primaryDateOf(resource: FhirResource, zone: string): DateRange | null {
  const main = Object.values(parametersOf(resource.resourceType)).find((parameter) => parameter.stored === 'at')
  if (main === undefined || main.stored !== 'at') return null
  const [value] = main.values(resource as never)
  return value === undefined ? null : spanOf(value, zone)
}

function rowsOf(param: string, values: readonly SearchValue[], zone: string): SearchRow[] {
  const rows = values.flatMap((value): SearchRow[] => {
    if ('code' in value) return [{ ...empty, param, system: value.system ?? '', code: value.code }]
    if ('text' in value) return searchStrings([value.text]).map((string) => ({ ...empty, param, string }))
    const span = spanOf(value, zone)
    return span === null ? [] : [{ ...empty, param, ...span }]
  })
  const seen = new Map(rows.map((row) => [JSON.stringify(row), row]))
  return [...seen.values()]
}

const longAgo = '0001-01-01T00:00:00.000Z'
const farAhead = '9999-12-31T00:00:00.000Z'

/** A period without an end lasts; without a beginning it was always so (R4 search, date). */
function spanOf(value: SearchValue, zone: string): DateRange | null {
  if (!('start' in value)) return null
  const start = value.start === undefined ? longAgo : rangeOf(value.start, zone)?.from
  const end = value.end === undefined ? farAhead : rangeOf(value.end, zone)?.to
  return start === undefined || end === undefined ? null : { from: start, to: end }
}
