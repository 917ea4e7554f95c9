import { providerFor } from '@holdspace/billing/billing-profile'
import { type GoodFaithEstimate, longestCover } from '@holdspace/billing/estimate'
import { scheduleOn, serviceOf } from '@holdspace/billing/fee-schedule'
import { diagnosisCode, npi } from '@holdspace/billing/identifiers'
import { type StoredSheet, sheetsOfPatient } from '@holdspace/db/charge-store'
import { feeSchedules, newestProfile } from '@holdspace/db/fee-schedule-store'
import { keepFile } from '@holdspace/db/file-store'
import {
  addMoneyPaper,
  findMoneyPaper,
  type MoneyPaperKind,
  moneyPapersOf,
  nextPaperNumber,
  type StoredMoneyPaper,
} from '@holdspace/db/money-paper-store'
import { creditNote } from '@holdspace/documents/credit-note'
import { goodFaithEstimatePaper } from '@holdspace/documents/good-faith-estimate'
import { invoice } from '@holdspace/documents/invoice'
import type { MoneyHead, MoneyPaper } from '@holdspace/documents/money-head'
import { receipt } from '@holdspace/documents/receipt'
import { statement } from '@holdspace/documents/statement'
import { superbill } from '@holdspace/documents/superbill'
import { calendarDate, plusPeriod } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { hex } from '@holdspace/proof/bytes'
import { z } from 'zod'
import type { House } from '../house.ts'
import { creditNoteOf } from './credit-content.ts'
import type { AccountTurn } from './on-account.ts'
import {
  invoiceOf,
  patientOfPaper,
  receiptOf,
  signedWords,
  statementOf,
  superbillOf,
  whenSigned,
} from './paper-content.ts'
import { noSchedule, suggestedFor } from './session-facts.ts'

const diagnoses = z.array(z.strictObject({ code: diagnosisCode, words: z.string().trim().max(200) })).max(12)

/** What somebody asks to have on paper. */
export const paperWish = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('superbill'),
    sheetIds: z.array(z.uuid()).min(1).max(60),
    diagnoses,
    referring: z.strictObject({ name: z.string().trim().min(1).max(120), npi }).nullable(),
  }),
  z.strictObject({ kind: z.literal('invoice'), itemIds: z.array(z.uuid()).min(1).max(60) }),
  z.strictObject({ kind: z.literal('receipt'), paymentId: z.uuid() }),
  z.strictObject({ kind: z.literal('credit-note'), entryId: z.uuid() }),
  z.strictObject({ kind: z.literal('statement'), from: calendarDate, until: calendarDate }),
  z.strictObject({
    kind: z.literal('estimate'),
    primaryService: z.string().trim().min(3).max(200),
    scheduledFor: calendarDate.nullable(),
    diagnosisCodes: z.array(diagnosisCode).max(12),
    lines: z
      .array(
        z.strictObject({ code: z.string(), units: z.int().min(1).max(200), when: z.string().trim().min(1).max(120) }),
      )
      .min(1)
      .max(60),
    separately: z.array(z.string().trim().min(1).max(200)).max(20),
  }),
])

export type PaperWish = z.output<typeof paperWish>

export type PaperHouse = Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl' | 'hashing' | 'drawPdf'>

export interface IssuedPaper {
  readonly paperId: string
  readonly number: string
  readonly version: number
}

export function issuedAs({ paperId, number, version }: IssuedPaper): IssuedPaper {
  return { paperId, number, version }
}

const series: { readonly [K in MoneyPaperKind]: string } = {
  superbill: 'SB',
  invoice: 'INV',
  receipt: 'R',
  statement: 'ST',
  estimate: 'GFE',
  'credit-note': 'CN',
}

/**
 * Issues a paper within an act on the account: numbered, drawn and kept with the act, or not at all. The same id is the
 * same paper; whether the member may issue one is the caller's question.
 */
