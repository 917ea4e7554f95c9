import type { Medication } from 'fhir/r4'
import { journeyParameters } from './journey-search-parameters.ts'
import type { ServedType } from './resource-types.ts'
import {
  type AnySearchParameter,
  addresses,
  bare,
  base,
  coded,
  concepts,
  date,
  id,
  identifiers,
  mainDate,
  moment,
  names,
  ofPatient,
  reference,
  references,
  span,
  string,
  type Table,
  texts,
  token,
  usCore,
} from './search-parameter.ts'

const isMedication = (one: { resourceType: string }): one is Medication => one.resourceType === 'Medication'

/** The allow-list of searches (S14): type × parameter. What is not in it is refused with 400, never ignored silently. */
export const searchParameters: Table = {
  ...journeyParameters,
  Patient: {
    _id: id,
    identifier: {
      ...token,
      definition: `${usCore}/us-core-patient-identifier`,
      values: (r) => identifiers(r.identifier),
    },
    name: { ...string, definition: `${usCore}/us-core-patient-name`, values: (r) => names(r.name) },
    family: {
      ...string,
      definition: `${usCore}/us-core-patient-family`,
      values: (r) => (r.name ?? []).flatMap((name) => texts(name.family)),
    },
    given: {
      ...string,
      definition: `${usCore}/us-core-patient-given`,
      values: (r) => (r.name ?? []).flatMap((name) => texts(...(name.given ?? []))),
    },
    gender: { ...token, definition: `${usCore}/us-core-patient-gender`, values: (r) => bare(r.gender) },
    birthdate: { ...date, definition: `${usCore}/us-core-patient-birthdate`, values: (r) => moment(r.birthDate) },
    'death-date': {
      ...date,
      definition: `${usCore}/us-core-patient-death-date`,
      values: (r) => moment(r.deceasedDateTime),
    },
  },
  Practitioner: {
    _id: id,
    identifier: {
      ...token,
      definition: `${usCore}/us-core-practitioner-identifier`,
      values: (r) => identifiers(r.identifier),
    },
    name: { ...string, definition: `${usCore}/us-core-practitioner-name`, values: (r) => names(r.name) },
  },
  Organization: {
    _id: id,
    name: { ...string, definition: `${usCore}/us-core-organization-name`, values: (r) => texts(r.name) },
    address: { ...string, definition: `${usCore}/us-core-organization-address`, values: (r) => addresses(r.address) },
  },
  Location: {
    _id: id,
    name: { ...string, definition: `${usCore}/us-core-location-name`, values: (r) => texts(r.name) },
    address: {
      ...string,
      definition: `${usCore}/us-core-location-address`,
      values: (r) => addresses(r.address === undefined ? [] : [r.address]),
    },
  },
  Condition: {
    _id: id,
    patient: ofPatient(`${usCore}/us-core-condition-patient`),
    category: {
      ...token,
      definition: `${usCore}/us-core-condition-category`,
      values: (r) => concepts(...(r.category ?? [])),
    },
    'clinical-status': {
      ...token,
      definition: `${usCore}/us-core-condition-clinical-status`,
      values: (r) => concepts(r.clinicalStatus),
    },
    code: { ...token, definition: `${usCore}/us-core-condition-code`, values: (r) => concepts(r.code) },
    'onset-date': {
      ...mainDate,
      definition: `${usCore}/us-core-condition-onset-date`,
      values: (r) => moment(r.onsetDateTime),
    },
    'abatement-date': {
      ...date,
      definition: `${usCore}/us-core-condition-abatement-date`,
      values: (r) => moment(r.abatementDateTime),
    },
    'recorded-date': {
      ...date,
      definition: `${usCore}/us-core-condition-recorded-date`,
      values: (r) => moment(r.recordedDate),
    },
  },
  AllergyIntolerance: {
    _id: id,
    patient: ofPatient(`${usCore}/us-core-allergyintolerance-patient`),
    'clinical-status': {
      ...token,
      definition: `${usCore}/us-core-allergyintolerance-clinical-status`,
      values: (r) => concepts(r.clinicalStatus),
    },
  },
  Encounter: {
    _id: id,
    patient: ofPatient(`${usCore}/us-core-encounter-patient`),
    date: { ...mainDate, definition: `${usCore}/us-core-encounter-date`, values: (r) => span(r.period) },
    class: { ...token, definition: `${usCore}/us-core-encounter-class`, values: (r) => coded(r.class) },
    type: { ...token, definition: `${usCore}/us-core-encounter-type`, values: (r) => concepts(...(r.type ?? [])) },
    status: { ...token, definition: `${usCore}/us-core-encounter-status`, values: (r) => bare(r.status) },
    identifier: {
      ...token,
      definition: `${usCore}/us-core-encounter-identifier`,
      values: (r) => identifiers(r.identifier),
    },
    location: {
      ...reference,
      definition: `${usCore}/us-core-encounter-location`,
      values: (r) => references(...(r.location ?? []).map((one) => one.location)),
    },
    'discharge-disposition': {
      ...token,
      definition: `${usCore}/us-core-encounter-discharge-disposition`,
      values: (r) => concepts(r.hospitalization?.dischargeDisposition),
    },
    participant: {
      ...reference,
      definition: `${base}/Encounter-participant`,
      values: (r) => references(...(r.participant ?? []).map((one) => one.individual)),
    },
  },
  Procedure: {
    _id: id,
    patient: ofPatient(`${usCore}/us-core-procedure-patient`),
    date: { ...mainDate, definition: `${usCore}/us-core-procedure-date`, values: (r) => span(r.performedPeriod) },
    code: { ...token, definition: `${usCore}/us-core-procedure-code`, values: (r) => concepts(r.code) },
    status: { ...token, definition: `${usCore}/us-core-procedure-status`, values: (r) => bare(r.status) },
    encounter: { ...reference, definition: `${base}/Procedure-encounter`, values: (r) => references(r.encounter) },
  },
  MedicationAdministration: {
    _id: id,
    patient: ofPatient(`${base}/clinical-patient`),
    'effective-time': {
      ...mainDate,
      definition: `${base}/MedicationAdministration-effective-time`,
      values: (r) => (r.effectivePeriod === undefined ? moment(r.effectiveDateTime) : span(r.effectivePeriod)),
    },
    status: { ...token, definition: `${base}/medications-status`, values: (r) => bare(r.status) },
    code: {
      ...token,
      definition: `${base}/clinical-code`,
      values: (r) =>
        concepts(r.medicationCodeableConcept, ...(r.contained ?? []).filter(isMedication).map((one) => one.code)),
    },
    context: {
      ...reference,
      definition: `${base}/MedicationAdministration-context`,
      values: (r) => references(r.context),
    },
  },
  Observation: {
    _id: id,
    patient: ofPatient(`${usCore}/us-core-observation-patient`),
    category: {
      ...token,
      definition: `${usCore}/us-core-observation-category`,
      values: (r) => concepts(...(r.category ?? [])),
    },
    code: { ...token, definition: `${usCore}/us-core-observation-code`, values: (r) => concepts(r.code) },
    date: { ...mainDate, definition: `${usCore}/us-core-observation-date`, values: (r) => moment(r.effectiveDateTime) },
    status: { ...token, definition: `${usCore}/us-core-observation-status`, values: (r) => bare(r.status) },
    encounter: { ...reference, definition: `${base}/Observation-encounter`, values: (r) => references(r.encounter) },
  },
  DocumentReference: {
    _id: id,
    patient: ofPatient(`${usCore}/us-core-documentreference-patient`),
    category: {
      ...token,
      definition: `${usCore}/us-core-documentreference-category`,
      values: (r) => concepts(...(r.category ?? [])),
    },
    date: { ...mainDate, definition: `${usCore}/us-core-documentreference-date`, values: (r) => moment(r.date) },
    type: { ...token, definition: `${usCore}/us-core-documentreference-type`, values: (r) => concepts(r.type) },
    status: { ...token, definition: `${usCore}/us-core-documentreference-status`, values: (r) => bare(r.status) },
    period: {
      ...date,
      definition: `${usCore}/us-core-documentreference-period`,
      values: (r) => span(r.context?.period),
    },
    encounter: {
      ...reference,
      definition: `${base}/DocumentReference-encounter`,
      values: (r) => references(...(r.context?.encounter ?? [])),
    },
  },
  Binary: {},
  Consent: {
    _id: id,
    patient: ofPatient(`${base}/clinical-patient`),
    date: { ...mainDate, definition: `${base}/clinical-date`, values: (r) => moment(r.dateTime) },
    status: { ...token, definition: `${base}/Consent-status`, values: (r) => bare(r.status) },
    category: { ...token, definition: `${base}/Consent-category`, values: (r) => concepts(...r.category) },
    scope: { ...token, definition: `${base}/Consent-scope`, values: (r) => concepts(r.scope) },
  },
  Provenance: {
    _id: id,
    patient: ofPatient(`${base}/Provenance-patient`),
    target: { ...reference, definition: `${base}/Provenance-target`, values: (r) => references(...r.target) },
  },
}

export function parametersOf(type: ServedType): { readonly [param: string]: AnySearchParameter } {
  return searchParameters[type]
}

/** Both spellings name the patient's own column: US Core searches with `patient`, base R4 with `subject`. */
export const subjectAlias = 'subject'
