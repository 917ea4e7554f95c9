import type { Refusal, RefusalFamily } from '@holdspace/kit/refusal'
import { answer, type FhirAnswer, fhirJson } from './fhir-answer.ts'

/** The one table from a refusal to what a partner's system is told: HTTP status and issue type (R4 issue-type). */
export const outcomeTable: { readonly [Family in RefusalFamily]: { readonly status: number; readonly code: string } } =
  {
    unauthenticated: { status: 401, code: 'login' },
    'login-locked': { status: 401, code: 'login' },
    'step-up-required': { status: 401, code: 'login' },
    'not-permitted': { status: 403, code: 'forbidden' },
    'not-found': { status: 404, code: 'not-found' },
    invalid: { status: 400, code: 'invalid' },
    unprocessable: { status: 422, code: 'business-rule' },
    conflict: { status: 409, code: 'conflict' },
    'too-large': { status: 413, code: 'too-long' },
    'too-many': { status: 429, code: 'throttled' },
    unavailable: { status: 503, code: 'transient' },
  }

export function refusalAnswer(refusal: Refusal): FhirAnswer {
  const { status, code } = outcomeTable[refusal.family]
  const headers: Record<string, string> = status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}
  return outcomeAnswer(status, code, refusal.sentence, headers)
}

/** For what only HTTP knows: a method that is not offered, a format, a resource that is gone. */
export function outcomeAnswer(
  status: number,
  code: string,
  sentence: string,
  headers: Readonly<Record<string, string>> = {},
): FhirAnswer {
  return answer(status, fhirJson, JSON.stringify(operationOutcome('error', code, sentence)), headers)
}

export function operationOutcome(severity: 'error' | 'warning', code: string, sentence: string) {
  return { resourceType: 'OperationOutcome', issue: [{ severity, code, details: { text: sentence } }] }
}

export const unauthenticated: Refusal = {
  family: 'unauthenticated',
  code: 'token-not-valid',
  sentence:
    'The access token is missing, unknown, expired or its client was revoked. Ask the token address for a new one.',
}

export const beyondScope: Refusal = {
  family: 'not-permitted',
  code: 'beyond-scope',
  sentence: 'The access token does not carry a scope for this. Ask for a token with the scope, if it is registered.',
}

/** The same words for what does not exist and for what may not be known to exist (RULINGS 20). */
export const notFound: Refusal = {
  family: 'not-found',
  code: 'resource-not-found',
  sentence: 'There is no such resource here that this client may see.',
}
