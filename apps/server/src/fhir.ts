import type { IncomingMessage } from 'node:http'
import { handleFhir } from '@holdspace/fhir-api/fhir-door'
import type { FhirHouse } from '@holdspace/fhir-api/fhir-house'
import { sendAnswer } from '@holdspace/fhir-api/send-answer'
import { type Door, sendPlain, usualBodyBytes } from './front.ts'

/** `/fhir/r4` without its base; the FHIR door knows nothing of where it is mounted. */
const base = '/fhir/r4'

/** Between sockets and the FHIR door: reads the body, counts it, hands over plain values, writes the answer. */
export function fhirDoor(house: FhirHouse, addressOf: (req: IncomingMessage) => string): Door {
  return async (req, res) => {
    const body = await readText(req)
    if (body === null) return sendPlain(res, 413, 'This is more than can be sent at once.')
    const [path = '', query = ''] = splitOnce((req.url ?? '').slice(base.length), '?')
    const answer = await handleFhir(house, {
      method: req.method ?? 'GET',
      path: path === '' ? '/' : path,
      query,
      headers: singleHeaders(req),
      body,
      requestId: String(res.getHeader('x-request-id') ?? ''),
      address: addressOf(req),
    })
    await sendAnswer(req, res, answer)
  }
}

async function readText(req: IncomingMessage): Promise<string | null> {
  if (!announcesBody(req)) return ''
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req) {
    size += chunk.length
    if (size > usualBodyBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** A body is announced by one of these, or there is none (RFC 9112 section 6). */
function announcesBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'
}

type SingleHeaders = Readonly<Record<string, string | undefined>>

/** Repeated headers are joined by Node already; the few it keeps as lists (cookies) are of no use to a partner. */
function singleHeaders(req: IncomingMessage): SingleHeaders {
  if (areSingle(req.headers)) return req.headers
  return Object.fromEntries(
    Object.entries(req.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
}

function areSingle(headers: IncomingMessage['headers']): headers is SingleHeaders {
  return !Object.values(headers).some((value) => Array.isArray(value))
}

function splitOnce(text: string, at: string): readonly [string, string] {
  const where = text.indexOf(at)
  return where === -1 ? [text, ''] : [text.slice(0, where), text.slice(where + 1)]
}
