import { z } from 'zod'
import {
  type DayOfAnswer,
  type DayOfAnswers,
  type DayOfQuestion,
  dayOfAnswerValues,
  dayOfQuestionIds,
  dayOfQuestions,
} from './day-of-questions.ts'
import type { Truth } from './truth.ts'

const dayOfAnswer = z.enum(dayOfAnswerValues)

/** Every question, answered: the form is not half an attestation. */
export const dayOfAnswers = z.strictObject(
  Object.fromEntries(dayOfQuestionIds.map((id) => [id, dayOfAnswer])) as {
    readonly [Id in keyof DayOfAnswers]: typeof dayOfAnswer
  },
)

export interface DayOfReading {
  readonly reopens: readonly DayOfQuestion[]
  readonly forTheDay: readonly DayOfQuestion[]
}

/** What the answers call for. Not sure is not calm; not applicable is, where the question allows it. */
export function readDayOf(answers: DayOfAnswers): DayOfReading {
  const notCalm = dayOfQuestions.filter((question) => isCalm(question, answers[question.id]) !== 'yes')
  return {
    reopens: notCalm.filter((question) => question.reopens),
    forTheDay: notCalm.filter((question) => !question.reopens),
  }
}

function isCalm(question: DayOfQuestion, answer: DayOfAnswer): Truth {
  if (answer === 'not-applicable') return question.notApplicable === true ? 'yes' : 'unknown'
  if (answer === 'not-sure') return 'unknown'
  return answer === question.calm ? 'yes' : 'no'
}
