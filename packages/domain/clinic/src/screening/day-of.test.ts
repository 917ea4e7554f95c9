import { describe, expect, test } from 'vitest'
import { dayOfAnswers, readDayOf } from './day-of.ts'
import { type DayOfAnswer, type DayOfAnswers, dayOfQuestionIds, dayOfQuestions } from './day-of-questions.ts'

const calm = Object.fromEntries(dayOfQuestions.map((one) => [one.id, one.calm])) as DayOfAnswers
const read = (id: string, answer: DayOfAnswer) => {
  const reading = readDayOf({ ...calm, [id]: answer })
  return { reopens: reading.reopens.map((one) => one.id), forTheDay: reading.forTheDay.map((one) => one.id) }
}

describe('the short form of the day', () => {
  test('calm answers change nothing', () => {
    expect(readDayOf(calm)).toEqual({ reopens: [], forTheDay: [] })
  })

  /** Every question × every answer, by hand: what sends the decision back, and what is left to the gate of the day. */
  test.each([
    ['day-new-medicine', ['yes', 'not-sure', 'not-applicable'], true],
    ['day-new-illness', ['yes', 'not-sure', 'not-applicable'], true],
    ['day-pregnant', ['yes', 'not-sure', 'not-applicable'], true],
    ['day-alcohol-or-drugs', ['yes', 'not-sure', 'not-applicable'], true],
    ['day-thoughts-of-suicide', ['yes', 'not-sure', 'not-applicable'], true],
    ['day-fasted', ['no', 'not-sure', 'not-applicable'], false],
    ['day-blood-pressure-medicine-taken', ['no', 'not-sure'], false],
    ['day-ride-named', ['no', 'not-sure', 'not-applicable'], false],
  ] as const)('%s', (id, loud, reopens) => {
    for (const answer of ['yes', 'no', 'not-sure', 'not-applicable'] as const) {
      const isLoud = (loud as readonly string[]).includes(answer)
      expect(read(id, answer), answer).toEqual({
        reopens: isLoud && reopens ? [id] : [],
        forTheDay: isLoud && !reopens ? [id] : [],
      })
    }
  })

  test('half a form is none', () => {
    expect(dayOfAnswers.safeParse(calm).success).toBe(true)
    for (const id of dayOfQuestionIds) {
      const { [id]: _left, ...rest } = calm
      expect(dayOfAnswers.safeParse(rest).success, id).toBe(false)
    }
  })
})
