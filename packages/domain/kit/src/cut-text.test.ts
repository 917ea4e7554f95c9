import { expect, test } from 'vitest'
import { cutText } from './cut-text.ts'

test('a text that fits stays as it is; a longer one is cut before its mark, and never through a character', () => {
  expect(cutText('12345', 5)).toBe('12345')
  expect(cutText('123456', 5)).toBe('1234…')
  expect(cutText('123\u{1f600}6', 5)).toBe('123…')
  expect(cutText('12\u{1f600}56', 5)).toBe('12\u{1f600}…')
})
