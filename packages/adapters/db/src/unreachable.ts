import type { Refusal } from '@holdspace/kit/refusal'
import { sqlState } from './database.ts'

/** Connection exceptions (class 08), being shut down, crashed or starting (57P01–57P03), no connection left (53300). */
const awayStates = /^(08...|57P0[123]|53300)$/
const awayCodes = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/
/** What the driver says where it gives no code. */
const awayWords = /Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect/

/**
 * Whether an error means that the database is not there at the moment (a restart, a crash, too many connections) and not
 * that it refused a statement. The same request, sent again, may go through; a commit whose answer was lost is found by
 * its key (IK4, R8).
 */
export function isUnreachable(error: unknown): boolean {
  const state = sqlState(error)
  if (state !== null) return awayStates.test(state)
  for (let each = error; each instanceof Error; each = each.cause) {
    if (awayWords.test(each.message)) return true
    if ('code' in each && typeof each.code === 'string' && awayCodes.test(each.code)) return true
  }
  return false
}

/** A character that is none in UTF-8, or that its column cannot hold: the null character, half a surrogate pair. */
const unwritableStates = /^(22021|22P05)$/

/** Whether the database refused a text because of a character in it: the sender's fault, and sent again it fails again. */
export function isUnwritable(error: unknown): boolean {
  const state = sqlState(error)
  return state !== null && unwritableStates.test(state)
}

export const textNotUsable: Refusal = {
  family: 'invalid',
  code: 'text-not-usable',
  sentence: 'There is a character in this text that cannot be kept. Type it again instead of pasting it.',
}

/** The disk has no room (53100): the whole act was taken back, and the same request may go through once there is. */
function isDiskFull(error: unknown): boolean {
  return sqlState(error) === '53100'
}

/**
 * Why nothing can be recorded or read at this moment, where the same request may go through later; null for an error of
 * any other kind. Every door tells it with 503 and when to ask again, so that an outbox keeps what it has (R8, R9).
 */
export function whyUnavailable(error: unknown): Refusal | null {
  if (isUnreachable(error)) return databaseAway
  return isDiskFull(error) ? diskFull : null
}

/** How soon it is worth asking again; the embedded database is back within a few seconds of a crash. */
export const retryAfterSeconds = 1

export const diskFull: Refusal = {
  family: 'unavailable',
  code: 'disk-full',
  sentence:
    'The server has no room left on its disk: nothing is recorded until somebody makes room. What waits on this device stays there; tell whoever runs the server.',
}

export const databaseAway: Refusal = {
  family: 'unavailable',
  code: 'database-away',
  sentence: 'Holdspace cannot reach its database for a moment. Try again; what is sent twice is recorded once.',
}
