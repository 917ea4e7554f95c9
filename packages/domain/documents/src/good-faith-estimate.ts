import { formatCents, timesUnits } from '@holdspace/billing/cents'
import {
  alertFromCents,
  disputableFromCents,
  estimateTotal,
  goodFaithEstimate,
  providerTotal,
} from '@holdspace/billing/estimate'
import { formatDate } from '@holdspace/kit/calendar-date'
import type { Hasher } from '@holdspace/proof/hashing'
import { z } from 'zod'
import { type Block, muted, openRow, plain, type Rich, strong } from './block.ts'
import { left, type MoneyPaper, moneyHead, moneyPaper, party, patientParty, right } from './money-head.ts'

/**
 * The Good Faith Estimate with everything 45 CFR 149.610(c) asks for: patient, primary service and its day, itemised
 * services by provider with diagnosis and service codes and charges, each provider's name, NPI, tax number and location,
 * what needs scheduling of its own, and the disclaimers. The disclaimers are the practice's own words, not a form's.
 */
export const estimatePaperContent = z.strictObject({ head: moneyHead, estimate: goodFaithEstimate })
export type EstimatePaperContent = z.output<typeof estimatePaperContent>

export function goodFaithEstimatePaper({ head, estimate }: EstimatePaperContent, hash: Hasher): MoneyPaper {
  const scheduled = estimate.scheduledFor === null ? 'not scheduled yet' : formatDate(estimate.scheduledFor)
  const blocks: readonly Block[] = [
    {
      block: 'parties',
      parties: [
        patientParty(head),
        party(
          'Primary service',
          [strong(estimate.primaryService)],
          [plain(`Scheduled: ${scheduled}`)],
          [plain(`Covers care until ${formatDate(estimate.coversUntil)}`)],
          [strong(`Expected in all ${formatCents(estimateTotal(estimate))}`)],
        ),
      ],
    },
    ...estimate.providers.flatMap((provider): readonly Block[] => [
      { block: 'heading', text: provider.name },
      {
        block: 'paragraph',
        text: [muted(`NPI ${provider.npi} · tax number ${provider.taxId} · ${provider.location}`)],
      },
      {
        block: 'table',
        caption: `Services expected from ${provider.name}`,
        columns: [
          left('Service', 38),
          left('Code', 13),
          left('Diagnosis', 12),
          left('When', 15),
          right('Units × each', 22),
          right('Expected', 16),
        ],
        rows: provider.lines.map((line) =>
          openRow(
            [plain(line.words)],
            [plain(line.code)],
            [plain(line.diagnosisCodes.join(', '))],
            [plain(line.when)],
            [plain(`${line.units} × ${formatCents(line.unitCents)}`)],
            [plain(formatCents(timesUnits(line.unitCents, line.units)))],
          ),
        ),
        empty: '',
      },
      {
        block: 'totals',
        rows: [{ label: 'Expected from this provider', amount: formatCents(providerTotal(provider)), mark: 'strong' }],
      },
    ]),
    ...separately(estimate.separately),
    ...disclaimers(head.practice.phone),
  ]
  return moneyPaper(head, 'Good Faith Estimate', 'of what your care is expected to cost', blocks, hash)
}

function separately(services: readonly string[]): readonly Block[] {
  const known = services.length > 0
  return [
    { block: 'heading', text: 'Scheduled on their own' },
    {
      block: 'paragraph',
      text: [
        plain(known ? `${services.join('; ')}.` : 'We expect no service that has to be scheduled on its own.'),
        ...(known
          ? [
              muted(
                ' These are not in the sums above. You get an estimate of their own when they are scheduled or when you ask.',
              ),
            ]
          : []),
      ],
    },
  ]
}

/** Each statement the rule asks for, in the practice's words (149.610(c)(1)(vii)–(x)). */
function disclaimers(phone: string): readonly Block[] {
  const lines: readonly Rich[] = [
    [
      strong('More may be needed. '),
      plain(
        'During your care we may recommend other services that are not in this estimate. They are then scheduled or asked for on their own.',
      ),
    ],
    [
      strong('It is an estimate. '),
      plain(
        `It is made of what we know today. What you are charged can differ, for example when a session takes longer. If charges come to ${formatCents(alertFromCents)} or more above it, we tell you and give you a new estimate before more care.`,
      ),
    ],
    [
      strong('You may dispute a bill. '),
      plain(
        `If a provider listed here charges you ${formatCents(disputableFromCents)} or more above that provider’s sum in this estimate, you may start a patient-provider dispute with the U.S. Department of Health and Human Services, within 120 calendar days of the date on the bill. There is a fee of $25. If the reviewer agrees with you, you pay the price of this estimate; if the reviewer agrees with the provider, you may pay the higher price.`,
      ),
    ],
    [
      strong('How. '),
      plain(
        `Ask us first: call ${phone}, and we correct the bill or agree on it with you. To start a dispute, or to read more about your right to an estimate, go to www.cms.gov/nosurprises or call 1-800-985-3059. Keep this paper: you need it for a dispute.`,
      ),
    ],
    [strong('No harm from asking. '), plain('To dispute a bill does not change the care you get here, now or later.')],
    [
      strong('Not a contract. '),
      plain('This estimate does not oblige you to take any of these services from any of these providers.'),
    ],
  ]
  return [
    { block: 'heading', text: 'Please read' },
    ...lines.map((line): Block => ({ block: 'paragraph', text: [...line] })),
  ]
}
