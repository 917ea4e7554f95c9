import type { ProtocolStatus } from '@holdspace/protocols/protocol-version'

/** Approved and retired versions do not change any more: there is nothing to take into use. */
export function mayBeTakenIntoUse(status: ProtocolStatus): boolean {
  return status === 'draft' || status === 'in-review'
}
