import { cents, formatCents } from '@holdspace/billing/cents'
import { calendarDate, formatDate } from '@holdspace/kit/calendar-date'
import type { Hasher } from '@holdspace/proof/hashing'
import { z } from 'zod'
import { type Block, muted, openRow, plain, strong } from './block.ts'
import { left, type MoneyPaper, moneyHead, moneyPaper, party, patientParty, right } from './money-head.ts'

const text = z.string()

/** The account over a time: everything that was charged and paid, with the balance after each. */
export const statementContent = z.strictObject({
  head: moneyHead,
  from: calendarDate,
  until: calendarDate,
  openingCents: cents,
  rows: z.array(
    z.strictObject({ date: calendarDate, words: text, chargedCents: cents, paidCents: cents, balanceCents: cents }),
  ),
  closingCents: cents,
  creditCents: cents,
  deferredCents: cents,
})
export type StatementContent = z.output<typeof statementContent>

export function statement(content: StatementContent, hash: Hasher): MoneyPaper {
  const { head, from, until, rows, closingCents } = content
  const blocks: readonly Block[] = [
    {
      block: 'parties',
      parties: [
        patientParty(head),
        party(
          `Account on ${formatDate(until)}`,
          [strong(`${formatCents(closingCents)} owed`)],
          [plain(`${formatCents(content.creditCents)} held as credit`)],
          [plain(`${formatCents(content.deferredCents)} of care paid ahead`)],
        ),
      ],
    },
    { block: 'heading', text: 'What happened' },
    {
      block: 'table',
      caption: 'Charges and payments in order',
      columns: [
        left('Date', 15),
        left('What', 40),
        right('Charged', 14),
        right('Paid or forgiven', 17),
        right('Owed after', 14),
      ],
      rows: [
        openRow([plain(formatDate(from))], [muted('Owed before')], [], [], [plain(formatCents(content.openingCents))]),
        ...rows.map((row) =>
          openRow(
            [plain(formatDate(row.date))],
            [plain(row.words)],
            row.chargedCents === 0 ? [] : [plain(formatCents(row.chargedCents))],
            row.paidCents === 0 ? [] : [plain(formatCents(row.paidCents))],
            [plain(formatCents(row.balanceCents))],
          ),
        ),
      ],
      empty: '',
    },
    { block: 'totals', rows: [{ label: 'Owed', amount: formatCents(closingCents), mark: 'strong' }] },
    ...(closingCents > 0 ? [{ block: 'paragraph' as const, text: [muted(head.practice.waysToPay)] }] : []),
  ]
  return moneyPaper(head, 'Statement of account', `${formatDate(from)} to ${formatDate(until)}`, blocks, hash)
}
