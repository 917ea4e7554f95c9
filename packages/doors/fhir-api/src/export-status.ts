import { cancelExport, type ExportJob, pollExport } from '@holdspace/db/export-store'
import type { PartnerRequest } from '@holdspace/db/fhir-door-store'
import { retryAfterSeconds, startCounting } from './export-kickoff.ts'
import { emptyAnswer, type FhirAnswer, type FhirRequest, jsonAnswer } from './fhir-answer.ts'
import { type FhirHouse, fhirBase } from './fhir-house.ts'
import { notFound, outcomeAnswer, refusalAnswer, unauthenticated } from './operation-outcome.ts'

/** How far an export is; DELETE stops it and removes what it told. Only the partner that began it finds it. */
export async function handleStatus(
  house: FhirHouse,
  partner: PartnerRequest,
  exportId: string,
  request: FhirRequest,
): Promise<FhirAnswer> {
  const job = await pollExport(house.db, partner, exportId)
  if (job === 'unauthenticated') return refusalAnswer(unauthenticated)
  if (job === null) return refusalAnswer(notFound)
  if (request.method === 'DELETE') {
    await cancelExport(house.db, job)
    return emptyAnswer(202, {})
  }
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return outcomeAnswer(405, 'not-supported', 'Ask for the status with GET; stop the export with DELETE.', {
      Allow: 'GET, DELETE',
    })
  if (job.state === 'ready') return jsonAnswer(200, manifestOf(house, job), { Expires: job.expiresAt.toUTCString() })
  const retry = { 'Retry-After': String(retryAfterSeconds) }
  if (job.isImpatient) return outcomeAnswer(429, 'throttled', 'Ask again in a second.', retry)
  if (job.isLeft) startCounting(house, partner, job)
  return emptyAnswer(202, { ...retry, 'X-Progress': 'counting what was released' })
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
