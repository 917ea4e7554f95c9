import { dayConditions } from '@holdspace/clinic/session/day-conditions'
import { openingConditions } from '@holdspace/clinic/session/open-session'
import { mcgPerKg, mcgPerMicrolitre, microlitres, minutes } from '@holdspace/kit/amounts'
import { entryId, idempotencyKey, patientId, referralId, sessionId } from '@holdspace/kit/ids'
import type { Kind } from '@holdspace/record/catalogue'
import type { Page } from '@playwright/test'
import { newEntryId } from '../src/session-room/new-entry-id.ts'
import { type Door, doorOf } from './door.ts'
import { makeReady, type Settling } from './ready-by-door.ts'
import { type HandedFile, type MadeUp, referralFile } from './referral-files.ts'

/** A name nobody else in this run bears, so that a search or a duplicate check finds this person alone. */
export function freshFamily(stem: string): string {
  return `${stem}-${Date.now().toString(36)}${Math.floor(Math.random() * 1296).toString(36)}`
}

export async function receive(door: Door, file: HandedFile): Promise<string> {
  const received = await door.referral.receive.mutate({ fileName: file.name, base64: file.buffer.toString('base64') })
  return received.referralId
}

/** A person with a chart: referred and accepted. `page` belongs to somebody who may do both. */
export async function chartOf(page: Page, person: MadeUp): Promise<string> {
  const door = doorOf(page)
  const id = await receive(door, referralFile(person))
  const accepted = await door.referral.accept.mutate({
    referralId: referralId.parse(id),
    key: idempotencyKey.parse(crypto.randomUUID()),
    choice: { kind: 'new' },
  })
  return accepted.patientId
}

export interface Opening {
  readonly patient: string
  readonly protocol?:
    | 'kap-iv-6-in-3wk'
    | 'kap-im'
    | 'kap-sl'
    | 'oral-office'
    | 'esketamine-nasal'
    | 'iv-0.5-over-40-infusion'
  readonly room?: string
}

/** Opens a session once everything is on record, as staff do over the first visits and on the opening page. */
export async function openSession(people: Settling, opening: Opening): Promise<string> {
  const { patient, protocol = 'iv-0.5-over-40-infusion', room = 'Maple' } = opening
  await makeReady(people, patient, protocol)
  const opened = await doorOf(people.nurse).session.open.mutate({
    key: idempotencyKey.parse(newEntryId(Date.now())),
    patientId: patientId.parse(patient),
    protocolId: protocol,
    protocolVersion: '1.0.0',
    room,
    identityConfirmedBy: ['name', 'birth-date'],
    attestations: [
      ...openingConditions.map(({ condition, statement }) => ({ condition, statement })),
      ...dayConditions.map(({ condition, statements }) => ({ condition, statement: statements[0] ?? condition })),
    ],
  })
  return opened.sessionId
}

interface Fact {
  readonly kind: Kind
  readonly body: Record<string, unknown>
  readonly minutesAgo?: number
}

/** Records facts from this person's device before the page itself does, in one go. */
export async function chartByDoor(page: Page, sessionId: string, facts: readonly Fact[]): Promise<void> {
  const door = doorOf(page)
  const { deviceId } = await door.session.outboxKey.query()
  const room = await door.session.read.query({ sessionId: sessionId as never })
  const now = Date.parse(room.serverNow)
  const drafts = facts.map(({ kind, body, minutesAgo = 0 }, at) => ({
    id: newEntryId(now) as never,
    kind,
    body,
    occurredAt: new Date(now - minutesAgo * 60_000).toISOString(),
    deviceId: deviceId as never,
    deviceSeq: room.lastDeviceSeq + 1 + at,
  }))
  const { results } = await door.session.record.mutate({ sessionId: sessionId as never, drafts })
  for (const one of results) if (one.outcome === 'refused') throw new Error(one.refusal.sentence)
}

/** Half a milligram for each kilogram from a 50 mg/mL vial over 40 min, read back as it is worked out now. */
export async function orderByDoor(prescriber: Page, session: string): Promise<string> {
  const door = doorOf(prescriber)
  const asked = {
    sessionId: sessionId.parse(session),
    form: {
      doseMcgPerKg: mcgPerKg.parse(500),
      concentration: mcgPerMicrolitre.parse(50),
      vialConcentration: mcgPerMicrolitre.parse(50),
      overMinutes: minutes.parse(40),
      dilution: { basis: 'made-up-to' as const, microlitres: microlitres.parse(100_000) },
      overrides: [],
    },
  }
  const { readBack } = await door.session.workOutDose.query(asked)
  const id = entryId.parse(newEntryId(Date.now()))
  await door.session.orderDose.mutate({ ...asked, id, readBack })
  return id
}

export const quietVitals = {
  systolicMmHg: 124,
  diastolicMmHg: 78,
  heartRateBpm: 72,
  spo2Percent: 98,
  respiratoryRatePerMin: 14,
  sedationMoaas: 5,
  source: 'typed',
}

export const weighed = {
  weightGrams: 70_000,
  enteredValue: '70',
  enteredUnit: 'kg',
  heightMm: 1680,
  readBack: '70 kg, that is 154.3 lb',
}

export const ride = { name: 'Jo Tamsin', phone: '518-555-0110', relationship: 'sister', present: true }

/** A second referral of somebody who has a chart, added to it as a person would decide. */
export async function addToChart(page: Page, file: HandedFile, patient: string): Promise<void> {
  const door = doorOf(page)
  await door.referral.accept.mutate({
    referralId: referralId.parse(await receive(door, file)),
    key: idempotencyKey.parse(crypto.randomUUID()),
    choice: { kind: 'attach', patientId: patientId.parse(patient) },
  })
}
