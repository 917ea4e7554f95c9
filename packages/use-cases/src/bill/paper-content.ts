import { balanceOf, standingOf, tenderWords } from '@holdspace/billing/account'
import type { BillingProfile, BillingProvider } from '@holdspace/billing/billing-profile'
import { renderingProvider } from '@holdspace/billing/billing-profile'
import { type Cents, centsOf, minus, sumCents } from '@holdspace/billing/cents'
import type { StoredMoneyEntry } from '@holdspace/db/account-money-store'
import type { StoredSheet } from '@holdspace/db/charge-store'
import type { PatientRow } from '@holdspace/db/patient-store'
import type { InvoiceContent } from '@holdspace/documents/invoice'
import type { MoneyHead } from '@holdspace/documents/money-head'
import type { ReceiptContent } from '@holdspace/documents/receipt'
import type { StatementContent } from '@holdspace/documents/statement'
import type { SuperbillContent } from '@holdspace/documents/superbill'
import { type CalendarDate, dateTimeInZone, formatBorn, formatDate } from '@holdspace/kit/calendar-date'
import type { AccountTurn } from './on-account.ts'

const sexWords = { female: 'Female', male: 'Male', other: 'Other', unknown: 'Not known' } as const

/** Whom the paper is about, as it stands on it. */
export function patientOfPaper({ person, mrn }: PatientRow, today: CalendarDate): MoneyHead['patient'] {
  const { family, given, birthDate, sex } = person
  const [address] = person.addresses
  const place = [address?.city, [address?.state, address?.postalCode].filter(isSaid).join(' ')]
    .filter(isSaid)
    .join(', ')
  return {
    name: given.length === 0 ? family : `${family}, ${given.join(' ')}`,
    born: formatBorn(birthDate, today),
    birthDate,
    sex: sexWords[sex],
    mrn,
    addressLines: [...(address?.lines ?? []), ...(place === '' ? [] : [place])],
  }
}

const isSaid = (text: string | undefined): text is string => text !== undefined && text !== ''

/** What was paid of one charge: everything that came off it, forgiven money left out. */
export function paidOf(entries: readonly StoredMoneyEntry[], itemId: string): Cents {
  const charged = sumCents(
    entries.filter(({ id }) => id === itemId).map((entry) => balanceOf([entry], 'receivable', itemId)),
  )
  const left = balanceOf(entries, 'receivable', itemId)
  return centsOf(charged - left - balanceOf(entries, 'adjustment', itemId))
}

export function superbillOf(
  turn: AccountTurn,
  head: MoneyHead,
  sheets: readonly StoredSheet[],
  rest: Pick<SuperbillContent, 'diagnoses' | 'referring'>,
  signed: ReadonlyMap<string, string>,
): SuperbillContent {
  const { practice } = head
  const named = sheets.flatMap((sheet) => sheet.sheet.lines.map((line) => providerOf(practice, sheet, line)))
  const providers = named
    .filter((one) => one !== null)
    .filter((one, at, all) => all.findIndex((other) => isSame(other, one)) === at)
  const markOf = (provider: BillingProvider | null) => {
    const at = provider === null ? -1 : providers.findIndex((one) => isSame(one, provider))
    return at < 0 ? '' : String(at + 1)
  }
  const covered = sheets.flatMap(({ sheet }) => sheet.lines.flatMap((line) => line.covered))
  const { items } = standingOf(turn.entries)
  return {
    head,
    ...rest,
    providers: providers.map((one) => {
      const { name, credential, npi, licence, taxonomy } = one
      return { name, credential, npi, licence, taxonomy, mark: markOf(one) }
    }),
    visits: sheets.map((one) => ({
      date: one.serviceDate,
      placeOfService: practice.placeOfService,
      signedWords: signed.get(one.sheetId) ?? '',
      lines: one.sheet.lines.map((line) => ({ ...line, providerMark: markOf(providerOf(practice, one, line)) })),
    })),
    coveredCents: sumCents(covered.map(({ cents }) => cents)),
    isCoveredPaid: covered.every(({ saleId }) => (items.find(({ itemId }) => itemId === saleId)?.leftCents ?? 0) === 0),
    paidCents: sumCents(sheets.map(({ entryId }) => (entryId === null ? centsOf(0) : paidOf(turn.entries, entryId)))),
  }
}

function providerOf(
  practice: BillingProfile,
  { sessionId, sheet }: StoredSheet,
  line: StoredSheet['sheet']['lines'][number],
): BillingProvider | null {
  return renderingProvider(practice, line, sessionId === null ? null : sheet.by.map(({ membershipId }) => membershipId))
}

