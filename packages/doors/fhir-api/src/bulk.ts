import type { PartnerRequest } from '@holdspace/db/fhir-door-store'
import { handleFile } from './export-file.ts'
import { type ExportPlace, handleKickoff } from './export-kickoff.ts'
import { handleStatus } from './export-status.ts'
import type { FhirAnswer, FhirRequest } from './fhir-answer.ts'
import type { FhirHouse } from './fhir-house.ts'
import { notFound, outcomeAnswer, refusalAnswer } from './operation-outcome.ts'

type BulkPlace =
  | { readonly kind: 'kickoff'; readonly place: ExportPlace }
  | { readonly kind: 'status'; readonly exportId: string }
  | { readonly kind: 'file'; readonly exportId: string; readonly name: string }

/** Which address of Bulk Data Access this is; null when it is none. */
export function bulkPlaceOf(parts: readonly string[]): BulkPlace | null {
  const [first, second, third, ...more] = parts
  if (first === '$export' && second === undefined) return kickoff('system', null)
  if (first === 'Patient' && second === '$export' && third === undefined) return kickoff('patient', null)
  if (first === 'Group' && second !== undefined && third === '$export' && more.length === 0)
    return kickoff('group', second)
  if (first === 'bulk-status' && second !== undefined && third === undefined)
    return { kind: 'status', exportId: second }
  if (first === 'bulk-files' && second !== undefined && third !== undefined && more.length === 0)
    return { kind: 'file', exportId: second, name: third }
  return null
}

function kickoff(level: ExportPlace['level'], groupId: string | null): BulkPlace {
  return { kind: 'kickoff', place: { level, groupId } }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export async function handleBulk(
  house: FhirHouse,
  partner: PartnerRequest,
  bulk: BulkPlace,
  request: FhirRequest,
): Promise<FhirAnswer> {
  switch (bulk.kind) {
    case 'kickoff':
      if (request.method !== 'GET' && request.method !== 'POST') return notOffered('GET, POST')
      return handleKickoff(house, partner, bulk.place, request)
    case 'status':
      return uuid.test(bulk.exportId) ? handleStatus(house, partner, bulk.exportId, request) : refusalAnswer(notFound)
    case 'file':
      if (request.method !== 'GET' && request.method !== 'HEAD') return notOffered('GET')
      return uuid.test(bulk.exportId) ? handleFile(house, partner, bulk.exportId, bulk.name) : refusalAnswer(notFound)
  }
}

function notOffered(allowed: string): FhirAnswer {
  return outcomeAnswer(405, 'not-supported', `Here ${allowed} is offered.`, { Allow: allowed })
}
