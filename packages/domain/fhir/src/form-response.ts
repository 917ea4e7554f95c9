import type { ClinicForm, Language, Question } from '@holdspace/clinic/intake/questions'
import { zonedDateTime } from '@holdspace/kit/calendar-date'
import type { PatientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { Meta, QuestionnaireResponse, QuestionnaireResponseItemAnswer } from 'fhir/r4'
import { organizationRef, type PracticeRefs, patientRef } from './refs.ts'
import { labels, type Sensitivity } from './security-labels.ts'
import { localSystem } from './systems.ts'

/** A form of the clinic as the patient sent it. */
export interface FormRecord {
  readonly responseId: string
  readonly patientId: PatientId
  readonly form: ClinicForm
  readonly language: Language
  readonly submittedAt: Instant
  /** By question id, as they were kept. */
  readonly answers: ReadonlyMap<string, unknown>
}

/** Questions about alcohol and drugs are their own sensitivity, and stand in the form of safety questions. */
function sensitivitiesOf(form: ClinicForm): readonly Sensitivity[] {
  return form.id === 'contraindications' ? ['PSY', 'SUD'] : ['PSY']
}

/**
 * The answers that are choices: yes, no, not sure, and the like. Free words of the patient stay with the care team
 * (RULINGS 10), and so do lists and people they named: medicines and allergies reach a partner only once staff took them
 * into the chart, as resources of their own. Null where nothing is left to tell, and always for address and contacts.
 */
export function formResponse(
  record: FormRecord,
  refs: PracticeRefs,
): (QuestionnaireResponse & { id: string; meta: Meta }) | null {
  const { form, language, answers } = record
  if (form.id === 'demographics') return null
  const item = form.pages.flatMap((page) => {
    const told = page.questions.flatMap((question) => {
      const answer = answerOf(question, answers.get(question.id), form, refs)
      return answer === null ? [] : [{ linkId: question.id, text: question.words[language], answer: [answer] }]
    })
    return told.length === 0 ? [] : [{ linkId: page.id, text: page.title[language], item: told }]
  })
  if (item.length === 0) return null
  return {
    resourceType: 'QuestionnaireResponse',
    id: record.responseId,
    meta: { security: labels(sensitivitiesOf(form)) },
    language,
    questionnaire: `${refs.localBase}/Questionnaire/${form.id}|${form.version}`,
    status: 'completed',
    subject: patientRef(record.patientId),
    authored: zonedDateTime(record.submittedAt, refs.zone),
    author: organizationRef(refs),
    source: patientRef(record.patientId),
    item,
  }
}

function answerOf(
  question: Question,
  value: unknown,
  form: ClinicForm,
  refs: PracticeRefs,
): QuestionnaireResponseItemAnswer | null {
  if (typeof value !== 'string') return null
  const coded = (display: string) => ({
    valueCoding: { system: localSystem.code(refs.localBase), code: `${form.id}-${question.id}-${value}`, display },
  })
  switch (question.kind) {
    case 'three-valued':
      // "Not sure" is an answer of its own and never reads as a no.
      return value === 'not-sure' ? coded('Not sure') : { valueBoolean: value === 'yes' }
    case 'choice': {
      const choice = question.choices.find((one) => one.id === value)
      return choice === undefined ? null : coded(choice.words.en)
    }
    case 'text':
    case 'weight':
    case 'height':
    case 'medicines':
    case 'allergies':
    case 'trials':
      return null
  }
}
