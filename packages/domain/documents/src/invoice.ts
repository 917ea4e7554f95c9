import { cents, centsOf, formatCents, minus, price, sumCents } from '@holdspace/billing/cents'
import { calendarDate, formatDate } from '@holdspace/kit/calendar-date'
import type { Hasher } from '@holdspace/proof/hashing'
import { z } from 'zod'
import { type Block, muted, openRow, plain, type Rich, strong } from './block.ts'
import { left, type MoneyPaper, moneyHead, moneyPaper, party, patientParty, right } from './money-head.ts'

const text = z.string()

/** What is owed, line by line, what was paid of it, until when and how. An issued invoice is never edited. */
export const invoiceContent = z.strictObject({
  head: moneyHead,
  dueOn: calendarDate,
  lines: z
    .array(
      z.strictObject({
        date: calendarDate,
        code: text,
        words: text,
        detail: text,
        units: z.int().min(1),
        unitCents: price,
        amountCents: price,
        /** Covered by packages: consumed, not owed. */
        coveredCents: price,
      }),
    )
    .min(1),
  paidCents: cents,
  creditCents: cents,
})
export type InvoiceContent = z.output<typeof invoiceContent>

export function invoice(content: InvoiceContent, hash: Hasher): MoneyPaper {
  const { head, lines, dueOn } = content
  const charged = sumCents(lines.map(({ amountCents }) => amountCents))
  const covered = sumCents(lines.map(({ coveredCents }) => coveredCents))
  const balance = centsOf(charged - covered - content.paidCents)
  const terms = balance > 0 ? `due ${formatDate(dueOn)}` : 'paid'
  const blocks: readonly Block[] = [
    {
      block: 'parties',
      parties: [
        patientParty(head, 'Bill to'),
        party(
          balance > 0 ? 'To pay' : 'Settled',
          [strong(formatCents(balance))],
          [plain(balance > 0 ? `Due ${formatDate(dueOn)}` : 'Nothing is owed on this invoice.')],
          [muted(head.practice.waysToPay)],
        ),
      ],
    },
    { block: 'heading', text: 'Services' },
    {
      block: 'table',
      caption: 'Lines of the invoice',
      columns: [left('Date', 14), left('Service', 46), right('Units', 8), right('Each', 15), right('Amount', 17)],
      rows: lines.map((line) =>
        openRow([plain(formatDate(line.date))], serviceRuns(line), [plain(String(line.units))], eachRuns(line), [
          plain(formatCents(line.amountCents)),
        ]),
      ),
      empty: '',
    },
    {
      block: 'totals',
      rows: [
        { label: 'Sum', amount: formatCents(charged), mark: 'plain' },
        ...(covered === 0
          ? []
          : [{ label: 'From packages', amount: formatCents(minus(covered)), mark: 'plain' as const }]),
        { label: 'Paid', amount: formatCents(minus(content.paidCents)), mark: 'plain' },
        { label: 'To pay', amount: formatCents(balance), mark: 'strong' },
      ],
    },
    ...(content.creditCents === 0
      ? []
      : [
          {
            block: 'notice' as const,
            tone: 'plain' as const,
            text: `${formatCents(content.creditCents)} of your money is held as credit. Ask us to put it to this invoice or to give it back.`,
          },
        ]),
    { block: 'paragraph', text: [muted(covered === 0 ? noTax : `${noTax} ${packageShare}`)] },
  ]
  return moneyPaper(head, 'Invoice', terms, blocks, hash)
}

const noTax = 'No tax is charged on these services.'
const packageShare =
  'What was paid ahead for a package is shown at the share of the package price that belongs to each service given.'

/** A service from a package costs its share of the package, so the fee alone would not multiply to the amount beside it. */
function eachRuns({ units, unitCents, amountCents }: InvoiceContent['lines'][number]): Rich {
  if (units * unitCents === amountCents) return [plain(formatCents(unitCents))]
  const fee = muted(`fee ${formatCents(unitCents)}`)
  return amountCents % units === 0 ? [plain(formatCents(centsOf(amountCents / units))), muted('\n'), fee] : [fee]
}

function serviceRuns({ code, words, detail }: InvoiceContent['lines'][number]): Rich {
  return detail === '' ? [plain(words), muted(` (${code})`)] : [plain(words), muted(` (${code})\n${detail}`)]
}
