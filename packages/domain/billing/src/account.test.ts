import { calendarDate } from '@holdspace/kit/calendar-date'
import { instant } from '@holdspace/kit/instant'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  allocateOldestFirst,
  balanceOf,
  isBalanced,
  type MoneyEntry,
  type MoneyEntryKind,
  type Posting,
  standingOf,
} from './account.ts'
import {
  chargePostings,
  decideApplyCredit,
  decidePayment,
  decideRefund,
  decideReversal,
  decideWriteOff,
} from './account-acts.ts'
import { centsOf } from './cents.ts'
import { someone } from './testing/marigold-fees.ts'

const day = calendarDate.parse('2026-11-21')
const now = instant.parse('2026-11-21T14:00:00.000Z')

function entry(
  id: string,
  kind: MoneyEntryKind,
  postings: readonly Posting[],
  reverses: string | null = null,
): MoneyEntry {
  return { id, patientId: someone, kind, at: now, day, words: `${kind} ${id}`, postings, reverses }
}

/** The plain way to keep the same books: what each charge still asks for, who paid what of it, and the money held. */
interface Model {
  charges: { id: string; amount: number; paid: number; forgiven: number; gone: boolean }[]
  credit: number
  taken: number
}

const act = fc.oneof(
  fc.record({ act: fc.constant('charge' as const), amount: fc.integer({ min: 1, max: 200_000 }) }),
  fc.record({ act: fc.constant('pay' as const), amount: fc.integer({ min: 0, max: 250_000 }) }),
  fc.record({ act: fc.constant('apply' as const), amount: fc.integer({ min: 0, max: 100_000 }) }),
  fc.record({ act: fc.constant('refund' as const), amount: fc.integer({ min: 0, max: 100_000 }) }),
  fc.record({ act: fc.constant('forgive' as const), amount: fc.integer({ min: 0, max: 50_000 }), which: fc.nat(20) }),
  fc.record({ act: fc.constant('take back a charge' as const), which: fc.nat(20) }),
)

describe('any sequence of acts (property)', () => {
  it('keeps every entry at zero, never owes a fraction, and agrees with the plain model', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const entries: MoneyEntry[] = []
        const model: Model = { charges: [], credit: 0, taken: 0 }
        const add = (kind: MoneyEntryKind, postings: readonly Posting[], reverses: string | null = null) => {
          expect(isBalanced(postings)).toBe(true)
          entries.push(entry(`e${entries.length}`, kind, postings, reverses))
        }
        for (const one of acts) step(one, entries, model, add)
        const standing = standingOf(entries)
        const live = model.charges.filter(({ gone }) => !gone)
        expect(standing.owedCents).toBe(live.reduce((sum, c) => sum + c.amount - c.paid - c.forgiven, 0))
        expect(standing.creditCents).toBe(model.credit)
        expect(balanceOf(entries, 'card')).toBe(model.taken)
        expect(standing.items.map((item) => item.leftCents)).toEqual(live.map((c) => c.amount - c.paid - c.forgiven))
        for (const { postings } of entries)
          for (const { cents } of postings) expect(Number.isSafeInteger(cents)).toBe(true)
        expect(entries.flatMap(({ postings }) => postings).reduce((sum, { cents }) => sum + cents, 0)).toBe(0)
      }),
      { numRuns: 300 },
    )
  })
})

function step(
  one: typeof act extends fc.Arbitrary<infer A> ? A : never,
  entries: readonly MoneyEntry[],
  model: Model,
  add: (kind: MoneyEntryKind, postings: readonly Posting[], reverses?: string | null) => void,
): void {
  const { items, creditCents } = standingOf(entries)
  const settle = (allocations: readonly { itemId: string; cents: number }[]) => {
    for (const { itemId, cents } of allocations) {
      const charge = model.charges.find(({ id }) => id === itemId)
      if (charge !== undefined) charge.paid += cents
    }
    return allocations.reduce((sum, { cents }) => sum + cents, 0)
  }
  if (one.act === 'charge') {
    const id = `e${entries.length}`
    model.charges.push({ id, amount: one.amount, paid: 0, forgiven: 0, gone: false })
    add('charge', chargePostings(id, centsOf(one.amount)))
    return
  }
  if (one.act === 'pay') {
    const allocations = allocateOldestFirst(items, centsOf(one.amount))
    const decided = decidePayment(entries, { amount: centsOf(one.amount), tender: 'card', allocations })
    expect(decided.ok).toBe(one.amount > 0)
    if (!decided.ok) return
    add('payment', decided.value)
    model.taken += one.amount
    model.credit += one.amount - settle(allocations)
    return
  }
  if (one.act === 'apply') {
    const allocations = allocateOldestFirst(items, centsOf(one.amount))
    const wanted = allocations.reduce((sum, { cents }) => sum + cents, 0)
    const decided = decideApplyCredit(entries, allocations)
    expect(decided.ok).toBe(wanted > 0 && wanted <= model.credit)
    if (!decided.ok) return
    add('credit-applied', decided.value)
    model.credit -= settle(allocations)
    return
  }
  if (one.act === 'refund') {
    const decided = decideRefund(entries, { amount: centsOf(one.amount), tender: 'card' })
    expect(decided.ok).toBe(one.amount > 0 && one.amount <= creditCents)
    if (!decided.ok) return
    add('refund', decided.value)
    model.credit -= one.amount
    model.taken -= one.amount
    return
  }
  const charge = model.charges.filter(({ gone }) => !gone)[one.which]
  if (charge === undefined) return
  if (one.act === 'forgive') {
    const left = charge.amount - charge.paid - charge.forgiven
    const decided = decideWriteOff(entries, { itemId: charge.id, amount: centsOf(one.amount) })
    expect(decided.ok).toBe(one.amount > 0 && one.amount <= left)
    if (!decided.ok) return
    add('write-off', decided.value)
    charge.forgiven += one.amount
    return
  }
  const decided = decideReversal(entries, charge.id)
  expect(decided.ok).toBe(true)
  if (!decided.ok) return
  add('reversal', decided.value, charge.id)
  charge.gone = true
  model.credit += charge.paid
}

