import { type PartnerRequest, partnerPaper, type ReadAnswer, readResource } from '@holdspace/db/fhir-door-store'
import type { ServedType } from '@holdspace/fhir/resource-types'
import { answer, emptyAnswer, type FhirAnswer, type FhirRequest, fhirAnswer } from './fhir-answer.ts'
import type { FhirHouse } from './fhir-house.ts'
import { beyondScope, notFound, outcomeAnswer, refusalAnswer, unauthenticated } from './operation-outcome.ts'
import { etagOf, httpDate, withVersion } from './stored-text.ts'

export interface Wanted {
  readonly type: ServedType
  readonly id: string
  /** Null for the resource as it is. */
  readonly version: number | null
}

/** read and vread: one statement asks token, scope, release and signature, and leaves the trace. */
export async function handleRead(
  house: FhirHouse,
  partner: PartnerRequest,
  wanted: Wanted,
  request: FhirRequest,
): Promise<FhirAnswer> {
  const stored = await readResource(house.db, partner, wanted)
  switch (stored.outcome) {
    case 'unauthenticated':
      return refusalAnswer(unauthenticated)
    case 'scope':
      return refusalAnswer(beyondScope)
    case 'not-found':
      return refusalAnswer(notFound)
    case 'gone':
      return outcomeAnswer(410, 'deleted', 'This resource was removed from the record.', versionHeaders(stored))
    case 'ok':
      if (isCurrent(request, stored)) return emptyAnswer(304, versionHeaders(stored))
      return wanted.type === 'Binary'
        ? binaryAnswer(house, wanted.id, stored, request)
        : fhirAnswer(withVersion(stored.text, stored.version, stored.lastUpdated), versionHeaders(stored))
  }
}

function versionHeaders(stored: ReadAnswer): Record<string, string> {
  return { ETag: etagOf(stored.version), 'Last-Modified': httpDate(stored.lastUpdated) }
}

function isCurrent(request: FhirRequest, stored: ReadAnswer): boolean {
  const tags = request.headers['if-none-match']
  if (tags === undefined) return false
  return tags.split(',').some((tag) => tag.trim() === etagOf(stored.version) || tag.trim() === '*')
}

/** A Binary is its bytes, unless the partner asks for it as a resource; the id is their SHA-256. */
async function binaryAnswer(
  house: FhirHouse,
  id: string,
  stored: ReadAnswer,
  request: FhirRequest,
): Promise<FhirAnswer> {
  const bytes = stored.practiceId === null ? null : await partnerPaper(house.db, stored.practiceId, id)
  if (bytes === null) return refusalAnswer(notFound)
  if (wantsResource(request)) {
    const text = withVersion(stored.text, stored.version, stored.lastUpdated)
    const data = Buffer.from(bytes).toString('base64')
    return fhirAnswer(`${text.slice(0, -1)},"data":"${data}"}`, versionHeaders(stored))
  }
  return answer(200, 'application/pdf', bytes, {
    ...versionHeaders(stored),
    'Content-Disposition': 'attachment; filename="session-record.pdf"',
  })
}

function wantsResource(request: FhirRequest): boolean {
  const asked = `${request.headers.accept ?? ''} ${request.query}`
  return /fhir\+json|application\/json|_format=(json|application)/.test(asked)
}
