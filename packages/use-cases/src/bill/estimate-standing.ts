import { type BillingProfile, providerFor } from '@holdspace/billing/billing-profile'
import { type Billed, type EstimateStanding, estimateStanding, goodFaithEstimate } from '@holdspace/billing/estimate'
import { type StoredSheet, sheetsOfPatient } from '@holdspace/db/charge-store'
import type { Tx } from '@holdspace/db/database'
import { newestProfile } from '@holdspace/db/fee-schedule-store'
import { moneyPapersOf } from '@holdspace/db/money-paper-store'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import type { PatientId, PracticeId } from '@holdspace/kit/ids'

/**
 * How the Good Faith Estimate stands for care on a day: for the gate, Today and the account. It only ever warns
 * (RULINGS 2). Permission is the caller's question.
 */
export async function readEstimateStanding(
  tx: Tx,
  practiceId: PracticeId,
  patientId: PatientId,
  careOn: CalendarDate,
): Promise<EstimateStanding> {
  const papers = await moneyPapersOf(tx, practiceId, patientId)
  const paper = papers.find((one) => one.kind === 'estimate' && one.voided === null && !one.isSuperseded)
  if (paper === undefined) return estimateStanding({ newest: null, billed: [], careOn })
  const [stored, sheets] = await Promise.all([
    newestProfile(tx, practiceId),
    sheetsOfPatient(tx, practiceId, patientId),
  ])
  const since = sheets.filter((one) => one.voided === null && one.serviceDate >= paper.issuedOn)
  const { paperId, number, issuedAt } = paper
  const newest = { paperId, number, issuedAt, estimate: goodFaithEstimate.parse(paper.document) }
  return estimateStanding({ newest, billed: stored === null ? [] : billedBy(stored.profile, since), careOn })
}

/** What each provider charged, by NPI, as the law compares: estimate and bill of one provider (45 CFR 149.620). */
export function billedBy(profile: BillingProfile, sheets: readonly StoredSheet[]): readonly Billed[] {
  return sheets.flatMap(({ sheet }) =>
    sheet.lines.flatMap((line): readonly Billed[] => {
      const members = sheet.by.map(({ membershipId }) => membershipId)
      const provider = line.renderedBy ?? providerFor(profile, line.performedBy, members)
      return provider === null ? [] : [{ npi: provider.npi, cents: line.amountCents }]
    }),
  )
}
