import type { Coding, Identifier, Reference } from 'fhir/r4'
import type { FhirResource } from '../resource-types.ts'
import type { UsCore } from './us-core.ts'

/**
 * What the validator does not look at: NPI check digits (us-core-16, us-core-17), where references point, bindings of the
 * codes we choose ourselves, UCUM, and the elements we promise never to use.
 */
export function ownIssues(resource: FhirResource, usCore: UsCore | null): string[] {
  return [
    ...npiIssues(resource),
    ...referenceIssues(resource),
    ...bindingIssues(resource, usCore),
    ...unitIssues(resource),
    ...(JSON.stringify(resource).includes('"entity":[{"agent"') ? ['Provenance.entity.agent is used'] : []),
  ]
}

function npiIssues(resource: FhirResource): string[] {
  if (resource.resourceType !== 'Practitioner' && resource.resourceType !== 'Organization') return []
  const npis = (resource.identifier ?? []).filter((one: Identifier) => one.system === 'http://hl7.org/fhir/sid/us-npi')
  return npis.filter((one) => !hasNpiCheckDigit(one.value ?? '')).map((one) => `us-core-17: ${one.value} is no NPI`)
}

/** Luhn over 80840 and the ten digits. */
function hasNpiCheckDigit(npi: string): boolean {
  if (!/^\d{10}$/.test(npi)) return false
  const digits = [...`80840${npi}`].reverse().map(Number)
  const sum = digits.reduce((total, digit, at) => {
    const doubled = at % 2 === 1 ? digit * 2 : digit
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

const patientPlaces = ['subject', 'patient', 'securityContext'] as const

function referenceIssues(resource: FhirResource): string[] {
  return patientPlaces.flatMap((place) => {
    const reference = (resource as unknown as Record<string, Reference | undefined>)[place]?.reference
    return reference === undefined || reference.startsWith('Patient/') ? [] : [`${place} points at ${reference}`]
  })
}

const categorySets: Readonly<Record<string, string>> = {
  DocumentReference: 'http://hl7.org/fhir/us/core/ValueSet/us-core-documentreference-category',
  Condition: 'http://hl7.org/fhir/us/core/ValueSet/us-core-problem-or-health-concern',
}

const codeLists: Readonly<Record<string, readonly string[]>> = {
  gender: ['male', 'female', 'other', 'unknown'],
  status: [
    'registered preliminary final amended corrected cancelled entered-in-error unknown',
    'planned arrived triaged in-progress onleave finished preparation not-done on-hold stopped completed current superseded active inactive on-hold revoked billable billed issued',
  ].flatMap((line) => line.split(' ')),
}

function bindingIssues(resource: FhirResource, usCore: UsCore | null): string[] {
  const fields = resource as unknown as Record<string, unknown>
  const codes = Object.entries(codeLists).flatMap(([field, list]) => {
    const value = fields[field]
    return typeof value === 'string' && !list.includes(value) ? [`${field} ${value} is in no value set`] : []
  })
  const setUrl = categorySets[resource.resourceType]
  if (setUrl === undefined || usCore === null) return codes
  const include = usCore.valueSets.get(setUrl)?.compose?.include ?? []
  const allowed = (coding: Coding) =>
    include.some(
      (part) =>
        part.system === coding.system &&
        (part.concept === undefined || part.concept.some((concept) => concept.code === coding.code)),
    )
  const categories = (fields.category as { coding?: Coding[] }[] | undefined) ?? []
  const isBound = categories.some((category) => (category.coding ?? []).some(allowed))
  return isBound ? codes : [...codes, `category is not of ${setUrl}`]
}

/** Every unit the mappings can produce, as UCUM spells it. */
const ucumUnits = ['mm[Hg]', '/min', '%', 'Cel', 'kg', 'cm', 'mg', 'mg/h', 'L/min', '{score}']

function unitIssues(resource: FhirResource): string[] {
  const quantities = [...JSON.stringify(resource).matchAll(/"system":"http:\/\/unitsofmeasure.org","code":"([^"]+)"/g)]
  return quantities.flatMap(([, code = '']) => (ucumUnits.includes(code) ? [] : [`${code} is no UCUM unit of ours`]))
}