describe('taking an entry back', () => {
  const charge = entry('charge', 'charge', chargePostings('charge', centsOf(10_000)))
  const pay = entry('pay', 'payment', [
    { account: 'check', cents: centsOf(10_000) },
    { account: 'receivable', cents: centsOf(-10_000), itemId: 'charge' },
  ])

  it('given a check that bounced, then the charge is owed again', () => {
    const back = decideReversal([charge, pay], 'pay')
    if (!back.ok) throw new Error(back.refusal.sentence)
    expect(standingOf([charge, pay, entry('back', 'reversal', back.value, 'pay')]).owedCents).toBe(10_000)
  })

  it('given a charge taken back after it was paid, and then the payment too, then nothing is owed and no credit is left', () => {
    const first = decideReversal([charge, pay], 'charge')
    if (!first.ok) throw new Error(first.refusal.sentence)
    const afterFirst = [charge, pay, entry('one', 'reversal', first.value, 'charge')]
    expect(standingOf(afterFirst)).toMatchObject({ owedCents: 0, creditCents: 10_000, items: [] })
    const second = decideReversal(afterFirst, 'pay')
    if (!second.ok) throw new Error(second.refusal.sentence)
    const afterSecond = [...afterFirst, entry('two', 'reversal', second.value, 'pay')]
    expect(standingOf(afterSecond)).toMatchObject({ owedCents: 0, creditCents: 0 })
  })

  it('given the credit was paid out meanwhile, then the payment stays until that is taken back', () => {
    const over = entry('pay', 'payment', [
      { account: 'check', cents: centsOf(5_000) },
      { account: 'patient-credit', cents: centsOf(-5_000) },
    ])
    const out = entry('out', 'refund', [
      { account: 'patient-credit', cents: centsOf(5_000) },
      { account: 'cash', cents: centsOf(-5_000) },
    ])
    expect(decideReversal([over, out], 'pay')).toMatchObject({ ok: false, refusal: { code: 'money-spent-meanwhile' } })
  })

  it('given it was taken back before, is unknown or is a reversal, then it is refused', () => {
    const back = decideReversal([charge], 'charge')
    if (!back.ok) throw new Error(back.refusal.sentence)
    const entries = [charge, entry('back', 'reversal', back.value, 'charge')]
    expect(decideReversal(entries, 'charge')).toMatchObject({ ok: false, refusal: { code: 'already-reversed' } })
    expect(decideReversal(entries, 'back')).toMatchObject({ ok: false, refusal: { code: 'not-reversible' } })
    expect(decideReversal(entries, 'none')).toMatchObject({ ok: false, refusal: { code: 'money-entry-not-found' } })
  })
})

describe('taking money', () => {
  const charge = entry('charge', 'charge', chargePostings('charge', centsOf(10_000)))
  const pay = (amount: number, put: number) =>
    decidePayment([charge], {
      amount: centsOf(amount),
      tender: 'cash',
      allocations: [{ itemId: 'charge', cents: centsOf(put) }],
    })

  it('given more is put to a charge than is left on it, or than was paid, then it is refused', () => {
    expect(pay(20_000, 10_001)).toMatchObject({ ok: false, refusal: { code: 'more-than-owed' } })
    expect(pay(5_000, 6_000)).toMatchObject({ ok: false, refusal: { code: 'more-than-paid' } })
    expect(pay(0, 0)).toMatchObject({ ok: false, refusal: { code: 'no-amount' } })
  })

  it('given more is paid than is owed, then the rest is the patient’s credit', () => {
    const paid = pay(12_000, 10_000)
    if (!paid.ok) throw new Error(paid.refusal.sentence)
    expect(standingOf([charge, entry('pay', 'payment', paid.value)])).toMatchObject({
      owedCents: 0,
      creditCents: 2_000,
    })
  })
})
