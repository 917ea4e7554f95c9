import type { PostalAddress, Telecom } from '@holdspace/clinic/referral/referral-content'
import type { Address, ContactPoint } from 'fhir/r4'

const contactUses = ['home', 'work', 'temp', 'old', 'mobile'] as const

/** A use the sender invented is left out: the binding is required, and a wrong one says something untrue. */
export function contactPointOf(telecom: Telecom): ContactPoint {
  const use = contactUses.find((known) => known === telecom.use)
  return { system: telecom.system, value: telecom.value, ...(use === undefined ? {} : { use }) }
}

export function addressOf(address: PostalAddress): Address {
  return {
    ...(address.lines.length === 0 ? {} : { line: [...address.lines] }),
    ...(address.city === undefined ? {} : { city: address.city }),
    ...(address.state === undefined ? {} : { state: address.state }),
    ...(address.postalCode === undefined ? {} : { postalCode: address.postalCode }),
    ...(address.country === undefined ? {} : { country: address.country }),
  }
}

export function hasAddress(address: PostalAddress): boolean {
  return Object.keys(addressOf(address)).length > 0
}
