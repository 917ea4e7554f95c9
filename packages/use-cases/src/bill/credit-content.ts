import { balanceOf, standingOf } from '@holdspace/billing/account'
import { centsOf, minus } from '@holdspace/billing/cents'
import type { StoredMoneyEntry } from '@holdspace/db/account-money-store'
import type { StoredSheet } from '@holdspace/db/charge-store'
import type { StoredMoneyPaper } from '@holdspace/db/money-paper-store'
import type { CreditNoteContent } from '@holdspace/documents/credit-note'
import type { MoneyHead } from '@holdspace/documents/money-head'
import { z } from 'zod'
import type { AccountTurn } from './on-account.ts'

/**
 * What a credit note says of one entry: a charge taken back, or what was forgiven of one. Null for an entry that credits
 * nothing: a payment taken back is owed again, and a package has papers of its own.
 */
export function creditNoteOf(
  { entries }: AccountTurn,
  head: MoneyHead,
  entryId: string,
  { sheets, papers }: { readonly sheets: readonly StoredSheet[]; readonly papers: readonly StoredMoneyPaper[] },
): CreditNoteContent | null {
  const entry = entries.find(({ id }) => id === entryId)
  if (entry === undefined || entries.some(({ reverses }) => reverses === entryId)) return null
  const item = entries.find(({ id, kind }) => id === creditedItem(entry) && kind === 'charge')
  if (item === undefined) return null
  const noLongerOwedCents = minus(balanceOf([entry], 'receivable', item.id))
  const heldAsCreditCents = minus(balanceOf([entry], 'patient-credit'))
  const forgivenBeforeCents = entry.kind === 'reversal' ? minus(balanceOf([entry], 'adjustment', item.id)) : centsOf(0)
  const sheet = sheets.find((one) => one.entryId === item.id)
  const upTo = entries.slice(0, entries.indexOf(entry) + 1)
  return {
    head,
    creditedOn: entry.day,
    reason: entry.reason ?? '',
    invoices: invoicesOf(papers, item.id).map(({ number, issuedOn }) => ({ number, issuedOn })),
    lines:
      entry.kind === 'reversal' && sheet !== undefined
        ? linesOf(sheet)
        : [{ date: item.day, words: item.words, detail: '', creditedCents: noLongerOwedCents }],
    noLongerOwedCents,
    forgivenBeforeCents,
    heldAsCreditCents,
    owedCents: standingOf(upTo).owedCents,
  }
}

/** Invoices that stand and ask for one item of the account. */
export function invoicesOf(papers: readonly StoredMoneyPaper[], itemId: string): readonly StoredMoneyPaper[] {
  return papers.filter(
    ({ kind, voided, isSuperseded, document }) =>
      kind === 'invoice' && voided === null && !isSuperseded && itemsOnPaper.parse(document).itemIds.includes(itemId),
  )
}

/** Before invoices named the entries they ask for, they named none. */
const itemsOnPaper = z.object({ itemIds: z.array(z.string()).default([]) })

export function creditedItem(entry: StoredMoneyEntry): string | null {
  if (entry.kind === 'reversal') return entry.reverses
  if (entry.kind !== 'write-off') return null
  return entry.postings.find(({ account }) => account === 'adjustment')?.itemId ?? null
}

function linesOf({ serviceDate, sheet }: StoredSheet): CreditNoteContent['lines'] {
  return sheet.lines.map(({ words, code, units, unit, covered, owedCents }) => ({
    date: serviceDate,
    words: `${words} (${code})`,
    detail: [
      `${units} × ${unit}`,
      ...(covered.length === 0 ? [] : [`${covered.length} given back to the package`]),
    ].join(' · '),
    creditedCents: owedCents,
  }))
}
