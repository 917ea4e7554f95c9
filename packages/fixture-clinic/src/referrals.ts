/**
 * Referrals made by hand for the fixture clinic: what Valley Family Practice and, a month later, Lakeside Cardiology
 * would send about the same invented person. Used by tests and by the demo; no real person, no generated one.
 */

/** A FHIR bundle as its file would be: name and text. */
export interface ReferralFixture {
  readonly fileName: string
  readonly text: string
}

const snomed = 'http://snomed.info/sct'
const rxnorm = 'http://www.nlm.nih.gov/research/umls/rxnorm'
const loinc = 'http://loinc.org'
const ucum = 'http://unitsofmeasure.org'
const identifierType = 'http://terminology.hl7.org/CodeSystem/v2-0203'

const patientUrl = 'urn:uuid:6f0c2b58-7a5e-4b53-9d0e-2f6f6a5c4471'
const subject = { reference: patientUrl }

const marisol = {
  resourceType: 'Patient',
  id: '6f0c2b58-7a5e-4b53-9d0e-2f6f6a5c4471',
  extension: [
    {
      url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-race',
      extension: [
        {
          url: 'ombCategory',
          valueCoding: { system: 'urn:oid:2.16.840.1.113883.6.238', code: '2106-3', display: 'White' },
        },
        { url: 'text', valueString: 'White' },
      ],
    },
    {
      url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-ethnicity',
      extension: [
        {
          url: 'ombCategory',
          valueCoding: { system: 'urn:oid:2.16.840.1.113883.6.238', code: '2135-2', display: 'Hispanic or Latino' },
        },
        { url: 'text', valueString: 'Hispanic or Latino' },
      ],
    },
    { url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex', valueCode: 'F' },
  ],
  identifier: [
    { system: 'https://valleyfamily.example/records', value: 'VF-4471' },
    {
      type: {
        coding: [{ system: identifierType, code: 'MR', display: 'Medical Record Number' }],
        text: 'Medical Record Number',
      },
      system: 'https://valleyfamily.example/mrn',
      value: '004471',
    },
    {
      type: { coding: [{ system: identifierType, code: 'SS', display: 'Social Security Number' }] },
      system: 'http://hl7.org/fhir/sid/us-ssn',
      value: '999-44-7101',
    },
    {
      type: { coding: [{ system: identifierType, code: 'DL', display: 'Driver’s License' }] },
      system: 'urn:oid:2.16.840.1.113883.4.3.25',
      value: 'S99944710',
    },
  ],
  name: [
    { use: 'official', family: 'Ybarra-Quinn', given: ['Marisol', 'Inés'] },
    { use: 'maiden', family: 'Ybarra', given: ['Marisol'] },
  ],
  telecom: [
    { system: 'phone', value: '555-014-4471', use: 'mobile' },
    { system: 'email', value: 'marisol.yq@example.org' },
  ],
  gender: 'female',
  birthDate: '1979-03-08',
  address: [
    { use: 'home', line: ['18 Orchard Lane'], city: 'Amherst', state: 'MA', postalCode: '01002', country: 'US' },
  ],
  maritalStatus: { text: 'Married' },
  communication: [
    { language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'en-US', display: 'English' }] }, preferred: true },
    { language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'es', display: 'Spanish' }] } },
  ],
}

const condition = (id: string, code: string, display: string, clinical: 'active' | 'resolved', onset: string) => ({
  resourceType: 'Condition',
  id,
  clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: clinical }] },
  verificationStatus: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' }],
  },
  code: { coding: [{ system: snomed, code, display }], text: display },
  subject,
  onsetDateTime: onset,
})

const allergyTo = (id: string, code: string, display: string, criticality: 'high' | 'low', reaction: string) => ({
  resourceType: 'AllergyIntolerance',
  id,
  clinicalStatus: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }],
  },
  code: { coding: [{ system: snomed, code, display }], text: display },
  criticality,
  patient: subject,
  reaction: [{ manifestation: [{ text: reaction }] }],
})

const prescribed = (
  id: string,
  status: 'active' | 'stopped',
  code: string,
  display: string,
  authoredOn: string,
  how: string,
) => ({
  resourceType: 'MedicationRequest',
  id,
  status,
  intent: 'order',
  medicationCodeableConcept: { coding: [{ system: rxnorm, code, display }], text: display },
  subject,
  authoredOn,
  dosageInstruction: [{ text: how }],
})

const measured = (id: string, code: string, display: string, value: number, unit: string, at: string) => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { coding: [{ system: loinc, code, display }], text: display },
  subject,
  effectiveDateTime: at,
  valueQuantity: { value, unit, system: ucum, code: unit },
})

