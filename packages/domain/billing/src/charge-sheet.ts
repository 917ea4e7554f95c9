import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { z } from 'zod'
import type { Posting } from './account.ts'
import { chargePostings } from './account-acts.ts'
import { type BillingProvider, billingProvider } from './billing-profile.ts'
import { cents, centsOf, formatCents, price, sumCents, timesUnits } from './cents.ts'
import { type ScheduleVersion, serviceOf } from './fee-schedule.ts'
import { type PackageSale, unitFor, usePostings } from './package.ts'
import type { SuggestedLine } from './suggest-charges.ts'

/** A line as a person confirmed it, with what was suggested beside it and why it differs, when it does. */
export const confirmedLine = z.strictObject({
  code: z.string(),
  words: z.string(),
  unit: z.string(),
  units: z.int().min(1),
  unitCents: price,
  amountCents: price,
  performedBy: z.enum(['prescriber', 'nurse', 'therapist', 'practice']),
  payerCode: z.string().optional(),
  modifiers: z.array(z.string()).optional(),
  ndc: z.string().optional(),
  because: z.string(),
  source: z.string(),
  /** Said by the person who confirmed, where they changed what was suggested or added a line. */
  changedBecause: z.string().optional(),
  suggestedUnits: z.int().optional(),
  suggestedUnitCents: cents.optional(),
  /** Named with a service that no session gave rise to, as the billing details had them on that day. */
  renderedBy: billingProvider.optional(),
  /** Covered by units of packages, each at its share; what is left over is owed. */
  covered: z.array(z.strictObject({ saleId: z.string(), unit: z.int(), cents: price })),
  owedCents: price,
})
export type ConfirmedLine = z.output<typeof confirmedLine>

export const chargeSheet = z.strictObject({
  lines: z.array(confirmedLine),
  /** Suggested lines that were left out, and why. */
  leftOut: z.array(z.strictObject({ code: z.string(), words: z.string(), because: z.string() })),
  gaps: z.array(z.string()),
})
export type ChargeSheet = z.output<typeof chargeSheet>

export const lineChoice = z.strictObject({
  /** A suggested line by its key; absent for a line somebody adds. */
  key: z.string().optional(),
  code: z.string().min(1),
  units: z.int().min(0).max(400),
  unitCents: price,
  usePackage: z.boolean(),
  reason: z.string().trim().max(500),
})
export type LineChoice = z.output<typeof lineChoice>

/** One unit of a package that covers one unit of a service. */
export const packageUse = z.strictObject({ saleId: z.string(), unit: z.int() })
export type PackageUse = z.output<typeof packageUse>

export interface SheetQuestion {
  readonly sheetEntryId: string
  readonly version: ScheduleVersion
  readonly suggested: readonly SuggestedLine[]
  readonly gaps: readonly string[]
  readonly choices: readonly (LineChoice & { readonly renderedBy?: BillingProvider })[]
  readonly sales: readonly PackageSale[]
  readonly day: CalendarDate
}

export interface DecidedSheet {
  readonly sheet: ChargeSheet
  readonly postings: readonly Posting[]
  readonly used: readonly PackageUse[]
}

/**
 * What a person confirms, held against what was suggested: each suggested line is answered once; units, price, a line
 * left out or added need a reason. Answers the sheet, the postings of its one entry and the package units it uses.
 */
export function decideSheet(question: SheetQuestion): Decision<DecidedSheet> {
  const { suggested, choices, version } = question
  const unanswered = suggested.find((line) => choices.filter(({ key }) => key === line.key).length !== 1)
  if (unanswered !== undefined) return refuse(notAnswered(unanswered))
  const lines: ConfirmedLine[] = []
  const leftOut: ChargeSheet['leftOut'] = []
  const used: PackageUse[] = []
  for (const choice of choices) {
    const line = suggested.find(({ key }) => key === choice.key)
    if (choice.key !== undefined && line === undefined) return refuse(suggestionChanged)
    const service = serviceOf(version.schedule, line?.code ?? choice.code)
    if (service === undefined) return refuse(notInSchedule(choice.code))
    const isAsSuggested = line !== undefined && line.units === choice.units && line.unitCents === choice.unitCents
    if (!isAsSuggested && choice.reason.length < 3) return refuse(reasonNeeded(service.words))
    if (choice.units === 0) {
      if (line !== undefined) leftOut.push({ code: line.code, words: line.words, because: choice.reason })
      continue
    }
    const covered = choice.usePackage ? coverOf(question, service.code, choice.units, used) : []
    used.push(...covered.map(({ saleId, unit }) => ({ saleId, unit })))
    const owed = timesUnits(choice.unitCents, choice.units - covered.length)
    lines.push({
      code: service.code,
      words: service.words,
      unit: service.unit,
      units: choice.units,
      unitCents: choice.unitCents,
      amountCents: sumCents([...covered.map((one) => one.cents), owed]),
      performedBy: service.performedBy,
      ...(service.payerCode === undefined ? {} : { payerCode: service.payerCode }),
      ...(service.modifiers === undefined ? {} : { modifiers: service.modifiers }),
      ...(service.ndc === undefined ? {} : { ndc: service.ndc }),
      because: line?.because ?? 'Added by hand.',
      source: line?.source ?? 'confirmed by a person',
      ...(isAsSuggested ? {} : { changedBecause: choice.reason }),
      ...(line === undefined || isAsSuggested
        ? {}
        : { suggestedUnits: line.units, suggestedUnitCents: line.unitCents }),
      ...(choice.renderedBy === undefined ? {} : { renderedBy: choice.renderedBy }),
      covered,
      owedCents: owed,
    })
  }
  const sheet = { lines, leftOut, gaps: [...question.gaps] }
  return accept({ sheet, postings: postingsOf(question, lines), used })
}

