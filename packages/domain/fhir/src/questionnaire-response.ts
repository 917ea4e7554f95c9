import type { Answers } from '@holdspace/instruments/answers'
import { askedItems } from '@holdspace/instruments/answers'
import type { AskedInstrument, Instrument, InstrumentId, Item, Language } from '@holdspace/instruments/instrument'
import { zonedDateTime } from '@holdspace/kit/calendar-date'
import type { PatientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { Meta, QuestionnaireResponse, QuestionnaireResponseItem, QuestionnaireResponseItemAnswer } from 'fhir/r4'
import { organizationRef, type PracticeRefs, patientRef } from './refs.ts'
import { labels, type Sensitivity } from './security-labels.ts'
import { localSystem, profiles, systems } from './systems.ts'

/** A submitted questionnaire, as the mappings need it. */
export interface ResponseRecord {
  readonly responseId: string
  readonly patientId: PatientId
  readonly instrumentId: InstrumentId
  readonly instrumentVersion: string
  readonly language: Language
  readonly answeredBy: 'patient' | 'clinician'
  readonly status: 'complete' | 'incomplete'
  readonly total: number | null
  readonly band: string | null
  readonly measuredAt: Instant
  readonly submittedAt: Instant
  readonly answers: Answers
}

/** Alcohol and drugs are their own sensitivity: a release that does not name it leaves them out. */
export function sensitivitiesOf(id: InstrumentId): readonly Sensitivity[] {
  return id === 'audit-c' || id === 'dast-10' ? ['PSY', 'SUD'] : ['PSY']
}

/** LOINC panels are questionnaires of LOINC; what has no verified code is the clinic's own (INSTRUMENTS section 1.7). */
export function questionnaireOf(instrument: Instrument, refs: PracticeRefs): string {
  const { panelLoinc, id, version } = instrument
  return panelLoinc === null ? `${refs.localBase}/Questionnaire/${id}|${version}` : `${systems.loinc}/q/${panelLoinc}`
}

/**
 * The answers as given. A question that was skipped by the instrument's own rule is absent, and so is one left out; the
 * status says whether everything was answered. Wording that is not ours to pass on is left out (INSTRUMENTS section 3).
 */
export function questionnaireResponse(
  record: ResponseRecord,
  instrument: AskedInstrument,
  refs: PracticeRefs,
): QuestionnaireResponse & { id: string; meta: Meta } {
  const items = askedItems(instrument, record.answers).filter((item) => record.answers[item.id] !== undefined)
  return {
    resourceType: 'QuestionnaireResponse',
    id: record.responseId,
    meta: { profile: [profiles.questionnaireResponse], security: labels(sensitivitiesOf(record.instrumentId)) },
    language: record.language,
    questionnaire: questionnaireOf(instrument, refs),
    status: record.status === 'complete' ? 'completed' : 'in-progress',
    subject: patientRef(record.patientId),
    authored: zonedDateTime(record.measuredAt, refs.zone),
    author: organizationRef(refs),
    source: record.answeredBy === 'patient' ? patientRef(record.patientId) : organizationRef(refs),
    item: items.map((item) => itemOf(item, record, refs)),
  }
}

function itemOf(
  item: Item,
  { answers, instrumentId, language }: ResponseRecord,
  refs: PracticeRefs,
): QuestionnaireResponseItem {
  const value = answers[item.id]
  const text = item.text?.[language] ?? item.text?.en
  return {
    linkId: item.loinc === null ? `${instrumentId}-${item.id}` : `/${item.loinc}`,
    ...(text === undefined ? {} : { text }),
    answer: value === undefined ? [] : [answerOf(item, value, refs, instrumentId)],
  }
}

/** A coded answer where LOINC has one; a number where the answer is a number; the clinic's own code otherwise. */
function answerOf(
  item: Item,
  value: number,
  refs: PracticeRefs,
  instrumentId: InstrumentId,
): QuestionnaireResponseItemAnswer {
  const choice = item.choices.find((one) => one.value === value)
  const display = choice?.text?.en
  if (choice?.answerCode != null) {
    return {
      valueCoding: { system: systems.loinc, code: choice.answerCode, ...(display === undefined ? {} : { display }) },
    }
  }
  if (display === undefined || display === String(value)) return { valueInteger: value }
  const code = `${instrumentId}-${item.id}-${value}`
  return { valueCoding: { system: localSystem.code(refs.localBase), code, display } }
}
