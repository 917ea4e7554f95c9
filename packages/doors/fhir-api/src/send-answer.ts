import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Writable } from 'node:stream'
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
  await sendPieces(body, isZipped, outgoing)
}

/** A piece is asked for when the one before it is on its way, whose memory may be used again from then on. */
async function sendPieces(
  pieces: AsyncIterable<Uint8Array>,
  isZipped: boolean,
  outgoing: ServerResponse,
): Promise<void> {
  const gone = new Promise<never>((_resolve, reject) => {
    outgoing.once('close', () => reject(new Error('The partner hung up')))
  })
  gone.catch(() => undefined)
  const target = isZipped ? createGzip({ level: 1 }) : outgoing
  if (target !== outgoing) target.pipe(outgoing)
  try {
    for await (const piece of pieces) await Promise.race([gone, written(target, piece)])
    target.end()
  } catch {
    // A piece that fails, or a partner that hangs up, ends the file in the middle: the status has left already.
    outgoing.destroy()
  }
}

function written(target: Writable, piece: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    target.write(piece, (error) => (error == null ? resolve() : reject(error)))
  })
}
