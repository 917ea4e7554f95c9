import type { SearchInclude, SearchPlan, SearchSort } from '@holdspace/db/fhir-search-plan'
import type { ServedType } from '@holdspace/fhir/resource-types'
import { parametersOf, subjectAlias } from '@holdspace/fhir/search-parameters'
import { accept, type Decision } from '@holdspace/kit/decision'
import { bad, type SearchQuestion } from './search-question.ts'

/** S41: one page holds at most a thousand. */
const mostPerPage = 1000

/** How the result is wanted, as far as it was said. */
export interface ResultParameters {
  readonly count: number
  readonly countOnly: boolean
  readonly sort: SearchSort
  readonly after: SearchPlan['after']
  readonly withTotal: boolean
  readonly includes: readonly SearchInclude[]
  readonly withProvenance: boolean
}

export const resultParameters: ResultParameters = {
  count: 50,
  countOnly: false,
  sort: { by: 'id', descending: false },
  after: null,
  withTotal: false,
  includes: [],
  withProvenance: false,
}

/** Null when the name is none of these. */
export function readResultParameter(
  draft: ResultParameters,
  name: string,
  value: string,
  { type }: SearchQuestion,
): Decision<Partial<ResultParameters>> | null {
  switch (name) {
    case '_count':
      return countOf(value)
    case '_summary':
      return summaryOf(value)
    case '_total':
      return totalOf(value)
    case '_sort':
      return sortOf(value, type)
    case '_cursor':
      return cursorOf(value)
    case '_include':
      return includeOf(draft, value, type)
    case '_revinclude':
      return value === 'Provenance:target'
        ? accept({ withProvenance: true })
        : bad(name, 'the one that is offered is Provenance:target')
    case '_format':
      // Which formats are offered was judged at the door; here it only must not be taken for a search parameter.
      return accept({})
    default:
      return null
  }
}

function countOf(value: string): Decision<Partial<ResultParameters>> {
  if (!/^\d{1,4}$/.test(value) || Number(value) > mostPerPage)
    return bad('_count', `give a number up to ${mostPerPage}`)
  return accept(Number(value) === 0 ? { countOnly: true } : { count: Number(value) })
}

function summaryOf(value: string): Decision<Partial<ResultParameters>> {
  if (value === 'count') return accept({ countOnly: true })
  return value === 'false' ? accept({}) : bad('_summary', 'count and false are offered')
}

function totalOf(value: string): Decision<Partial<ResultParameters>> {
  if (value === 'none') return accept({ withTotal: false })
  return value === 'accurate' || value === 'estimate'
    ? accept({ withTotal: true })
    : bad('_total', 'none, estimate and accurate are offered')
}

function sortOf(value: string, type: ServedType): Decision<Partial<ResultParameters>> {
  const descending = value.startsWith('-')
  const key = descending ? value.slice(1) : value
  if (key === '_id') return accept({ sort: { by: 'id', descending } })
  if (key === '_lastUpdated') return accept({ sort: { by: 'last_updated', descending } })
  const parameters = parametersOf(type)
  const isMainDate = Object.hasOwn(parameters, key) && parameters[key]?.stored === 'at'
  return isMainDate
    ? accept({ sort: { by: 'at', descending } })
    : bad('_sort', `${type} can be sorted by ${sorts(type)}`)
}

function sorts(type: ServedType): string {
  const main = Object.entries(parametersOf(type)).find(([, parameter]) => parameter.stored === 'at')
  return [...(main === undefined ? [] : [main[0]]), '_lastUpdated', '_id'].join(', ')
}

/** Where the last page ended, as our own link wrote it. */
function cursorOf(value: string): Decision<Partial<ResultParameters>> {
  const [moment, id] = Buffer.from(value, 'base64url').toString('utf8').split(' ')
  if (
    moment === undefined ||
    !(moment === '-infinity' || isMoment(moment)) ||
    id === undefined ||
    !/^[A-Za-z0-9.-]{1,64}$/.test(id)
  ) {
    return bad('_cursor', 'follow the next link of a page as it is')
  }
  return accept({ after: { value: moment, id } })
}

/** A day that is none, such as the 30th of February, would be refused by the database as an error of ours. */
function isMoment(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$/.test(text) || text < '0001') return false
  const read = new Date(text)
  return !Number.isNaN(read.getTime()) && read.toISOString().slice(0, 19) === text.slice(0, 19)
}

export function cursorText(moment: string, id: string): string {
  return Buffer.from(`${moment} ${id}`).toString('base64url')
}

/** `Type:param` or `Type:param:Target`, for the references we index and for the patient. */
function includeOf(draft: ResultParameters, value: string, type: ServedType): Decision<Partial<ResultParameters>> {
  const [source, param = '', target] = value.split(':')
  if (source !== type) return bad('_include', `it must start with ${type}:`)
  const parameters = parametersOf(type)
  const name = param === subjectAlias ? 'patient' : param
  const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined
  if (parameter?.kind !== 'reference') return bad('_include', `${type} has no such reference`)
  const include: SearchInclude =
    parameter.stored === 'patient'
      ? { param: null, target: 'Patient' }
      : { param: name, target: target ?? includeTargets[name] ?? null }
  return accept({ includes: [...draft.includes, include] })
}

const includeTargets: Readonly<Record<string, ServedType>> = {
  encounter: 'Encounter',
  context: 'Encounter',
  location: 'Location',
  participant: 'Practitioner',
}
