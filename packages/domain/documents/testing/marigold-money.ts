import { centsOf } from '@holdspace/billing/cents'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { creditNoteContent } from '../src/credit-note.ts'
import { estimatePaperContent } from '../src/good-faith-estimate.ts'
import { invoiceContent } from '../src/invoice.ts'
import type { MoneyHead } from '../src/money-head.ts'
import { moneyHead } from '../src/money-head.ts'
import { receiptContent } from '../src/receipt.ts'
import { statementContent } from '../src/statement.ts'
import { superbillContent } from '../src/superbill.ts'

/** Wren Abara’s money papers at Marigold House: made up, numbers of nobody. */
export function headOf(number: string): MoneyHead {
  return moneyHead.parse({
    practice: {
      legalName: 'Marigold House Medical PLLC',
      addressLines: ['12 Orchard Lane', 'Hudson, NY 12534'],
      phone: '518-555-0142',
      email: 'billing@marigold.example',
      taxId: '00-0000001',
      groupNpi: '1234567893',
      state: 'NY',
      placeOfService: '11',
      termsDays: 30,
      waysToPay: 'At the desk by card, check or cash; by check to the address above.',
      providers: [
        {
          membershipId: null,
          name: 'Marigold House',
          credential: '',
          npi: '1234567893',
          taxId: '00-0000001',
          licence: '',
          taxonomy: '',
          state: 'NY',
          performs: 'practice',
        },
      ],
    },
    patient: {
      name: 'Abara, Wren',
      born: 'Born 02-Mar-1991 (35y)',
      birthDate: '1991-03-02',
      sex: 'Female',
      mrn: '10009',
      addressLines: ['44 Canal Street', 'Hudson, NY 12534'],
    },
    number,
    version: 1,
    replaces: null,
    issuedOn: '2026-11-21',
    issuedAt: '2026-11-21T18:00:00.000Z',
    issuedByName: 'Priya Raman',
  })
}

const line = (code: string, words: string, units: number, unitCents: number, because: string, covered = 0) => ({
  code,
  words,
  unit: 'session',
  units,
  unitCents,
  amountCents: covered === 0 ? units * unitCents : covered,
  performedBy: 'practice',
  because,
  source: 'Marigold House, price list 2025',
  covered: covered === 0 ? [] : [{ saleId: 'sale', unit: 4, cents: covered }],
  owedCents: covered === 0 ? units * unitCents : 0,
})

export const wrensLines = [
  line(
    'KAP-DOSE',
    'Medicine session: room, nurse and monitoring',
    1,
    65_000,
    'One session with medicine given: opened 09:00, ended 11:10 (KAP, six in three weeks).',
    58_500,
  ),
  {
    ...line(
      'PSY-60',
      'Psychotherapy, 53 minutes and more',
      1,
      19_500,
      'Psychotherapy 09:09 to 10:39: 90 min between start and stop, the rest dropped.',
    ),
    payerCode: 'OWN60',
    modifiers: ['95'],
  },
  line(
    'PSY-EXTRA',
    'Therapist’s time beyond 60 minutes, self-pay',
    2,
    4_500,
    '90 min are 30 beyond 60: 2 whole units of 15 min, as a self-pay service and never as a second base unit.',
  ),
  { ...line('KET-10', 'Ketamine', 4, 350, '34 mg given IV: 4 × 10 mg, a unit begun counts.'), ndc: '00409205105' },
]

export function wrensSuperbill(visits = 1) {
  return superbillContent.parse({
    head: headOf('SB-2026-0004'),
    diagnoses: [
      { code: 'F33.1', words: 'Major depressive disorder, recurrent, moderate' },
      { code: 'F41.1', words: 'Generalized anxiety disorder' },
    ],
    providers: [
      {
        mark: '1',
        name: 'Dr Helen Ames',
        credential: 'MD',
        npi: '1111111112',
        licence: 'NY-214477',
        taxonomy: '2084P0800X',
      },
      {
        mark: '2',
        name: 'Lena Okafor',
        credential: 'LMFT',
        npi: '1000000004',
        licence: 'NY-LMFT-3381',
        taxonomy: '106H00000X',
      },
    ],
    referring: { name: 'Dr Mina Osei', npi: '2222222228' },
    visits: Array.from({ length: visits }, () => ({
      date: '2026-11-21',
      placeOfService: '11',
      signedWords:
        'The record of the session on 21-Nov-2026 was signed electronically by Dr Helen Ames, MD, on 21-Nov-2026 11:16 (America/New_York).',
      lines: wrensLines.map((one, at) => ({ ...one, providerMark: at === 1 || at === 2 ? '2' : '1' })),
    })),
    coveredCents: 58_500 * visits,
    isCoveredPaid: true,
    paidCents: 20_000,
  })
}

