import {
  bare,
  base,
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
  token,
  usCore,
} from './search-parameter.ts'

type JourneyType =
  | 'CarePlan'
  | 'CareTeam'
  | 'Goal'
  | 'QuestionnaireResponse'
  | 'ServiceRequest'
  | 'MedicationRequest'
  | 'Appointment'
  | 'RelatedPerson'
  | 'Coverage'
  | 'ChargeItem'
  | 'Invoice'

/** The searches of what a patient's way through the clinic adds around the medicine session. */
export const journeyParameters: Pick<Table, JourneyType> = {
  CarePlan: {
    _id: id,
    patient: ofPatient(`${usCore}/us-core-careplan-patient`),
    category: {
      ...token,
      definition: `${usCore}/us-core-careplan-category`,
      values: (r) => concepts(...(r.category ?? [])),
    },
    date: { ...mainDate, definition: `${usCore}/us-core-careplan-date`, values: (r) => span(r.period) },
    status: { ...token, definition: `${usCore}/us-core-careplan-status`, values: (r) => bare(r.status) },
  },
  CareTeam: {
    _id: id,
    patient: ofPatient(`${usCore}/us-core-careteam-patient`),
    status: { ...token, definition: `${usCore}/us-core-careteam-status`, values: (r) => bare(r.status) },
    role: {
      ...token,
      definition: `${usCore}/us-core-careteam-role`,
      values: (r) => concepts(...(r.participant ?? []).flatMap((one) => one.role ?? [])),
    },
    participant: {
      ...reference,
      definition: `${base}/CareTeam-participant`,
      values: (r) => references(...(r.participant ?? []).map((one) => one.member)),
    },
  },
  Goal: {
    _id: id,
    patient: ofPatient(`${usCore}/us-core-goal-patient`),
    'lifecycle-status': {
      ...token,
      definition: `${usCore}/us-core-goal-lifecycle-status`,
      values: (r) => bare(r.lifecycleStatus),
    },
    description: { ...token, definition: `${usCore}/us-core-goal-description`, values: (r) => concepts(r.description) },
    'target-date': {
      ...mainDate,
      definition: `${usCore}/us-core-goal-target-date`,
      values: (r) => (r.target ?? []).flatMap((target) => moment(target.dueDate)),
    },
  },
  QuestionnaireResponse: {
    _id: id,
    patient: ofPatient(`${usCore}/us-core-questionnaireresponse-patient`),
    status: { ...token, definition: `${usCore}/us-core-questionnaireresponse-status`, values: (r) => bare(r.status) },
    authored: {
      ...mainDate,
      definition: `${usCore}/us-core-questionnaireresponse-authored`,
      values: (r) => moment(r.authored),
    },
    questionnaire: {
      ...reference,
      definition: `${usCore}/us-core-questionnaireresponse-questionnaire`,
      values: (r) => bare(r.questionnaire),
    },
  },
  ServiceRequest: {
    _id: id,
    patient: ofPatient(`${usCore}/us-core-servicerequest-patient`),
    status: { ...token, definition: `${usCore}/us-core-servicerequest-status`, values: (r) => bare(r.status) },
    category: {
      ...token,
      definition: `${usCore}/us-core-servicerequest-category`,
      values: (r) => concepts(...(r.category ?? [])),
    },
    code: { ...token, definition: `${usCore}/us-core-servicerequest-code`, values: (r) => concepts(r.code) },
    authored: {
      ...mainDate,
      definition: `${usCore}/us-core-servicerequest-authored`,
      values: (r) => moment(r.authoredOn),
    },
  },
  MedicationRequest: {
    _id: id,
    patient: ofPatient(`${usCore}/us-core-medicationrequest-patient`),
    status: { ...token, definition: `${usCore}/us-core-medicationrequest-status`, values: (r) => bare(r.status) },
    intent: { ...token, definition: `${usCore}/us-core-medicationrequest-intent`, values: (r) => bare(r.intent) },
    authoredon: {
      ...mainDate,
      definition: `${usCore}/us-core-medicationrequest-authoredon`,
      values: (r) => moment(r.authoredOn),
    },
    encounter: {
      ...reference,
      definition: `${usCore}/us-core-medicationrequest-encounter`,
      values: (r) => references(r.encounter),
    },
    medication: {
      ...reference,
      definition: `${base}/medications-medication`,
      values: (r) => references(r.medicationReference),
    },
  },
  Appointment: {
    _id: id,
    patient: ofPatient(`${base}/Appointment-patient`),
    status: { ...token, definition: `${base}/Appointment-status`, values: (r) => bare(r.status) },
    date: { ...mainDate, definition: `${base}/Appointment-date`, values: (r) => span({ ...r }) },
    practitioner: {
      ...reference,
      definition: `${base}/Appointment-practitioner`,
      values: (r) =>
        references(...r.participant.map((one) => one.actor)).filter(
          (value) => 'code' in value && value.code.startsWith('Practitioner/'),
        ),
    },
  },
  RelatedPerson: {
    _id: id,
    patient: ofPatient(`${usCore}/us-core-relatedperson-patient`),
    name: { ...string, definition: `${usCore}/us-core-relatedperson-name`, values: (r) => names(r.name) },
  },
  Coverage: {
    _id: id,
    patient: ofPatient(`${usCore}/us-core-coverage-patient`),
    status: { ...token, definition: `${base}/Coverage-status`, values: (r) => bare(r.status) },
    identifier: { ...token, definition: `${base}/Coverage-identifier`, values: (r) => identifiers(r.identifier) },
  },
  ChargeItem: {
    _id: id,
    patient: ofPatient(`${base}/ChargeItem-patient`),
    code: { ...token, definition: `${base}/ChargeItem-code`, values: (r) => concepts(r.code) },
    occurrence: {
      ...mainDate,
      definition: `${base}/ChargeItem-occurrence`,
      values: (r) => (r.occurrencePeriod === undefined ? moment(r.occurrenceDateTime) : span(r.occurrencePeriod)),
    },
    'entered-date': { ...date, definition: `${base}/ChargeItem-entered-date`, values: (r) => moment(r.enteredDate) },
    context: { ...reference, definition: `${base}/ChargeItem-context`, values: (r) => references(r.context) },
  },
  Invoice: {
    _id: id,
    patient: ofPatient(`${base}/Invoice-patient`),
    date: { ...mainDate, definition: `${base}/Invoice-date`, values: (r) => moment(r.date) },
    status: { ...token, definition: `${base}/Invoice-status`, values: (r) => bare(r.status) },
    identifier: { ...token, definition: `${base}/Invoice-identifier`, values: (r) => identifiers(r.identifier) },
  },
}
