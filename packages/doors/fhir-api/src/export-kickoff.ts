import { setTimeout as pause } from 'node:timers/promises'
import { addExport, countExport, type ExportLevel } from '@holdspace/db/export-store'
import type { PartnerRequest } from '@holdspace/db/fhir-door-store'
import { servedTypes } from '@holdspace/fhir/resource-types'
import { instantFromMs, msOf } from '@holdspace/kit/instant'
import { emptyAnswer, type FhirAnswer, type FhirRequest } from './fhir-answer.ts'
import { type FhirHouse, fhirBase } from './fhir-house.ts'
import { beyondScope, notFound, outcomeAnswer, refusalAnswer, unauthenticated } from './operation-outcome.ts'

/** S57: what was prepared is no longer to be had after a day. */
const lastsMs = 24 * 60 * 60 * 1000
export const retryAfterSeconds = 1

export interface ExportPlace {
  readonly level: ExportLevel
  /** Of the group that is exported; null at the other levels. */
  readonly groupId: string | null
}

/** Kick-off of Bulk Data Access 2.0, by GET or POST. The files come later, from the addresses of the status. */
export async function handleKickoff(
  house: FhirHouse,
  partner: PartnerRequest,
  place: ExportPlace,
  request: FhirRequest,
): Promise<FhirAnswer> {
  const parameters = parametersOf(request)
  if (parameters === null)
    return outcomeAnswer(400, 'invalid', 'Send the parameters in the address, or POST them as a Parameters resource.')
  const read = readParameters(parameters, /(^|[,;\s])handling=lenient\b/i.test(request.headers.prefer ?? ''))
  if (typeof read === 'string') return outcomeAnswer(400, 'not-supported', read)
  const exportId = house.newId()
  const query = request.query === '' ? '' : `?${request.query}`
  const asked = {
    exportId,
    level: place.level,
    request: `${fhirBase(house)}${request.path}${query}`,
    types: read.types,
    since: read.since,
    expiresAt: instantFromMs(msOf(house.wallClock()) + lastsMs),
  }
  const entered = await addExport(house.db, partner, { ...asked, groupId: place.groupId })
  if (entered === 'unauthenticated') return refusalAnswer(unauthenticated)
  if (entered === 'scope') return refusalAnswer(beyondScope)
  if (entered === 'no-such-group') return refusalAnswer(notFound)
  startCounting(house, partner, {
    practiceId: entered.practiceId,
    exportId,
    types: entered.types,
    since: read.since === null ? null : new Date(read.since),
  })
  return emptyAnswer(202, { 'Content-Location': `${fhirBase(house)}/bulk-status/${exportId}` })
}

/** What this process counts at the moment, by export. */
const underWay = new Map<string, Promise<void>>()

/** Goes on after the answer. A failure leaves the job to the partner's next question, which takes it up again. */
export function startCounting(house: FhirHouse, partner: PartnerRequest, job: Parameters<typeof countExport>[2]): void {
  const { exportId } = job
  const counting = countExport(house.db, partner, job)
    .catch(() => undefined)
    .finally(() => underWay.delete(exportId))
  underWay.set(exportId, counting)
}

/** Until this process has counted, or for as long as a partner would be sent away. False when it counts nothing. */
export async function untilCounted(exportId: string): Promise<boolean> {
  const counting = underWay.get(exportId)
  if (counting === undefined) return false
  await Promise.race([counting, pause(retryAfterSeconds * 1000, undefined, { ref: false })])
  return true
}

type Given = readonly (readonly [string, string])[]

function parametersOf(request: FhirRequest): Given | null {
  const query = [...new URLSearchParams(request.query)]
  if (request.method === 'GET' || request.body === '') return query
  try {
    const body: unknown = JSON.parse(request.body)
    if (typeof body !== 'object' || body === null || !('resourceType' in body) || body.resourceType !== 'Parameters')
      return null
    const parts: unknown = 'parameter' in body ? body.parameter : []
    if (!Array.isArray(parts)) return null
    return [
      ...query,
      ...parts.map((part: Record<string, unknown>): [string, string] => [String(part.name), partValue(part)]),
    ]
  } catch {
    return null
  }
}

function partValue(part: Readonly<Record<string, unknown>>): string {
  const [, value] = Object.entries(part).find(([name]) => name.startsWith('value')) ?? []
  return typeof value === 'string' ? value : ''
}

interface Reading {
  readonly types: readonly string[]
  readonly since: string | null
}

/** A paper is fetched by the address its DocumentReference gives. */
const exportable: readonly string[] = servedTypes.filter((type) => type !== 'Binary')
const formats: readonly string[] = ['application/fhir+ndjson', 'application/ndjson', 'ndjson']
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/

/** In UTC; null for what is none, or lies in a year that the database does not know: 0, or one of five digits. */
function instantOf(text: string): string | null {
  if (!instantPattern.test(text) || Number.isNaN(Date.parse(text))) return null
  const utc = new Date(text).toISOString()
  return /^(?!0000)\d{4}-/.test(utc) ? utc : null
}

/** A sentence where something is not understood. Leniently, what is not known is left out. */
function readParameters(parameters: Given, isLenient: boolean): Reading | string {
  let types: readonly string[] = exportable
  let since: string | null = null
  for (const [name, value] of parameters) {
    // An unencoded plus sign of a format or an offset arrives as a space.
    const text = value.replaceAll(' ', '+')
    switch (name) {
      case '_outputFormat':
        if (!formats.includes(text)) return `_outputFormat can be ${formats.join(', ')}.`
        break
      case '_since':
        since = instantOf(text)
        if (since === null) return '_since is an instant like 2026-07-14T10:00:00Z.'
        break
      case '_type': {
        const asked = text.split(',').filter((type) => type !== '')
        const unknown = asked.find((type) => !exportable.includes(type))
        if (unknown !== undefined && !isLenient)
          return `_type names "${unknown.slice(0, 60)}", which is not exported here.`
        types = [...new Set(asked.filter((type) => exportable.includes(type)))]
        if (types.length === 0) return '_type names nothing that is exported here.'
        break
      }
      default:
        if (!isLenient) return `"${name.slice(0, 60)}" is not offered; _type, _since and _outputFormat are.`
    }
  }
  return { types, since }
}
