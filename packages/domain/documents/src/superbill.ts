import { type Cents, cents, centsOf, formatCents, minus, sumCents } from '@holdspace/billing/cents'
import { confirmedLine } from '@holdspace/billing/charge-sheet'
import { diagnosisCode } from '@holdspace/billing/identifiers'
import { calendarDate, formatDate } from '@holdspace/kit/calendar-date'
import type { Hasher } from '@holdspace/proof/hashing'
import { z } from 'zod'
import { type Block, muted, openRow, plain, type Rich, strong } from './block.ts'
import { left, type MoneyPaper, moneyHead, moneyPaper, party, patientParty, right } from './money-head.ts'

const text = z.string()

/**
 * The superbill: what was done and what was charged, for a patient who claims from their own insurer. It is given after
 * the service, at the price that was truly charged, and the same money is never shown as paid twice (BILLING section 8).
 */
export const superbillContent = z.strictObject({
  head: moneyHead,
  diagnoses: z.array(z.strictObject({ code: diagnosisCode, words: text })).max(12),
  providers: z.array(
    z.strictObject({ name: text, credential: text, npi: text, licence: text, taxonomy: text, mark: text }),
  ),
  referring: z.strictObject({ name: text, npi: text }).nullable(),
  visits: z
    .array(
      z.strictObject({
        date: calendarDate,
        placeOfService: text,
        /** Who signed the session's record, and when, in words; empty for a visit without one. */
        signedWords: text,
        lines: z.array(confirmedLine.extend({ providerMark: text })),
      }),
    )
    .min(1),
  coveredCents: cents,
  /** False while the package that covered a line is not paid in full: then that money is not shown as paid. */
  isCoveredPaid: z.boolean(),
  paidCents: cents,
})
export type SuperbillContent = z.output<typeof superbillContent>

export function superbill(content: SuperbillContent, hash: Hasher): MoneyPaper {
  const { head } = content
  const dates = content.visits.map(({ date }) => date).toSorted()
  const [first, last] = [dates[0], dates.at(-1)]
  const span =
    first === undefined || last === undefined
      ? ''
      : first === last
        ? `service of ${formatDate(first)}`
        : `services ${formatDate(first)} to ${formatDate(last)}`
  return moneyPaper(head, 'Superbill', span, [...parties(content), ...services(content), ...closing(content)], hash)
}

function parties({ head, providers, referring, diagnoses, visits }: SuperbillContent): readonly Block[] {
  const told = providers.map(({ mark, name, credential, npi, licence, taxonomy }): Rich => {
    const papers = [
      `NPI ${npi}`,
      licence === '' ? '' : `licence ${licence}`,
      taxonomy === '' ? '' : `taxonomy ${taxonomy}`,
    ]
    return [
      strong(`${mark} `),
      plain(`${name}${credential === '' ? '' : `, ${credential}`}\n`),
      muted(papers.filter((one) => one !== '').join(' · ')),
    ]
  })
  const lines = visits.flatMap((visit) => visit.lines)
  const nobody: readonly Rich[] = lines.every(({ providerMark }) => providerMark !== '')
    ? []
    : [[muted('No rendering provider is named for a service with nothing under “By”.')]]
  const sentBy: readonly Rich[] =
    referring === null ? [] : [[muted('Referred by '), plain(`${referring.name}, NPI ${referring.npi}`)]]
  return [
    { block: 'parties', parties: [patientParty(head), party('Rendering providers', ...told, ...nobody, ...sentBy)] },
    { block: 'heading', text: 'Diagnoses' },
    {
      block: 'table',
      caption: 'Diagnosis codes with their pointers',
      columns: [left('', 6), left('ICD-10-CM', 18), left('As the clinician recorded it', 76)],
      rows: diagnoses.map((one, at) => openRow([strong(pointer(at))], [plain(one.code)], [plain(one.words)])),
      empty: 'No diagnosis code was given. Most insurers ask for one: see the prescriber.',
    },
  ]
}

function services({ visits, diagnoses }: SuperbillContent): readonly Block[] {
  const pointers = diagnoses.map((_, at) => pointer(at)).join('')
  return [
    { block: 'heading', text: 'Services' },
    {
      block: 'table',
      caption: 'Services by date, with code, times, units and fee',
      columns: [
        left('Date · place', 15),
        left('Code', 13),
        left('Service, with times and amounts', 44),
        left('Dx', 6),
        left('By', 5),
        right('Units', 7),
        right('Charge', 14),
      ],
      rows: visits.flatMap(({ date, placeOfService, lines }) =>
        lines.map((line) =>
          openRow(
            [plain(formatDate(date)), muted(`\nPOS ${placeOfService}`)],
            codeRuns(line),
            [plain(line.words), muted(`\n${line.because}`), ...ndcRuns(line)],
            [plain(pointers)],
            [plain(line.providerMark)],
            [plain(String(line.units))],
            [plain(formatCents(line.amountCents))],
          ),
        ),
      ),
      empty: 'Nothing was charged.',
    },
  ]
}

function closing(content: SuperbillContent): readonly Block[] {
  const charged = sumCents(content.visits.flatMap(({ lines }) => lines.map((line) => line.amountCents)))
  const settled = content.isCoveredPaid ? content.coveredCents : centsOf(0)
  const balance = centsOf(charged - settled - content.paidCents)
  const covered: Cents = content.coveredCents
  const signed = [...new Set(content.visits.map(({ signedWords }) => signedWords))].filter((words) => words !== '')
  return [
    {
      block: 'totals',
      rows: [
        { label: 'Charged', amount: formatCents(charged), mark: 'plain' },
        ...(covered === 0
          ? []
          : [
              content.isCoveredPaid
                ? { label: 'Paid ahead, from a package', amount: formatCents(minus(covered)), mark: 'plain' as const }
                : {
                    label: 'Under a package not yet paid in full',
                    amount: formatCents(covered),
                    mark: 'plain' as const,
                  },
            ]),
        { label: 'Paid by the patient', amount: formatCents(minus(content.paidCents)), mark: 'plain' },
        { label: 'Balance', amount: formatCents(balance), mark: 'strong' },
      ],
    },
    ...signed.map((words): Block => ({ block: 'paragraph', text: [plain(words)] })),
    {
      block: 'notice',
      tone: 'plain',
      text: 'This is a statement of services for your insurer and not a bill. It does not promise that an insurer will pay. What was paid ahead for a package is shown here at the share of the package price that belongs to each service given.',
    },
  ]
}

type Line = SuperbillContent['visits'][number]['lines'][number]

function codeRuns({ code, payerCode, modifiers }: Line): Rich {
  if (payerCode === undefined) return [plain(code)]
  const whole = [payerCode, ...(modifiers ?? [])].join('-')
  return [strong(whole), muted(`\n${code}`)]
}

function ndcRuns({ ndc }: Line): Rich {
  return ndc === undefined ? [] : [muted(`\nNDC N4${ndc}`)]
}

/** A, B, C: how a service points at its diagnoses, as claims do. */
function pointer(at: number): string {
  return 'ABCDEFGHIJKL'[at] ?? ''
}
