import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FhirAnswer, FhirRequest } from './fhir-answer.ts'
import { handleFhir } from './fhir-door.ts'
import type { FhirHouse } from './fhir-house.ts'
import { outcomeAnswer } from './operation-outcome.ts'
import { sendAnswer } from './send-answer.ts'

/** S41: a partner only ever sends a token request or a search form. */
const mostBodyBytes = 1024 * 1024
export const fhirPrefix = '/fhir/r4'

/**
 * The FHIR door on `node:http`, for every request whose path starts with `/fhir/r4`. An unexpected error becomes one
 * generic sentence and is told to `onFailure`, never to the partner (S54).
 */
export function fhirListener(house: FhirHouse, onFailure: (error: unknown, requestId: string) => void) {
  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const requestId = randomUUID()
    const answer = await answerOf(house, incoming, requestId).catch((error: unknown) => {
      onFailure(error, requestId)
      return outcomeAnswer(500, 'exception', `Something failed on our side. Quote ${requestId} when you report it.`)
    })
    outgoing.setHeader('X-Request-Id', requestId)
    await sendAnswer(incoming, outgoing, answer)
  }
}

async function answerOf(house: FhirHouse, incoming: IncomingMessage, requestId: string): Promise<FhirAnswer> {
  const body = await readBody(incoming)
  if (body === null)
    return outcomeAnswer(413, 'too-long', 'A request here may be at most 1 MB.', { Connection: 'close' })
  return handleFhir(house, requestOf(incoming, body, requestId))
}

function requestOf(incoming: IncomingMessage, body: string, requestId: string): FhirRequest {
  const [path = '', query = ''] = splitOnce(incoming.url ?? '/', '?')
  return {
    method: incoming.method ?? 'GET',
    path: path.startsWith(fhirPrefix) ? path.slice(fhirPrefix.length) : path,
    query,
    headers: Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
    ),
    body,
    requestId,
    address: incoming.socket.remoteAddress ?? '',
  }
}

function splitOnce(text: string, mark: string): readonly string[] {
  const at = text.indexOf(mark)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

async function readBody(incoming: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of incoming) {
    length += chunk.length
    if (length > mostBodyBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
