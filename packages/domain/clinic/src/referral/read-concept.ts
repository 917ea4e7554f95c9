import { asObject, asObjects, asText, type Untrusted } from './parse-untrusted.ts'
import type { Coding, Concept } from './referral-content.ts'

/** FHIR CodeableConcept → words and codes; undefined when there is nothing a person could read. */
export function readConcept(value: unknown): Concept | undefined {
  const source = asObject(value)
  if (source === undefined) return undefined
  const codings = readCodings(source.coding)
  const text = asText(source.text) ?? codings.find((one) => one.display !== undefined)?.display ?? codings[0]?.code
  return text === undefined ? undefined : { text, codings }
}

export function readCodings(value: unknown): Coding[] {
  return asObjects(value).flatMap((source) => {
    const code = asText(source.code, 100)
    if (code === undefined) return []
    const display = asText(source.display)
    return [{ system: asText(source.system, 200) ?? '', code, ...(display === undefined ? {} : { display }) }]
  })
}

/** The first code of a status field such as `clinicalStatus`, lower case; undefined when the file does not say. */
export function statusCode(value: unknown): string | undefined {
  return (typeof value === 'string' ? asText(value, 60) : readConcept(value)?.codings[0]?.code)?.toLowerCase()
}

export function hasCode(concept: Concept, system: string, codes: ReadonlySet<string>): boolean {
  return concept.codings.some((one) => one.system === system && codes.has(one.code))
}

/** The same thing said twice: equal by any shared code, or by the words where no code is given. */
export function conceptKey(concept: Concept): string {
  const first = concept.codings.find((one) => one.system !== '') ?? concept.codings[0]
  return first === undefined ? concept.text.toLowerCase() : `${first.system}|${first.code}`
}

/** An extension's own object by its address, one level down. */
export function extension(source: Untrusted, url: string): Untrusted | undefined {
  return asObjects(source.extension).find((one) => one.url === url)
}

export const codeSystems = {
  snomed: 'http://snomed.info/sct',
  rxnorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  icd10cm: 'http://hl7.org/fhir/sid/icd-10-cm',
  loinc: 'http://loinc.org',
  ucum: 'http://unitsofmeasure.org',
  identifierType: 'http://terminology.hl7.org/CodeSystem/v2-0203',
} as const
