import type { HumanName } from 'fhir/r4'

const titles = ['dr', 'dr.', 'prof', 'prof.', 'mr', 'mr.', 'ms', 'ms.', 'mrs', 'mrs.', 'mx', 'mx.']

/**
 * `Dr Amara Osei, MD` → prefix, given, family, suffix. Accounts hold one display name; US Core wants a family name, so
 * the last word before a comma is taken for it, and the text keeps what the person calls themself.
 */
export function practitionerName(displayName: string): HumanName {
  const [person = displayName, ...letters] = displayName.split(',').map((part) => part.trim())
  const words = person.split(/\s+/)
  const [first = ''] = words
  const prefix = words.length > 1 && titles.includes(first.toLowerCase()) ? [first] : []
  const rest = words.slice(prefix.length)
  const given = rest.slice(0, -1)
  const suffix = letters.filter((part) => part !== '')
  return {
    text: displayName,
    family: rest.at(-1) ?? person,
    ...(given.length === 0 ? {} : { given }),
    ...(prefix.length === 0 ? {} : { prefix }),
    ...(suffix.length === 0 ? {} : { suffix }),
  }
}
