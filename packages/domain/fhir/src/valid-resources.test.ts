import { calendarDate } from '@holdspace/kit/calendar-date'
import { instant } from '@holdspace/kit/instant'
import { describe, expect, test } from 'vitest'
import { allergyResources } from './allergy-intolerance.ts'
import { codes } from './codes.ts'
import { conditionResource } from './condition.ts'
import { locationResource } from './location.ts'
import { organizationResource } from './organization.ts'
import { patientResource } from './patient.ts'
import { practitionerResource } from './practitioner.ts'
import { projectSession } from './project-session.ts'
import type { FhirResource } from './resource-types.ts'
import { chartedSession, drOsei, entry, marigold, ramonId, signature, signedRefs } from './testing/marigold-session.ts'
import { ownIssues } from './testing/own-checks.ts'
import { profileValidator, r4Validator, usCorePackage } from './testing/validator.ts'

const usCore = usCorePackage()
const validate = usCore === null ? r4Validator() : profileValidator(usCore)
const issuesOf = (resource: FhirResource): string[] => [...validate(resource), ...ownIssues(resource, usCore)]

const person = {
  family: 'Sarabia',
  given: ['Ramón', 'Luis'],
  prefix: 'Mr.',
  otherNames: ['Ramón Ortiz'],
  birthDate: calendarDate.parse('1985-07-14'),
  sex: 'male' as const,
  birthSex: 'M',
  race: { text: 'White', codings: [{ system: 'urn:oid:2.16.840.1.113883.6.238', code: '2106-3', display: 'White' }] },
  ethnicity: {
    text: 'Mexican',
    codings: [
      { system: 'urn:oid:2.16.840.1.113883.6.238', code: '2135-2', display: 'Hispanic or Latino' },
      { system: 'urn:oid:2.16.840.1.113883.6.238', code: '2148-5', display: 'Mexican' },
    ],
  },
  language: { system: 'urn:ietf:bcp:47', code: 'es', display: 'Spanish' },
  maritalStatus: 'Married',
  addresses: [{ lines: ['4 Quince Lane'], city: 'Hudson', state: 'NY', postalCode: '12534', country: 'US' }],
  telecoms: [
    { system: 'phone' as const, value: '518-555-0142', use: 'mobile' },
    { system: 'email' as const, value: 'ramon@example.com', use: 'private' },
  ],
}
const recordedAt = instant.parse('2026-07-01T13:00:00.000Z')
const identifier = { kind: 'mrn' as const, system: 'https://riverside.example/mrn', value: 'RV-1', label: 'Riverside' }
const hypertension = {
  problemId: 'p-1',
  patientId: ramonId,
  concept: {
    text: 'Hypertension',
    codings: [{ system: 'http://snomed.info/sct', code: '38341003', display: 'Hypertension' }],
  },
  status: 'active' as const,
  recordedAt,
}
const allergies = { patientId: ramonId, statusRecordedAt: recordedAt }
const peanut = {
  allergyId: 'a-1',
  concept: { text: 'Peanut', codings: [] },
  status: 'active' as const,
  criticality: 'high',
  reactions: ['Hives'],
  recordedAt,
}
const practice = {
  name: 'Marigold House',
  npi: '1234567893',
  telecoms: [{ system: 'phone' as const, value: '518-555-0100', use: 'work' }],
  address: { lines: ['12 Alder Street'], city: 'Hudson', state: 'NY', postalCode: '12534', country: 'US' },
}
const bare = {
  family: '',
  given: [],
  otherNames: [],
  birthDate: person.birthDate,
  sex: 'unknown' as const,
  addresses: [],
  telecoms: [],
}

const people: readonly (readonly [string, FhirResource | undefined])[] = [
  ['a patient', patientResource({ patientId: ramonId, mrn: '10017', identifiers: [identifier], person }, marigold)],
  [
    'a patient of whom nearly nothing is known',
    patientResource({ patientId: ramonId, mrn: '1', identifiers: [], person: bare }, marigold),
  ],
  ['a problem', conditionResource({ ...hypertension, verification: 'confirmed', onset: '2019-03' }, marigold)],
  ['a problem that ended', conditionResource({ ...hypertension, status: 'resolved', ended: '2024' }, marigold)],
  [
    'a problem without a status',
    conditionResource({ ...hypertension, status: 'not-stated', onset: 'in childhood' }, marigold),
  ],
  ['a problem entered in error', conditionResource({ ...hypertension, verification: 'entered-in-error' }, marigold)],
  ['an allergy', allergyResources({ ...allergies, status: 'known', allergies: [peanut] }, marigold)[0]],
  ['no known allergies', allergyResources({ ...allergies, status: 'none-known', allergies: [] }, marigold)[0]],
  [
    'a member of staff',
    practitionerResource(
      {
        membershipId: drOsei.membershipId,
        displayName: 'Helen Ames MD',
        licences: ['MD'],
        npi: '1234567893',
        active: true,
      },
      marigold,
    ),
  ],
  ['the practice', organizationResource(practice, marigold)],
  ['its place', locationResource(practice, marigold)],
]

