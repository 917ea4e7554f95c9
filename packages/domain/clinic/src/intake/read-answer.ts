import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { z } from 'zod'
import { type AnswerValue, allergyAnswers, heightInMillimetres, trialOutcomes, weightInGrams } from './answer-shapes.ts'
import { type Question, threeValued } from './questions.ts'

const line = (longest: number) => z.string().trim().max(longest)

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
        outcome: z.enum(trialOutcomes),
      }),
    )
    .max(30),
})

export const weightAnswer = z.strictObject({ unit: z.enum(['kg', 'lb']), amount: z.number().positive().max(1000) })

export const heightAnswer = z.discriminatedUnion('unit', [
  z.strictObject({ unit: z.literal('cm'), cm: z.number().positive().max(260) }),
  z.strictObject({ unit: z.literal('ft-in'), ft: z.int().min(1).max(8), inches: z.number().min(0).max(11.9) }),
])

/** A weight and a height no grown person has: a slip of the finger or the other unit (M02). */
const plausible = { weightG: { least: 25_000, most: 350_000 }, heightMm: { least: 1000, most: 2400 } }

/**
 * Reads what came in for a question: well-formed, of its kind, and plausible where it is a measure. An empty text or null
 * takes an earlier answer back. Refused: `answer-not-usable`, `weight-not-plausible`, `height-not-plausible`.
 */
export function readAnswer(question: Question, raw: unknown): Decision<AnswerValue> {
  if (raw === null || (typeof raw === 'string' && raw.trim() === '')) return accept(null)
  switch (question.kind) {
    case 'three-valued':
      return readAs(question, z.enum(threeValued), raw)
    case 'choice':
      return readAs(
        question,
        z.string().refine((id) => question.choices.some((choice) => choice.id === id)),
        raw,
      )
    case 'text':
      return readAs(question, line(question.maxLength ?? 1000), raw)
    case 'medicines':
      return readAs(question, medicinesAnswer, raw)
    case 'allergies':
      return readAs(question, allergiesAnswer, raw)
    case 'trials':
      return readAs(question, trialsAnswer, raw)
    case 'weight':
      return within(question, readAs(question, weightAnswer, raw), weightInGrams, plausible.weightG, 'weight')
    case 'height':
      return within(question, readAs(question, heightAnswer, raw), heightInMillimetres, plausible.heightMm, 'height')
  }
}

function readAs<T>(question: Question, schema: z.ZodType<T>, raw: unknown): Decision<T> {
  const read = schema.safeParse(raw)
  if (read.success) return accept(read.data)
  return notUsable(question, 'answer-not-usable', 'This answer cannot be used. Please give it again.')
}

function within<T>(
  question: Question,
  read: Decision<T>,
  measure: (answer: T) => number,
  { least, most }: { readonly least: number; readonly most: number },
  what: 'weight' | 'height',
): Decision<T> {
  if (!read.ok) return read
  const measured = measure(read.value)
  if (measured >= least && measured <= most) return read
  return notUsable(question, `${what}-not-plausible`, `Please check the ${what} and its unit.`)
}

function notUsable(question: Question, code: string, sentence: string): Decision<never> {
  return refuse({ family: 'invalid', code, sentence, field: question.id })
}
