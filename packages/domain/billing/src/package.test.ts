import { calendarDate } from '@holdspace/kit/calendar-date'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isBalanced, type MoneyEntry } from './account.ts'
import { centsOf, sumCents } from './cents.ts'
import type { FeeSchedule, PackageKind } from './fee-schedule.ts'
import {
  burnDown,
  decidePackageExpiry,
  decidePackageRefund,
  decidePackageTransfer,
  openUnits,
  type PackageSale,
  packageOf,
  salePostings,
  shareOut,
  unitFor,
  validUntil,
} from './package.ts'
import { aService, someone } from './testing/marigold-fees.ts'

const today = calendarDate.parse('2026-11-21')
const schedule: FeeSchedule = {
  title: 'Vector',
  effectiveFrom: today,
  services: [aService('PREP', 37_500), aService('DOSE', 100_000), aService('INTEGRATION', 37_500)],
  rules: [],
  packages: [],
}
const kind: PackageKind = {
  code: 'SIX',
  words: 'Six sessions',
  priceCents: centsOf(650_000),
  contents: [
    { code: 'PREP', count: 1 },
    { code: 'DOSE', count: 6 },
    { code: 'INTEGRATION', count: 6 },
  ],
  validMonths: 12,
  transferable: true,
  refund: 'pro-rata',
  noShowConsumes: false,
}
const sold = packageOf(kind, { schedule })
const saleId = 'sale'
const sale = (usedUnits: readonly number[], rest: Partial<PackageSale['package']> = {}): PackageSale => ({
  saleId,
  package: { ...sold, ...rest },
  soldOn: today,
  validUntil: validUntil(today, 12),
  ended: usedUnits.map((unit) => ({ unit, how: 'used', on: today, sheetId: null })),
})
const entry = (
  postings: MoneyEntry['postings'],
  kindOf: MoneyEntry['kind'] = 'package-sold',
  id = saleId,
): MoneyEntry => ({
  id,
  patientId: someone,
  kind: kindOf,
  at: '2026-11-21T14:00:00.000Z' as MoneyEntry['at'],
  day: today,
  words: 'Six sessions',
  postings,
  reverses: null,
})
const bought = entry(salePostings(saleId, sold.priceCents))
const paid = entry(
  [
    { account: 'card', cents: centsOf(650_000) },
    { account: 'receivable', cents: centsOf(-650_000), itemId: saleId },
  ],
  'payment',
  'payment',
)

describe('a package sold (BILLING section 8)', () => {
  it('given the vector of the reference, then each unit has its share to the cent', () => {
    const cents = (code: string) => sold.units.filter((one) => one.code === code).map((one) => one.cents)
    expect(cents('PREP')).toEqual([28_261])
    expect(cents('INTEGRATION')).toEqual(Array.from({ length: 6 }, () => 28_261))
    expect(cents('DOSE')).toEqual([75_363, 75_362, 75_362, 75_362, 75_362, 75_362])
    expect(sumCents(sold.units.map((one) => one.cents))).toBe(650_000)
  })

  it('given any price and list prices, then the shares are whole cents and add up to the price', () => {
    const lists = fc.array(fc.integer({ min: 0, max: 500_000 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000_000 }), lists, (total, prices) => {
        const shares = shareOut(centsOf(total), prices.map(centsOf))
        expect(sumCents(shares)).toBe(total)
        for (const share of shares) expect(Number.isInteger(share) && share >= 0).toBe(true)
      }),
    )
  })

  it('given two packages, then the one that runs out first is used, and none after its last day', () => {
    const later = { ...sale([]), saleId: 'later', validUntil: calendarDate.parse('2028-01-01') }
    expect(unitFor([later, sale([])], 'DOSE', today)?.sale.saleId).toBe(saleId)
    expect(unitFor([sale([])], 'DOSE', calendarDate.parse('2027-11-21'))).not.toBeNull()
    expect(unitFor([sale([])], 'DOSE', calendarDate.parse('2027-11-22'))).toBeNull()
    expect(unitFor([sale([2, 3, 4, 5, 6, 7])], 'DOSE', today)).toBeNull()
  })

  it('given some used, then the picture shows which', () => {
    const doses = burnDown(sale([1, 2, 3])).find(({ code }) => code === 'DOSE')
    expect(doses?.units.map(({ state }) => state)).toEqual(['used', 'used', 'open', 'open', 'open', 'open'])
    expect(openUnits(sale([1, 2, 3]))).toHaveLength(10)
  })
})

describe('a package ended early', () => {
  const used = [1, 2, 3, 8]

  it.each([
    ['pro-rata', 442_753],
    ['at-list', 375_000],
  ] as const)('given the vector, then %s pays back %i cents', (refund, expected) => {
    const ended = decidePackageRefund([bought, paid], sale(used, { refund }))
    if (!ended.ok) throw new Error(ended.refusal.sentence)
    expect(ended.value.refundCents).toBe(expected)
    expect(isBalanced(ended.value.postings)).toBe(true)
    expect(ended.value.postings.find(({ account }) => account === 'patient-credit')?.cents).toBe(-expected)
  })

  it('given it was never paid, then what is owed is taken off and nothing is paid out', () => {
    const ended = decidePackageRefund([bought], sale(used))
    if (!ended.ok) throw new Error(ended.refusal.sentence)
    expect(ended.value.postings.some(({ account }) => account === 'patient-credit')).toBe(false)
    expect(ended.value.postings.find(({ account }) => account === 'receivable')?.cents).toBe(-442_753)
  })

  it('given nothing is left, then there is nothing to pay back, expire or move', () => {
    const empty = sale(sold.units.map(({ unit }) => unit))
    expect(decidePackageRefund([bought], empty)).toMatchObject({ ok: false, refusal: { code: 'package-used-up' } })
    expect(decidePackageExpiry(empty, today)).toMatchObject({ ok: false, refusal: { code: 'package-used-up' } })
    expect(decidePackageTransfer([bought], empty, 'new')).toMatchObject({
      ok: false,
      refusal: { code: 'package-used-up' },
    })
  })

  it('given it is still valid, then it does not expire; the day after, it does', () => {
    expect(decidePackageExpiry(sale(used), calendarDate.parse('2027-11-21'))).toMatchObject({
      ok: false,
      refusal: { code: 'package-still-valid' },
    })
    const expired = decidePackageExpiry(sale(used), calendarDate.parse('2027-11-22'))
    expect(expired.ok && isBalanced(expired.value.postings)).toBe(true)
  })

  it('given it is paid and may move, then each account balances and the rest is worth what was open', () => {
    const moved = decidePackageTransfer([bought, paid], sale(used), 'new')
    if (!moved.ok) throw new Error(moved.refusal.sentence)
    expect(isBalanced(moved.value.sent) && isBalanced(moved.value.received)).toBe(true)
    expect(moved.value.rest.units).toHaveLength(9)
    expect(sumCents(moved.value.rest.units.map((one) => one.cents))).toBe(moved.value.rest.priceCents)
  })

  it.each([
    ['it is not paid', [bought], {}, 'package-not-paid'],
    ['its kind stays with the buyer', [bought, paid], { transferable: false }, 'package-not-transferable'],
  ] as const)('given %s, then it does not move', (_, entries, rest, code) => {
    expect(decidePackageTransfer(entries, sale(used, rest), 'new')).toMatchObject({ ok: false, refusal: { code } })
  })
})
