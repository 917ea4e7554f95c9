import { calendarDate } from '@holdspace/kit/calendar-date'
import { describe, expect, it } from 'vitest'
import { isSamePerson } from './identity-check.ts'

const marisol = {
  given: ['Marisol', 'Inés'],
  family: 'Ybarra-Nuñez',
  otherNames: ['Marisol Cole'],
  birthDate: calendarDate.parse('1985-07-14'),
}
const shown = { given: 'Marisol', family: 'Ybarra-Nuñez', birthDate: '1985-07-14' }

describe('the identity check (M17)', () => {
  it.each([
    ['exactly as on file', shown],
    [
      'without accents, in small letters, the hyphen as a space',
      { ...shown, given: 'marisol', family: 'ybarra nunez' },
    ],
    ['both given names', { ...shown, given: 'Marisol Ines' }],
    ['a former name on file', { ...shown, family: 'Cole' }],
  ])('given %s, then it is the person', (_name, typed) => {
    expect(isSamePerson(typed, marisol)).toBe(true)
  })

  it.each([
    ['another birth date', { ...shown, birthDate: '1985-07-15' }],
    ['day and month swapped', { ...shown, birthDate: '1985-04-07' }],
    ['another family name', { ...shown, family: 'Ybarra' }],
    ['another given name', { ...shown, given: 'Maria' }],
    ['only punctuation', { ...shown, given: '--' }],
  ])('given %s, then it is not', (_name, typed) => {
    expect(isSamePerson(typed, marisol)).toBe(false)
  })
})
