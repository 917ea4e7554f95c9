import type { MoneyEntryKind, Posting } from '@holdspace/billing/account'
import type { PackageSale } from '@holdspace/billing/package'
import type { StaffActor } from '@holdspace/clinic/access/actor'
import type { Act } from '@holdspace/clinic/access/acts'
import { permit } from '@holdspace/clinic/access/permit'
import {
  accountEntries,
  addMoneyEntry,
  findMoneyEntry,
  holdAccount,
  type StoredMoneyEntry,
} from '@holdspace/db/account-money-store'
import { recordAccess } from '@holdspace/db/audit-store'
import { salesOfPatient } from '@holdspace/db/charge-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import type { ByMember } from '@holdspace/db/fee-schedule-store'
import { findPatient, type PatientRow } from '@holdspace/db/patient-store'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { PatientId, PracticeId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { isRefusalError, RefusalError } from '@holdspace/kit/refusal'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { sentBeforeAsAnother } from '../sent-before.ts'
import { writeMoneyFhir } from './money-fhir.ts'

export type MoneyHouse = Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>

/** One act on one account, in one transaction that holds the account: what stands there, and how to add to it. */
export interface AccountTurn {
  readonly tx: Tx
  readonly practiceId: PracticeId
  readonly now: Instant
  readonly today: CalendarDate
  readonly zone: string
  readonly patient: PatientRow
  readonly entries: readonly StoredMoneyEntry[]
  readonly sales: readonly PackageSale[]
  readonly by: ByMember
  /** Writes an entry and answers it as it stands on the account. */
  readonly add: (entry: EntryToAdd) => Promise<StoredMoneyEntry>
}

export interface EntryToAdd {
  readonly id: string
  readonly kind: MoneyEntryKind
  readonly words: string
  readonly postings: readonly Posting[]
  readonly patientId?: PatientId
  readonly reverses?: string
  readonly reference?: string
  readonly reason?: string
}

export function memberOf(actor: StaffActor): ByMember {
  return { membershipId: actor.membershipId, name: actor.displayName }
}

/**
 * Permission, the account held, the work, what FHIR says of it, and the line in the access record: all or nothing. What `work` refuses leaves
 * nothing written.
 */
export async function onAccount<T>(
  house: MoneyHouse,
  actor: StaffActor,
  question: { readonly act: Act; readonly patientId: PatientId; readonly details?: Readonly<Record<string, unknown>> },
  work: (turn: AccountTurn) => Promise<Decision<T>>,
): Promise<Decision<T>> {
  const { act, patientId, details } = question
  const { now, today, refs } = await occasionOf(house, actor)
  const permitted = permit(actor, act, { today, patientId })
  if (!permitted.ok) return permitted
  const { practiceId } = actor
  const acted = inPractice(house.db, practiceId, async (tx) => {
    const patient = await findPatient(tx, practiceId, patientId)
    if (patient === null) return refuse(noSuchPatient)
    await holdAccount(tx, practiceId, patientId)
    const by = memberOf(actor)
    const add = async ({ reverses, reference, reason, patientId: other, ...entry }: EntryToAdd) => {
      const on = { at: now, day: today, patientId: other ?? patientId, reverses: reverses ?? null }
      const said = { ...(reference === undefined ? {} : { reference }), ...(reason === undefined ? {} : { reason }) }
      await addMoneyEntry(tx, practiceId, { ...entry, ...on, ...said, by })
      return { ...entry, ...on, reference: reference ?? null, reason: reason ?? null, recordedByName: by.name }
    }
    const entries = await accountEntries(tx, practiceId, patientId)
    const sales = await salesOfPatient(tx, practiceId, patientId)
    const done = await work({ tx, practiceId, now, today, zone: refs.zone, patient, entries, sales, by, add })
    // Thrown, so that nothing of a refused act stays: not even the number a paper would have had.
    if (!done.ok) throw new RefusalError(done.refusal)
    await writeMoneyFhir(tx, patient, refs)
    const touched = { act, at: now, patientId, ...(details === undefined ? {} : { details }) }
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return done
  })
  return acted.catch((thrown: unknown) => {
    if (isRefusalError(thrown)) return refuse(thrown.refusal)
    throw thrown
  })
}

/**
 * This very act as it was recorded before, by its client-made id; null when it is new. Sent twice it is one write. An id
 * that names an act of another kind, on another account, or that said something else, is refused (IK4, IK5).
 */
export async function recordedBefore(
  { tx, practiceId, patient }: AccountTurn,
  id: string,
  kind: MoneyEntryKind,
  saysTheSame: (known: StoredMoneyEntry) => boolean | Promise<boolean>,
): Promise<Decision<StoredMoneyEntry | null>> {
  const known = await findMoneyEntry(tx, practiceId, id)
  if (known === null) return accept(null)
  const isThis = known.patientId === patient.patientId && known.kind === kind && (await saysTheSame(known))
  return isThis ? accept(known) : refuse(sentBeforeAsAnother)
}

/** Whether an entry puts these amounts on these accounts; for the amount that is part of what was meant. */
export function posts({ postings }: Pick<StoredMoneyEntry, 'postings'>, ...asked: readonly Posting[]): boolean {
  return asked.every(({ account, cents, itemId }) =>
    postings.some((one) => one.account === account && one.cents === cents && one.itemId === itemId),
  )
}
