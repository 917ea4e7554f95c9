import { type CalendarDate, plusPeriod } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { z } from 'zod'
import { type MoneyEntry, meaningful, type Posting, standingOf } from './account.ts'
import { type Cents, cents, centsOf, formatCents, lesser, minus, price, sumCents } from './cents.ts'
import { type PackageKind, type ScheduleVersion, serviceOf } from './fee-schedule.ts'

/**
 * A package is care paid ahead: so many of each service at one price. The price is shared out over its units to the
 * cent when it is sold; each unit is earned when the service was given, never when it was booked (BILLING section 8).
 */
export const packageUnit = z.strictObject({
  unit: z.int().min(1),
  code: z.string(),
  words: z.string(),
  /** Its share of the package price: what is earned when it is used. */
  cents: price,
  listCents: price,
})
export type PackageUnit = z.output<typeof packageUnit>

export const soldPackage = z.strictObject({
  code: z.string(),
  words: z.string(),
  priceCents: price,
  units: z.array(packageUnit).min(1),
  transferable: z.boolean(),
  refund: z.enum(['pro-rata', 'at-list']),
  noShowConsumes: z.boolean(),
})
export type SoldPackage = z.output<typeof soldPackage>

export type UnitEnd = 'used' | 'expired' | 'transferred' | 'refunded'

export interface PackageSale {
  readonly saleId: string
  readonly package: SoldPackage
  readonly soldOn: CalendarDate
  readonly validUntil: CalendarDate
  /** Units that are no longer open, and why. */
  readonly ended: readonly {
    readonly unit: number
    readonly how: UnitEnd
    readonly on: CalendarDate
    readonly sheetId: string | null
  }[]
}

/** The package as it is sold: its units with their shares of the price. Throws when a service has no price. */
export function packageOf(kind: PackageKind, { schedule }: Pick<ScheduleVersion, 'schedule'>): SoldPackage {
  const lines = kind.contents.map(({ code, count }) => {
    const service = serviceOf(schedule, code)
    if (service === undefined) throw new Error(`${code} has no price in the schedule the package belongs to.`)
    return { code, count, words: service.words, listCents: service.unitCents }
  })
  const listed = lines.flatMap(({ count, ...line }) => Array.from({ length: count }, () => line))
  const shares = shareOut(
    kind.priceCents,
    listed.map(({ listCents }) => listCents),
  )
  const { code, words, priceCents, transferable, refund, noShowConsumes } = kind
  const units = listed.map((line, at) => ({ unit: at + 1, ...line, cents: shares[at] ?? centsOf(0) }))
  return { code, words, priceCents, units, transferable, refund, noShowConsumes }
}

/**
 * Shares a price over units by their list prices so that the cents add up: floors first, then one cent each to the
 * largest remainders, ties to the earlier unit. Exact integers throughout, hence `bigint` for the products.
 */
export function shareOut(total: Cents, lists: readonly Cents[]): readonly Cents[] {
  const sum = BigInt(sumCents(lists))
  const even = sum === 0n
  const weights = lists.map((list) => (even ? 1n : BigInt(list)))
  const whole = even ? BigInt(lists.length) : sum
  const floors = weights.map((weight) => (weight * BigInt(total)) / whole)
  const rests = weights.map((weight) => (weight * BigInt(total)) % whole)
  const left = Number(BigInt(total) - floors.reduce((one, other) => one + other, 0n))
  const luckier = rests
    .map((rest, at) => ({ rest, at }))
    .toSorted((one, other) => (one.rest === other.rest ? one.at - other.at : one.rest > other.rest ? -1 : 1))
  const extra = new Set(luckier.slice(0, left).map(({ at }) => at))
  return floors.map((floor, at) => centsOf(Number(floor) + (extra.has(at) ? 1 : 0)))
}

export function validUntil(soldOn: CalendarDate, months: number): CalendarDate {
  return plusPeriod(soldOn, `P${months}M`)
}

export function salePostings(saleId: string, amount: Cents): readonly Posting[] {
  return meaningful([
    { account: 'receivable', cents: amount, itemId: saleId },
    { account: 'deferred', cents: minus(amount), itemId: saleId },
  ])
}

export function openUnits(sale: PackageSale): readonly PackageUnit[] {
  const gone = new Set(sale.ended.map(({ unit }) => unit))
  return sale.package.units.filter(({ unit }) => !gone.has(unit))
}

/** The next unit that covers a service on a day, from the package that runs out first; null when none does. */
export function unitFor(
  sales: readonly PackageSale[],
  code: string,
  day: CalendarDate,
  taken: readonly { readonly saleId: string; readonly unit: number }[] = [],
): { readonly sale: PackageSale; readonly unit: PackageUnit } | null {
  const inOrder = sales
    .filter((sale) => sale.validUntil >= day && sale.soldOn <= day)
    .toSorted((one, other) => (one.validUntil < other.validUntil ? -1 : one.validUntil > other.validUntil ? 1 : 0))
  for (const sale of inOrder) {
    const unit = openUnits(sale).find(
      (one) => one.code === code && !taken.some((t) => t.saleId === sale.saleId && t.unit === one.unit),
    )
    if (unit !== undefined) return { sale, unit }
  }
  return null
}

