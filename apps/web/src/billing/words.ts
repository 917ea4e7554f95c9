import type { Answers } from '../outputs.ts'

export type Account = Answers['billing']['account']
export type AccountEntry = Account['entries'][number]
export type Fees = Answers['billing']['fees']
export type FeeVersion = Fees['versions'][number]

export const tenderChoices = [
  { value: 'card', label: 'Card, at the terminal' },
  { value: 'cash', label: 'Cash' },
  { value: 'check', label: 'Check' },
] as const

export const entryWords: { readonly [K in AccountEntry['kind']]: string } = {
  charge: 'Charge',
  'package-sold': 'Package sold',
  'package-expired': 'Package ran out',
  'package-refunded': 'Package paid back',
  'package-sent': 'Package given away',
  'package-received': 'Package received',
  payment: 'Payment',
  'credit-applied': 'Credit used',
  refund: 'Given back',
  'write-off': 'Forgiven',
  reversal: 'Taken back',
}

export const paperWords = {
  superbill: 'Superbill',
  invoice: 'Invoice',
  receipt: 'Receipt',
  statement: 'Statement of account',
  estimate: 'Good Faith Estimate',
  'credit-note': 'Credit note',
} as const

/** What an entry does to what is owed: charges above zero, payments below. */
export function owedChange({ postings }: AccountEntry): number {
  return postings.reduce((sum, { account, cents }) => (account === 'receivable' ? sum + cents : sum), 0)
}

/** What is said of a credit note that an act made beside itself. */
export function answered(creditNote: { readonly number: string } | null) {
  return creditNote === null
    ? {}
    : { detail: `Credit note ${creditNote.number} for its invoice is ready under Papers.` }
}