const bloodPressure = {
  resourceType: 'Observation',
  id: 'bp-1',
  status: 'final',
  code: { coding: [{ system: loinc, code: '85354-9', display: 'Blood pressure panel' }] },
  subject,
  effectiveDateTime: '2026-10-02T09:35:00-04:00',
  component: [
    {
      code: { coding: [{ system: loinc, code: '8480-6' }] },
      valueQuantity: { value: 148, unit: 'mmHg', code: 'mm[Hg]' },
    },
    {
      code: { coding: [{ system: loinc, code: '8462-4' }] },
      valueQuantity: { value: 92, unit: 'mmHg', code: 'mm[Hg]' },
    },
  ],
}

const visit = { resourceType: 'Encounter', id: 'enc-1', status: 'finished', class: { code: 'AMB' }, subject }
const bill = {
  resourceType: 'Claim',
  id: 'claim-1',
  status: 'active',
  use: 'claim',
  patient: subject,
  supportingInfo: '999-44-7101',
}
const shot = { resourceType: 'Immunization', id: 'imm-1', status: 'completed', patient: subject }

const fileOf = (
  fileName: string,
  type: 'transaction' | 'collection',
  resources: readonly { resourceType: string; id: string }[],
) => ({
  fileName,
  text: JSON.stringify(
    {
      resourceType: 'Bundle',
      type,
      entry: resources.map((resource) => ({
        fullUrl:
          resource.resourceType === 'Patient' ? patientUrl : `urn:example:${resource.resourceType}:${resource.id}`,
        resource,
        ...(type === 'transaction' ? { request: { method: 'POST', url: resource.resourceType } } : {}),
      })),
    },
    null,
    2,
  ),
})

/** Depression and trauma, treated high blood pressure, a sedative, two allergies: a referral that wants a careful look. */
export const marisolFromValley: ReferralFixture = fileOf('valley-ybarra-quinn.json', 'transaction', [
  marisol,
  condition('c-1', '66344007', 'Recurrent major depressive disorder', 'active', '2014-05'),
  condition('c-2', '47505003', 'Posttraumatic stress disorder', 'active', '2016'),
  condition('c-3', '59621000', 'Essential hypertension', 'active', '2021-02-11'),
  condition('c-4', '444814009', 'Viral sinusitis', 'resolved', '2024-01-19'),
  allergyTo('a-1', '91936005', 'Allergy to penicillin', 'high', 'Hives'),
  allergyTo('a-2', '91930004', 'Allergy to egg', 'low', 'Nausea'),
  prescribed('m-1', 'active', '312941', 'sertraline 100 MG Oral Tablet', '2026-08-14', 'One tablet in the morning'),
  prescribed('m-2', 'stopped', '314076', 'lisinopril 10 MG Oral Tablet', '2024-08-14', 'One tablet in the morning'),
  prescribed('m-3', 'active', '314076', 'lisinopril 10 MG Oral Tablet', '2026-08-14', 'One tablet in the morning'),
  prescribed(
    'm-4',
    'active',
    '197901',
    'lorazepam 1 MG Oral Tablet',
    '2026-09-30',
    'One tablet when needed, at most one a day',
  ),
  prescribed('m-5', 'stopped', '993518', 'bupropion XL 150 MG Oral Tablet', '2022-03-01', 'One tablet in the morning'),
  measured('w-1', '29463-7', 'Body weight', 154, '[lb_av]', '2026-10-02T09:30:00-04:00'),
  measured('h-1', '8302-2', 'Body height', 168, 'cm', '2026-10-02T09:30:00-04:00'),
  measured('w-2', '29463-7', 'Body weight', 71.2, 'kg', '2025-10-14T10:05:00-04:00'),
  bloodPressure,
  visit,
  bill,
  shot,
])

const { telecom: _telecom, identifier: _identifier, extension: _extension, ...sameWoman } = marisol

/** The same person from somebody else, with another number, another telephone and one allergy nobody had told Valley of. */
export const marisolFromLakeside: ReferralFixture = fileOf('lakeside-ybarra.json', 'collection', [
  {
    ...sameWoman,
    identifier: [{ system: 'https://lakeside.example/patients', value: '88-1203' }],
    name: [{ use: 'official', family: 'Ybarra-Quinn', given: ['Marisol'] }],
    telecom: [{ system: 'phone', value: '555-014-9900', use: 'work' }],
  } as typeof marisol,
  condition('lc-1', '59621000', 'Essential hypertension', 'active', '2021-02-11'),
  condition('lc-2', '49436004', 'Atrial fibrillation', 'resolved', '2023-06-02'),
  allergyTo('la-1', '300916003', 'Latex allergy', 'high', 'Rash'),
  prescribed(
    'lm-1',
    'active',
    '866412',
    'metoprolol succinate 50 MG Extended Release Oral Tablet',
    '2026-11-02',
    'One tablet',
  ),
  measured('lw-1', '29463-7', 'Body weight', 70.4, 'kg', '2026-11-02T14:00:00-05:00'),
])
