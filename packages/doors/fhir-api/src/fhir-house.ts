import type { Clock } from '@holdspace/kit/instant'
import type { House } from '@holdspace/use-cases/house'

/** What the FHIR door needs of the house, and the real time for tokens. */
export interface FhirHouse extends Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl' | 'randomBytes'> {
  /**
   * The time partners share with us: an assertion or a token expires by it even where the demo clinic's own clock was
   * set to another day (`HOLDSPACE_CLOCK`).
   */
  readonly wallClock: Clock
  /**
   * Which audience a client assertion may name. SMART 2.2 says the token address; rfc7523bis turns to the issuer alone
   * (SECURITY F5).
   */
  readonly assertionAudience: 'token-address-or-issuer' | 'issuer-only'
}

export function fhirBase(house: Pick<House, 'publicUrl'>): string {
  return `${house.publicUrl}/fhir/r4`
}

export function tokenAddress(house: Pick<House, 'publicUrl'>): string {
  return `${fhirBase(house)}/auth/token`
}
