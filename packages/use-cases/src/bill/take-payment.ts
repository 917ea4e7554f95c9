import { allocateOldestFirst, standingOf, tenders } from '@holdspace/billing/account'
import { decideApplyCredit, decidePayment } from '@holdspace/billing/account-acts'
import { type Cents, formatCents, price } from '@holdspace/billing/cents'
import type { StaffActor } from '@holdspace/clinic/access/actor'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import { type MoneyHouse, onAccount, recordedBefore } from './on-account.ts'

const allocations = z.array(z.strictObject({ itemId: z.uuid(), cents: price })).max(60)

/**
 * What: somebody pays, at the desk. The terminal takes the card; here stands only its slip's number. Whatever is not put
 * to an item stays the patient's credit. Sent twice, it is taken once.
 */
export const takePaymentInput = z.strictObject({
  paymentId: z.uuid(),
  patientId,
  amountCents: price,
  tender: z.enum(tenders),
  /** Slip of the terminal or number of the check; never a card number. */
  reference: z.string().trim().max(60),
  /** Null: the oldest items first. */
  allocations: allocations.nullable(),
})

export async function takePayment(
  house: MoneyHouse,
  actor: StaffActor,
  input: z.output<typeof takePaymentInput>,
): Promise<Decision<{ readonly paymentId: string; readonly owedCents: Cents; readonly creditCents: Cents }>> {
  const { paymentId, amountCents: amount, tender, reference } = input
  if (looksLikeCard(reference)) return refuse(noCardNumbers)
  if (tender !== 'cash' && reference.length < 2) return refuse(referenceNeeded)
  const question = { act: 'billing.take-payment', patientId: input.patientId, details: { paymentId } } as const
  return onAccount(house, actor, question, async (turn) => {
    const known = await recordedBefore(turn, paymentId, 'payment')
    if (!known.ok) return known
    if (known.value) return accept({ paymentId, ...standingOf(turn.entries) })
    const { items } = standingOf(turn.entries)
    const put = input.allocations ?? allocateOldestFirst(items, amount)
    const decided = decidePayment(turn.entries, { amount, tender, allocations: put })
    if (!decided.ok) return decided
    const words = `${formatCents(amount)} ${tenderWords[tender]}${reference === '' ? '' : ` (${reference})`}`
    const entry = { id: paymentId, kind: 'payment', words, postings: decided.value } as const
    await turn.add({ ...entry, ...(reference === '' ? {} : { reference }) })
    const after = { ...entry, patientId: input.patientId, at: turn.now, day: turn.today, reverses: null }
    return accept({ paymentId, ...standingOf([...turn.entries, after]) })
  })
}

export const applyCreditInput = z.strictObject({ applyId: z.uuid(), patientId, allocations: allocations.min(1) })

/** What: money held for the patient is put to what they owe. */
export async function applyCredit(
  house: MoneyHouse,
  actor: StaffActor,
  input: z.output<typeof applyCreditInput>,
): Promise<Decision<{ readonly applyId: string }>> {
  const { applyId } = input
  const question = { act: 'billing.take-payment', patientId: input.patientId, details: { applyId } } as const
  return onAccount(house, actor, question, async (turn) => {
    const known = await recordedBefore(turn, applyId, 'credit-applied')
    if (!known.ok) return known
    if (known.value) return accept({ applyId })
    const decided = decideApplyCredit(turn.entries, input.allocations)
    if (!decided.ok) return decided
    await turn.add({
      id: applyId,
      kind: 'credit-applied',
      words: 'Credit put to what is owed',
      postings: decided.value,
    })
    return accept({ applyId })
  })
}

export const tenderWords = { cash: 'in cash', card: 'by card', check: 'by check' } as const

/** Thirteen digits and more in a row, with spaces or dashes or not, is how a card number looks (PCI DSS 3.4). */
export function looksLikeCard(text: string): boolean {
  return /(?:\d[ -]?){13,}/.test(text)
}

export const noCardNumbers = {
  family: 'invalid',
  code: 'card-number-refused',
  sentence: 'That looks like a card number. Holdspace keeps none: write the slip number of the terminal instead.',
  field: 'reference',
} as const

const referenceNeeded = {
  family: 'invalid',
  code: 'reference-needed',
  sentence: 'Write the slip number of the terminal, or the number of the check.',
  field: 'reference',
} as const
