import { asObject, asObjects, asText, type Untrusted } from './parse-untrusted.ts'
import { codeSystems, readConcept } from './read-concept.ts'
import type { ReferredIdentifier } from './referral-content.ts'

export interface IdentifierReading {
  readonly kept: readonly ReferredIdentifier[]
  /** In words, one each: "Social Security number". */
  readonly dropped: readonly string[]
  /** The dropped numbers themselves, only so that they can be struck out of the file that is kept as evidence. */
  readonly droppedValues: readonly string[]
}

/**
 * A partner's own record number and the medical record number are kept with their system and can be searched; numbers
 * that open bank accounts and borders are dropped and listed (RULINGS 20, 21).
 */
export function readIdentifiers(patient: Untrusted): IdentifierReading {
  const kept: ReferredIdentifier[] = []
  const dropped: string[] = []
  const droppedValues: string[] = []
  for (const source of asObjects(patient.identifier)) {
    const value = asText(source.value, 200)
    if (value === undefined) continue
    const system = asText(source.system, 200) ?? ''
    const type = readConcept(source.type)
    const typeCodes =
      type?.codings.filter((one) => one.system === codeSystems.identifierType).map((one) => one.code) ?? []
    const secret = secretKind(system, typeCodes, type?.text ?? '', value)
    if (secret !== undefined) {
      dropped.push(secret)
      droppedValues.push(value)
      continue
    }
    const kind = typeCodes.includes('MR') ? 'mrn' : typeCodes.length === 0 ? 'partner-record' : 'other'
    const label = type?.text ?? asText(asObject(source.assigner)?.display) ?? 'Partner’s record number'
    if (kept.some((one) => one.system === system && one.value === value)) continue
    kept.push({ kind, system, value, label })
  }
  return { kept, dropped, droppedValues }
}

/** HL7 v2 table 0203 types and well-known systems of numbers that must not be kept. */
const secrets: readonly { kind: string; types: readonly string[]; system: RegExp; words: RegExp }[] = [
  {
    kind: 'Social Security number',
    types: ['SS', 'SB'],
    system: /us-ssn|2\.16\.840\.1\.113883\.4\.1$/i,
    words: /social security|\bssn\b/i,
  },
  {
    kind: 'Driver’s licence number',
    types: ['DL'],
    system: /2\.16\.840\.1\.113883\.4\.3\.\d+$|driv(er|ing)/i,
    words: /driv(er|ing)[’']?s?[ -]licen[cs]e/i,
  },
  { kind: 'Passport number', types: ['PPN'], system: /passport/i, words: /passport/i },
  { kind: 'Taxpayer number', types: ['TAX', 'ITIN'], system: /2\.16\.840\.1\.113883\.4\.2$/i, words: /taxpayer/i },
  { kind: 'National identity number', types: ['NI'], system: /national-?id/i, words: /national identi/i },
  {
    kind: 'Bank or card number',
    types: ['BC', 'BA', 'CZ'],
    system: /credit-?card/i,
    words: /credit card|bank account/i,
  },
]

function secretKind(system: string, types: readonly string[], words: string, value: string): string | undefined {
  const known = secrets.find(
    (secret) =>
      secret.types.some((type) => types.includes(type)) || secret.system.test(system) || secret.words.test(words),
  )
  if (known !== undefined) return known.kind
  // An untyped number that looks like nothing but a Social Security number is treated as one.
  return types.length === 0 && /^\d{3}-\d{2}-\d{4}$/.test(value) ? 'Social Security number' : undefined
}

/**
 * The file as it is kept for evidence: each dropped number struck out wherever it stands, also in claims and narrative.
 * Everything else stays as the sender wrote it, character by character; the hash of the untouched file is kept beside it.
 */
export function withoutDroppedNumbers(text: string, droppedValues: readonly string[]): string {
  let kept = text
  for (const value of droppedValues) {
    // A value as short as three characters is a placeholder, and striking it out would maul the file around it.
    if (value.length < 4) continue
    const spellings = new Set([value, value.replace(/[\s-]/g, ''), JSON.stringify(value).slice(1, -1)])
    for (const spelling of spellings) kept = kept.replaceAll(spelling, 'number-dropped')
  }
  return kept
}