describe('given every mapping, when what it makes is validated, then it is R4 and its US Core 6.1.0 profile (rule 3)', () => {
  test.each(people)('%s', (_what, resource) => {
    expect(resource).toBeDefined()
    expect(resource === undefined ? [] : issuesOf(resource)).toEqual([])
  })

  test.each(sessions())('every resource of a session %s', (_what, entries) => {
    const writes = projectSession(entries, signedRefs)
    expect(writes.length).toBeGreaterThan(5)
    const issues = writes.flatMap((write) =>
      issuesOf(JSON.parse(write.text) as FhirResource).map((line) => `${write.type} ${write.id} ${line}`),
    )
    expect(issues).toEqual([])
  })

  test.skipIf(usCore === null)('the US Core package beside the clone was used, with all its profiles', () => {
    expect(usCore?.profiles.size ?? 0).toBeGreaterThan(50)
  })
})

describe('given a resource that is wrong, when it is validated, then the harness sees it', () => {
  const patient = patientResource({ patientId: ramonId, mrn: '1', identifiers: [], person }, marigold)
  const bloodPressure = projectSession(chartedSession(), signedRefs).find((write) => write.id.endsWith('-bp'))
  const pressure = () => JSON.parse(bloodPressure?.text ?? '{}')
  const saturation = () =>
    JSON.parse(projectSession(chartedSession(), signedRefs).find((write) => write.id.endsWith('-spo2'))?.text ?? '{}')

  test.each<[string, () => unknown]>([
    ['a patient without an identifier', () => ({ ...patient, identifier: undefined })],
    ['a patient without a name', () => ({ ...patient, name: undefined })],
    ['a gender that is no code', () => ({ ...patient, gender: 'man' })],
    ['a birth date that is none', () => ({ ...patient, birthDate: '14-Jul-1985' })],
    ['an element FHIR does not know', () => ({ ...patient, shoeSize: 44 })],
    ['a blood pressure without diastolic', () => ({ ...pressure(), component: pressure().component.slice(0, 1) })],
    ['a blood pressure in mmHg', () => JSON.parse(JSON.stringify(pressure()).replaceAll('mm[Hg]', 'mmHg'))],
    [
      'a vital sign of another category',
      () => JSON.parse(JSON.stringify(pressure()).replaceAll('vital-signs', 'survey')),
    ],
    ['an SpO2 with one code', () => JSON.parse(JSON.stringify(saturation()).replace('2708-6', '0000-0'))],
    ['a status that is no code', () => ({ ...pressure(), status: 'done' })],
    ['a subject that is no patient', () => ({ ...pressure(), subject: { reference: 'Practitioner/1' } })],
    ['a problem without a category', () => ({ ...conditionResource(hypertension, marigold), category: undefined })],
    [
      'an NPI with a wrong check digit',
      () =>
        practitionerResource(
          { membershipId: drOsei.membershipId, displayName: 'A B', licences: [], npi: '1234567890', active: true },
          marigold,
        ),
    ],
  ])('%s', (_what, make) => {
    const wrong = JSON.parse(JSON.stringify(make())) as FhirResource
    const needsUsCore = /identifier|name$|diastolic|mmHg|category|SpO2/.test(_what)
    if (usCore === null && needsUsCore) return
    expect(issuesOf(wrong)).not.toEqual([])
  })
})

test('given what is not known of allergies, when it is told, then it is silence, never "none" (RULINGS 21)', () => {
  expect(allergyResources({ ...allergies, status: 'not-recorded', allergies: [] }, marigold)).toEqual([])
  expect(allergyResources({ ...allergies, status: 'unavailable', allergies: [] }, marigold)).toEqual([])
})

test('given the code table, when it is read, then each row says where it comes from, and none is a guess', () => {
  for (const [name, row] of Object.entries(codes)) {
    expect(row.source, name).not.toBe('')
    expect(['V', 'V2', 'G'], name).toContain(row.evidence)
  }
})

function sessions() {
  const charted = chartedSession()
  const kap = [...charted, entry('psychotherapy-started', 80, {}), entry('psychotherapy-stopped', 95, {})]
  const bolus = entry('dose-given', 75, { drug: 'ketamine', route: 'IM', givenMcg: 25_000 as never })
  const vitals = charted.find((one) => one.kind === 'vitals-taken')
  if (vitals === undefined) throw new Error('No vitals were charted.')
  const corrected = entry('entry-corrected', 96, {
    correctsEntryId: vitals.id,
    correctsKind: 'vitals-taken',
    reason: 'Other arm',
    replacement: { ...vitals.body, systolicMmHg: 118 },
  })
  return [
    ['still open', charted.slice(0, 9)],
    ['just opened', charted.slice(0, 5)],
    ['signed', [...charted, signature()]],
    ['with psychotherapy, a bolus and a correction, signed', [...kap, bolus, corrected, signature()]],
  ] as const
}
