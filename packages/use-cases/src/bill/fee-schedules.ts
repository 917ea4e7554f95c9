import { type BillingProfile, billingProfile } from '@holdspace/billing/billing-profile'
import { type FeeSchedule, feeSchedule } from '@holdspace/billing/fee-schedule'
import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { inPractice } from '@holdspace/db/database'
import {
  addFeeSchedule,
  addProfile,
  feeSchedules,
  markScheduleApproved,
  newestProfile,
  type StoredProfile,
  type StoredSchedule,
} from '@holdspace/db/fee-schedule-store'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { canonicalJson } from '@holdspace/proof/canonical-json'
import { z } from 'zod'
import type { House } from '../house.ts'
import { occasionOf } from '../people/acting.ts'
import { memberOf } from './on-account.ts'

type FeeHouse = Pick<House, 'db' | 'clock' | 'publicUrl'>

export interface FeesView {
  readonly versions: readonly StoredSchedule[]
  readonly profile: StoredProfile | null
  readonly mayChange: boolean
  readonly today: CalendarDate
  readonly zone: string
}

/** What: billing reads what the practice charges, version by version, and who bills. */
export async function readFees(house: FeeHouse, actor: StaffActor): Promise<Decision<FeesView>> {
  const { today, refs } = await occasionOf(house, actor)
  const permitted = permit(actor, 'fee-schedule.read', { today })
  if (!permitted.ok) return permitted
  const { practiceId } = actor
  const mayChange = permit(actor, 'fee-schedule.change', { today }).ok
  return inPractice(house.db, practiceId, async (tx) =>
    accept({
      versions: await feeSchedules(tx, practiceId),
      profile: await newestProfile(tx, practiceId),
      mayChange,
      today,
      zone: refs.zone,
    }),
  )
}

export const proposeFeesInput = z.strictObject({
  /** The number this version is to have: one above the newest that was seen. */
  version: z.int().min(1),
  schedule: feeSchedule,
})

/** What: a new version of the fee schedule is proposed. Nothing is charged by it until it is approved and its day has come. */
export async function proposeFees(
  house: FeeHouse,
  actor: StaffActor,
  { version, schedule }: z.output<typeof proposeFeesInput>,
): Promise<Decision<{ readonly version: number }>> {
  const { now, today } = await occasionOf(house, actor)
  const permitted = permit(actor, 'fee-schedule.change', { today })
  if (!permitted.ok) return permitted
  const { practiceId } = actor
  return inPractice(house.db, practiceId, async (tx) => {
    const known = await feeSchedules(tx, practiceId)
    const same = known.find((one) => one.version === version)
    if (same !== undefined) return isSame(same.schedule, schedule) ? accept({ version }) : refuse(numberTaken)
    if (version !== (known[0]?.version ?? 0) + 1) return refuse(numberTaken)
    await addFeeSchedule(tx, practiceId, { version, schedule, at: now, by: memberOf(actor) })
    return accept({ version })
  })
}

export const approveFeesInput = z.strictObject({ version: z.int().min(1) })

/** What: a proposed version is approved. It may not reach back: what was charged stays as it was priced. */
export async function approveFees(
  house: FeeHouse,
  actor: StaffActor,
  { version }: z.output<typeof approveFeesInput>,
): Promise<Decision<{ readonly version: number }>> {
  const { now, today } = await occasionOf(house, actor)
  const permitted = permit(actor, 'fee-schedule.change', { today })
  if (!permitted.ok) return permitted
  const { practiceId } = actor
  return inPractice(house.db, practiceId, async (tx) => {
    const known = await feeSchedules(tx, practiceId)
    const found = known.find((one) => one.version === version)
    if (found === undefined) return refuse(noSuchVersion)
    if (found.approved !== null) return accept({ version })
    const isFirst = known.every((one) => one.approved === null)
    if (!isFirst && found.schedule.effectiveFrom < today) return refuse(reachesBack)
    await markScheduleApproved(tx, practiceId, version, { at: now, by: memberOf(actor) })
    return accept({ version })
  })
}

export const recordProfileInput = z.strictObject({ version: z.int().min(1), profile: billingProfile })

/** What: who bills is entered anew: legal name, tax number, providers and their NPI. */
export async function recordProfile(
  house: FeeHouse,
  actor: StaffActor,
  { version, profile }: { readonly version: number; readonly profile: BillingProfile },
): Promise<Decision<{ readonly version: number }>> {
  const { now, today } = await occasionOf(house, actor)
  const permitted = permit(actor, 'fee-schedule.change', { today })
  if (!permitted.ok) return permitted
  const { practiceId } = actor
  return inPractice(house.db, practiceId, async (tx) => {
    const known = await newestProfile(tx, practiceId)
    if (known?.version === version && isSame(known.profile, profile)) return accept({ version })
    if (version !== (known?.version ?? 0) + 1) return refuse(numberTaken)
    await addProfile(tx, practiceId, { version, profile, at: now, by: memberOf(actor) })
    return accept({ version })
  })
}

/** Sent twice: the database keeps objects with their names in another order, so texts are compared in canonical form. */
function isSame(one: FeeSchedule | BillingProfile, other: FeeSchedule | BillingProfile): boolean {
  return canonicalJson(one) === canonicalJson(other)
}

const numberTaken = {
  family: 'conflict',
  code: 'version-taken',
  sentence: 'Somebody else added a version meanwhile. Open the page again and compare before you propose yours.',
} as const

const noSuchVersion = {
  family: 'not-found',
  code: 'fee-schedule-not-found',
  sentence: 'There is no such version of the fee schedule.',
} as const

const reachesBack = {
  family: 'unprocessable',
  code: 'schedule-reaches-back',
  sentence:
    'A new fee schedule begins today or later: what was done before keeps its price. Propose it with another first day.',
} as const
