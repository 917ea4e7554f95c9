import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { impossible } from '@holdspace/kit/impossible'
import {
  type AccountStanding,
  type Allocation,
  balanceOf,
  type MoneyEntry,
  type MoneyEntryKind,
  meaningful,
  type Posting,
  standingOf,
  type Tender,
} from './account.ts'
import { type Cents, centsOf, formatCents, minus, sumCents } from './cents.ts'

/**
 * What may happen on an account, each as the postings of one entry or the reason why not. All are pure: entries in,
 * postings out. Who may do it is asked beforehand (`access`).
 */

/** Services given: owed by the patient, earned by the practice. `covered` was paid ahead and is not owed again. */
export function chargePostings(itemId: string, amount: Cents): readonly Posting[] {
  return meaningful([
    { account: 'receivable', cents: amount, itemId },
    { account: 'revenue', cents: minus(amount) },
  ])
}

export function decidePayment(
  entries: readonly MoneyEntry[],
  payment: { readonly amount: Cents; readonly tender: Tender; readonly allocations: readonly Allocation[] },
): Decision<readonly Posting[]> {
  if (payment.amount <= 0) return refuse(nothingPaid)
  const allocated = sumCents(payment.allocations.map(({ cents }) => cents))
  if (allocated > payment.amount) return refuse(moreThanPaid(allocated, payment.amount))
  const fits = allocationsFit(standingOf(entries), payment.allocations)
  if (!fits.ok) return fits
  return accept(
    meaningful([
      { account: payment.tender, cents: payment.amount },
      ...payment.allocations.map(
        ({ itemId, cents }): Posting => ({ account: 'receivable', cents: minus(cents), itemId }),
      ),
      { account: 'patient-credit', cents: centsOf(allocated - payment.amount) },
    ]),
  )
}

/** Money held for the patient is put to what they owe. */
export function decideApplyCredit(
  entries: readonly MoneyEntry[],
  allocations: readonly Allocation[],
): Decision<readonly Posting[]> {
  const standing = standingOf(entries)
  const total = sumCents(allocations.map(({ cents }) => cents))
  if (total <= 0) return refuse(nothingPaid)
  if (total > standing.creditCents) return refuse(moreThanCredit(total, standing.creditCents))
  const fits = allocationsFit(standing, allocations)
  if (!fits.ok) return fits
  return accept(
    meaningful([
      { account: 'patient-credit', cents: total },
      ...allocations.map(({ itemId, cents }): Posting => ({ account: 'receivable', cents: minus(cents), itemId })),
    ]),
  )
}

/** Money is given back; only what is held as credit can be. */
export function decideRefund(
  entries: readonly MoneyEntry[],
  refund: { readonly amount: Cents; readonly tender: Tender },
): Decision<readonly Posting[]> {
  if (refund.amount <= 0) return refuse(nothingPaid)
  const { creditCents } = standingOf(entries)
  if (refund.amount > creditCents) return refuse(moreThanCredit(refund.amount, creditCents))
  return accept([
    { account: 'patient-credit', cents: refund.amount },
    { account: refund.tender, cents: minus(refund.amount) },
  ])
}

/** What is owed is forgiven, in whole or in part. */
export function decideWriteOff(
  entries: readonly MoneyEntry[],
  writeOff: { readonly itemId: string; readonly amount: Cents },
): Decision<readonly Posting[]> {
  if (writeOff.amount <= 0) return refuse(nothingPaid)
  const { itemId, amount } = writeOff
  const fits = allocationsFit(standingOf(entries), [{ itemId, cents: amount }])
  if (!fits.ok) return fits
  return accept([
    { account: 'adjustment', cents: amount, itemId },
    { account: 'receivable', cents: minus(amount), itemId },
  ])
}

/**
 * Takes an entry back: the same postings with the other sign. Where a reversed charge was paid already, the money that
 * was put to it becomes the patient's credit, and what was forgiven of it is no longer forgiven. Money that was used
 * meanwhile cannot be taken back before what it was used for.
 */
