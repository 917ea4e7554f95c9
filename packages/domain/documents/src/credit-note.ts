import { cents, formatCents, price, sumCents } from '@holdspace/billing/cents'
import { calendarDate, formatDate } from '@holdspace/kit/calendar-date'
import type { Hasher } from '@holdspace/proof/hashing'
import { z } from 'zod'
import { type Block, muted, openRow, plain, strong } from './block.ts'
import { left, type MoneyPaper, moneyHead, moneyPaper, party, patientParty, right } from './money-head.ts'

const text = z.string()

/**
 * What was charged and is no longer: an issued invoice is never edited, a paper of its own answers it (BILLING section 5).
 * It says of every cent whether it was still owed, forgiven before, or paid and is held as the patient's credit now.
 */
export const creditNoteContent = z.strictObject({
  head: moneyHead,
  creditedOn: calendarDate,
  /** Said by whoever took the charge back or forgave it. */
  reason: text,
  /** Invoices in the patient's hand that ask for what is credited here; empty where none was made. */
  invoices: z.array(z.strictObject({ number: text, issuedOn: calendarDate })),
  lines: z.array(z.strictObject({ date: calendarDate, words: text, detail: text, creditedCents: price })).min(1),
  noLongerOwedCents: cents,
  forgivenBeforeCents: cents,
  heldAsCreditCents: cents,
  /** On the account after it. */
  owedCents: cents,
})
export type CreditNoteContent = z.output<typeof creditNoteContent>

export function creditNote(content: CreditNoteContent, hash: Hasher): MoneyPaper {
  const { head, invoices, lines, heldAsCreditCents: held } = content
  const credited = sumCents(lines.map(({ creditedCents }) => creditedCents))
  const answered = invoices.map(({ number }) => number).join(', ')
  const blocks: readonly Block[] = [
    {
      block: 'parties',
      parties: [
        patientParty(head, 'Credited to'),
        party(
          'Credited',
          [strong(formatCents(credited))],
          [plain(formatDate(content.creditedOn))],
          ...invoices.map(({ number, issuedOn }) => [plain(`For invoice ${number} of ${formatDate(issuedOn)}`)]),
        ),
      ],
    },
    { block: 'paragraph', text: [muted('Why: '), plain(content.reason)] },
    { block: 'heading', text: 'What is credited' },
    {
      block: 'table',
      caption: 'What was charged and is credited',
      columns: [left('Date', 16), left('Charged for', 62), right('Credited', 22)],
      rows: lines.map(({ date, words, detail, creditedCents }) =>
        openRow(
          [plain(formatDate(date))],
          [plain(words), ...(detail === '' ? [] : [muted(`\n${detail}`)])],
          [plain(formatCents(creditedCents))],
        ),
      ),
      empty: '',
    },
    { block: 'totals', rows: totals(content, credited) },
    ...(held > 0 ? [heldNotice(held)] : []),
    ...(invoices.length === 0 ? [] : [stays(answered)]),
  ]
  return moneyPaper(head, 'Credit note', answered === '' ? '' : `for ${answered}`, blocks, hash)
}

function totals(content: CreditNoteContent, credited: number) {
  const shares = [
    { label: 'No longer owed', amount: content.noLongerOwedCents },
    { label: 'Forgiven before', amount: content.forgivenBeforeCents },
    { label: 'Was paid, now held as your credit', amount: content.heldAsCreditCents },
  ]
  return [
    { label: 'Credited', amount: formatCents(credited), mark: 'strong' as const },
    ...shares
      .filter(({ amount }) => amount !== 0)
      .map(({ label, amount }) => ({ label, amount: formatCents(amount), mark: 'plain' as const })),
    { label: 'Still owed on the account', amount: formatCents(content.owedCents), mark: 'plain' as const },
  ]
}

function heldNotice(held: number): Block {
  return {
    block: 'notice',
    tone: 'plain',
    text: `${formatCents(held)} that you paid is yours. Ask us to put it to something else or to give it back.`,
  }
}

function stays(answered: string): Block {
  return {
    block: 'paragraph',
    text: [muted(`${answered} stays as it was issued. Keep this note with it: together they say what is owed.`)],
  }
}