const isSame = (one: BillingProvider, other: BillingProvider) =>
  one.npi === other.npi && one.performs === other.performs

export function signedWords(name: string, credential: string, at: string, date: CalendarDate): string {
  return `The record of the session on ${formatDate(date)} was signed electronically by ${credential === '' ? name : `${name}, ${credential}`}, on ${at}.`
}

/** Lines of the chosen items: the sheet of a charge line by line, a package as one. */
export function invoiceOf(
  { entries, sales }: AccountTurn,
  head: MoneyHead,
  itemIds: readonly string[],
  sheets: readonly StoredSheet[],
  dueOn: CalendarDate,
): InvoiceContent {
  const items = entries.filter(({ id }) => itemIds.includes(id))
  const lines = items.flatMap((entry): InvoiceContent['lines'] => {
    const sheet = sheets.find(({ entryId }) => entryId === entry.id)
    if (sheet !== undefined)
      return sheet.sheet.lines.map((line) => ({
        date: sheet.serviceDate,
        code: line.code,
        words: line.words,
        detail: line.because,
        units: line.units,
        unitCents: line.unitCents,
        amountCents: line.amountCents,
        coveredCents: centsOf(line.amountCents - line.owedCents),
      }))
    const sale = sales.find(({ saleId }) => saleId === entry.id)
    const amount = balanceOf([entry], 'receivable', entry.id)
    const units = sale?.package.units.length ?? 1
    const detail = sale === undefined ? '' : `${units} services, valid until ${formatDate(sale.validUntil)}`
    const code = sale?.package.code ?? ''
    return [
      {
        date: entry.day,
        code,
        words: entry.words,
        detail,
        units: 1,
        unitCents: amount,
        amountCents: amount,
        coveredCents: centsOf(0),
      },
    ]
  })
  return {
    head,
    dueOn,
    lines,
    paidCents: sumCents(items.map(({ id }) => paidOf(entries, id))),
    creditCents: standingOf(entries).creditCents,
  }
}

/** Null when the entry is not a payment on this account, or was taken back. */
export function receiptOf({ entries, sales }: AccountTurn, head: MoneyHead, paymentId: string): ReceiptContent | null {
  const payment = entries.find(({ id, kind }) => id === paymentId && kind === 'payment')
  if (payment === undefined || entries.some(({ reverses }) => reverses === paymentId)) return null
  const taken = payment.postings.find(({ account }) => account === 'cash' || account === 'card' || account === 'check')
  if (taken === undefined) return null
  const upTo = entries.slice(0, entries.indexOf(payment) + 1)
  const { owedCents, creditCents } = standingOf(upTo)
  return {
    head,
    paidOn: payment.day,
    amountCents: taken.cents,
    howWords:
      taken.account === 'cash' || taken.account === 'card' || taken.account === 'check'
        ? tenderWords[taken.account]
        : '',
    reference: payment.reference ?? '',
    allocations: payment.postings.flatMap(({ account, cents, itemId }) => {
      const item = entries.find(({ id }) => id === itemId)
      if (account !== 'receivable' || itemId === undefined || item === undefined) return []
      return [
        {
          words: item.words,
          date: item.day,
          cents: minus(cents),
          leftCents: balanceOf(upTo, 'receivable', itemId),
          isPrepayment: sales.some(({ saleId }) => saleId === itemId),
        },
      ]
    }),
    creditCents,
    owedCents,
  }
}

export function statementOf(
  { entries }: AccountTurn,
  head: MoneyHead,
  { from, until }: { readonly from: CalendarDate; readonly until: CalendarDate },
): StatementContent {
  const before = entries.filter(({ day }) => day < from)
  const within = entries.filter(({ day }) => day >= from && day <= until)
  const openingCents = balanceOf(before, 'receivable')
  let balance = openingCents
  const rows = within.flatMap((entry) => {
    const change = balanceOf([entry], 'receivable')
    if (change === 0) return []
    balance = centsOf(balance + change)
    const none = centsOf(0)
    return [
      {
        date: entry.day,
        words: entry.words,
        chargedCents: change > 0 ? change : none,
        paidCents: change < 0 ? minus(change) : none,
        balanceCents: balance,
      },
    ]
  })
  const { creditCents, deferredCents } = standingOf([...before, ...within])
  return { head, from, until, openingCents, rows, closingCents: balance, creditCents, deferredCents }
}

export function whenSigned(at: Parameters<typeof dateTimeInZone>[0], zone: string): string {
  return dateTimeInZone(at, zone)
}