/** What a used unit earns: the deferred money becomes revenue. */
export function usePostings(saleId: string, unit: PackageUnit): readonly Posting[] {
  return meaningful([
    { account: 'deferred', cents: unit.cents, itemId: saleId },
    { account: 'revenue', cents: minus(unit.cents) },
  ])
}

export interface PackageEnding {
  readonly postings: readonly Posting[]
  readonly units: readonly number[]
  /** What the patient gets for what they did not use. */
  readonly refundCents: Cents
}

/**
 * The unused rest is paid back: pro rata what the open units cost, or the price less the used units at list price,
 * never below zero. What is still owed for the package is taken off first; the rest becomes credit of the patient.
 */
export function decidePackageRefund(entries: readonly MoneyEntry[], sale: PackageSale): Decision<PackageEnding> {
  const open = openUnits(sale)
  if (open.length === 0) return refuse(nothingOpen)
  const deferred = sumCents(open.map((one) => one.cents))
  const used = sale.package.units.filter(({ unit }) =>
    sale.ended.some((one) => one.unit === unit && one.how === 'used'),
  )
  const atList = centsOf(Math.max(0, sale.package.priceCents - sumCents(used.map((one) => one.listCents))))
  const refundCents = sale.package.refund === 'pro-rata' ? deferred : lesser(atList, deferred)
  const left = standingOf(entries).items.find(({ itemId }) => itemId === sale.saleId)?.leftCents ?? centsOf(0)
  const offOwed = lesser(left, refundCents)
  return accept({
    units: open.map(({ unit }) => unit),
    refundCents,
    postings: meaningful([
      { account: 'deferred', cents: deferred, itemId: sale.saleId },
      { account: 'receivable', cents: minus(offOwed), itemId: sale.saleId },
      { account: 'patient-credit', cents: centsOf(offOwed - refundCents) },
      { account: 'revenue', cents: centsOf(refundCents - deferred) },
    ]),
  })
}

/** After its last day the unused rest of a package is earned. Never by itself: a person decides, with a reason. */
export function decidePackageExpiry(sale: PackageSale, today: CalendarDate): Decision<PackageEnding> {
  const open = openUnits(sale)
  if (open.length === 0) return refuse(nothingOpen)
  if (today <= sale.validUntil) return refuse(stillValid(sale.validUntil))
  const deferred = sumCents(open.map((one) => one.cents))
  return accept({
    units: open.map(({ unit }) => unit),
    refundCents: centsOf(0),
    postings: [
      { account: 'deferred', cents: deferred, itemId: sale.saleId },
      { account: 'revenue', cents: minus(deferred) },
    ],
  })
}

/** The unused rest goes to another patient: one entry on each account, through the account between them. */
export function decidePackageTransfer(
  entries: readonly MoneyEntry[],
  sale: PackageSale,
  newSaleId: string,
): Decision<{
  readonly sent: readonly Posting[]
  readonly received: readonly Posting[]
  readonly rest: SoldPackage
  readonly units: readonly number[]
}> {
  const open = openUnits(sale)
  if (open.length === 0) return refuse(nothingOpen)
  if (!sale.package.transferable) return refuse(notTransferable)
  const left = standingOf(entries).items.find(({ itemId }) => itemId === sale.saleId)?.leftCents ?? centsOf(0)
  if (left > 0) return refuse(notPaidYet(left))
  const worth = sumCents(open.map((one) => one.cents))
  return accept({
    units: open.map(({ unit }) => unit),
    sent: meaningful([
      { account: 'deferred', cents: worth, itemId: sale.saleId },
      { account: 'package-transfer', cents: minus(worth) },
    ]),
    received: meaningful([
      { account: 'package-transfer', cents: worth },
      { account: 'deferred', cents: minus(worth), itemId: newSaleId },
    ]),
    rest: { ...sale.package, priceCents: cents.parse(worth), units: open.map((one, at) => ({ ...one, unit: at + 1 })) },
  })
}

/** How a package stands, for its picture: each service with how many of it are used, ended otherwise and open. */
export function burnDown(sale: PackageSale) {
  const codes = [...new Set(sale.package.units.map(({ code }) => code))]
  return codes.map((code) => {
    const units = sale.package.units.filter((one) => one.code === code)
    return {
      code,
      words: units[0]?.words ?? code,
      units: units.map(({ unit }) => ({
        unit,
        state: sale.ended.find((one) => one.unit === unit)?.how ?? ('open' as const),
      })),
    }
  })
}

const nothingOpen = {
  family: 'conflict',
  code: 'package-used-up',
  sentence: 'Nothing is left in this package.',
} as const

const notTransferable = {
  family: 'unprocessable',
  code: 'package-not-transferable',
  sentence: 'This kind of package stays with the person who bought it. Pay the rest back instead.',
} as const

function stillValid(until: CalendarDate) {
  return {
    family: 'unprocessable',
    code: 'package-still-valid',
    sentence: `This package can be used until ${until}. Pay the rest back if the patient does not want it.`,
  } as const
}

function notPaidYet(left: Cents) {
  return {
    family: 'unprocessable',
    code: 'package-not-paid',
    sentence: `${formatCents(left)} is still owed for this package. It moves to another patient once it is paid.`,
  } as const
}
