import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import {
  decideOrder,
  isSameOrder,
  type OrderQuestion,
  sessionDose,
  workOutOrder,
} from '@holdspace/clinic/session/order-dose'
import { weighingOf } from '@holdspace/clinic/session/weighing'
import { inPractice, type Tx } from '@holdspace/db/database'
import { mcg, mcgPerKg, mcgPerMicrolitre, microlitres, minutes } from '@holdspace/kit/amounts'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { entryId, type PatientId, sessionId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { isOverridable, type OverridableCode } from '@holdspace/protocols/dose-refusals'
import type { DoseWorking } from '@holdspace/protocols/dose-request'
import type { Bodies } from '@holdspace/record/catalogue'
import type { StoredEntry } from '@holdspace/record/entry'
import { z } from 'zod'
import { readRecordedStandings } from '../gates/read-recorded-standings.ts'
import type { House } from '../house.ts'
import { readLimitsInForce, readPlannedDose } from '../plan/read-plan-standing.ts'
import { appendEntries } from './append-entries.ts'
import { earlierWeights } from './earlier-weights.ts'
import { readLedger, type SessionLedger } from './ledger.ts'
import { noteReading } from './note-reading.ts'
import { recordDevice } from './session-names.ts'
import { sessionNotFound } from './session-refusals.ts'
import { inSessionTurn, turnOf } from './session-turns.ts'

const overridable = z
  .string()
  .refine((text): text is OverridableCode => isOverridable(text), 'This cannot be overridden.')

const overrides = z.array(z.strictObject({ code: overridable, reason: z.string().trim().min(3).max(1_000) })).max(10)

const weightOrderForm = z.strictObject({
  doseMcgPerKg: mcgPerKg,
  concentration: mcgPerMicrolitre.nullable(),
  vialConcentration: mcgPerMicrolitre.nullable(),
  overMinutes: minutes.nullable(),
  dilution: z.strictObject({ basis: z.enum(['made-up-to', 'added-to']), microlitres }).nullable(),
  overrides,
})

/** Which of the two a protocol asks for is the arithmetic's to say: the other one is refused by name (`ORDER_KIND`). */
export const orderForm = z.union([weightOrderForm, z.strictObject({ amountMcg: mcg, overrides })])

/** What: a prescriber orders a dose in an open session. The server works it out again; what the screen showed is not trusted. */
export const orderDoseInput = z.strictObject({
  id: entryId,
  sessionId,
  form: orderForm,
  /** The sentence as it was read aloud and confirmed; null while nobody did. Another dose is not ordered by it. */
  readBack: z.string().min(1).max(600).nullable(),
})

export type OrderHouse = Pick<House, 'db' | 'clock' | 'newId' | 'hashing' | 'randomBytes' | 'announce' | 'publicUrl'>

export async function orderDose(
  house: OrderHouse,
  actor: StaffActor,
  input: z.output<typeof orderDoseInput>,
): Promise<Decision<{ readonly seq: number }>> {
  return inSessionTurn(turnOf(actor.practiceId, input.sessionId), () => orderInTurn(house, actor, input))
}

async function orderInTurn(
  house: OrderHouse,
  actor: StaffActor,
  input: z.output<typeof orderDoseInput>,
): Promise<Decision<{ readonly seq: number }>> {
  return recordOrder(house, actor, input, {}, async (ledger) => {
    const question = await orderQuestion(house, actor, ledger, input.form)
    const decided = decideOrder(question, input.readBack)
    return decided.ok ? accept({ body: decided.value, occurredAt: question.now, now: question.now }) : decided
  })
}

export interface DecidedOrder {
  readonly body: Bodies['dose-ordered']
  readonly occurredAt: Instant
  readonly now: Instant
  readonly patientId?: PatientId
}

/** Decides on the ledger as it stands and records; decides again where somebody recorded in between. Sent twice, it is one order. */
export async function recordOrder(
  house: OrderHouse,
  actor: StaffActor,
  { id, sessionId: session, form }: Pick<z.output<typeof orderDoseInput>, 'id' | 'sessionId' | 'form'>,
  options: { readonly alongside?: (tx: Tx, decided: DecidedOrder) => Promise<void> },
  decide: (ledger: SessionLedger) => Promise<Decision<DecidedOrder>>,
): Promise<Decision<{ readonly seq: number }>> {
  for (;;) {
    const ledger = await readLedger(house, actor.practiceId, session)
    if (ledger === null) return refuse(sessionNotFound)
    const known = ledger.entries.find((entry) => entry.id === id)
    if (known !== undefined) return answerKnown(actor, known, form)
    const decided = await decide(ledger)
    if (!decided.ok) return decided
    const { body, occurredAt, now } = decided.value
    const place = { id, occurredAt, deviceId: recordDevice, deviceSeq: nextRecordDeviceSeq(ledger) }
    const { alongside } = options
    const appended = await appendEntries(house, actor, ledger, [{ kind: 'dose-ordered', body, ...place }], {
      now,
      ...(alongside === undefined ? {} : { alongside: (tx: Tx) => alongside(tx, decided.value) }),
    })
    if (appended.outcome === 'head-moved') continue
    if (appended.outcome === 'refused') return refuse(appended.refusal)
    return accept({ seq: appended.entries[0]?.seq ?? 0 })
  }
}

/** The same order by the same person is answered again; anything else under its id is a reused id (IK4, IK5). */
function answerKnown(
  actor: StaffActor,
  known: StoredEntry,
  form: z.output<typeof orderForm>,
): Decision<{ readonly seq: number }> {
  const isTheirs = known.actor.membershipId === actor.membershipId
  const isSame = known.kind === 'dose-ordered' && (known.body === null || isSameOrder(known.body, form))
  return isTheirs && isSame ? accept({ seq: known.seq }) : refuse(orderIdReused)
}

const orderIdReused = {
  family: 'conflict',
  code: 'entry-id-reused',
  sentence:
    'An order was recorded from this form already, and it says something else. Look at the record; withdraw that order if it is not meant, then order anew.',
} as const

/** What: the order form asks, while it is filled in, what the dose would be, or why it would be refused. Records nothing. */
export const workOutDoseInput = z.strictObject({ sessionId, form: orderForm })

export async function workOutDose(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'hashing'>,
  actor: StaffActor,
  input: z.output<typeof workOutDoseInput>,
): Promise<Decision<DoseWorking>> {
  const ledger = await readLedger(house, actor.practiceId, input.sessionId)
  if (ledger === null) return refuse(sessionNotFound)
  const question = await orderQuestion(house, actor, ledger, input.form)
  const permitted = permit(actor, 'session.read', { today: question.today, patientId: ledger.patientId })
  if (!permitted.ok) return permitted
  await noteReading(house, actor, ledger)
  return workOutOrder(question)
}

/** Everything an order is decided on, read anew: the server trusts nothing the screen worked out. */
export async function orderQuestion(
  house: Pick<House, 'db' | 'clock' | 'hashing'>,
  actor: StaffActor,
  ledger: SessionLedger,
  form: z.output<typeof orderForm>,
): Promise<OrderQuestion> {
  const now = house.clock()
  const { practiceId, practiceZone: zone } = actor
  const { state, protocol, patientId } = ledger
  const { earlier, recorded, patientLimits, planned } = await inPractice(house.db, practiceId, async (tx) => {
    const earlier = await earlierWeights(tx, { practiceId, patientId, zone }, ledger.sessionId)
    const dose = sessionDose(state, protocol, form, weighingOf(state, earlier, zone)?.grams ?? null)
    const asked = { practiceId, zone, patientId, protocol, at: now }
    return {
      earlier,
      // The signed text speaks of a dose by weight; whole tablets and devices are bounded by the protocol alone.
      recorded: await readRecordedStandings(tx, house, dose === null ? asked : { ...asked, dose }),
      patientLimits: await readLimitsInForce(tx, practiceId, zone, patientId),
      planned: await readPlannedDose(tx, practiceId, patientId),
    }
  })
  const today = dateInZone(now, zone)
  return { actor, state, protocol, now, today, form, earlierWeights: earlier, recorded, patientLimits, planned }
}

/** The record device's own count in a session: see docs/decisions/0002. */
export function nextRecordDeviceSeq(ledger: Pick<SessionLedger, 'entries'>): number {
  const counted = ledger.entries.filter((entry) => entry.deviceId === recordDevice).map((entry) => entry.deviceSeq)
  return Math.max(0, ...counted) + 1
}
