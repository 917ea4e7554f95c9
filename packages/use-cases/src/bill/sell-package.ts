import { scheduleOn } from '@holdspace/billing/fee-schedule'
import {
  decidePackageExpiry,
  decidePackageRefund,
  decidePackageTransfer,
  type PackageSale,
  packageOf,
  salePostings,
  validUntil,
} from '@holdspace/billing/package'
import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { findMoneyEntry, holdAccount, type StoredMoneyEntry } from '@holdspace/db/account-money-store'
import { addSale, addUnitEvents } from '@holdspace/db/charge-store'
import { feeSchedules } from '@holdspace/db/fee-schedule-store'
import { findPatient } from '@holdspace/db/patient-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { type AccountTurn, type MoneyHouse, onAccount, recordedBefore } from './on-account.ts'
import { noSchedule } from './session-facts.ts'

/** What: a package of the schedule is sold. Its price is owed; what it holds is earned session by session. */
export const sellPackageInput = z.strictObject({ saleId: z.uuid(), patientId, packageCode: z.string().min(1).max(40) })

export async function sellPackage(
  house: MoneyHouse,
  actor: StaffActor,
  input: z.output<typeof sellPackageInput>,
): Promise<Decision<{ readonly saleId: string }>> {
  const { saleId } = input
  const question = { act: 'billing.take-payment', patientId: input.patientId, details: { saleId } } as const
  return onAccount(house, actor, question, async (turn) => {
    const known = await recordedBefore(turn, saleId, 'package-sold', () =>
      turn.sales.some((sale) => sale.saleId === saleId && sale.package.code === input.packageCode),
    )
    if (!known.ok) return known
    if (known.value !== null) return accept({ saleId })
    const version = scheduleOn(await feeSchedules(turn.tx, turn.practiceId), turn.today)
    if (version === null) return refuse(noSchedule)
    const kind = version.schedule.packages.find((one) => one.code === input.packageCode)
    if (kind === undefined) return refuse(noSuchPackageKind)
    const sold = packageOf(kind, version)
    await turn.add({
      id: saleId,
      kind: 'package-sold',
      words: sold.words,
      postings: salePostings(saleId, sold.priceCents),
    })
    await addSale(turn.tx, turn.practiceId, {
      saleId,
      patientId: input.patientId,
      package: sold,
      soldOn: turn.today,
      validUntil: validUntil(turn.today, kind.validMonths),
      fromSale: null,
    })
    return accept({ saleId })
  })
}

const reason = z.string().trim().min(3, 'Say why, in a few words.').max(500)

/** What: the unused rest of a package is paid back, runs out, or goes to another patient. */
export const endPackageInput = z.strictObject({
  entryId: z.uuid(),
  patientId,
  saleId: z.uuid(),
  how: z.enum(['refund', 'expire']),
  reason,
})

export async function endPackage(
  house: MoneyHouse,
  actor: StaffActor,
  input: z.output<typeof endPackageInput>,
): Promise<Decision<{ readonly refundCents: number }>> {
  const { entryId, how } = input
  const kind = how === 'refund' ? 'package-refunded' : 'package-expired'
  const question = {
    act: 'billing.give-back',
    patientId: input.patientId,
    details: { saleId: input.saleId, how },
  } as const
  return onAccount(house, actor, question, async (turn) => {
    const known = await recordedBefore(
      turn,
      entryId,
      kind,
      (before) => isOf(before, input.saleId) && before.reason === input.reason,
    )
    if (!known.ok) return known
    const sale = turn.sales.find(({ saleId }) => saleId === input.saleId)
    if (sale === undefined) return refuse(noSuchPackage)
    if (known.value !== null) return accept({ refundCents: givenBack(known.value) })
    const ended = how === 'refund' ? decidePackageRefund(turn.entries, sale) : decidePackageExpiry(sale, turn.today)
    if (!ended.ok) return ended
    const words = `${how === 'refund' ? 'Rest paid back' : 'Run out'}: ${sale.package.words}`
    await turn.add({ id: entryId, kind, words, postings: ended.value.postings, reason: input.reason })
    await endUnits(turn, sale, ended.value.units, how === 'refund' ? 'refunded' : 'expired', input.reason)
    return accept({ refundCents: ended.value.refundCents })
  })
}

