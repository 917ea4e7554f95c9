import { calendarDate } from '@holdspace/kit/calendar-date'
import { describe, expect, test } from 'vitest'
import { findDuplicates, type PersonOnFile } from './duplicates.ts'
import type { ReferredPerson } from './referral-content.ts'

const ramon: ReferredPerson = {
  family: 'Sarabia',
  given: ['Ramón'],
  otherNames: [],
  birthDate: calendarDate.parse('2002-09-09'),
  sex: 'male',
  addresses: [],
  telecoms: [{ system: 'phone', value: '555-504-7600' }],
}
const onFile: PersonOnFile = {
  id: 'one',
  mrn: '10001',
  family: 'SARABIA',
  given: ['Ramon'],
  otherNames: [],
  birthDate: ramon.birthDate,
  sex: 'male',
  phones: [],
  identifiers: [],
}
const number = {
  kind: 'partner-record',
  system: 'https://valley.example',
  value: '42',
  label: 'Record number',
} as const
const likelihood = (candidate: Partial<PersonOnFile>, person: Partial<ReferredPerson> = {}) =>
  findDuplicates({ ...ramon, ...person }, [number], [{ ...onFile, ...candidate }])[0]?.likelihood

describe('who is shown as a probable duplicate (M17)', () => {
  test('given the same partner’s record number, then it is said, even when name and birth date differ', () => {
    const other = { family: 'Moss', given: ['Lee'], birthDate: calendarDate.parse('1950-01-01'), identifiers: [number] }
    expect(likelihood(other)).toBe('same-record-number')
  })
  test('given the same number of another system, then it says nothing', () => {
    const other = { family: 'Moss', given: ['Lee'], identifiers: [{ system: 'https://other.example', value: '42' }] }
    expect(likelihood(other)).toBeUndefined()
  })
  test('given the same name without its accent and the same birth date, then it is probable', () => {
    expect(likelihood({})).toBe('probable')
  })
  test('given day and month swapped and the same names, then it is possible', () => {
    const person = { birthDate: calendarDate.parse('2002-03-09') }
    expect(likelihood({ birthDate: calendarDate.parse('2002-09-03') }, person)).toBe('possible')
  })
  test('given a married name and the former one on file, then it is probable', () => {
    expect(likelihood({ family: 'Costa' }, { otherNames: ['Ramón Costa'] })).toBe('probable')
  })
  test('given twins — same family, birth date and initial — then it is possible, never more', () => {
    expect(likelihood({ given: ['Rosa'] })).toBe('possible')
    expect(likelihood({ given: ['Rosa'], sex: 'female' })).toBeUndefined()
  })
  test('given the same family name alone, then it is nobody', () => {
    expect(likelihood({ birthDate: calendarDate.parse('1950-01-01'), given: ['Lee'] })).toBeUndefined()
  })
  test('the reasons for and against are told', () => {
    const [found] = findDuplicates(ramon, [], [{ ...onFile, given: ['Rosa'], phones: ['+1 (555) 504-7600'] }])
    expect(found?.agrees).toEqual([
      'Same birth date',
      'Same family name',
      'Given name has the same initial',
      'Same phone number',
    ])
    expect(found?.differs).toEqual(['Given name differs'])
  })
})
