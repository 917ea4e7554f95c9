import { cancelExport, type ExportJob, pollExport } from '@holdspace/db/export-store'
import type { PartnerRequest } from '@holdspace/db/fhir-door-store'
import { retryAfterSeconds, startCounting, untilCounted } from './export-kickoff.ts'
import { emptyAnswer, type FhirAnswer, type FhirRequest, jsonAnswer } from './fhir-answer.ts'
import { type FhirHouse, fhirBase } from './fhir-house.ts'
import { notFound, outcomeAnswer, refusalAnswer, unauthenticated } from './operation-outcome.ts'

/**
 * How far an export is; DELETE stops it and removes what it told. Only the partner that began it finds it. What is nearly
 * counted is waited for, instead of sending the partner away for a second.
 */
export async function handleStatus(
  house: FhirHouse,
  partner: PartnerRequest,
  exportId: string,
  request: FhirRequest,
): Promise<FhirAnswer> {
  const asked = await pollExport(house.db, partner, exportId)
  if (asked === 'unauthenticated') return refusalAnswer(unauthenticated)
  if (asked === null) return refusalAnswer(notFound)
  if (request.method === 'DELETE') {
    await cancelExport(house.db, asked)
    return emptyAnswer(202, {})
  }
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return outcomeAnswer(405, 'not-supported', 'Ask for the status with GET; stop the export with DELETE.', {
      Allow: 'GET, DELETE',
    })
  if (asked.state === 'ready') return manifestAnswer(house, asked)
  if (asked.isImpatient) return outcomeAnswer(429, 'throttled', 'Ask again in a second.', retry)
  if (!(await untilCounted(exportId))) {
    if (asked.isLeft) startCounting(house, partner, asked)
    return stillCounting
  }
  const counted = await pollExport(house.db, partner, exportId)
  if (counted === 'unauthenticated') return refusalAnswer(unauthenticated)
  if (counted === null) return refusalAnswer(notFound)
  return counted.state === 'ready' ? manifestAnswer(house, counted) : stillCounting
}

const retry = { 'Retry-After': String(retryAfterSeconds) }
const stillCounting = emptyAnswer(202, { ...retry, 'X-Progress': 'counting what was released' })

function manifestAnswer(house: FhirHouse, job: ExportJob): FhirAnswer {
  return jsonAnswer(200, manifestOf(house, job), { Expires: job.expiresAt.toUTCString() })
}

function manifestOf(house: FhirHouse, job: ExportJob) {
  const file = (name: string) => `${fhirBase(house)}/bulk-files/${job.exportId}/${name}.ndjson`
  return {
    transactionTime: job.transactionTime.toISOString(),
    request: job.request,
    requiresAccessToken: true,
    output: (job.output ?? []).map(({ type, count }) => ({ type, url: file(type), count })),
    deleted: job.deletedCount === 0 ? [] : [{ type: 'Bundle', url: file('deleted'), count: job.deletedCount }],
    error: [],
  }
}
