import type { CalendarDate } from '@holdspace/kit/calendar-date'
import type { PatientId } from '@holdspace/kit/ids'
import { impossible } from '@holdspace/kit/impossible'
import type { Instant } from '@holdspace/kit/instant'
import { type Cents, centsOf, minus, noCents, sumCents } from './cents.ts'

/**
 * The patient's account as double entry: every entry's postings add up to zero, nothing is changed or removed, and a
 * mistake is answered by another entry (BILLING section 8). Debits are positive.
 *
 * receivable: what the patient owes, item by item. patient-credit: their money we hold (below zero). deferred: packages
 * paid ahead, owed as care (below zero). revenue: earned (below zero). cash, card, check: taken. adjustment: forgiven.
 * package-transfer: between two patients of one package; zero over the practice.
 */
export const accountNames = [
  'receivable',
  'patient-credit',
  'deferred',
  'revenue',
  'cash',
  'card',
  'check',
  'adjustment',
  'package-transfer',
] as const
export type AccountName = (typeof accountNames)[number]

export const tenders = ['cash', 'card', 'check'] as const
export type Tender = (typeof tenders)[number]
export const tenderWords = { cash: 'in cash', card: 'by card', check: 'by check' } as const

export interface Posting {
  readonly account: AccountName
  readonly cents: Cents
  /** On `receivable`, `deferred` and `adjustment`: the entry (a charge, a sale) the money is owed for. */
  readonly itemId?: string
}

export const entryKinds = [
  'charge',
  'package-sold',
  'package-expired',
  'package-refunded',
  'package-sent',
  'package-received',
  'payment',
  'credit-applied',
  'refund',
  'write-off',
  'reversal',
] as const
export type MoneyEntryKind = (typeof entryKinds)[number]

export interface MoneyEntry {
  readonly id: string
  readonly patientId: PatientId
  readonly kind: MoneyEntryKind
  readonly at: Instant
  /** The day the money is counted on, in the practice's zone. */
  readonly day: CalendarDate
  /** What it is, as the account's timeline says it. */
  readonly words: string
  readonly postings: readonly Posting[]
  /** The entry this one takes back, if it is a reversal. */
  readonly reverses: string | null
}

export function sumOf(postings: readonly Posting[]): Cents {
  return sumCents(postings.map(({ cents }) => cents))
}

/** Whether an entry may be written at all: at least two postings, none empty, together zero. */
export function isBalanced(postings: readonly Posting[]): boolean {
  return postings.length >= 2 && postings.every(({ cents }) => cents !== 0) && sumOf(postings) === 0
}

export function balanceOf(entries: readonly MoneyEntry[], account: AccountName, itemId?: string): Cents {
  return sumOf(
    entries
      .flatMap(({ postings }) => postings)
      .filter((one) => one.account === account && (itemId === undefined || one.itemId === itemId)),
  )
}

export interface AccountStanding {
  /** What is still owed, over all items. */
  readonly owedCents: Cents
  /** Money of theirs that is not tied to anything yet. */
  readonly creditCents: Cents
  /** Care paid ahead in packages and not given yet. */
  readonly deferredCents: Cents
  readonly items: readonly OpenItem[]
}

export interface OpenItem {
  readonly itemId: string
  readonly words: string
  readonly day: CalendarDate
  readonly chargedCents: Cents
  readonly leftCents: Cents
}

/** Where the account stands: balances, and every charge or sale with what is left to pay on it, oldest first. */
export function standingOf(entries: readonly MoneyEntry[]): AccountStanding {
  const reversed = new Set(entries.flatMap(({ reverses }) => (reverses === null ? [] : [reverses])))
  const items = entries
    .filter((one) => isOwed(one.kind) && !reversed.has(one.id))
    .map((one) => ({
      itemId: one.id,
      words: one.words,
      day: one.day,
      chargedCents: balanceOf([one], 'receivable', one.id),
      leftCents: balanceOf(entries, 'receivable', one.id),
    }))
    .filter(({ chargedCents }) => chargedCents > 0)
    .toSorted((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
  return {
    owedCents: balanceOf(entries, 'receivable'),
    creditCents: minus(balanceOf(entries, 'patient-credit')),
    deferredCents: minus(balanceOf(entries, 'deferred')),
    items,
  }
}

/** Whether an entry of this kind is something the patient owes: one row per kind. */
function isOwed(kind: MoneyEntryKind): boolean {
  switch (kind) {
    case 'charge':
    case 'package-sold':
      return true
    case 'package-expired':
    case 'package-refunded':
    case 'package-sent':
    case 'package-received':
    case 'payment':
    case 'credit-applied':
    case 'refund':
    case 'write-off':
    case 'reversal':
      return false
    default:
      return impossible(kind)
  }
}

export interface Allocation {
  readonly itemId: string
  readonly cents: Cents
}

/** Oldest first, as far as the money goes: what is suggested when somebody pays. The rest stays as credit. */
export function allocateOldestFirst(items: readonly OpenItem[], amount: Cents): readonly Allocation[] {
  let left: Cents = amount
  return items.flatMap(({ itemId, leftCents }) => {
    if (left <= 0 || leftCents <= 0) return []
    const share = leftCents < left ? leftCents : left
    left = centsOf(left - share)
    return [{ itemId, cents: share }]
  })
}

/** Postings of no amount are left out, so that the sum is still zero and nothing says nothing. */
export function meaningful(postings: readonly Posting[]): readonly Posting[] {
  return postings.filter(({ cents }) => cents !== noCents)
}
