/** URIs of code systems and identifier systems (TERMINOLOGY.md section 1). */
export const systems = {
  loinc: 'http://loinc.org',
  snomed: 'http://snomed.info/sct',
  rxnorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  ucum: 'http://unitsofmeasure.org',
  npi: 'http://hl7.org/fhir/sid/us-npi',
  observationCategory: 'http://terminology.hl7.org/CodeSystem/observation-category',
  conditionCategory: 'http://terminology.hl7.org/CodeSystem/condition-category',
  conditionClinical: 'http://terminology.hl7.org/CodeSystem/condition-clinical',
  conditionVerification: 'http://terminology.hl7.org/CodeSystem/condition-ver-status',
  allergyClinical: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical',
  allergyVerification: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification',
  actCode: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  confidentiality: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality',
  part2Notice: 'https://www.ecfr.gov/current/title-42/section-2.32',
  participationType: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType',
  dischargeDisposition: 'http://terminology.hl7.org/CodeSystem/discharge-disposition',
  dataAbsentReason: 'http://terminology.hl7.org/CodeSystem/data-absent-reason',
  consentScope: 'http://terminology.hl7.org/CodeSystem/consentscope',
  provenanceParticipant: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type',
  usCoreProvenanceParticipant: 'http://hl7.org/fhir/us/core/CodeSystem/us-core-provenance-participant-type',
  documentCategory: 'http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category',
  documentFormat: 'http://ihe.net/fhir/ValueSet/IHE.FormatCode.codesystem',
  dataOperation: 'http://terminology.hl7.org/CodeSystem/v3-DataOperation',
  identifierType: 'http://terminology.hl7.org/CodeSystem/v2-0203',
  selfPay: 'http://terminology.hl7.org/CodeSystem/coverage-selfpay',
  subscriberRelationship: 'http://terminology.hl7.org/CodeSystem/subscriber-relationship',
  ndc: 'http://hl7.org/fhir/sid/ndc',
  uri: 'urn:ietf:rfc:3986',
  signatureType: 'urn:iso-astm:E1762-95:2013',
} as const

const usCore = 'http://hl7.org/fhir/us/core/StructureDefinition'

/** US Core 6.1.0 profiles that the mappings claim, and the tests hold them to. */
export const profiles = {
  patient: `${usCore}/us-core-patient`,
  practitioner: `${usCore}/us-core-practitioner`,
  organization: `${usCore}/us-core-organization`,
  location: `${usCore}/us-core-location`,
  problem: `${usCore}/us-core-condition-problems-health-concerns`,
  allergy: `${usCore}/us-core-allergyintolerance`,
  encounter: `${usCore}/us-core-encounter`,
  procedure: `${usCore}/us-core-procedure`,
  bloodPressure: `${usCore}/us-core-blood-pressure`,
  heartRate: `${usCore}/us-core-heart-rate`,
  respiratoryRate: `${usCore}/us-core-respiratory-rate`,
  bodyTemperature: `${usCore}/us-core-body-temperature`,
  bodyWeight: `${usCore}/us-core-body-weight`,
  bodyHeight: `${usCore}/us-core-body-height`,
  pulseOximetry: `${usCore}/us-core-pulse-oximetry`,
  clinicalResult: `${usCore}/us-core-observation-clinical-result`,
  document: `${usCore}/us-core-documentreference`,
  provenance: `${usCore}/us-core-provenance`,
  carePlan: `${usCore}/us-core-careplan`,
  careTeam: `${usCore}/us-core-careteam`,
  goal: `${usCore}/us-core-goal`,
  questionnaireResponse: `${usCore}/us-core-questionnaireresponse`,
  screening: `${usCore}/us-core-observation-screening-assessment`,
  serviceRequest: `${usCore}/us-core-servicerequest`,
  medicationRequest: `${usCore}/us-core-medicationrequest`,
  relatedPerson: `${usCore}/us-core-relatedperson`,
  coverage: `${usCore}/us-core-coverage`,
} as const

/** US Core extensions on Patient. */
export const extensions = {
  race: `${usCore}/us-core-race`,
  ethnicity: `${usCore}/us-core-ethnicity`,
  birthSex: `${usCore}/us-core-birthsex`,
  dataAbsent: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason',
} as const

/** Identifier and code systems of the clinic itself, below its own FHIR address (no verified public code exists). */
export const localSystem = {
  mrn: (base: string) => `${base}/sid/record-number`,
  member: (base: string) => `${base}/sid/staff-member`,
  session: (base: string) => `${base}/sid/medicine-session`,
  document: (base: string) => `${base}/sid/document-sha256`,
  invoice: (base: string) => `${base}/sid/invoice-number`,
  code: (base: string) => `${base}/CodeSystem/holdspace-codes`,
  /** The clinic's own fee schedule. */
  service: (base: string) => `${base}/CodeSystem/fee-schedule`,
} as const
