import { tenders, tenderWords } from '@holdspace/billing/account'
import { decideRefund, decideReversal, decideWriteOff } from '@holdspace/billing/account-acts'
import { formatCents, minus, price } from '@holdspace/billing/cents'
import type { StaffActor } from '@holdspace/clinic/access/actor'
import type { StoredMoneyEntry } from '@holdspace/db/account-money-store'
import { addUnitEvents, findSheet, sheetsOfPatient, voidSheet } from '@holdspace/db/charge-store'
import { moneyPapersOf, voidMoneyPaper } from '@holdspace/db/money-paper-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import { answerInvoices } from './answer-invoices.ts'
import { type AccountTurn, type MoneyHouse, onAccount, posts, recordedBefore } from './on-account.ts'
import { looksLikeCard, noCardNumbers } from './take-payment.ts'
import { type IssuedPaper, isStanding, type PaperHouse, receiptFor } from './write-paper.ts'

const reason = z.string().trim().min(3, 'Say why, in a few words.').max(500)

export const refundInput = z.strictObject({
  refundId: z.uuid(),
  patientId,
  amountCents: price,
  tender: z.enum(tenders),
  reference: z.string().trim().max(60),
  reason,
})

/** What: money held for the patient is given back. */
export async function refundCredit(
  house: MoneyHouse,
  actor: StaffActor,
  input: z.output<typeof refundInput>,
): Promise<Decision<{ readonly refundId: string }>> {
  const { refundId, tender, reference } = input
  if (looksLikeCard(reference)) return refuse(noCardNumbers)
  const question = { act: 'billing.give-back', patientId: input.patientId, details: { refundId } } as const
  return onAccount(house, actor, question, async (turn) => {
    const known = await recordedBefore(
      turn,
      refundId,
      'refund',
      (before) => posts(before, { account: tender, cents: minus(input.amountCents) }) && before.reason === input.reason,
    )
    if (!known.ok) return known
    if (known.value !== null) return accept({ refundId })
    const decided = decideRefund(turn.entries, { amount: input.amountCents, tender })
    if (!decided.ok) return decided
    const words = `${formatCents(input.amountCents)} given back ${tenderWords[tender]}`
    const entry = { id: refundId, kind: 'refund', words, postings: decided.value, reason: input.reason } as const
    await turn.add({ ...entry, ...(reference === '' ? {} : { reference }) })
    return accept({ refundId })
  })
}

export const writeOffInput = z.strictObject({
  writeOffId: z.uuid(),
  patientId,
  itemId: z.uuid(),
  amountCents: price,
  reason,
})

/** What: billing forgives part or all of what is owed for one item. */
export async function writeOff(
  house: PaperHouse,
  actor: StaffActor,
  input: z.output<typeof writeOffInput>,
): Promise<Decision<{ readonly writeOffId: string; readonly creditNote: IssuedPaper | null }>> {
  const { writeOffId, itemId, amountCents: amount } = input
  const question = { act: 'billing.give-back', patientId: input.patientId, details: { writeOffId } } as const
  return onAccount(house, actor, question, async (turn) => {
    const known = await recordedBefore(
      turn,
      writeOffId,
      'write-off',
      (before) => posts(before, { account: 'adjustment', cents: amount, itemId }) && before.reason === input.reason,
    )
    if (!known.ok) return known
    if (known.value !== null) return accept({ writeOffId, creditNote: null })
    const decided = decideWriteOff(turn.entries, { itemId, amount })
    if (!decided.ok) return decided
    const words = `${formatCents(amount)} forgiven`
    const entry = { id: writeOffId, kind: 'write-off', words, postings: decided.value, reason: input.reason } as const
    const note = await answerInvoices(house, actor, turn, await turn.add(entry))
    return note.ok ? accept({ writeOffId, creditNote: note.value }) : note
  })
}

export const reverseEntryInput = z.strictObject({ reversalId: z.uuid(), patientId, entryId: z.uuid(), reason })

/** What: billing takes an entry back by another one: a check that bounced, a payment on the wrong account. */
export async function reverseEntry(
  house: MoneyHouse,
  actor: StaffActor,
  input: z.output<typeof reverseEntryInput>,
): Promise<Decision<{ readonly reversalId: string }>> {
  const { reversalId, entryId } = input
  const question = { act: 'billing.give-back', patientId: input.patientId, details: { reversalId, entryId } } as const
  return onAccount(house, actor, question, async (turn) => {
    const known = await recordedBefore(
      turn,
      reversalId,
      'reversal',
      (before) => before.reverses === entryId && before.reason === input.reason,
    )
    if (!known.ok) return known
    if (known.value !== null) return accept({ reversalId })
    const sheets = await sheetsOfPatient(turn.tx, turn.practiceId, input.patientId)
    if (sheets.some((one) => one.entryId === entryId)) return refuse(voidTheSheet)
    const reversed = await reverse(turn, { reversalId, entryId, reason: input.reason })
    if (!reversed.ok) return reversed
    await voidReceiptOf(turn, entryId, input.reason)
    return accept({ reversalId })
  })
}