export async function issueInTurn(
  house: PaperHouse,
  turn: AccountTurn,
  { paperId, paper }: { readonly paperId: string; readonly paper: PaperWish },
): Promise<Decision<IssuedPaper>> {
  const { tx, practiceId, now, today, by } = turn
  const { patientId } = turn.patient
  const known = await findMoneyPaper(tx, practiceId, paperId)
  if (known !== null) {
    if (known.patientId !== patientId || known.kind !== paper.kind) return refuse(noSuchMoneyPaper)
    return accept(issuedAs(known))
  }
  const profile = await newestProfile(tx, practiceId)
  if (profile === null) return refuse(noProfile)
  const earlier = supersededBy(paper, await moneyPapersOf(tx, practiceId, patientId))
  if (!earlier.ok) return earlier
  const before = earlier.value
  const number = before?.number ?? (await nextPaperNumber(tx, practiceId, `${series[paper.kind]}-${today.slice(0, 4)}`))
  const head: MoneyHead = {
    practice: profile.profile,
    patient: patientOfPaper(turn.patient, today),
    number,
    version: (before?.version ?? 0) + 1,
    replaces: before === null ? null : `${before.number}${before.version === 1 ? '' : `, version ${before.version}`}`,
    issuedOn: today,
    issuedAt: now,
    issuedByName: by.name,
  }
  const written = await write(house, turn, head, paper)
  if (!written.ok) return written
  const { document, drawn } = written.value
  const pdf = await house.drawPdf({ blocks: drawn.blocks, frame: drawn.frame, paper: 'letter' })
  const pdfHash = house.hashing.sha256(pdf)
  await keepFile(tx, practiceId, pdfHash, { bytes: pdf, mediaType: 'application/pdf' }, new Date(now))
  await addMoneyPaper(tx, practiceId, {
    ...{ paperId, patientId, kind: paper.kind, number, version: head.version, document },
    contentHash: drawn.contentHash,
    blocks: drawn.canonical,
    pdfHash: hex(pdfHash),
    issuedAt: now,
    issuedOn: today,
    supersedes: before?.paperId ?? null,
    by,
  })
  return accept({ paperId, number, version: head.version })
}

interface Written {
  /** From which the paper can be told again. */
  readonly document: unknown
  readonly drawn: MoneyPaper
}

async function write(
  house: PaperHouse,
  turn: AccountTurn,
  head: MoneyHead,
  paper: PaperWish,
): Promise<Decision<Written>> {
  const { sha256 } = house.hashing
  switch (paper.kind) {
    case 'superbill':
      return writeSuperbill(house, turn, head, paper)
    case 'invoice': {
      const open = turn.entries.filter(
        ({ id, kind }) => paper.itemIds.includes(id) && (kind === 'charge' || kind === 'package-sold'),
      )
      const gone = turn.entries.some(({ reverses }) => reverses !== null && paper.itemIds.includes(reverses))
      if (open.length !== paper.itemIds.length || gone) return refuse(nothingToInvoice)
      const sheets = await sheetsOfPatient(turn.tx, turn.practiceId, turn.patient.patientId)
      const dueOn = plusPeriod(turn.today, `P${head.practice.termsDays}D`)
      const content = invoiceOf(turn, head, paper.itemIds, sheets, dueOn)
      return accept({ document: { ...content, itemIds: paper.itemIds }, drawn: invoice(content, sha256) })
    }
    case 'receipt': {
      const content = receiptOf(turn, head, paper.paymentId)
      if (content === null) return refuse(noSuchPayment)
      return accept({ document: { ...content, paymentId: paper.paymentId }, drawn: receipt(content, sha256) })
    }
    case 'credit-note':
      return writeCreditNote(house, turn, head, paper)
    case 'statement': {
      if (paper.until < paper.from) return refuse(endsBeforeItBegins)
      const content = statementOf(turn, head, paper)
      return accept({ document: content, drawn: statement(content, sha256) })
    }
    case 'estimate': {
      const estimate = await estimateOf(turn, head, paper)
      if (!estimate.ok) return estimate
      const drawn = goodFaithEstimatePaper({ head, estimate: estimate.value }, sha256)
      return accept({ document: estimate.value, drawn })
    }
  }
}