export function decideReversal(entries: readonly MoneyEntry[], id: string): Decision<readonly Posting[]> {
  const found = entries.find((one) => one.id === id)
  if (found === undefined) return refuse(noSuchEntry)
  if (!isReversible(found.kind)) return refuse(notReversible)
  const reversed = new Set(entries.flatMap(({ reverses }) => (reverses === null ? [] : [reverses])))
  if (reversed.has(id)) return refuse(reversedAlready)
  const isOfReversed = ({ itemId }: Posting) => itemId !== undefined && reversed.has(itemId)
  if (found.kind === 'write-off' && found.postings.some(isOfReversed)) return refuse(reversedAlready)
  const back = found.postings.map((one): Posting => ({ ...one, cents: minus(one.cents) }))
  // Money put to a charge that was taken back since is the patient's credit by now; it is taken from there.
  const redirected = back.map(
    (one): Posting =>
      one.account === 'receivable' && isOfReversed(one) ? { account: 'patient-credit', cents: one.cents } : one,
  )
  const postings = meaningful([...redirected, ...(found.kind === 'charge' ? freed(entries, found) : [])])
  if (postings.length < 2) return refuse(notReversible)
  const after: MoneyEntry = { ...found, id: `${id}/reversal`, kind: 'reversal', postings, reverses: id }
  const { creditCents } = standingOf([...entries, after])
  if (creditCents < 0) return refuse(spentMeanwhile(minus(creditCents)))
  return accept(postings)
}

/** What was put to a charge, by payment or by forgiving, when the charge goes. */
function freed(entries: readonly MoneyEntry[], charge: MoneyEntry): readonly Posting[] {
  const charged = balanceOf([charge], 'receivable', charge.id)
  const settled = centsOf(charged - balanceOf(entries, 'receivable', charge.id))
  const forgiven = balanceOf(entries, 'adjustment', charge.id)
  return [
    { account: 'receivable', cents: settled, itemId: charge.id },
    { account: 'adjustment', cents: minus(forgiven), itemId: charge.id },
    { account: 'patient-credit', cents: minus(centsOf(settled - forgiven)) },
  ]
}

/** Packages are ended by their own acts; a reversal is answered by a new entry, not by another reversal. */
function isReversible(kind: MoneyEntryKind): boolean {
  switch (kind) {
    case 'charge':
    case 'payment':
    case 'credit-applied':
    case 'refund':
    case 'write-off':
      return true
    case 'package-sold':
    case 'package-expired':
    case 'package-refunded':
    case 'package-sent':
    case 'package-received':
    case 'reversal':
      return false
    default:
      return impossible(kind)
  }
}

function allocationsFit(standing: AccountStanding, allocations: readonly Allocation[]): Decision<true> {
  const twice = allocations.some((one, at) => allocations.findIndex((x) => x.itemId === one.itemId) !== at)
  if (twice) return refuse(sameItemTwice)
  for (const { itemId, cents } of allocations) {
    const item = standing.items.find((one) => one.itemId === itemId)
    if (item === undefined) return refuse(noSuchItem)
    if (cents <= 0) return refuse(nothingPaid)
    if (cents > item.leftCents) return refuse(moreThanOwed(item.words, item.leftCents))
  }
  return accept(true)
}

const nothingPaid = {
  family: 'invalid',
  code: 'no-amount',
  sentence: 'Give an amount above zero.',
  field: 'amount',
} as const

const noSuchItem = {
  family: 'unprocessable',
  code: 'item-not-open',
  sentence: 'One of the items is not on this account or was taken back. Open the account again and choose anew.',
} as const

const sameItemTwice = {
  family: 'invalid',
  code: 'item-twice',
  sentence: 'The same item is named twice. Put the whole amount for it in one line.',
} as const

const noSuchEntry = {
  family: 'not-found',
  code: 'money-entry-not-found',
  sentence: 'There is no such entry on this account.',
} as const

const reversedAlready = {
  family: 'conflict',
  code: 'already-reversed',
  sentence: 'This entry was taken back before.',
} as const

const notReversible = {
  family: 'unprocessable',
  code: 'not-reversible',
  sentence:
    'This entry is not taken back like this. End a package from its own card; answer a reversal with a new entry.',
} as const

function moreThanOwed(words: string, left: Cents) {
  return {
    family: 'unprocessable',
    code: 'more-than-owed',
    sentence: `Only ${formatCents(left)} is left to pay on “${words}”. Put the rest to another item or keep it as credit.`,
  } as const
}

function moreThanPaid(allocated: Cents, paid: Cents) {
  return {
    family: 'invalid',
    code: 'more-than-paid',
    sentence: `${formatCents(allocated)} is put to items, but ${formatCents(paid)} was paid.`,
    field: 'amount',
  } as const
}

function moreThanCredit(wanted: Cents, credit: Cents) {
  return {
    family: 'unprocessable',
    code: 'more-than-credit',
    sentence: `${formatCents(wanted)} is more than the credit on this account, ${formatCents(credit)}.`,
    field: 'amount',
  } as const
}

function spentMeanwhile(missing: Cents) {
  return {
    family: 'unprocessable',
    code: 'money-spent-meanwhile',
    sentence: `${formatCents(missing)} of this money was used since. Take back what it was used for first.`,
  } as const
}
