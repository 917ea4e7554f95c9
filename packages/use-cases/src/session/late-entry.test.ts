import { createHash } from 'node:crypto'
import { instant } from '@holdspace/kit/instant'
import type { Json } from '@holdspace/proof/canonical-json'
import { sealEntry } from '@holdspace/proof/session-chain'
import { catalogue } from '@holdspace/record/catalogue'
import { expect, it } from 'vitest'
import { storedAll } from './append-entries.ts'
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
  const said = {
    ledger: 'marigold.example/ledger',
    sessionId: 'a-session',
    idempotencyKey: 'an-entry',
    deviceId: 'a-tablet',
  }
  const at = '2026-11-21T15:00:00.000Z'
  const frame = {
    ...said,
    kind: 'decision-recorded',
    actor: 'm prescriber Dr. Vega',
    deviceSeq: 1,
    occurredAt: at,
    recordedAt: at,
  }
  const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
  const stored = (body: Json) => storedAll([sealEntry(undefined, { ...frame, body }, new Uint8Array(32), sha256)])
  const past = { about: { ruleId: 'discharge' }, decision: 'continue', reason: 'Seen, fit to go' } as const
  expect(stored(past)[0]?.body).toEqual(past)
  const tooLong = { ...past, reason: 'x'.repeat(1_001) }
  expect(() => stored(tooLong)).toThrow()
})