async function writeCreditNote(
  house: PaperHouse,
  turn: AccountTurn,
  head: MoneyHead,
  { entryId }: Extract<PaperWish, { kind: 'credit-note' }>,
): Promise<Decision<Written>> {
  const { tx, practiceId } = turn
  const { patientId } = turn.patient
  const sheets = await sheetsOfPatient(tx, practiceId, patientId)
  const papers = await moneyPapersOf(tx, practiceId, patientId)
  const content = creditNoteOf(turn, head, entryId, { sheets, papers })
  if (content === null) return refuse(nothingCredited)
  return accept({ document: { ...content, entryId }, drawn: creditNote(content, house.hashing.sha256) })
}

async function writeSuperbill(
  house: PaperHouse,
  turn: AccountTurn,
  head: MoneyHead,
  paper: Extract<PaperWish, { kind: 'superbill' }>,
): Promise<Decision<Written>> {
  const all = await sheetsOfPatient(turn.tx, turn.practiceId, turn.patient.patientId)
  const sheets = all
    .filter((one) => paper.sheetIds.includes(one.sheetId) && one.voided === null && one.sheet.lines.length > 0)
    .toSorted((one, other) => (one.serviceDate < other.serviceDate ? -1 : 1))
  if (sheets.length !== new Set(paper.sheetIds).size) return refuse(nothingToBill)
  const signed = new Map<string, string>()
  for (const sheet of sheets) signed.set(sheet.sheetId, await signedOf(house, turn, sheet))
  const content = superbillOf(turn, head, sheets, { diagnoses: paper.diagnoses, referring: paper.referring }, signed)
  return accept({ document: { ...content, sheetIds: paper.sheetIds }, drawn: superbill(content, house.hashing.sha256) })
}

/** Who signed the record the services come from: billing learns that and no more of it. */
async function signedOf(house: PaperHouse, { tx, practiceId, zone }: AccountTurn, sheet: StoredSheet): Promise<string> {
  if (sheet.sessionId === null) return ''
  const found = await suggestedFor(tx, house, { practiceId, zone }, sheet.sessionId)
  if (!found.ok || found.value.facts.signedBy === null || found.value.facts.signedAt === null) return ''
  const { signedBy, signedAt, date } = found.value.facts
  return signedWords(signedBy.name, signedBy.credential, whenSigned(signedAt, zone), date)
}

/** Lines priced by the schedule in effect today, grouped by the provider who will do the work (149.610(c)). */
async function estimateOf(
  { tx, practiceId, today }: AccountTurn,
  { practice }: MoneyHead,
  paper: Extract<PaperWish, { kind: 'estimate' }>,
): Promise<Decision<GoodFaithEstimate>> {
  const version = scheduleOn(await feeSchedules(tx, practiceId), today)
  if (version === null) return refuse(noSchedule)
  const priced = paper.lines.map((line) => ({ line, service: serviceOf(version.schedule, line.code) }))
  const unknown = priced.find(({ service }) => service === undefined)
  if (unknown !== undefined) return refuse(notPriced(unknown.line.code))
  const providers = new Map<string, GoodFaithEstimate['providers'][number]>()
  for (const { line, service } of priced) {
    const provider = service === undefined ? null : providerFor(practice, service.performedBy, [])
    if (service === undefined || provider === null) continue
    const known = providers.get(provider.npi)
    const told = {
      code: service.code,
      words: service.words,
      units: line.units,
      unitCents: service.unitCents,
      diagnosisCodes: paper.diagnosisCodes,
      when: line.when,
    }
    const { name, credential, npi: number, taxId } = provider
    providers.set(number, {
      name: credential === '' ? name : `${name}, ${credential}`,
      npi: number,
      taxId,
      location: practice.addressLines.join(', '),
      lines: [...(known?.lines ?? []), told],
    })
  }
  const { primaryService, scheduledFor, separately } = paper
  return accept({
    primaryService,
    scheduledFor,
    separately,
    providers: [...providers.values()],
    coversUntil: longestCover(today),
  })
}

