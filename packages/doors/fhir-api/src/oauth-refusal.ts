import { type FhirAnswer, jsonAnswer } from './fhir-answer.ts'

/** RFC 6749 section 5.2. */
export interface OAuthRefusal {
  readonly error: 'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope'
  readonly sentence: string
}

export function refuseToken(
  sentence: string,
  error: OAuthRefusal['error'] = 'invalid_client',
): { readonly ok: false; readonly refusal: OAuthRefusal } {
  return { ok: false, refusal: { error, sentence } }
}

export function oauthAnswer({ error, sentence }: OAuthRefusal): FhirAnswer {
  const status = error === 'invalid_client' ? 401 : 400
  return jsonAnswer(status, { error, error_description: sentence }, { Pragma: 'no-cache' })
}
