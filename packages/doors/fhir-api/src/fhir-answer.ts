import { joined } from '@holdspace/kit/joined'

/** A request as the front hands it in: no socket, no framework. */
export interface FhirRequest {
  readonly method: string
  /** Path below the FHIR base, with its leading slash, and the query as it came: `/Patient/1`, `a=b`. */
  readonly path: string
  readonly query: string
  /** Lower-case names. Cookies may be in it; nothing here reads them (S35). */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** Text of the body; empty without one. */
  readonly body: string
  readonly requestId: string
  readonly address: string
}

export interface FhirAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Pieces are sent as they come: a file that is longer than memory. One is whole only until the next is asked for. */
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array>
}

export const fhirJson = 'application/fhir+json; charset=utf-8'

/** Nothing a partner reads may stay in a cache on the way (S33). */
const always = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' } as const

export function answer(
  status: number,
  contentType: string,
  body: FhirAnswer['body'],
  headers: Readonly<Record<string, string>> = {},
): FhirAnswer {
  return { status, headers: joined(joined({ 'Content-Type': contentType }, always), headers), body }
}

export function fhirAnswer(text: string, headers: Readonly<Record<string, string>> = {}): FhirAnswer {
  return answer(200, fhirJson, text, headers)
}

export function jsonAnswer(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): FhirAnswer {
  return answer(status, 'application/json; charset=utf-8', JSON.stringify(value), headers)
}

export function emptyAnswer(status: number, headers: Readonly<Record<string, string>>): FhirAnswer {
  return { status, headers: { ...always, ...headers }, body: '' }
}