/** A receipt must not go on saying that money was received which was taken back. */
async function voidReceiptOf({ tx, practiceId, patient, now, by }: AccountTurn, paymentId: string, reason: string) {
  const receipt = receiptFor(await moneyPapersOf(tx, practiceId, patient.patientId), paymentId)
  if (receipt === null) return
  const why = `The payment was taken back: ${reason}`.slice(0, 500)
  await voidMoneyPaper(tx, practiceId, { paperId: receipt.paperId, reason: why, at: now, by })
}

async function reverse(
  turn: AccountTurn,
  { reversalId, entryId, reason: why }: { reversalId: string; entryId: string; reason: string },
): Promise<Decision<StoredMoneyEntry>> {
  const decided = decideReversal(turn.entries, entryId)
  if (!decided.ok) return decided
  const words = turn.entries.find(({ id }) => id === entryId)?.words ?? ''
  const entry = await turn.add({
    id: reversalId,
    kind: 'reversal',
    words: `Taken back: ${words}`.slice(0, 300),
    postings: decided.value,
    reverses: entryId,
    reason: why,
  })
  return accept(entry)
}

export const voidChargesInput = z.strictObject({ reversalId: z.uuid(), patientId, sheetId: z.uuid(), reason })

/**
 * What: billing takes a confirmed sheet back. Its entry is reversed, its package units are open again, and the session
 * waits anew; an invoice that asks for it is answered by a credit note.
 */
export async function voidCharges(
  house: PaperHouse,
  actor: StaffActor,
  input: z.output<typeof voidChargesInput>,
): Promise<Decision<{ readonly sheetId: string; readonly creditNote: IssuedPaper | null }>> {
  const { sheetId, reversalId } = input
  const question = { act: 'billing.charge', patientId: input.patientId, details: { sheetId, taken: 'back' } } as const
  return onAccount(house, actor, question, async (turn) => {
    const { tx, practiceId, now, today, by } = turn
    const sheet = await findSheet(tx, practiceId, sheetId)
    if (sheet === null || sheet.patientId !== input.patientId) return refuse(noSuchSheet)
    if (sheet.voided !== null) return accept({ sheetId, creditNote: null })
    const papers = await moneyPapersOf(tx, practiceId, input.patientId)
    const bill = papers.find((one) => one.kind === 'superbill' && isStanding(one) && tellsOf(one.document, sheetId))
    if (bill !== undefined) return refuse(onSuperbill(bill.number))
    const covered = sheet.sheet.lines.flatMap((line) => line.covered)
    const settled = turn.sales.some(
      ({ saleId, ended }) => covered.some((one) => one.saleId === saleId) && ended.some(({ how }) => how !== 'used'),
    )
    if (settled) return refuse(packageSettled)
    const taken =
      sheet.entryId === null ? null : await reverse(turn, { reversalId, entryId: sheet.entryId, reason: input.reason })
    if (taken?.ok === false) return taken
    const restored = covered.map(({ saleId, unit }) => ({
      saleId,
      unit,
      what: 'restored' as const,
      sheetId,
      on: today,
      at: now,
      byName: by.name,
      reason: input.reason,
    }))
    await addUnitEvents(tx, practiceId, restored)
    await voidSheet(tx, practiceId, { sheetId, reason: input.reason, at: now, by })
    const note = taken === null ? accept(null) : await answerInvoices(house, actor, turn, taken.value)
    return note.ok ? accept({ sheetId, creditNote: note.value }) : note
  })
}

function tellsOf(document: unknown, sheetId: string): boolean {
  const read = sheetsOnPaper.safeParse(document)
  return read.success && read.data.sheetIds.includes(sheetId)
}

const sheetsOnPaper = z.object({ sheetIds: z.array(z.string()) })

/** A superbill in somebody's hand may be claimed by; it must not go on standing for charges that are gone. */
function onSuperbill(number: string) {
  return {
    family: 'unprocessable',
    code: 'charges-on-superbill',
    sentence: `These charges stand on superbill ${number}. Declare it void first, under Papers.`,
  } as const
}

const noSuchSheet = {
  family: 'not-found',
  code: 'charges-not-found',
  sentence: 'There is no such sheet of charges on this account.',
} as const

const voidTheSheet = {
  family: 'unprocessable',
  code: 'take-the-sheet-back',
  sentence: 'These are charges of a session. Take the sheet of charges back, so that its package is restored as well.',
} as const

const packageSettled = {
  family: 'unprocessable',
  code: 'package-settled',
  sentence:
    'The package that covered this session was paid back or moved since. Correct the account by a refund instead.',
} as const
