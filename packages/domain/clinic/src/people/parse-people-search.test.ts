import { expect, test } from 'vitest'
import { parsePeopleSearch } from './parse-people-search.ts'

test.each([
  ['Rivera An', { words: ['rivera', 'an'], birthDate: null, recordNumber: null }],
  ['  RAMÓN  ', { words: ['ramon'], birthDate: null, recordNumber: null }],
  ['O’Neil', { words: ['oneil'], birthDate: null, recordNumber: null }],
  ['14-Jul-1985', { words: [], birthDate: '1985-07-14', recordNumber: null }],
  ['1985-07-14', { words: [], birthDate: '1985-07-14', recordNumber: null }],
  ['7/14/1985', { words: [], birthDate: '1985-07-14', recordNumber: null }],
  ['rivera 7/14/1985 10472', { words: ['rivera'], birthDate: '1985-07-14', recordNumber: '10472' }],
  ['MRN 10472', { words: [], birthDate: null, recordNumber: '10472' }],
  ['mrn:10472', { words: [], birthDate: null, recordNumber: '10472' }],
  ['VF-4471', { words: [], recordNumber: null, namesOrNumbers: [{ words: ['vf', '4471'], number: 'VF-4471' }] }],
  ['Abbott509 ad', { words: ['ad'], namesOrNumbers: [{ words: ['abbott509'], number: 'Abbott509' }] }],
  ['00-4471', { words: [], birthDate: null, recordNumber: '00-4471' }],
  ['31-Feb-1985', { words: [], birthDate: null, namesOrNumbers: [{ number: '31-Feb-1985' }] }],
  ['%', { words: [], birthDate: null, recordNumber: null }],
  ['', { words: [], birthDate: null, recordNumber: null }],
])('given “%s”', (text, expected) => {
  expect(parsePeopleSearch(text)).toMatchObject(expected)
})

test('what was understood is said back', () => {
  expect(parsePeopleSearch('riv 14-Jul-1985').understood).toBe('names beginning with riv, born 14-Jul-1985')
  expect(parsePeopleSearch('  ').understood).toBeNull()
})