export const wrensInvoice = invoiceContent.parse({
  head: headOf('INV-2026-0011'),
  dueOn: '2026-12-21',
  lines: wrensLines.map((one) => ({
    date: '2026-11-21',
    code: one.code,
    words: one.words,
    detail: one.because,
    units: one.units,
    unitCents: one.unitCents,
    amountCents: one.amountCents,
    coveredCents: one.covered.reduce((sum, { cents }) => sum + cents, 0),
  })),
  paidCents: 20_000,
  creditCents: 1_500,
})

export const wrensReceipt = receiptContent.parse({
  head: headOf('R-2026-0023'),
  paidOn: '2026-11-21',
  amountCents: 371_000,
  howWords: 'by card',
  reference: 'slip 004417',
  allocations: [
    { words: 'Six medicine sessions', date: '2026-11-01', cents: 351_000, leftCents: 0, isPrepayment: true },
    {
      words: 'KAP, six in three weeks, 21-Nov-2026',
      date: '2026-11-21',
      cents: 18_500,
      leftCents: 11_400,
      isPrepayment: false,
    },
  ],
  creditCents: 1_500,
  owedCents: 11_400,
})

export const wrensCreditNote = creditNoteContent.parse({
  head: headOf('CN-2026-0002'),
  creditedOn: '2026-11-21',
  reason: 'Charged to the wrong day',
  invoices: [{ number: 'INV-2026-0011', issuedOn: '2026-11-21' }],
  lines: wrensLines.map((one) => ({
    date: '2026-11-21',
    words: `${one.words} (${one.code})`,
    detail: one.covered.length === 0 ? '' : '1 given back to the package',
    creditedCents: one.owedCents,
  })),
  noLongerOwedCents: 8_900,
  forgivenBeforeCents: 1_000,
  heldAsCreditCents: 20_000,
  owedCents: 2_500,
})

export const wrensStatement = statementContent.parse({
  head: headOf('ST-2026-0002'),
  from: '2026-11-01',
  until: '2026-11-21',
  openingCents: 0,
  rows: [
    { date: '2026-11-01', words: 'Six medicine sessions', chargedCents: 351_000, paidCents: 0, balanceCents: 351_000 },
    {
      date: '2026-11-01',
      words: '$3,510.00 by card (slip 004417)',
      chargedCents: 0,
      paidCents: 351_000,
      balanceCents: 0,
    },
    {
      date: '2026-11-21',
      words: 'KAP, six in three weeks, 21-Nov-2026',
      chargedCents: 29_900,
      paidCents: 0,
      balanceCents: 29_900,
    },
  ],
  closingCents: 29_900,
  creditCents: 0,
  deferredCents: 117_000,
})

export const wrensEstimate = estimatePaperContent.parse({
  head: headOf('GFE-2026-0007'),
  estimate: {
    primaryService: 'Ketamine-assisted psychotherapy, six medicine sessions',
    scheduledFor: calendarDate.parse('2026-12-01'),
    providers: [
      {
        name: 'Marigold House Medical PLLC',
        npi: '1234567893',
        taxId: '00-0000001',
        location: '12 Orchard Lane, Hudson, NY 12534',
        lines: [
          {
            code: 'KAP-DOSE',
            words: 'Medicine session: room, nurse and monitoring',
            units: 6,
            unitCents: centsOf(65_000),
            diagnosisCodes: ['F33.1'],
            when: 'twice a week',
          },
          {
            code: 'KET-10',
            words: 'Ketamine',
            units: 24,
            unitCents: centsOf(350),
            diagnosisCodes: ['F33.1'],
            when: 'each session',
          },
        ],
      },
      {
        name: 'Lena Okafor, LMFT',
        npi: '1000000004',
        taxId: '00-0000001',
        location: '12 Orchard Lane, Hudson, NY 12534',
        lines: [
          {
            code: 'PREP',
            words: 'Preparation visit',
            units: 1,
            unitCents: centsOf(19_500),
            diagnosisCodes: ['F33.1'],
            when: '28-Nov-2026',
          },
          {
            code: 'PSY-60',
            words: 'Psychotherapy in the session',
            units: 6,
            unitCents: centsOf(19_500),
            diagnosisCodes: ['F33.1'],
            when: 'each session',
          },
          {
            code: 'INTEG',
            words: 'Integration visit',
            units: 6,
            unitCents: centsOf(19_500),
            diagnosisCodes: ['F33.1'],
            when: 'after each session',
          },
        ],
      },
    ],
    separately: ['Laboratory tests', 'A booster session after the series'],
    coversUntil: '2027-11-20',
  },
})
