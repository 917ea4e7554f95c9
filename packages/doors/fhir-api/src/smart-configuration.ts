import { type FhirHouse, fhirBase, tokenAddress } from './fhir-house.ts'

/** SMART 2.2 discovery, for backend services alone: nothing is announced that is not there. */
export function smartConfiguration(house: Pick<FhirHouse, 'publicUrl'>) {
  return {
    issuer: fhirBase(house),
    token_endpoint: tokenAddress(house),
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['RS384', 'ES384'],
    grant_types_supported: ['client_credentials'],
    scopes_supported: ['system/*.rs', 'system/*.read'],
    response_types_supported: ['none'],
    code_challenge_methods_supported: ['S256'],
    capabilities: ['client-confidential-asymmetric', 'permission-v1', 'permission-v2'],
  }
}
