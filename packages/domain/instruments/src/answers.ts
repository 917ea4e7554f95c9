import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { AskedInstrument, Item } from './instrument.ts'

/** Item id → the value of the chosen answer. What is not there was not answered. */
export type Answers = Readonly<Record<string, number>>

/** The questions that are asked, given what was answered so far: skip rules are the instrument's own. */
export function askedItems(instrument: AskedInstrument, answers: Answers): readonly Item[] {
  return instrument.items.filter((item) => isAsked(item, answers))
}

function isAsked(item: Item, answers: Answers): boolean {
  if (item.askedWhen === undefined) return true
  const given = answers[item.askedWhen.item]
  return given !== undefined && item.askedWhen.is.includes(given)
}

/** Ids of the questions that are asked, must be answered and are not. */
export function missingItems(instrument: AskedInstrument, answers: Answers): readonly string[] {
  return askedItems(instrument, answers)
    .filter((item) => item.optional !== true && answers[item.id] === undefined)
    .map((item) => item.id)
}

/** Only the answers to questions that are asked: changing an earlier answer takes a skipped one out of the count. */
export function answersThatCount(instrument: AskedInstrument, answers: Answers): Answers {
  const asked = new Set(askedItems(instrument, answers).map((item) => item.id))
  return Object.fromEntries(Object.entries(answers).filter(([id]) => asked.has(id)))
}

/** Is this an answer of this instrument? The one check of what comes in from outside. */
export function checkAnswer(instrument: AskedInstrument, itemId: string, value: number): Decision<true> {
  const item = instrument.items.find((candidate) => candidate.id === itemId)
  if (item === undefined) return refuse({ ...noSuchItem, details: [itemId] })
  return item.choices.some((choice) => choice.value === value)
    ? accept(true)
    : refuse({ ...noSuchChoice, details: [itemId] })
}

const noSuchItem = {
  family: 'invalid',
  code: 'no-such-question',
  sentence: 'This questionnaire has no such question. Load the page again.',
} as const

const noSuchChoice = {
  family: 'invalid',
  code: 'no-such-answer',
  sentence: 'This is not one of the answers to this question. Choose one of those shown.',
} as const
