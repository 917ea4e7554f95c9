import { ageInYears, type CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { countLeftOut, type LeftOutItem, reasonFor } from './left-out.ts'
import { importLimits } from './limits.ts'
import { type BundleResource, type OpenedBundle, openBundle, pointsTo } from './open-bundle.ts'
import { asObject, asObjects, asText, parseUntrusted } from './parse-untrusted.ts'
import { readAllergies } from './read-allergies.ts'
import { readIdentifiers } from './read-identifiers.ts'
import { readMeasurements } from './read-measurements.ts'
import { readMedications } from './read-medications.ts'
import { readPerson } from './read-person.ts'
import { readProblems } from './read-problems.ts'
import type { ReferralContent } from './referral-content.ts'

export interface ReferralFile {
  readonly text: string
  /** Size of the file as it came, in bytes. */
  readonly byteLength: number
}

export interface ReadingPractice {
  /** Today in the practice's zone. */
  readonly today: CalendarDate
  /** People under 18 are refused unless the practice treats minors (RULINGS 21). */
  readonly treatsMinors: boolean
}

export interface ReadReferral {
  readonly content: ReferralContent
  /** Numbers to strike out of the file before it is kept as evidence; never stored, never shown. */
  readonly droppedValues: readonly string[]
}

/**
 * A partner's FHIR R4 bundle (transaction, collection or searchset) → one person's referral, or the one reason why it
 * cannot be taken. Every resource of the file is either taken or listed as left out with a reason; nothing is lost
 * silently (FHIR rule 8). What is about somebody else never lands in this person's referral (M17).
 */
export function readBundle(file: ReferralFile, practice: ReadingPractice): Decision<ReadReferral> {
  if (file.byteLength > importLimits.bytes) return refuse(tooLarge(file.byteLength))
  const parsed = parseUntrusted(file.text)
  if (!parsed.ok) return parsed
  const opened = openBundle(parsed.value)
  if (!opened.ok) return opened
  const bundle = opened.value
  const patient = onePatient(bundle.resources)
  if (!patient.ok) return patient
  const person = readPerson(patient.value.body, practice.today)
  if (!person.ok) return person
  const years = ageInYears(person.value.birthDate, practice.today)
  if (years < 18 && !practice.treatsMinors) return refuse(underEighteen(years))
  const identifiers = readIdentifiers(patient.value.body)
  return accept({
    droppedValues: identifiers.droppedValues,
    content: {
      format: 1,
      bundleType: bundle.type,
      resourceCount: bundle.resources.length,
      person: person.value,
      identifiers: [...identifiers.kept],
      droppedIdentifiers: [...identifiers.dropped],
      ...readClinical(bundle, patient.value),
    },
  })
}

const clinicalTypes: ReadonlySet<string> = new Set([
  'Condition',
  'AllergyIntolerance',
  'MedicationRequest',
  'MedicationStatement',
  'Observation',
])

function readClinical(bundle: OpenedBundle, patient: BundleResource) {
  const left: LeftOutItem[] = []
  const theirs: BundleResource[] = []
  for (const resource of bundle.resources) {
    if (resource.type === 'Patient') {
      if (resource !== patient) left.push({ type: 'Patient', reason: 'The same person, word for word, a second time.' })
    } else if (!clinicalTypes.has(resource.type)) left.push({ type: resource.type, reason: reasonFor(resource.type) })
    else {
      const whose = aboutWhom(resource, patient)
      if (whose === 'this person') theirs.push(resource)
      else left.push({ type: resource.type, reason: reasonWhose[whose] })
    }
  }
  for (let entry = 0; entry < bundle.emptyEntries; entry += 1)
    left.push({ type: 'Entry', reason: 'It holds no resource.' })
  const ofType = (...types: readonly string[]) => theirs.filter((resource) => types.includes(resource.type))
  const problems = readProblems(ofType('Condition'))
  const allergies = readAllergies(ofType('AllergyIntolerance'))
  const medications = readMedications(ofType('MedicationRequest', 'MedicationStatement'), bundle.resources)
  const measurements = readMeasurements(ofType('Observation'))
  const readings = [problems, allergies, medications, measurements]
  return {
    problems: [...problems.taken],
    allergyStatus: allergies.status,
    allergies: [...allergies.taken],
    medications: [...medications.taken],
    measurements: [...measurements.taken],
    ...(measurements.bloodPressure === undefined ? {} : { bloodPressure: measurements.bloodPressure }),
    leftOut: countLeftOut([...left, ...readings.flatMap((reading) => reading.left)]),
    notices: [
      ...(bundle.isOnePageOfSeveral ? [onePage] : []),
      ...(left.some((item) => item.reason === reasonWhose['somebody else']) ? [othersInFile] : []),
      ...readings.flatMap((reading) => reading.notices ?? []),
    ],
  }
}

type Whose = 'this person' | 'somebody else' | 'nobody named'

const reasonWhose: { readonly [W in Exclude<Whose, 'this person'>]: string } = {
  'somebody else': 'It is about somebody else.',
  'nobody named': 'It does not say whom it is about.',
}

function aboutWhom({ body }: BundleResource, patient: BundleResource): Whose {
  const reference = asText(asObject(body.subject ?? body.patient)?.reference)
  if (reference === undefined) return 'nobody named'
  if (pointsTo(reference, patient) || isFoundByIdentifier(reference, patient)) return 'this person'
  return 'somebody else'
}

/** A transaction may name its patient by a search: `Patient?identifier=system|value`. */
function isFoundByIdentifier(reference: string, patient: BundleResource): boolean {
  const found = /^Patient\?identifier=([^|]*)\|(.+)$/.exec(reference)
  if (found === null) return false
  return asObjects(patient.body.identifier).some((one) => one.system === found[1] && one.value === found[2])
}

function onePatient(resources: readonly BundleResource[]): Decision<BundleResource> {
  const patients = resources.filter((resource) => resource.type === 'Patient')
  const [first] = patients
  if (first === undefined) return refuse(noPatient)
  const words = JSON.stringify(first.body)
  if (patients.some((other) => JSON.stringify(other.body) !== words)) return refuse(severalPatients(patients.length))
  return accept(first)
}

const onePage =
  'The sender’s system says this file is one page of several: more about this person exists there. Ask for the rest.'
const othersInFile = 'The file also holds entries about somebody else. They were not taken; tell the sender.'

const tooLarge = (bytes: number) =>
  ({
    family: 'too-large',
    code: 'referral-too-large',
    sentence: `This file has ${(bytes / 1024 / 1024).toFixed(1)} MB; a referral may have 20 MB. Nothing was kept. Ask the sender for this one person only.`,
  }) as const

const noPatient = {
  family: 'unprocessable',
  code: 'referral-without-patient',
  sentence: 'There is no patient in this file. Nothing was kept. Ask the sender for the file that holds the person.',
} as const

const severalPatients = (count: number) =>
  ({
    family: 'unprocessable',
    code: 'referral-several-patients',
    sentence: `There are ${count} patients in this file; a referral is about one. Nothing was kept, so that nothing lands in the wrong chart. Ask the sender for one file a person.`,
  }) as const

const underEighteen = (years: number) =>
  ({
    family: 'unprocessable',
    code: 'referral-under-18',
    sentence: `This person is ${years} years old, and this practice does not treat people under 18. Nothing was kept. Tell the sender.`,
  }) as const
