import type { PartnerRequest } from '@holdspace/db/fhir-door-store'
import type { FhirRequest } from './fhir-answer.ts'
import type { FhirHouse } from './fhir-house.ts'
import { tokenHash } from './token.ts'

/** The bearer token and the two clocks; null without a token. A cookie is no token (S35). */
export function partnerRequest(house: FhirHouse, request: FhirRequest): PartnerRequest | null {
  const [, token] = /^Bearer ([A-Za-z0-9._~+/=-]{16,512})$/i.exec(request.headers.authorization ?? '') ?? []
  if (token === undefined) return null
  return {
    tokenSha256: tokenHash(token),
    wallClock: house.wallClock(),
    now: house.clock(),
    trace: { id: house.newId(), requestId: request.requestId, address: request.address },
  }
}
