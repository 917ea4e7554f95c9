import { allocateOldestFirst, standingOf, tenders, tenderWords } from '@holdspace/billing/account'
import { decideApplyCredit, decidePayment } from '@holdspace/billing/account-acts'
import { type Cents, formatCents, minus, price } from '@holdspace/billing/cents'
import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { moneyPapersOf } from '@holdspace/db/money-paper-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import { type AccountTurn, type MoneyHouse, onAccount, posts, recordedBefore } from './on-account.ts'
import { type IssuedPaper, issuedAs, issueInTurn, type PaperHouse, receiptFor } from './write-paper.ts'

const allocations = z.array(z.strictObject({ itemId: z.uuid(), cents: price })).max(60)

/**
 * What: somebody pays, at the desk. The terminal takes the card; here stands only its slip's number. Whatever is not put
 * to an item stays the patient's credit. The receipt is part of the same act, so that no payment is kept whose receipt
 * got lost on the way. Sent twice, it is taken once and has one receipt.
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
  /** Of the receipt as a paper; null where nobody wants one. */
  receiptId: z.uuid().nullable(),
})
type TakePaymentInput = z.output<typeof takePaymentInput>

export interface TakenPayment {
  readonly paymentId: string
  readonly owedCents: Cents
  readonly creditCents: Cents
  readonly receipt: IssuedPaper | null
}

export async function takePayment(
  house: PaperHouse,
  actor: StaffActor,
  input: TakePaymentInput,
): Promise<Decision<TakenPayment>> {
  const { paymentId, receiptId, tender, reference } = input
  if (looksLikeCard(reference)) return refuse(noCardNumbers)
  if (tender !== 'cash' && reference.length < 2) return refuse(referenceNeeded)
  const details = { paymentId, ...(receiptId === null ? {} : { receiptId }) }
  const question = { act: 'billing.take-payment', patientId: input.patientId, details } as const
  return onAccount(house, actor, question, async (turn): Promise<Decision<TakenPayment>> => {
    const known = await recordedBefore(
      turn,
      paymentId,
      'payment',
      (known) => posts(known, { account: tender, cents: input.amountCents }) && (known.reference ?? '') === reference,
    )
    if (!known.ok) return known
    const entries = known.value !== null ? accept(turn.entries) : await record(turn, input)
    if (!entries.ok) return entries
    const { owedCents, creditCents } = standingOf(entries.value)
    const taken = { paymentId, owedCents, creditCents }
    if (receiptId === null) return accept({ ...taken, receipt: null })
    const permitted = permit(actor, 'billing.issue-paper', { today: turn.today, patientId: input.patientId })
    if (!permitted.ok) return permitted
    const there = receiptFor(await moneyPapersOf(turn.tx, turn.practiceId, input.patientId), paymentId)
    if (there !== null) return accept({ ...taken, receipt: issuedAs(there) })
    const paper = { kind: 'receipt', paymentId } as const
    const receipt = await issueInTurn(house, { ...turn, entries: entries.value }, { paperId: receiptId, paper })
    return receipt.ok ? accept({ ...taken, receipt: receipt.value }) : receipt
  })
}

/** Writes the payment; answers the entries of the account with it. */
async function record(turn: AccountTurn, input: TakePaymentInput): Promise<Decision<AccountTurn['entries']>> {
  const { amountCents: amount, tender, reference } = input
  const { items } = standingOf(turn.entries)
  const put = input.allocations ?? allocateOldestFirst(items, amount)
  const decided = decidePayment(turn.entries, { amount, tender, allocations: put })
  if (!decided.ok) return decided
  const words = `${formatCents(amount)} ${tenderWords[tender]}${reference === '' ? '' : ` (${reference})`}`
  const entry = { id: input.paymentId, kind: 'payment', words, postings: decided.value } as const
  return accept([...turn.entries, await turn.add({ ...entry, ...(reference === '' ? {} : { reference }) })])
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
    const known = await recordedBefore(turn, applyId, 'credit-applied', (before) =>
      posts(
        before,
        ...input.allocations.map(({ itemId, cents }) => ({
          account: 'receivable' as const,
          cents: minus(cents),
          itemId,
        })),
      ),
    )
    if (!known.ok) return known
    if (known.value !== null) return accept({ applyId })
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
