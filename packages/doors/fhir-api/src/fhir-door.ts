import type { PartnerRequest } from '@holdspace/db/fhir-door-store'
import { isUnwritable, retryAfterSeconds, textNotUsable, whyUnavailable } from '@holdspace/db/unreachable'
import { capabilityStatement } from '@holdspace/fhir/capability'
import { isServedType, type ServedType } from '@holdspace/fhir/resource-types'
import { bulkPlaceOf, handleBulk } from './bulk.ts'
import { type FhirAnswer, type FhirRequest, fhirAnswer, jsonAnswer } from './fhir-answer.ts'
import { type FhirHouse, fhirBase, tokenAddress } from './fhir-house.ts'
import { handleGroup } from './group.ts'
import { notFound, outcomeAnswer, refusalAnswer, unauthenticated } from './operation-outcome.ts'
import { partnerRequest } from './partner-request.ts'
import { handleRead } from './read.ts'
import { handleHistory, handleSearch } from './search.ts'
import { smartConfiguration } from './smart-configuration.ts'
import { handleToken } from './token.ts'

/**
 * Everything under `/fhir/r4`. What needs no token: `metadata`, SMART configuration, the token address itself. All else
 * is read-only and asks, inside its own statement, whose token it is and what the patients have released to it.
 */
export async function handleFhir(house: FhirHouse, request: FhirRequest): Promise<FhirAnswer> {
  try {
    return await handle(house, request)
  } catch (error) {
    if (isUnwritable(error)) return refusalAnswer(textNotUsable)
    const away = whyUnavailable(error)
    if (away === null) throw error
    const answer = refusalAnswer(away)
    return { ...answer, headers: { ...answer.headers, 'retry-after': String(retryAfterSeconds) } }
  }
}

async function handle(house: FhirHouse, request: FhirRequest): Promise<FhirAnswer> {
  const parts = request.path.split('/').filter((part) => part !== '')
  const address = parts.join('/')
  if (address === 'auth/token') return handleToken(house, request)
  const format = formatRefusal(request, parts[0] === 'Binary' || parts[0] === 'bulk-files')
  if (format !== null) return format
  if (address === '.well-known/smart-configuration')
    return publicAnswer(request, () => jsonAnswer(200, smartConfiguration(house)))
  if (address === 'metadata') return publicAnswer(request, () => fhirAnswer(capabilityText(house)))
  const bulk = bulkPlaceOf(parts)
  const [type = '', ...rest] = parts
  if (bulk === null && type !== 'Group' && !isServedType(type)) return refusalAnswer(notFound)
  const partner = partnerRequest(house, request)
  if (partner === null) return refusalAnswer(unauthenticated)
  if (bulk !== null) return handleBulk(house, partner, bulk, request)
  if (type === 'Group') return group(house, partner, rest, request)
  if (!isServedType(type)) return refusalAnswer(notFound)
  return instance(house, partner, { type, rest }, request)
}

async function group(house: FhirHouse, partner: PartnerRequest, rest: readonly string[], request: FhirRequest) {
  if (!isReading(request)) return notOffered(request, 'GET')
  const [id = null, ...more] = rest
  return more.length > 0 ? refusalAnswer(notFound) : handleGroup(house, partner, id)
}

function capabilityText(house: FhirHouse): string {
  return JSON.stringify(capabilityStatement({ base: fhirBase(house), tokenAddress: tokenAddress(house) }))
}

function publicAnswer(request: FhirRequest, make: () => FhirAnswer): FhirAnswer {
  return isReading(request) ? make() : notOffered(request, 'GET')
}

interface Place {
  readonly type: ServedType
  readonly rest: readonly string[]
}

const idPattern = /^[A-Za-z0-9.-]{1,64}$/

async function instance(
  house: FhirHouse,
  partner: PartnerRequest,
  { type, rest }: Place,
  request: FhirRequest,
): Promise<FhirAnswer> {
  const [first, second, third, ...more] = rest
  if (first === undefined || first === '_search') return search(house, partner, { type, rest }, request)
  if (!isReading(request)) return notOffered(request, 'GET')
  if (!idPattern.test(first) || more.length > 0) return refusalAnswer(notFound)
  if (second === undefined) return handleRead(house, partner, { type, id: first, version: null }, request)
  if (second !== '_history') return refusalAnswer(notFound)
  if (third === undefined) return handleHistory(house, partner, { type, id: first })
  if (!/^[1-9]\d{0,8}$/.test(third)) return refusalAnswer(notFound)
  return handleRead(house, partner, { type, id: first, version: Number(third) }, request)
}

async function search(house: FhirHouse, partner: PartnerRequest, { type, rest }: Place, request: FhirRequest) {
  const posted = rest[0] === '_search'
  if (posted ? request.method !== 'POST' : !isReading(request)) return notOffered(request, posted ? 'POST' : 'GET')
  if (type === 'Binary')
    return outcomeAnswer(400, 'not-supported', 'A Binary is read by its id; it cannot be searched.')
  const form = posted ? formOf(request) : new URLSearchParams()
  if (form === null) {
    return outcomeAnswer(415, 'not-supported', 'Send the search as application/x-www-form-urlencoded.')
  }
  const parameters = [...new URLSearchParams(request.query), ...form]
  return handleSearch(house, partner, { type, parameters, lenient: prefersLenient(request) })
}

function formOf(request: FhirRequest): URLSearchParams | null {
  if (request.body === '') return new URLSearchParams()
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase()
  return type === 'application/x-www-form-urlencoded' ? new URLSearchParams(request.body) : null
}

function prefersLenient(request: FhirRequest): boolean {
  return /(^|[,;\s])handling=lenient\b/i.test(request.headers.prefer ?? '')
}

function isReading(request: FhirRequest): boolean {
  return request.method === 'GET' || request.method === 'HEAD'
}

function notOffered(request: FhirRequest, allowed: string): FhirAnswer {
  const sentence = `${request.method.slice(0, 20)} is not offered here: partners read and search, they do not write.`
  return outcomeAnswer(405, 'not-supported', sentence, { Allow: allowed })
}

/** JSON only. Binary also gives its own bytes, so any Accept but XML alone is met there. */
function formatRefusal(request: FhirRequest, isAnyBytes: boolean): FhirAnswer | null {
  const format = request.query.includes('_format') ? new URLSearchParams(request.query).get('_format') : null
  const asked = format === null ? (request.headers.accept ?? '*/*') : format
  const offered = format === null ? offeredTypes : offeredFormats
  const wanted = asked.split(',').map((part) => (part.split(';')[0] ?? '').trim().toLowerCase())
  if (wanted.some((type) => offered.includes(type) || (isAnyBytes && byteTypes.includes(type)))) return null
  return outcomeAnswer(406, 'not-supported', 'This server answers in JSON: ask for application/fhir+json.')
}

const byteTypes: readonly string[] = ['application/pdf', 'application/fhir+ndjson', 'application/ndjson']
const offeredTypes: readonly string[] = ['*/*', 'application/*', 'application/fhir+json', 'application/json', '']
const offeredFormats: readonly string[] = ['json', 'application/fhir+json', 'application/json', 'application/fhir json']
