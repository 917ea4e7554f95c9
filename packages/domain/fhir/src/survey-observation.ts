import type { Instrument } from '@holdspace/instruments/instrument'
import { zonedDateTime } from '@holdspace/kit/calendar-date'
import type { CodeableConcept } from 'fhir/r4'
import { quantity } from './observation.ts'
import { type ResponseRecord, sensitivitiesOf } from './questionnaire-response.ts'
import { organizationRef, type PracticeRefs, patientRef } from './refs.ts'
import { isServedType, type Served } from './resource-types.ts'
import { labels } from './security-labels.ts'
import { localSystem, systems } from './systems.ts'

const screeningAssessment = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-observation-screening-assessment'

/**
 * The total as an Observation of category survey, derived from the answers and never the other way round (INSTRUMENTS
 * section 1.6). Without a total there is none: an incomplete questionnaire says nothing here. A band is a description, so
 * it goes along as words, not as an interpretation.
 */
export function surveyObservations(
  record: ResponseRecord,
  instrument: Instrument,
  refs: PracticeRefs,
): readonly Served<'Observation'>[] {
  if (record.status === 'incomplete' || record.total === null) return []
  const hasAnswers = Object.keys(record.answers).length > 0 && isServedType('QuestionnaireResponse')
  return [
    {
      resourceType: 'Observation',
      id: `${record.responseId}-total`,
      meta: { profile: [screeningAssessment], security: labels(sensitivitiesOf(record.instrumentId)) },
      status: 'final',
      category: [{ coding: [{ system: systems.observationCategory, code: 'survey', display: 'Survey' }] }],
      code: totalCode(instrument, refs),
      subject: patientRef(record.patientId),
      effectiveDateTime: zonedDateTime(record.measuredAt, refs.zone),
      issued: record.submittedAt,
      performer: [record.answeredBy === 'patient' ? patientRef(record.patientId) : organizationRef(refs)],
      valueQuantity: quantity(record.total, 'score', '{score}'),
      ...(record.band === null ? {} : { note: [{ text: `${instrument.title}: ${record.band}` }] }),
      ...(hasAnswers ? { derivedFrom: [{ reference: `QuestionnaireResponse/${record.responseId}` }] } : {}),
    },
  ]
}

function totalCode({ totalLoinc, title, id }: Instrument, refs: PracticeRefs): CodeableConcept {
  const text = `${title} total score`
  const coding =
    totalLoinc === null
      ? { system: localSystem.code(refs.localBase), code: `${id}-total`, display: text }
      : { system: systems.loinc, code: totalLoinc, display: text }
  return { coding: [coding], text }
}