export const transferPackageInput = z.strictObject({
  sentId: z.uuid(),
  /** Of the entry and the package on the other account. */
  receivedId: z.uuid(),
  patientId,
  saleId: z.uuid(),
  toPatientId: patientId,
  reason,
})

export async function transferPackage(
  house: MoneyHouse,
  actor: StaffActor,
  input: z.output<typeof transferPackageInput>,
): Promise<Decision<{ readonly saleId: string }>> {
  const { sentId, receivedId, toPatientId } = input
  if (toPatientId === input.patientId) return refuse(sameAccount)
  const question = { act: 'billing.give-back', patientId: input.patientId, details: { sentId, receivedId } } as const
  return onAccount(house, actor, question, async (turn) => {
    const { tx, practiceId, today } = turn
    const known = await recordedBefore(turn, sentId, 'package-sent', async (before) => {
      const received = await findMoneyEntry(tx, practiceId, receivedId)
      const isReceived = received?.kind === 'package-received' && received.patientId === toPatientId
      return isReceived && isOf(before, input.saleId) && before.reason === input.reason
    })
    if (!known.ok) return known
    if (known.value !== null) return accept({ saleId: receivedId })
    const sale = turn.sales.find(({ saleId }) => saleId === input.saleId)
    if (sale === undefined) return refuse(noSuchPackage)
    const mayReach = permit(actor, 'billing.give-back', { today, patientId: toPatientId })
    if (!mayReach.ok || (await findPatient(tx, practiceId, toPatientId)) === null) return refuse(noSuchPatient)
    const moved = decidePackageTransfer(turn.entries, sale, receivedId)
    if (!moved.ok) return moved
    await holdAccount(tx, practiceId, toPatientId)
    const words = `${sale.package.words}, ${moved.value.units.length} left`
    const { sent, received, rest } = moved.value
    await turn.add({
      id: sentId,
      kind: 'package-sent',
      words: `Given away: ${words}`,
      postings: sent,
      reason: input.reason,
    })
    const arrived = { id: receivedId, kind: 'package-received', words: `Received: ${words}` } as const
    await turn.add({ ...arrived, postings: received, patientId: toPatientId, reason: input.reason })
    await addSale(tx, practiceId, {
      saleId: receivedId,
      patientId: toPatientId,
      package: rest,
      soldOn: today,
      validUntil: sale.validUntil,
      fromSale: sale.saleId,
    })
    await endUnits(turn, sale, moved.value.units, 'transferred', input.reason)
    return accept({ saleId: receivedId })
  })
}

/** Whether an entry moves what is held for this package; one sold for nothing moves nothing, and cannot say. */
function isOf({ postings }: StoredMoneyEntry, saleId: string): boolean {
  return postings.length === 0 || postings.some((one) => one.account === 'deferred' && one.itemId === saleId)
}

/** What an ended package gave back: taken off what was owed, and the rest as credit. */
function givenBack({ postings }: StoredMoneyEntry): number {
  const back = postings.filter(({ account }) => account === 'receivable' || account === 'patient-credit')
  return -back.reduce((sum, { cents }) => sum + cents, 0)
}

async function endUnits(
  { tx, practiceId, today, now, by }: AccountTurn,
  { saleId }: PackageSale,
  units: readonly number[],
  what: 'refunded' | 'expired' | 'transferred',
  why: string,
): Promise<void> {
  const events = units.map((unit) => ({
    saleId,
    unit,
    what,
    sheetId: null,
    on: today,
    at: now,
    byName: by.name,
    reason: why,
  }))
  await addUnitEvents(tx, practiceId, events)
}

const noSuchPackageKind = {
  family: 'unprocessable',
  code: 'package-not-in-schedule',
  sentence: 'This package is not in the fee schedule of today. Choose one that is.',
  field: 'packageCode',
} as const

const noSuchPackage = {
  family: 'not-found',
  code: 'package-not-found',
  sentence: 'There is no such package on this account.',
} as const

const sameAccount = {
  family: 'invalid',
  code: 'same-account',
  sentence: 'The package is on this account already. Choose the other patient.',
  field: 'toPatientId',
} as const