/** The receipt that stands for a payment; a payment has one at most. */
export function receiptFor(papers: readonly StoredMoneyPaper[], paymentId: string): StoredMoneyPaper | null {
  const found = papers.find(
    (one) => one.kind === 'receipt' && isStanding(one) && paymentOnPaper.parse(one.document).paymentId === paymentId,
  )
  return found ?? null
}

export function isStanding({ voided, isSuperseded }: StoredMoneyPaper): boolean {
  return voided === null && !isSuperseded
}

/**
 * The paper a new one takes the place of: the superbill of the very same visits, the receipt of the same payment, the
 * credit note of the same entry, or the estimate given before. Visits that stand on another superbill already are refused, so that nobody claims them twice.
 */
function supersededBy(paper: PaperWish, papers: readonly StoredMoneyPaper[]): Decision<StoredMoneyPaper | null> {
  const standing = papers.filter((one) => one.kind === paper.kind && isStanding(one))
  if (paper.kind === 'estimate') return accept(standing[0] ?? null)
  if (paper.kind === 'receipt') return accept(receiptFor(papers, paper.paymentId))
  if (paper.kind === 'credit-note')
    return accept(standing.find((one) => entryOnPaper.parse(one.document).entryId === paper.entryId) ?? null)
  if (paper.kind !== 'superbill') return accept(null)
  const wanted = new Set(paper.sheetIds)
  for (const one of standing) {
    const { sheetIds } = sheetsOnPaper.parse(one.document)
    const shared = sheetIds.filter((id) => wanted.has(id))
    if (shared.length === 0) continue
    if (shared.length === wanted.size && shared.length === sheetIds.length) return accept(one)
    return refuse(billedAlready(one.number))
  }
  return accept(null)
}

const sheetsOnPaper = z.object({ sheetIds: z.array(z.string()) })
const entryOnPaper = z.object({ entryId: z.string() })
const paymentOnPaper = z.object({ paymentId: z.string() })

export const noSuchMoneyPaper = {
  family: 'not-found',
  code: 'paper-not-found',
  sentence: 'There is no such paper in this practice.',
} as const

const noProfile = {
  family: 'unprocessable',
  code: 'no-billing-details',
  sentence: 'Enter the practice’s billing details first: legal name, tax number and NPI stand on every paper.',
} as const

const nothingToInvoice = {
  family: 'unprocessable',
  code: 'nothing-to-invoice',
  sentence: 'One of the items is not on this account or was taken back. Open the account again and choose anew.',
} as const

const nothingToBill = {
  family: 'unprocessable',
  code: 'nothing-to-bill',
  sentence: 'One of the visits has no charges that stand. Confirm its charges first, then make the superbill.',
} as const

const noSuchPayment = {
  family: 'not-found',
  code: 'payment-not-found',
  sentence: 'There is no such payment on this account, or it was taken back.',
} as const

const nothingCredited = {
  family: 'unprocessable',
  code: 'nothing-credited',
  sentence: 'This entry takes back or forgives no charge. A credit note is made of one that does.',
} as const

const endsBeforeItBegins = {
  family: 'invalid',
  code: 'ends-before-it-begins',
  sentence: 'The statement ends before it begins. Check both dates.',
  field: 'until',
} as const

function notPriced(code: string) {
  return {
    family: 'unprocessable',
    code: 'not-in-schedule',
    sentence: `${code} is not in the fee schedule of today. Choose a service from it.`,
  } as const
}

function billedAlready(number: string) {
  return {
    family: 'conflict',
    code: 'on-another-superbill',
    sentence: `One of these visits stands on superbill ${number}. Declare that one void first, so that nobody claims a visit twice.`,
  } as const
}
