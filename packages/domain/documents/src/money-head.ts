import { billingProfile } from '@holdspace/billing/billing-profile'
import { calendarDate, formatDate } from '@holdspace/kit/calendar-date'
import { instant } from '@holdspace/kit/instant'
import { hex } from '@holdspace/proof/bytes'
import { ledgerBytes } from '@holdspace/proof/canonical-json'
import type { Hasher } from '@holdspace/proof/hashing'
import { z } from 'zod'
import { type Block, muted, type PaperFrame, plain, type Rich, strong } from './block.ts'

const text = z.string()

/** What every money paper says of itself: who bills, whom, under which number. Kept with the paper as it was issued. */
export const moneyHead = z.strictObject({
  practice: billingProfile,
  patient: z.strictObject({
    name: text,
    born: text,
    birthDate: calendarDate,
    sex: text,
    mrn: text,
    addressLines: z.array(text),
  }),
  /** `SB-2026-0004`. */
  number: text,
  version: z.int().min(1),
  /** The number of the paper this one takes the place of, when there is one. */
  replaces: text.nullable(),
  issuedOn: calendarDate,
  issuedAt: instant,
  issuedByName: text,
})
export type MoneyHead = z.output<typeof moneyHead>

/** A paper ready to be kept and drawn. */
export interface MoneyPaper {
  readonly blocks: readonly Block[]
  readonly frame: PaperFrame
  /** Canonical JSON of the blocks, and its SHA-256: two papers of the same hash say the same. */
  readonly canonical: Uint8Array
  readonly contentHash: string
}

export function moneyPaper(
  head: MoneyHead,
  title: string,
  subtitle: string,
  content: readonly Block[],
  hash: Hasher,
): MoneyPaper {
  const { practice, patient, number, version } = head
  const numbered = version === 1 ? number : `${number}, version ${version}`
  const blocks: readonly Block[] = [
    {
      block: 'letterhead',
      name: practice.legalName,
      lines: [
        practice.addressLines.join(', '),
        contactLine(head),
        `Tax number ${practice.taxId} · NPI ${practice.groupNpi}`,
      ],
    },
    {
      block: 'title',
      text: title,
      subtitle: [`${numbered}, issued ${formatDate(head.issuedOn)} by ${head.issuedByName}`, subtitle]
        .filter((part) => part !== '')
        .join(' · '),
    },
    ...content,
    ...(head.replaces === null
      ? []
      : [{ block: 'paragraph' as const, text: [muted(`This paper takes the place of ${head.replaces}.`)] }]),
  ]
  const canonical = ledgerBytes({ v: 1, paper: 'money', blocks: [...blocks] })
  return {
    blocks,
    canonical,
    contentHash: hex(hash(canonical)),
    frame: {
      title: `${title} ${number}`,
      practice: practice.legalName,
      patientName: patient.name,
      born: patient.born,
      mrn: patient.mrn,
      // Money papers leave the clinic's hands: nothing clinical stands on top of every page.
      allergyTitle: '',
      draft: false,
      language: 'en-US',
      asOf: head.issuedAt,
    },
  }
}

function contactLine({ practice }: MoneyHead): string {
  return practice.email === '' ? `Telephone ${practice.phone}` : `Telephone ${practice.phone} · ${practice.email}`
}

/** The person the paper is about, as the second of two parties. */
export function patientParty({ patient }: MoneyHead, title = 'Patient') {
  const lines: Rich[] = [
    [strong(patient.name)],
    [plain(`${patient.born} · ${patient.sex}`)],
    [plain(`MRN ${patient.mrn}`)],
    ...patient.addressLines.map((line): Rich => [plain(line)]),
  ]
  return { title, lines: lines.map((line) => [...line]) }
}

export const party = (title: string, ...lines: readonly Rich[]) => ({ title, lines: lines.map((line) => [...line]) })

/** One of the three columns of figures: right-aligned, never broken. */
export const right = (title: string, parts: number) => ({ title, align: 'right' as const, parts })
export const left = (title: string, parts: number) => ({ title, align: 'left' as const, parts })
