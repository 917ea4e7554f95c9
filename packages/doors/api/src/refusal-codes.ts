import { isUnwritable, textNotUsable, whyUnavailable } from '@holdspace/db/unreachable'
import type { Decision } from '@holdspace/kit/decision'
import { isRefusalError, type Refusal, RefusalError, type RefusalFamily } from '@holdspace/kit/refusal'
import { TRPCError } from '@trpc/server'

type TrpcCode = TRPCError['code']

/** What the tRPC door makes of each family of refusal. The family and code travel beside it, so screens match on those. */
export const trpcCodeOf: { readonly [Family in RefusalFamily]: TrpcCode } = {
  unauthenticated: 'UNAUTHORIZED',
  'login-locked': 'UNAUTHORIZED',
  'step-up-required': 'PRECONDITION_REQUIRED',
  'not-permitted': 'FORBIDDEN',
  'not-found': 'NOT_FOUND',
  invalid: 'BAD_REQUEST',
  unprocessable: 'UNPROCESSABLE_CONTENT',
  conflict: 'CONFLICT',
  'too-large': 'PAYLOAD_TOO_LARGE',
  'too-many': 'TOO_MANY_REQUESTS',
  unavailable: 'SERVICE_UNAVAILABLE',
}

export function toTrpcError(refusal: Refusal): TRPCError {
  return new TRPCError({
    code: trpcCodeOf[refusal.family],
    message: refusal.sentence,
    cause: new RefusalError(refusal),
  })
}

/** Turns a use case's decision into the procedure's value, or into the error that carries its refusal. */
export async function answer<T>(decision: Decision<T> | Promise<Decision<T>>): Promise<T> {
  const decided = await decision
  if (decided.ok) return decided.value
  throw toTrpcError(decided.refusal)
}

/** The refusal inside an error, where it was an expected "no". */
export function refusalOf(error: TRPCError): Refusal | null {
  if (isRefusalError(error.cause)) return error.cause.refusal
  const away = whyUnavailable(error.cause)
  if (away !== null) return away
  if (isUnwritable(error.cause)) return textNotUsable
  const known = transportRefusals[error.code]
  return known === undefined ? null : known
}

/** What tRPC itself refuses before a procedure is reached, said in words a person can act on. */
const transportRefusals: { readonly [Code in TrpcCode]?: Refusal } = {
  NOT_FOUND: { family: 'not-found', code: 'no-such-procedure', sentence: 'Holdspace has no such question.' },
  PAYLOAD_TOO_LARGE: {
    family: 'too-large',
    code: 'body-too-large',
    sentence: 'This is more than can be sent at once.',
  },
  PARSE_ERROR: { family: 'invalid', code: 'not-json', sentence: 'What was sent is not readable JSON.' },
  UNSUPPORTED_MEDIA_TYPE: { family: 'invalid', code: 'not-json', sentence: 'Send JSON (application/json).' },
  METHOD_NOT_SUPPORTED: { family: 'invalid', code: 'wrong-method', sentence: 'Changes are sent with POST.' },
}

export const notSignedIn: Refusal = {
  family: 'unauthenticated',
  code: 'not-signed-in',
  sentence: 'You are not signed in. Sign in and try again.',
}

export const loginIsLocked: Refusal = {
  family: 'login-locked',
  code: 'login-locked',
  sentence: 'This login locked itself after 15 minutes without use. Enter your password to go on.',
}

/** A browser without a packet cookie, or whose packet was taken back or left alone too long. */
export const noPacketHere: Refusal = {
  family: 'unauthenticated',
  code: 'no-packet-here',
  sentence: 'Your forms are not open on this device. Open the link from your message again.',
}

export const packetIsClosed: Refusal = {
  family: 'conflict',
  code: 'forms-closed',
  sentence: 'These forms are closed. Please ask your clinic if something should be changed.',
}
