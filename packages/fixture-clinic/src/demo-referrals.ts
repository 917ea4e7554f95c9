import type { ReferralFixture } from './referrals.ts'

/** What a made-up referring practice says of one made-up person; enough for a chart, nothing that is anybody's. */
export interface Referred {
  readonly family: string
  readonly given: readonly string[]
  readonly gender: 'female' | 'male' | 'other'
  readonly birthDate: string
  /** Where messages go; without one they are told some other way. */
  readonly email?: string
  readonly problems: readonly { readonly code: string; readonly text: string; readonly since: string }[]
  readonly allergies:
    | readonly { readonly code: string; readonly text: string; readonly reaction: string }[]
    | 'none-known'
    | 'not-asked'
  readonly medicines: readonly {
    readonly code: string
    readonly text: string
    readonly how: string
    readonly since: string
  }[]
  readonly weightKg: number
}

const snomed = 'http://snomed.info/sct'
const subject = { reference: 'urn:uuid:9a0c2b58-7a5e-4b53-9d0e-2f6f6a5c4400' }
const coded = (system: string, code: string, text: string) => ({ coding: [{ system, code, display: text }], text })
const status = (name: string, code: string) => ({
  coding: [{ system: `http://terminology.hl7.org/CodeSystem/${name}`, code }],
})

/** The referral of one person as the FHIR bundle a partner would send. */
export function referralOf(person: Referred): ReferralFixture {
  const { family, given, gender, birthDate } = person
  const record = `HV-${birthDate.replaceAll('-', '')}`
  const identifier = [
    { type: { text: 'Medical Record Number' }, system: 'https://hudsonvalleyfamily.example/mrn', value: record },
  ]
  const patient = {
    resourceType: 'Patient',
    id: 'patient',
    identifier,
    name: [{ use: 'official', family, given }],
    gender,
    birthDate,
    ...(person.email === undefined ? {} : { telecom: [{ system: 'email', value: person.email }] }),
  }
  const resources = [patient, ...problemsOf(person), ...allergiesOf(person), ...medicinesOf(person), weightOf(person)]
  const entry = resources.map((resource) => ({
    fullUrl:
      resource.resourceType === 'Patient' ? subject.reference : `urn:example:${resource.resourceType}:${resource.id}`,
    resource,
  }))
  return {
    fileName: `hudson-valley-${family.toLowerCase()}.json`,
    text: JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry }, null, 2),
  }
}

function problemsOf({ problems }: Referred) {
  return problems.map((one, at) => ({
    resourceType: 'Condition',
    id: `problem-${at}`,
    clinicalStatus: status('condition-clinical', 'active'),
    verificationStatus: status('condition-ver-status', 'confirmed'),
    code: coded(snomed, one.code, one.text),
    subject,
    onsetDateTime: one.since,
  }))
}

function allergiesOf({ allergies }: Referred) {
  const clinicalStatus = status('allergyintolerance-clinical', 'active')
  if (allergies === 'not-asked') return []
  if (allergies === 'none-known') {
    return [
      {
        resourceType: 'AllergyIntolerance',
        id: 'none',
        clinicalStatus,
        code: coded(snomed, '716186003', 'No known allergy'),
        patient: subject,
      },
    ]
  }
  return allergies.map((one, at) => ({
    resourceType: 'AllergyIntolerance',
    id: `allergy-${at}`,
    clinicalStatus,
    code: coded(snomed, one.code, one.text),
    patient: subject,
    reaction: [{ manifestation: [{ text: one.reaction }] }],
  }))
}

function medicinesOf({ medicines }: Referred) {
  return medicines.map((one, at) => ({
    resourceType: 'MedicationRequest',
    id: `medicine-${at}`,
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: coded('http://www.nlm.nih.gov/research/umls/rxnorm', one.code, one.text),
    subject,
    authoredOn: one.since,
    dosageInstruction: [{ text: one.how }],
  }))
}

