/**
 * States and territories that keep one time all over, by the postal abbreviation of the address. Those with two zones
 * are not here: an address there does not say the time (US Naval Observatory, map of standard time zones; `G`).
 */
const zoneOfState: Readonly<Record<string, string>> = {
  ...each('America/New_York', 'CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV'),
  ...each('America/Chicago', 'AL AR IA IL LA MN MO MS OK WI'),
  ...each('America/Denver', 'CO MT NM UT WY'),
  ...each('America/Los_Angeles', 'CA WA'),
  ...each('Pacific/Honolulu', 'HI'),
  ...each('America/Puerto_Rico', 'PR'),
}

function each(zone: string, states: string): Record<string, string> {
  return Object.fromEntries(states.split(' ').map((state) => [state, zone]))
}

interface Living {
  readonly addresses: readonly { readonly state?: string | undefined; readonly country?: string | undefined }[]
}

/** The zone in which somebody is asked at nine in the morning: by the first address that says it, else the practice's. */
export function zoneOfPerson({ addresses }: Living, practiceZone: string): string {
  const [first] = addresses
  const inTheUs = first?.country === undefined || /^(US|USA|United States)/i.test(first.country)
  const state = first?.state?.trim().toUpperCase()
  return (inTheUs && state !== undefined ? zoneOfState[state] : undefined) ?? practiceZone
}
