import type { AppRouter } from '@holdspace/api/router'
import type { Decision } from '@holdspace/kit/decision'
import type { Refusal } from '@holdspace/kit/refusal'
import type { TRPCClientError } from '@trpc/client'

/** What was sent may have been recorded and its answer lost on the way: whoever sent it is not told otherwise. */
const noConnection: Refusal = {
  family: 'unavailable',
  code: 'no-connection',
  sentence:
    'Holdspace cannot be reached just now. If you sent something, it may have arrived: check the connection, then look before you send it again.',
}

/** Told by its name: a page may have loaded the client twice, and then no class is the other's (RULINGS 22). */
function isFromServer(error: unknown): error is TRPCClientError<AppRouter> {
  return error instanceof Error && error.name === 'TRPCClientError'
}

/** The refusal an error carries; what reached no server, or broke on it, reads as unavailable. */
export function refusalOf(error: unknown): Refusal {
  if (!isFromServer(error)) return noConnection
  const { data, message } = error
  if (data === null || data === undefined) return noConnection
  return data.refusal ?? { family: 'unavailable', code: 'unexpected', sentence: message }
}

/** Does something and answers a decision: an act of a screen never throws what it expected. */
export async function attempt<T>(act: () => Promise<T>): Promise<Decision<T>> {
  try {
    return { ok: true, value: await act() }
  } catch (error) {
    return { ok: false, refusal: refusalOf(error) }
  }
}
