import { deletedLines, exportLines, openExportFile, pollExport } from '@holdspace/db/export-store'
import type { PartnerRequest } from '@holdspace/db/fhir-door-store'
import { answer, type FhirAnswer } from './fhir-answer.ts'
import type { FhirHouse } from './fhir-house.ts'
import { beyondScope, notFound, refusalAnswer, unauthenticated } from './operation-outcome.ts'

const ndjson = 'application/fhir+ndjson'

/** One file of an export, read out of the projection while it is fetched, under the releases of that moment. */
export async function handleFile(
  house: FhirHouse,
  partner: PartnerRequest,
  exportId: string,
  name: string,
): Promise<FhirAnswer> {
  const job = await pollExport(house.db, partner, exportId)
  if (job === 'unauthenticated') return refusalAnswer(unauthenticated)
  if (job === null || job.state !== 'ready') return refusalAnswer(notFound)
  if (name === 'deleted.ndjson') {
    const lines = job.since === null ? [] : await deletedLines(house.db, partner, job)
    return answer(200, ndjson, lines.map(({ line }) => `${line}\n`).join(''))
  }
  const type = name.endsWith('.ndjson') ? name.slice(0, -'.ndjson'.length) : ''
  if (!job.types.includes(type)) return refusalAnswer(notFound)
  const opened = await openExportFile(house.db, partner, exportId, type)
  if (opened === 'unauthenticated') return refusalAnswer(unauthenticated)
  if (opened === 'scope') return refusalAnswer(beyondScope)
  if (opened === null) return refusalAnswer(notFound)
  return answer(200, ndjson, exportLines(house.db, partner, exportId, type))
}
