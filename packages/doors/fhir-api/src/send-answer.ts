import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { FhirAnswer } from './fhir-answer.ts'

/** Writes an answer to its socket. Pieces are sent as fast as they are taken, compressed where the partner can read that. */
export async function sendAnswer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: FhirAnswer,
): Promise<void> {
  const { body } = answer
  for (const [name, value] of Object.entries(answer.headers)) outgoing.setHeader(name, value)
  if (typeof body === 'string' || body instanceof Uint8Array) {
    outgoing.setHeader('Content-Length', Buffer.byteLength(body))
    outgoing.writeHead(answer.status)
    // Text goes out with the headers in one write; made into bytes first it would take two.
    outgoing.end(incoming.method === 'HEAD' ? undefined : body)
    return
  }
  const isZipped = /(^|[\s,])gzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(
    String(incoming.headers['accept-encoding'] ?? ''),
  )
  if (isZipped) outgoing.setHeader('Content-Encoding', 'gzip')
  outgoing.writeHead(answer.status)
  if (incoming.method === 'HEAD') {
    outgoing.end()
    return
  }
  const pieces = Readable.from(body, { objectMode: false, highWaterMark: 1 })
  // A piece that fails, or a partner that hangs up, ends the file in the middle: the status has left already.
  await (isZipped ? pipeline(pieces, createGzip({ level: 1 }), outgoing) : pipeline(pieces, outgoing)).catch(() =>
    outgoing.destroy(),
  )
}