/** Which units of packages cover a service on a day, beside those that are taken already; fewer than asked where no more are open. */
export function coverOf(
  question: Pick<SheetQuestion, 'sales' | 'day'>,
  code: string,
  units: number,
  before: readonly PackageUse[],
): ConfirmedLine['covered'] {
  const covered: ConfirmedLine['covered'] = []
  for (let at = 0; at < units; at += 1) {
    const found = unitFor(question.sales, code, question.day, [...before, ...covered])
    if (found === null) break
    covered.push({ saleId: found.sale.saleId, unit: found.unit.unit, cents: found.unit.cents })
  }
  return covered
}

function postingsOf({ sheetEntryId, sales }: SheetQuestion, lines: readonly ConfirmedLine[]): readonly Posting[] {
  const owed = sumCents(lines.map(({ owedCents }) => owedCents))
  const burnt = lines
    .flatMap(({ covered }) => covered)
    .flatMap(({ saleId, unit }) => {
      const found = sales.find((one) => one.saleId === saleId)?.package.units.find((one) => one.unit === unit)
      return found === undefined ? [] : usePostings(saleId, found)
    })
  return [...chargePostings(sheetEntryId, owed), ...burnt]
}

/** What packages cover of the lines as suggested, a list a line: what a person is shown before they confirm. */
export function suggestedCover(
  lines: readonly SuggestedLine[],
  place: Pick<SheetQuestion, 'sales' | 'day'>,
): readonly (readonly PackageUse[])[] {
  const taken: PackageUse[] = []
  return lines.map(({ code, units }) => {
    const covered = coverOf(place, code, units, taken).map(({ saleId, unit }) => ({ saleId, unit }))
    taken.push(...covered)
    return covered
  })
}

/** Whether a sheet on file is what these choices ask for: service, units, price and reason of every line that is charged. */
export function isSheetOf(sheet: ChargeSheet, choices: readonly LineChoice[]): boolean {
  const charged = choices.filter(({ units }) => units > 0)
  return (
    charged.length === sheet.lines.length &&
    sheet.lines.every(({ code, units, unitCents, changedBecause, covered }, at) => {
      const asked = charged[at]
      const isLine = asked?.code === code && asked.units === units && asked.unitCents === unitCents
      const isReason = changedBecause === undefined || changedBecause === asked?.reason
      return isLine && isReason && (asked.usePackage || covered.length === 0)
    })
  )
}

export function sheetTotal(sheet: ChargeSheet) {
  return {
    amountCents: sumCents(sheet.lines.map(({ amountCents }) => amountCents)),
    coveredCents: centsOf(sheet.lines.flatMap(({ covered }) => covered).reduce((sum, one) => sum + one.cents, 0)),
    owedCents: sumCents(sheet.lines.map(({ owedCents }) => owedCents)),
  }
}

function notAnswered(line: SuggestedLine) {
  return {
    family: 'conflict',
    code: 'line-not-answered',
    sentence: `“${line.words}” (${formatCents(line.amountCents)}) was suggested and not answered. Open the charges again and confirm or leave out each line.`,
  } as const
}

const suggestionChanged = {
  family: 'conflict',
  code: 'suggestion-changed',
  sentence: 'The suggested lines changed since they were shown. Open the charges again and look at them anew.',
} as const

function notInSchedule(code: string) {
  return {
    family: 'unprocessable',
    code: 'not-in-schedule',
    sentence: `${code} is not in the fee schedule of that day. Choose a service from it.`,
  } as const
}

function reasonNeeded(words: string) {
  return {
    family: 'unprocessable',
    code: 'reason-needed',
    sentence: `Say why “${words}” differs from what was suggested.`,
    field: 'reason',
  } as const
}
