import { type CalendarDate, calendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { asObject, asObjects, asText, asTexts, type Untrusted } from './parse-untrusted.ts'
import { extension, readCodings, readConcept } from './read-concept.ts'
import { type DemographicCategory, type ReferredPerson, sexes, type Telecom } from './referral-content.ts'

/**
 * FHIR Patient → who this is. Refused without a name or a full birth date, because two identifiers are asked before
 * every dose and nobody can be told apart by less (M17), and when the file says the person has died.
 */
export function readPerson(patient: Untrusted, today: CalendarDate): Decision<ReferredPerson> {
  const names = asObjects(patient.name)
  const chosen = names.find((name) => name.use === 'official') ?? names.find((name) => name.use !== 'old') ?? names[0]
  const family = asText(chosen?.family)
  const given = asTexts(chosen?.given)
  if (family === undefined && given.length === 0) return refuse(noName)
  const birthDate = calendarDate.safeParse(patient.birthDate)
  if (!birthDate.success) return refuse(noBirthDate)
  if (birthDate.data > today || birthDate.data < '1900-01-01') return refuse(impossibleBirthDate)
  if (patient.deceasedBoolean === true || typeof patient.deceasedDateTime === 'string') return refuse(hasDied)
  const prefix = asTexts(chosen?.prefix).join(' ')
  const suffix = asTexts(chosen?.suffix).join(' ')
  return accept({
    family: family ?? '',
    given,
    ...(prefix === '' ? {} : { prefix }),
    ...(suffix === '' ? {} : { suffix }),
    otherNames: names.filter((name) => name !== chosen).flatMap(wholeName),
    birthDate: birthDate.data,
    sex: sexes.find((sex) => sex === patient.gender) ?? 'unknown',
    ...optional('birthSex', asText(extension(patient, birthSexUrl)?.valueCode, 20)),
    ...optional('genderIdentity', readConcept(extension(patient, genderIdentityUrl)?.valueCodeableConcept)?.text),
    ...optional('race', readCategory(extension(patient, raceUrl))),
    ...optional('ethnicity', readCategory(extension(patient, ethnicityUrl))),
    ...optional('maritalStatus', readConcept(patient.maritalStatus)?.text),
    ...optional('language', readLanguage(patient)),
    addresses: readAddresses(patient),
    telecoms: readTelecoms(patient),
  })
}

const usCore = 'http://hl7.org/fhir/us/core/StructureDefinition'
const raceUrl = `${usCore}/us-core-race`
const ethnicityUrl = `${usCore}/us-core-ethnicity`
const birthSexUrl = `${usCore}/us-core-birthsex`
const genderIdentityUrl = `${usCore}/us-core-genderIdentity`

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]: V })
}

function wholeName(name: Untrusted): string[] {
  const whole = [...asTexts(name.given), ...asTexts(name.family)].join(' ')
  return whole === '' ? asTexts(name.text) : [whole]
}

/** US Core race and ethnicity: the coded categories, then the text the profile demands. */
function readCategory(source: Untrusted | undefined): DemographicCategory | undefined {
  if (source === undefined) return undefined
  const parts = asObjects(source.extension)
  const codings = parts.flatMap((part) => readCodings(part.valueCoding))
  const text =
    parts
      .map((part) => (part.url === 'text' ? asText(part.valueString) : undefined))
      .find((one) => one !== undefined) ?? codings.map((one) => one.display ?? one.code).join(', ')
  return text === '' ? undefined : { codings, text }
}

function readLanguage(patient: Untrusted) {
  const spoken = asObjects(patient.communication)
  const preferred = spoken.find((one) => one.preferred === true) ?? spoken[0]
  const concept = readConcept(preferred?.language)
  const first = concept?.codings[0]
  return first === undefined ? undefined : { ...first, display: first.display ?? concept?.text ?? first.code }
}

function readAddresses(patient: Untrusted) {
  return asObjects(patient.address)
    .filter((address) => address.use !== 'old')
    .slice(0, 5)
    .map((address) => ({
      lines: asTexts(address.line),
      ...optional('city', asText(address.city)),
      ...optional('state', asText(address.state)),
      ...optional('postalCode', asText(address.postalCode, 20)),
      ...optional('country', asText(address.country)),
    }))
}

function readTelecoms(patient: Untrusted): Telecom[] {
  return asObjects(patient.telecom)
    .filter((one) => one.use !== 'old')
    .slice(0, 10)
    .flatMap((one) => {
      const value = asText(one.value, 200)
      const system =
        one.system === 'email' ? 'email' : one.system === 'phone' || one.system === 'sms' ? 'phone' : undefined
      if (value === undefined || system === undefined || asObject(one) === undefined) return []
      return [{ system, value, ...optional('use', asText(one.use, 20)) }]
    })
}

const noName = {
  family: 'unprocessable',
  code: 'referral-without-name',
  sentence: 'The person in this file has no name. Nothing was kept. Ask the sender who it is about.',
} as const

const noBirthDate = {
  family: 'unprocessable',
  code: 'referral-without-birth-date',
  sentence:
    'The file gives no full birth date (day, month and year), so nobody can tell this person from another. Nothing was kept. Ask the sender to add it.',
} as const

const impossibleBirthDate = {
  family: 'unprocessable',
  code: 'referral-impossible-birth-date',
  sentence:
    'The birth date in this file cannot be right: it lies in the future or before 1900. Nothing was kept. Ask the sender to correct it.',
} as const

const hasDied = {
  family: 'unprocessable',
  code: 'referral-deceased',
  sentence:
    'The file says that this person has died. Nothing was kept. If that is a mistake, ask the sender to correct it and send it again.',
} as const
