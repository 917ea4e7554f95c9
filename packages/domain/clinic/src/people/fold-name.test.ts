import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldName, nameTokens } from './fold-name.ts'

test.each([
  ['Ramón', 'ramon'],
  ['O’Neil', 'oneil'],
  ["O'Neil", 'oneil'],
  ['Ybarra-Quinn', 'ybarra quinn'],
  ['  Müller ', 'muller'],
  ['Weiß', 'weiss'],
  ['Łukasz Øster', 'lukasz oster'],
  ['Nguyễn', 'nguyen'],
  ['山田', '山田'],
])('given %s, then it is found as %s', (name, folded) => {
  expect(foldName(name)).toBe(folded)
})

test('folding twice changes nothing', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => foldName(foldName(name)) === foldName(name)))
})

test('given a family name of several words, then each word and the whole find it', () => {
  expect(nameTokens(['de la Cruz', 'Ana'])).toEqual(['de', 'la', 'cruz', 'delacruz', 'ana'])
})
