import type { IncomingMessage } from 'node:http'
import type { Refusal } from '@holdspace/kit/refusal'

/**
 * Refuses a request that another site made a signed-in browser send (S31; `SameSite` alone is not enough). Reading with
 * GET changes nothing and passes, unless the browser itself says another site asks. Everything else must come from our
 * own origin and must be JSON, which no HTML form can send.
 *
 * `ownOrigins` are scheme, host and port as browsers write them, e.g. `http://localhost:3000`.
 */
export function originGuard(
  req: Pick<IncomingMessage, 'method' | 'headers'>,
  ownOrigins: readonly string[],
): Refusal | null {
  const fetchSite = req.headers['sec-fetch-site']
  if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none') return foreign
  if (req.method === 'GET' || req.method === 'HEAD') return null
  if (req.method !== 'POST') return { family: 'invalid', code: 'wrong-method', sentence: 'Changes are sent with POST.' }
  const origin = req.headers.origin
  if (origin === undefined || !ownOrigins.includes(origin)) return foreign
  const mediaType = req.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (mediaType !== 'application/json') {
    return { family: 'invalid', code: 'not-json', sentence: 'Send JSON (application/json).' }
  }
  return null
}

const foreign: Refusal = {
  family: 'not-permitted',
  code: 'foreign-origin',
  sentence: 'This request came from another site and was not carried out. Open Holdspace itself and try again.',
}
