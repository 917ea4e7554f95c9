import { type AccountStanding, standingOf } from '@holdspace/billing/account'
import type { BillingProvider } from '@holdspace/billing/billing-profile'
import type { EstimateStanding } from '@holdspace/billing/estimate'
import { type PackageKind, type Service, scheduleOn } from '@holdspace/billing/fee-schedule'
import { burnDown, openUnits, type PackageSale } from '@holdspace/billing/package'
import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { accountEntries, type StoredMoneyEntry } from '@holdspace/db/account-money-store'
import { recordAccess } from '@holdspace/db/audit-store'
import {
  type StoredSheet,
  salesOfPatient,
  sessionsWaitingForCharges,
  sheetsOfPatient,
  type WaitingSession,
} from '@holdspace/db/charge-store'
import { inPractice } from '@holdspace/db/database'
import { feeSchedules, newestProfile } from '@holdspace/db/fee-schedule-store'
import { moneyPapersOf, type StoredMoneyPaper } from '@holdspace/db/money-paper-store'
import { findPatient } from '@holdspace/db/patient-store'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { readEstimateStanding } from './estimate-standing.ts'
import type { MoneyHouse } from './on-account.ts'
import { receiptFor } from './write-paper.ts'

/** What: the account of one patient, for the tab Money: balance, what happened, packages, what waits, papers. */
export const readAccountInput = z.strictObject({ patientId })

export interface PackageView {
  readonly saleId: string
  readonly words: string
  readonly priceCents: number
  readonly soldOn: CalendarDate
  readonly validUntil: CalendarDate
  readonly open: number
  readonly transferable: boolean
  readonly lines: ReturnType<typeof burnDown>
}

export interface AccountView {
  readonly today: CalendarDate
  readonly zone: string
  readonly standing: AccountStanding
  /** Newest first. */
  readonly entries: readonly StoredMoneyEntry[]
  readonly packages: readonly PackageView[]
  readonly sheets: readonly StoredSheet[]
  readonly waiting: readonly WaitingSession[]
  readonly papers: readonly StoredMoneyPaper[]
  /** Payments that stand and have no receipt: taken when nobody wanted one, or whose receipt was declared void. */
  readonly withoutReceipt: readonly string[]
  readonly packageKinds: readonly PackageKind[]
  /** What can be charged without a session, by the schedule of today. */
  readonly services: readonly Service[]
  /** Who may be named as having rendered one of them, by the billing details. */
  readonly providers: readonly Pick<BillingProvider, 'npi' | 'name' | 'credential' | 'performs'>[]
  readonly estimate: EstimateStanding
  readonly hasProfile: boolean
  readonly may: {
    readonly charge: boolean
    readonly takePayment: boolean
    readonly giveBack: boolean
    readonly issue: boolean
  }
}

export async function readAccount(
  house: MoneyHouse,
  actor: StaffActor,
  { patientId: of }: z.output<typeof readAccountInput>,
): Promise<Decision<AccountView>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId } = actor
  const circumstances = { today, patientId: of }
  const permitted = permit(actor, 'billing.read', circumstances)
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    if ((await findPatient(tx, practiceId, of)) === null) return refuse(noSuchPatient)
    const entries = await accountEntries(tx, practiceId, of)
    const sales = await salesOfPatient(tx, practiceId, of)
    const version = scheduleOn(await feeSchedules(tx, practiceId), today)
    const profile = await newestProfile(tx, practiceId)
    const papers = await moneyPapersOf(tx, practiceId, of)
    const view: AccountView = {
      today,
      zone: refs.zone,
      standing: standingOf(entries),
      entries: entries.toReversed(),
      packages: sales.map(packageView),
      sheets: await sheetsOfPatient(tx, practiceId, of),
      waiting: await sessionsWaitingForCharges(tx, practiceId, { patientId: of, limit: 50 }),
      papers,
      withoutReceipt: paymentsWithoutReceipt(entries, papers),
      packageKinds: version?.schedule.packages ?? [],
      services: version?.schedule.services ?? [],
      providers: (profile?.profile.providers ?? []).map(providerView),
      estimate: await readEstimateStanding(tx, practiceId, of, today),
      hasProfile: profile !== null,
      may: {
        charge: permit(actor, 'billing.charge', circumstances).ok,
        takePayment: permit(actor, 'billing.take-payment', circumstances).ok,
        giveBack: permit(actor, 'billing.give-back', circumstances).ok,
        issue: permit(actor, 'billing.issue-paper', circumstances).ok,
      },
    }
    const touched = { act: 'billing.read', at: now, patientId: of, details: { part: 'account' } } as const
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept(view)
  })
}

function paymentsWithoutReceipt(
  entries: readonly StoredMoneyEntry[],
  papers: readonly StoredMoneyPaper[],
): readonly string[] {
  const reversed = new Set(entries.map(({ reverses }) => reverses))
  return entries
    .filter(({ id, kind }) => kind === 'payment' && !reversed.has(id) && receiptFor(papers, id) === null)
    .map(({ id }) => id)
}

function providerView({ npi, name, credential, performs }: BillingProvider) {
  return { npi, name, credential, performs }
}

function packageView(sale: PackageSale): PackageView {
  const { saleId, soldOn, validUntil } = sale
  const { words, priceCents, transferable } = sale.package
  return {
    saleId,
    words,
    priceCents,
    soldOn,
    validUntil,
    transferable,
    open: openUnits(sale).length,
    lines: burnDown(sale),
  }
}
