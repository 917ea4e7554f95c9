import type { StaffActor } from '@holdspace/clinic/access/actor'
import { openingConditions } from '@holdspace/clinic/session/open-session'
import { mcg, mcgPerKg, mcgPerMicrolitre, microlitres, minutes } from '@holdspace/kit/amounts'
import { deviceId, entryId, idempotencyKey, type PatientId, type SessionId, sessionId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { Kind } from '@holdspace/record/catalogue'
import type { House } from '@holdspace/use-cases/house'
import { openSession } from '@holdspace/use-cases/session/open-session'
import { orderDose, workOutDose } from '@holdspace/use-cases/session/order-dose'
import { type EntryAnswer, recordEntries } from '@holdspace/use-cases/session/record-entries'
import { makeReady } from './ready-for-session.ts'

/** Everything that is said of the person on the day when a session opens at Marigold House. */
export const attestations = [
  ...openingConditions.map(({ condition, statement }) => ({ condition, statement })),
  { condition: 'pregnancy-answered' as const, statement: 'Asked today: not pregnant.' },
  { condition: 'allergies-answered' as const, statement: 'Asked today: nothing new.' },
  { condition: 'mood-safety-decision' as const, statement: 'Mood and safety reviewed today; no active risk.' },
  { condition: 'prescription-monitoring-checked' as const, statement: 'Checked today, nothing unexpected.' },
]

export interface OpenRoom {
  readonly patientId: PatientId
  readonly protocolId: string
  readonly room: string
}

/** Opens a session as staff would, once everything it waits for is on record. Throws what would be shown to them, so that a fixture never half-succeeds. */
export async function openRoom(
  house: House,
  actor: StaffActor,
  { patientId, protocolId, room }: OpenRoom,
): Promise<SessionId> {
  await makeReady(house, patientId, protocolId)
  const opened = await openSession(house, actor, {
    key: idempotencyKey.parse(house.newId()),
    patientId,
    protocolId,
    protocolVersion: '1.0.0',
    room,
    identityConfirmedBy: ['name', 'birth-date'],
    attestations,
  })
  if (!opened.ok) throw new Error([opened.refusal.sentence, ...(opened.refusal.details ?? [])].join('\n'))
  return sessionId.parse(opened.value.sessionId)
}

/** A device in the room: counts what it sends, like a browser does. */
export function roomDevice(house: House, actor: StaffActor, session: SessionId) {
  let deviceSeq = 0
  const device = deviceId.parse(actor.deviceId)
  const draft = (kind: Kind, body: Record<string, unknown>, occurredAt: Instant = house.clock()) => ({
    id: entryId.parse(house.newId()),
    kind,
    body,
    occurredAt,
    deviceId: device,
    deviceSeq: ++deviceSeq,
  })
  const send = async (...drafts: ReturnType<typeof draft>[]): Promise<readonly EntryAnswer[]> => {
    const recorded = await recordEntries(house, actor, { sessionId: session, drafts })
    if (!recorded.ok) throw new Error(recorded.refusal.sentence)
    return recorded.value.results
  }
  /** Records one entry and gives its id; throws when it is refused. */
  const chart = async (kind: Kind, body: Record<string, unknown>, occurredAt?: Instant) => {
    const entry = draft(kind, body, occurredAt)
    const [answer] = await send(entry)
    if (answer?.outcome !== 'recorded') throw new Error(`${kind} refused: ${answer?.refusal.sentence}`)
    return entry.id
  }
  return { draft, send, chart }
}

/** Orders a dose by weight from a 50 mg/mL vial; infusions are made up to 100 mL over 40 min. */
export function orderForm(milligramsPerKg: number, route: 'IV' | 'IM' | 'PO') {
  return {
    doseMcgPerKg: mcgPerKg.parse(Math.round(milligramsPerKg * 1000)),
    concentration: mcgPerMicrolitre.parse(50),
    vialConcentration: mcgPerMicrolitre.parse(50),
    overMinutes: route === 'IV' ? minutes.parse(40) : null,
    dilution: route === 'IV' ? { basis: 'made-up-to' as const, microlitres: microlitres.parse(100_000) } : null,
    overrides: [],
  }
}

/** Whole tablets or devices of so many milligrams together. */
export function unitOrderForm(milligrams: number) {
  return { amountMcg: mcg.parse(milligrams * 1000), overrides: [] }
}

type AnyForm = ReturnType<typeof orderForm> | ReturnType<typeof unitOrderForm>

/** What would be read aloud now; where the dose is refused there is nothing to read, and the order says why. */
export async function readBackOf(house: House, actor: StaffActor, session: SessionId, form: AnyForm) {
  const worked = await workOutDose(house, actor, { sessionId: session, form })
  return worked.ok ? worked.value.readBack : null
}

export async function order(house: House, actor: StaffActor, session: SessionId, form: AnyForm) {
  const id = entryId.parse(house.newId())
  const readBack = await readBackOf(house, actor, session, form)
  const ordered = await orderDose(house, actor, { id, sessionId: session, form, readBack })
  if (!ordered.ok) throw new Error([ordered.refusal.sentence, ...(ordered.refusal.details ?? [])].join('\n'))
  return id
}
