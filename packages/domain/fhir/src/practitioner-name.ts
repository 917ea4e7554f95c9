import type { HumanName } from 'fhir/r4'

const titles = ['dr', 'prof', 'mr', 'ms', 'mrs', 'mx']
const mixedLetters = ['PhD', 'PsyD', 'EdD', 'PharmD', 'MSc']

/**
 * `Dr Amara Osei, MD` or `Rosa Vance LCSW` → prefix, given, family, suffix. Accounts hold one display name; US Core wants
 * a family name, so the last word that is no letters of a credential is taken for it, and the text keeps what the person
 * calls themself.
 */
export function practitionerName(displayName: string): HumanName {
  const words = displayName
    .replaceAll(',', ' ')
    .split(/\s+/)
    .filter((word) => word !== '')
  const [first = ''] = words
  const prefix = words.length > 1 && titles.includes(first.toLowerCase().replace('.', '')) ? [first] : []
  const person = words.slice(prefix.length)
  const end = person.findLastIndex((word, at) => at < 2 || !isCredential(word)) + 1
  const given = person.slice(0, end - 1)
  const suffix = person.slice(end)
  return {
    text: displayName,
    family: person[end - 1] ?? displayName,
    ...(given.length === 0 ? {} : { given }),
    ...(prefix.length === 0 ? {} : { prefix }),
    ...(suffix.length === 0 ? {} : { suffix }),
  }
}

/** `MD`, `LCSW`, `PMHNP-BC`. A person keeps at least two words of name, so nobody's family name in capitals is lost. */
function isCredential(word: string): boolean {
  return /^[A-Z][A-Z.-]+$/.test(word) || mixedLetters.includes(word)
}