function weightOf({ weightKg }: Referred) {
  return {
    resourceType: 'Observation',
    id: 'weight',
    status: 'final',
    code: coded('http://loinc.org', '29463-7', 'Body weight'),
    subject,
    effectiveDateTime: '2026-09-14',
    valueQuantity: { value: weightKg, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
  }
}

const depression = { code: '370143000', text: 'Major depressive disorder', since: '2019-04-02' }
const sertraline = {
  code: '312940',
  text: 'Sertraline 100 MG Oral Tablet',
  how: 'One tablet in the morning',
  since: '2024-02-11',
}
const penicillin = { code: '91936005', text: 'Allergy to penicillin', reaction: 'Hives' }

/** The people of the demo, by the story each of them tells. */
export const demoReferrals = {
  'ready-today': {
    family: 'Rivera',
    given: ['Ana', 'Lucía'],
    gender: 'female',
    birthDate: '1985-07-14',
    email: 'ana.rivera@patients.example',
    problems: [depression],
    allergies: [penicillin],
    medicines: [sertraline],
    weightKg: 64.2,
  },
  'in-session': {
    family: 'Tran',
    given: ['Minh'],
    gender: 'male',
    birthDate: '1978-02-03',
    email: 'minh.tran@patients.example',
    problems: [depression, { code: '47505003', text: 'Posttraumatic stress disorder', since: '2011-08-20' }],
    allergies: 'none-known',
    medicines: [],
    weightKg: 71.5,
  },
  'in-recovery': {
    family: 'Halloran',
    given: ['Ingrid', 'Eleonora'],
    gender: 'female',
    birthDate: '1969-11-30',
    email: 'ingrid.halloran@patients.example',
    problems: [depression, { code: '82423001', text: 'Chronic pain', since: '2015-01-09' }],
    allergies: [{ code: '300916003', text: 'Latex allergy', reaction: 'Rash' }],
    medicines: [sertraline],
    weightKg: 58.9,
  },
  'new-referral': {
    family: 'Cole',
    given: ['Sam'],
    gender: 'other',
    birthDate: '1994-05-22',
    problems: [depression],
    allergies: 'not-asked',
    medicines: [],
    weightKg: 80.1,
  },
  contraindicated: {
    family: 'Baptiste-Okonkwo',
    given: ['Jean', 'Emmanuel', 'Rodrigue'],
    gender: 'male',
    birthDate: '1957-12-09',
    email: 'jean.baptiste@patients.example',
    problems: [
      depression,
      { code: '230690007', text: 'Stroke', since: '2026-06-18' },
      { code: '59621000', text: 'Essential hypertension', since: '2009-03-01' },
    ],
    allergies: 'none-known',
    medicines: [
      {
        code: '310798',
        text: 'Hydrochlorothiazide 25 MG Oral Tablet',
        how: 'One tablet in the morning',
        since: '2021-05-05',
      },
    ],
    weightKg: 93.4,
  },
  'series-complete': {
    family: 'Lindqvist',
    given: ['Karin'],
    gender: 'female',
    birthDate: '1982-01-17',
    email: 'karin.lindqvist@patients.example',
    problems: [depression],
    allergies: 'none-known',
    medicines: [],
    weightKg: 68,
  },
  'outside-therapist': {
    family: 'Castellanos',
    given: ['Teresa'],
    gender: 'female',
    birthDate: '1990-03-08',
    email: 'teresa.castellanos@patients.example',
    problems: [depression, { code: '47505003', text: 'Posttraumatic stress disorder', since: '2016-10-12' }],
    allergies: 'none-known',
    medicines: [sertraline],
    weightKg: 61.7,
  },
  'consent-outdated': {
    family: 'Nakamura',
    given: ['Kenji'],
    gender: 'male',
    birthDate: '1988-09-03',
    email: 'kenji.nakamura@patients.example',
    problems: [depression, { code: '197480006', text: 'Anxiety disorder', since: '2020-01-15' }],
    allergies: 'none-known',
    medicines: [sertraline],
    weightKg: 74.8,
  },
  'non-responder': {
    family: 'Whitlock',
    given: ['Gregory', 'Paul'],
    gender: 'male',
    birthDate: '1964-04-26',
    email: 'gregory.whitlock@patients.example',
    problems: [depression, { code: '82423001', text: 'Chronic pain', since: '2012-06-30' }],
    allergies: [{ code: '294499007', text: 'Allergy to morphine', reaction: 'Itching' }],
    medicines: [sertraline],
    weightKg: 88.2,
  },
  relapse: {
    family: 'Adeyemi',
    given: ['Folake'],
    gender: 'female',
    birthDate: '1979-08-11',
    email: 'folake.adeyemi@patients.example',
    problems: [depression],
    allergies: 'none-known',
    medicines: [],
    weightKg: 69.3,
  },
  'positive-item-9': {
    family: 'Moreau',
    given: ['Camille'],
    gender: 'female',
    birthDate: '1998-02-19',
    email: 'camille.moreau@patients.example',
    problems: [depression],
    allergies: 'none-known',
    medicines: [sertraline],
    weightKg: 57.4,
  },
  'consent-withdrawn': {
    family: 'Petrov',
    given: ['Anton'],
    gender: 'male',
    birthDate: '1973-10-05',
    email: 'anton.petrov@patients.example',
    problems: [depression, { code: '47505003', text: 'Posttraumatic stress disorder', since: '2014-03-21' }],
    allergies: [penicillin],
    medicines: [],
    weightKg: 81.6,
  },
  'self-pay-package': {
    family: 'Abernathy',
    given: ['Denise'],
    gender: 'female',
    birthDate: '1986-12-28',
    email: 'denise.abernathy@patients.example',
    problems: [depression],
    allergies: 'none-known',
    medicines: [],
    weightKg: 72.1,
  },
} as const satisfies Readonly<Record<string, Referred>>

/** The stories of the demo clinic, by the names `demo.json` gives them. */
export type DemoStory = keyof typeof demoReferrals

/** Two beside the stories, each with one session by another route; `demo.json` does not name them. */
export const otherRoutes = {
  'under-the-tongue': {
    family: 'Marchetti',
    given: ['Bruno'],
    gender: 'male',
    birthDate: '1971-07-14',
    problems: [depression],
    allergies: 'none-known',
    medicines: [sertraline],
    weightKg: 76.4,
  },
  'nasal-spray': {
    family: 'Vanterpool',
    given: ['Greta'],
    gender: 'female',
    birthDate: '1992-10-02',
    problems: [depression],
    allergies: 'none-known',
    medicines: [],
    weightKg: 63.8,
  },
} as const satisfies Readonly<Record<string, Referred>>

/** Two more whose referrals nobody has reviewed yet, one of them flagged: what the list of referrals is for. */
export const waitingReferrals = {
  plain: {
    family: 'Delacroix',
    given: ['Noor'],
    gender: 'other',
    birthDate: '1994-06-12',
    email: 'noor.delacroix@patients.example',
    problems: [depression],
    allergies: 'not-asked',
    medicines: [],
    weightKg: 66.5,
  },
  flagged: {
    family: 'Sorensen',
    given: ['Leif', 'Anders'],
    gender: 'male',
    birthDate: '1955-01-23',
    email: 'leif.sorensen@patients.example',
    problems: [
      depression,
      { code: '230690007', text: 'Stroke', since: '2026-07-02' },
      { code: '59621000', text: 'Essential hypertension', since: '2007-11-14' },
    ],
    allergies: 'none-known',
    medicines: [],
    weightKg: 90.4,
  },
} as const satisfies Readonly<Record<string, Referred>>
