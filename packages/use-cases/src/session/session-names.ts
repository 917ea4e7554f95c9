import type { DeviceId, PracticeId, SessionId } from '@holdspace/kit/ids'

/**
 * Origin of a practice's ledger (tlog-checkpoint): one per practice, for ever. It does not name the installation's
 * address, which can move while the ledger may not.
 */
export function ledgerOrigin(practiceId: PracticeId): string {
  return `holdspace/ledger/${practiceId}`
}

/** What is announced when a session got a new entry. */
export function sessionTopic(id: SessionId): string {
  return `session:${id}`
}

/**
 * Acts the server writes for a person (opening, an order, a signature, an addendum) count under this device, so that
 * the count of a real device has no hole that was not a lost entry (docs/decisions/0002).
 */
export const recordDevice = '00000000-0000-7000-8000-000000000001' as DeviceId

/** What is announced when a session of the practice opens, ends or is signed: the board listens. */
export function sessionBoardTopic(practiceId: PracticeId): string {
  return `board:${practiceId}`
}
