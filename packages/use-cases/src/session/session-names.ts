import type { DeviceId, PracticeId, SessionId } from '@holdspace/kit/ids'

/** Origin of a practice's ledger: the installation's address without its scheme, and the practice (tlog-checkpoint). */
export function ledgerOrigin(publicUrl: string, practiceId: PracticeId): string {
  return `${publicUrl.replace(/^https?:\/\//, '').replaceAll('+', '-')}/ledger/${practiceId}`
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
