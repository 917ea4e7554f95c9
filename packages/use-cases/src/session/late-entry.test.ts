import { instant } from '@holdspace/kit/instant'
import { catalogue } from '@holdspace/record/catalogue'
import { expect, it } from 'vitest'
import { assertReadable } from './append-entries.ts'
import { lateAddendum } from './late-entry.ts'

it('given the longest observation there is, arriving after the signature, then its addendum can be read again (RULINGS 1)', () => {
  const text = `${'a'.repeat(7_949)}\u{1f600}${'b'.repeat(40)}`
  const occurredAt = instant.parse('2026-11-21T15:00:00.000Z')
  const addendum = lateAddendum({ kind: 'observation-noted', body: { text }, occurredAt })
  const read = catalogue['addendum-filed'].safeParse(addendum)
  expect(read.success).toBe(true)
  expect(addendum.text).not.toMatch(/\p{Surrogate}/u)
  expect(addendum.lateEntry?.body).toEqual({ text })
})

it('given a body its kind could not read back, then it is never sealed: one such entry would close the session for ever', () => {
  const past = { about: { ruleId: 'discharge' }, decision: 'continue', reason: 'Seen, fit to go' } as const
  expect(() => assertReadable({ kind: 'decision-recorded', body: past })).not.toThrow()
  const tooLong = { ...past, reason: 'x'.repeat(1_001) }
  expect(() => assertReadable({ kind: 'decision-recorded', body: tooLong })).toThrow()
})
