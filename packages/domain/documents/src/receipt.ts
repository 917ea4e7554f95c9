import { cents, formatCents } from '@holdspace/billing/cents'
import { calendarDate, formatDate } from '@holdspace/kit/calendar-date'
import type { Hasher } from '@holdspace/proof/hashing'
import { z } from 'zod'
import { type Block, muted, openRow, plain, strong } from './block.ts'
import { left, type MoneyPaper, moneyHead, moneyPaper, party, patientParty, right } from './money-head.ts'

const text = z.string()

/** Money taken: how much, how, and what it was put to. For a package it says that the care is still to come. */
export const receiptContent = z.strictObject({
  head: moneyHead,
  paidOn: calendarDate,
  amountCents: cents,
  /** "by card", "in cash". */
  howWords: text,
  reference: text,
  allocations: z.array(
    z.strictObject({ words: text, date: calendarDate, cents, leftCents: cents, isPrepayment: z.boolean() }),
  ),
  creditCents: cents,
  owedCents: cents,
})
export type ReceiptContent = z.output<typeof receiptContent>

export function receipt(content: ReceiptContent, hash: Hasher): MoneyPaper {
  const { head, allocations, reference } = content
  const how = reference === '' ? content.howWords : `${content.howWords}, ${reference}`
  const blocks: readonly Block[] = [
    {
      block: 'parties',
      parties: [
        patientParty(head, 'Received from'),
        party(
          'Received',
          [strong(formatCents(content.amountCents))],
          [plain(how)],
          [plain(formatDate(content.paidOn))],
        ),
      ],
    },
    { block: 'heading', text: 'Put to' },
    {
      block: 'table',
      caption: 'What the money was put to',
      columns: [left('Date', 16), left('For', 48), right('Put to it', 18), right('Left to pay', 18)],
      rows: allocations.map((one) =>
        openRow(
          [plain(formatDate(one.date))],
          [plain(one.words), ...(one.isPrepayment ? [muted('\npaid ahead for care to come')] : [])],
          [plain(formatCents(one.cents))],
          [plain(formatCents(one.leftCents))],
        ),
      ),
      empty: 'Not put to anything yet: the whole is held as your credit.',
    },
    {
      block: 'totals',
      rows: [
        { label: 'Received', amount: formatCents(content.amountCents), mark: 'plain' },
        { label: 'Held as your credit', amount: formatCents(content.creditCents), mark: 'plain' },
        { label: 'Still owed on the account', amount: formatCents(content.owedCents), mark: 'strong' },
      ],
    },
    ...(allocations.some((one) => one.isPrepayment) ? [prepaid] : []),
    {
      block: 'paragraph',
      text: [muted('Keep this receipt. Questions about it, or money to be given back: ask the desk.')],
    },
  ]
  return moneyPaper(head, 'Receipt', '', blocks, hash)
}

const prepaid: Block = {
  block: 'notice',
  tone: 'plain',
  text: 'Money for a package is paid ahead. It is not a statement of services given: after each session you receive one, at that session’s share of the price, for your insurer or health savings account.',
}
