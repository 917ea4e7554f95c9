import { type Grams, grams, type Millimetres, millimetres } from '@holdspace/kit/amounts'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { z } from 'zod'
import { type ClinicForm, isAsked, type Question, type QuestionKind, questionsOf, threeValued } from './questions.ts'

const line = (longest: number) => z.string().trim().max(longest)

/** What the four allergy titles mean to a patient (BN6): "not sure" and "cannot say now" are not "none". */
export const allergyAnswers = ['known', 'none-known', 'not-recorded', 'unavailable'] as const
export type AllergyAnswer = (typeof allergyAnswers)[number]

export const medicinesAnswer = z.strictObject({
  takes: z.enum(threeValued),
  list: z.array(z.strictObject({ name: line(120).min(1), dose: line(60), howOften: line(80) })).max(40),
})
export const allergiesAnswer = z.strictObject({
  status: z.enum(allergyAnswers),
  list: z.array(z.strictObject({ substance: line(120).min(1), reaction: line(120) })).max(30),
})
export const trialsAnswer = z.strictObject({
  tried: z.enum(threeValued),
  list: z
    .array(
      z.strictObject({
        name: line(120).min(1),
        highestDose: line(60),
        howLong: line(60),
        outcome: z.enum(['helped', 'helped-a-little', 'did-not-help', 'made-worse', 'not-sure']),
      }),
    )
    .max(30),
})

/** As typed, with the unit somebody chose: no unit is ever assumed (M02). */
export const weightAnswer = z.strictObject({
  unit: z.enum(['kg', 'lb']),
  amount: z.number().positive().max(1000),
})
export const heightAnswer = z.discriminatedUnion('unit', [
  z.strictObject({ unit: z.literal('cm'), cm: z.number().positive().max(260) }),
  z.strictObject({ unit: z.literal('ft-in'), ft: z.int().min(1).max(8), inches: z.number().min(0).max(11.9) }),
])

export type MedicinesAnswer = z.output<typeof medicinesAnswer>
export type AllergiesAnswer = z.output<typeof allergiesAnswer>
export type TrialsAnswer = z.output<typeof trialsAnswer>
export type WeightAnswer = z.output<typeof weightAnswer>
export type HeightAnswer = z.output<typeof heightAnswer>

/** An answer as it is kept; null takes an earlier one back. */
export type AnswerValue = null | string | MedicinesAnswer | AllergiesAnswer | TrialsAnswer | WeightAnswer | HeightAnswer

const gramsPerPound = 453.59237

export function gramsOf({ unit, amount }: WeightAnswer): Grams {
  return grams.parse(Math.round(unit === 'kg' ? amount * 1000 : amount * gramsPerPound))
}

export function millimetresOf(height: HeightAnswer): Millimetres {
  return millimetres.parse(Math.round(height.unit === 'cm' ? height.cm * 10 : (height.ft * 12 + height.inches) * 25.4))
}

/** A weight and a height no grown person has: a slip of the finger or the other unit (M02). */
const plausible = { weightG: { least: 25_000, most: 350_000 }, heightMm: { least: 1000, most: 2400 } }

const schemas: { readonly [Kind in Exclude<QuestionKind, 'choice' | 'text'>]: z.ZodType<AnswerValue> } = {
  'three-valued': z.enum(threeValued),
  weight: weightAnswer,
  height: heightAnswer,
  medicines: medicinesAnswer,
  allergies: allergiesAnswer,
  trials: trialsAnswer,
}

/**
 * Reads what came in for a question: well-formed, of its kind, and plausible where it is a measure. An empty text or null
 * takes an earlier answer back. Refused: `answer-not-usable`, `weight-not-plausible`, `height-not-plausible`.
 */
export function readAnswer(question: Question, raw: unknown): Decision<AnswerValue> {
  if (raw === null || (typeof raw === 'string' && raw.trim() === '')) return accept(null)
  const read = schemaOf(question).safeParse(raw)
  if (!read.success)
    return notUsable(question, 'answer-not-usable', 'This answer cannot be used. Please give it again.')
  if (question.kind === 'weight') {
    const weightG = gramsOf(weightAnswer.parse(read.data))
    const fits = weightG >= plausible.weightG.least && weightG <= plausible.weightG.most
    if (!fits) return notUsable(question, 'weight-not-plausible', 'Please check the weight and its unit.')
  }
  if (question.kind === 'height') {
    const heightMm = millimetresOf(heightAnswer.parse(read.data))
    const fits = heightMm >= plausible.heightMm.least && heightMm <= plausible.heightMm.most
    if (!fits) return notUsable(question, 'height-not-plausible', 'Please check the height and its unit.')
  }
  return accept(read.data)
}

function schemaOf(question: Question): z.ZodType<AnswerValue> {
  switch (question.kind) {
    case 'choice':
      return z.string().refine((id) => question.choices.some((choice) => choice.id === id))
    case 'text':
      return line(question.maxLength ?? 1000)
    case 'three-valued':
    case 'weight':
    case 'height':
    case 'medicines':
    case 'allergies':
    case 'trials':
      return schemas[question.kind]
  }
}

function notUsable(question: Question, code: string, sentence: string): Decision<never> {
  return refuse({ family: 'invalid', code, sentence, field: question.id })
}

/** The questions that are asked, given these answers, and still have none. Optional ones may stay open. */
export function missingAnswers(form: ClinicForm, answers: ReadonlyMap<string, unknown>): readonly string[] {
  return questionsOf(form)
    .filter((question) => question.optional !== true && isAsked(question, answers))
    .filter((question) => isEmpty(question, answers.get(question.id)))
    .map((question) => question.id)
}

/** "Yes, I take medicines" with no medicine named is no answer yet. */
function isEmpty(question: Question, value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true
  switch (question.kind) {
    case 'medicines': {
      const { takes, list } = medicinesAnswer.parse(value)
      return takes === 'yes' && list.length === 0
    }
    case 'allergies': {
      const { status, list } = allergiesAnswer.parse(value)
      return status === 'known' && list.length === 0
    }
    case 'trials': {
      const { tried, list } = trialsAnswer.parse(value)
      return tried === 'yes' && list.length === 0
    }
    case 'three-valued':
    case 'choice':
    case 'text':
    case 'weight':
    case 'height':
      return false
  }
}
