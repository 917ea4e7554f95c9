import { bothWeights } from '@holdspace/clinic/intake/answer-shapes'
import type { Language, Question } from '@holdspace/clinic/intake/questions'
import { asAllergies, asHeight, asMedicines, asTrials, asWeight } from './given-answers.ts'
import { en } from './messages/en.ts'
import { es } from './messages/es.ts'

export interface AnswerInWordsProps {
  readonly question: Question
  readonly value: unknown
  readonly language: Language
}

/** An answer as a person reads it: on the patient's check page and on the chart alike. */
export function AnswerInWords({ question, value, language }: AnswerInWordsProps) {
  const lines = answerLines(question, value, language)
  if (lines.length === 0) return <span className="font-regular text-muted">{wordsIn[language].form.noAnswer}</span>
  return lines.map((line) => (
    <span key={line} className="block whitespace-pre-line">
      {line}
    </span>
  ))
}

const wordsIn = { en, es }

export function answerLines(question: Question, value: unknown, language: Language): readonly string[] {
  if (value === undefined || value === null || value === '') return []
  const words = wordsIn[language].answer
  switch (question.kind) {
    case 'three-valued':
      return typeof value === 'string' && isThreeValued(value) ? [words[value]] : []
    case 'choice':
      return question.choices.filter((choice) => choice.id === value).map((choice) => choice.words[language])
    case 'text':
      return [String(value)]
    case 'weight': {
      const weight = asWeight(value)
      if (weight === null) return []
      const { kg, lb } = bothWeights(weight)
      return [`${kg.toFixed(1)} kg = ${lb} lb`]
    }
    case 'height': {
      const height = asHeight(value)
      if (height === null) return []
      return [height.unit === 'cm' ? `${height.cm} cm` : `${height.ft} ft ${height.inches} in`]
    }
    case 'medicines': {
      const { takes, list } = asMedicines(value) ?? { takes: 'not-sure' as const, list: [] }
      return [words[takes], ...list.map((row) => joined(row.name, row.dose, row.howOften))]
    }
    case 'allergies': {
      const { status, list } = asAllergies(value) ?? { status: 'not-recorded' as const, list: [] }
      return [words[status], ...list.map((row) => joined(row.substance, row.reaction))]
    }
    case 'trials': {
      const { tried, list } = asTrials(value) ?? { tried: 'not-sure' as const, list: [] }
      return [words[tried], ...list.map((row) => joined(row.name, row.highestDose, row.howLong, words[row.outcome]))]
    }
  }
}

function isThreeValued(value: string): value is 'yes' | 'no' | 'not-sure' {
  return value === 'yes' || value === 'no' || value === 'not-sure'
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ')
}
