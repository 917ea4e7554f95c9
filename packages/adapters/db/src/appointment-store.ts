import type { Appointment, ChangeReason, Escort, Span } from '@holdspace/clinic/scheduling/appointment'
import {
  type AppointmentId,
  appointmentId,
  type MembershipId,
  membershipId,
  type PatientId,
  type PracticeId,
  patientId,
  type RoomId,
  roomId,
} from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, asc, eq, gte, inArray, lt, ne, sql } from 'drizzle-orm'
import { sqlState, type Tx } from './database.ts'
import { typeOf } from './schedule-store.ts'
import {
  type AppointmentEventKind,
  appointment,
  appointmentEvent,
  appointmentHold,
  appointmentType,
  room,
} from './schema/appointments.ts'
import { patient } from './schema/people.ts'
import { aboutEach, ofEach } from './side-by-side.ts'

/** An appointment with whose it is. */
export interface AppointmentRow extends Appointment {
  readonly person: { readonly family: string; readonly given: readonly string[]; readonly mrn: string }
  readonly bookedAt: Instant
}

export async function findAppointment(
  tx: Tx,
  practiceId: PracticeId,
  id: AppointmentId,
): Promise<AppointmentRow | null> {
  const rows = await appointmentRows(tx).where(and(eq(appointment.practiceId, practiceId), eq(appointment.id, id)))
  return rows[0] === undefined ? null : appointmentRow(rows[0])
}

/** The same, held until this transaction ends: two people changing one appointment take turns. */
export async function lockAppointment(
  tx: Tx,
  practiceId: PracticeId,
  id: AppointmentId,
): Promise<AppointmentRow | null> {
  await tx.execute(sql`select 1 from clinic.appointment where practice_id = ${practiceId} and id = ${id} for update`)
  return findAppointment(tx, practiceId, id)
}

/** Everything that begins in this time, cancelled ones with them, by their beginning. */
export async function appointmentsBetween(
  tx: Tx,
  practiceId: PracticeId,
  from: Instant,
  to: Instant,
): Promise<readonly AppointmentRow[]> {
  const rows = await appointmentRows(tx)
    .where(
      and(
        eq(appointment.practiceId, practiceId),
        gte(appointment.startsAt, new Date(from)),
        lt(appointment.startsAt, new Date(to)),
      ),
    )
    .orderBy(asc(appointment.startsAt), asc(appointment.id))
  return rows.map(appointmentRow)
}

/** Of one patient, from this moment on, by their beginning. */
export async function appointmentsOfPatient(
  tx: Tx,
  practiceId: PracticeId,
  id: PatientId,
  from: Instant,
): Promise<readonly AppointmentRow[]> {
  const all = await allAppointmentsOf(tx, practiceId, id)
  return all.filter(({ startsAt }) => startsAt >= from)
}

/** All a patient ever had, by their beginning. */
export const allAppointmentsOf = aboutEach(async (tx, practiceId, patients: readonly PatientId[]) => {
  const rows = await appointmentRows(tx)
    .where(and(eq(appointment.practiceId, practiceId), inArray(appointment.patientId, [...patients])))
    .orderBy(asc(appointment.startsAt), asc(appointment.id))
  return ofEach(patients, rows.map(appointmentRow), (row) => row.patientId)
})

export interface NewAppointment extends Span {
  readonly appointmentId: AppointmentId
  readonly patientId: PatientId
  readonly typeKey: string
  readonly roomId: RoomId | null
  readonly memberIds: readonly MembershipId[]
  readonly note: string
}

export interface AppointmentStep {
  readonly id: string
  readonly at: Instant
  readonly by: { readonly membershipId: string | null; readonly name: string }
  readonly reason?: ChangeReason
  readonly words?: string
}

/**
 * Books it and holds patient, people and room. Throws the database's exclusion violation when one of them is taken
 * (`isTaken`); nothing is kept then, for the transaction is over.
 */
export async function insertAppointment(
  tx: Tx,
  practiceId: PracticeId,
  booked: NewAppointment,
  step: AppointmentStep,
): Promise<void> {
  await tx.insert(appointment).values({
    practiceId,
    id: booked.appointmentId,
    patientId: booked.patientId,
    typeKey: booked.typeKey,
    startsAt: new Date(booked.startsAt),
    endsAt: new Date(booked.endsAt),
    roomId: booked.roomId,
    memberIds: [...booked.memberIds],
    note: booked.note,
    bookedAt: new Date(step.at),
    bookedByName: step.by.name,
  })
  await hold(tx, practiceId, booked)
  await recordEvent(tx, practiceId, booked, 'booked', step)
}

/** The same appointment at another time, with other people or in another room; what it held before is free again. */
export async function moveAppointment(
  tx: Tx,
  practiceId: PracticeId,
  moved: NewAppointment,
  step: AppointmentStep,
): Promise<void> {
  await letGo(tx, practiceId, moved.appointmentId)
  await hold(tx, practiceId, moved)
  await change(tx, practiceId, moved.appointmentId, {
    startsAt: new Date(moved.startsAt),
    endsAt: new Date(moved.endsAt),
    roomId: moved.roomId,
    memberIds: [...moved.memberIds],
    note: moved.note,
  })
  await recordEvent(tx, practiceId, moved, 'moved', step)
}

/** It does not take place, or did not: its time is free for somebody else. */
export async function endAppointment(
  tx: Tx,
  practiceId: PracticeId,
  ended: Pick<Appointment, 'appointmentId' | 'startsAt' | 'endsAt'>,
  kind: 'cancelled' | 'no-show',
  step: AppointmentStep,
): Promise<void> {
  await letGo(tx, practiceId, ended.appointmentId)
  await change(tx, practiceId, ended.appointmentId, { status: kind, arrivedAt: null })
  await recordEvent(tx, practiceId, ended, kind, step)
}

/** They are here after all, or it was the wrong line. A late comer's time may have been given away: `isTaken` says so. */
export async function recordArrival(
  tx: Tx,
  practiceId: PracticeId,
  arrived: NewAppointment,
  kind: 'arrived' | 'arrival-undone',
  step: AppointmentStep,
): Promise<void> {
  if (kind === 'arrived') {
    await letGo(tx, practiceId, arrived.appointmentId)
    await hold(tx, practiceId, arrived)
  }
  await change(tx, practiceId, arrived.appointmentId, {
    status: kind === 'arrived' ? 'arrived' : 'booked',
    arrivedAt: kind === 'arrived' ? new Date(step.at) : null,
  })
  await recordEvent(tx, practiceId, arrived, kind, step)
}

export async function nameEscort(
  tx: Tx,
  practiceId: PracticeId,
  of: Pick<Appointment, 'appointmentId' | 'startsAt' | 'endsAt'>,
  escort: Escort,
  step: AppointmentStep,
): Promise<void> {
  await change(tx, practiceId, of.appointmentId, {
    escortName: escort.name,
    escortPhone: escort.phone,
    escortRelationship: escort.relationship,
    escortNamedAt: new Date(step.at),
  })
  await recordEvent(tx, practiceId, of, 'escort-named', step)
}

/** A message about this visit went out; the time it was about stands with it. */
export async function markReminded(
  tx: Tx,
  practiceId: PracticeId,
  of: Pick<Appointment, 'appointmentId' | 'startsAt' | 'endsAt'>,
  step: AppointmentStep,
): Promise<void> {
  await recordEvent(tx, practiceId, of, 'reminded', step)
}

/** Whether an error is the database's "held already": a patient, a person or a room that is taken then. */
export function isTaken(error: unknown): boolean {
  return sqlState(error) === '23P01'
}

export interface Clash {
  readonly kind: 'patient' | 'member' | 'room'
  readonly resourceId: string
  readonly with: AppointmentRow
}

/** Who or what of this is held already in this time, by which appointment; the appointment itself left out. */
export async function clashesWith(tx: Tx, practiceId: PracticeId, wanted: NewAppointment): Promise<readonly Clash[]> {
  const held = await tx
    .select({
      appointmentId: appointmentHold.appointmentId,
      kind: appointmentHold.resourceKind,
      resourceId: appointmentHold.resourceId,
    })
    .from(appointmentHold)
    .where(
      and(
        eq(appointmentHold.practiceId, practiceId),
        inArray(
          appointmentHold.resourceId,
          resourcesOf(wanted).map((resource) => resource.id),
        ),
        sql`${appointmentHold.during} && tstzrange(${wanted.startsAt}::timestamptz, ${wanted.endsAt}::timestamptz)`,
        ne(appointmentHold.appointmentId, wanted.appointmentId),
      ),
    )
  const clashes: Clash[] = []
  for (const { appointmentId: id, kind, resourceId } of held) {
    const other = await findAppointment(tx, practiceId, appointmentId.parse(id))
    if (other !== null) clashes.push({ kind, resourceId, with: other })
  }
  return clashes.toSorted((one, other) => clashOrder.indexOf(one.kind) - clashOrder.indexOf(other.kind))
}

/** The patient's own clash says most; a room is easier to change than a person. */
const clashOrder: readonly Clash['kind'][] = ['patient', 'room', 'member']

function resourcesOf(held: Pick<NewAppointment, 'patientId' | 'memberIds' | 'roomId'>) {
  return [
    { kind: 'patient' as const, id: held.patientId as string },
    ...held.memberIds.map((id) => ({ kind: 'member' as const, id: id as string })),
    ...(held.roomId === null ? [] : [{ kind: 'room' as const, id: held.roomId as string }]),
  ]
}

/**
 * Changes of one practice's holds are made one after the other: two that wait for each other's rows would otherwise be
 * broken off by the database as a deadlock, where one of them could simply be told who was first.
 */
async function takeTurn(tx: Tx, practiceId: PracticeId): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${practiceId}, 4155326003))`)
}

async function hold(tx: Tx, practiceId: PracticeId, held: NewAppointment): Promise<void> {
  await takeTurn(tx, practiceId)
  const during = `[${held.startsAt},${held.endsAt})`
  await tx.insert(appointmentHold).values(
    resourcesOf(held).map(({ kind, id }) => ({
      practiceId,
      appointmentId: held.appointmentId,
      resourceKind: kind,
      resourceId: id,
      during,
    })),
  )
}

async function letGo(tx: Tx, practiceId: PracticeId, id: AppointmentId): Promise<void> {
  await takeTurn(tx, practiceId)
  await tx
    .delete(appointmentHold)
    .where(and(eq(appointmentHold.practiceId, practiceId), eq(appointmentHold.appointmentId, id)))
}

async function change(
  tx: Tx,
  practiceId: PracticeId,
  id: AppointmentId,
  set: Partial<typeof appointment.$inferInsert>,
): Promise<void> {
  await tx
    .update(appointment)
    .set(set)
    .where(and(eq(appointment.practiceId, practiceId), eq(appointment.id, id)))
}

async function recordEvent(
  tx: Tx,
  practiceId: PracticeId,
  of: Pick<Appointment, 'appointmentId' | 'startsAt' | 'endsAt'>,
  kind: AppointmentEventKind,
  step: AppointmentStep,
): Promise<void> {
  const { appointmentId: id } = of
  await tx.insert(appointmentEvent).values({
    practiceId,
    id: step.id,
    appointmentId: id,
    // The appointment is new or held by `lockAppointment`, so nobody else is counting.
    seq: sql<number>`(select count(*) + 1 from clinic.appointment_event e where e.practice_id = ${practiceId} and e.appointment_id = ${id})`,
    at: new Date(step.at),
    kind,
    byMembershipId: step.by.membershipId,
    byName: step.by.name,
    reason: step.reason ?? null,
    words: step.words ?? '',
    startsAt: new Date(of.startsAt),
    endsAt: new Date(of.endsAt),
  })
}

function appointmentRows(tx: Tx) {
  return tx
    .select({
      appointment,
      type: appointmentType,
      roomName: room.name,
      family: patient.family,
      given: patient.given,
      mrn: patient.mrn,
    })
    .from(appointment)
    .innerJoin(
      appointmentType,
      and(eq(appointmentType.practiceId, appointment.practiceId), eq(appointmentType.key, appointment.typeKey)),
    )
    .innerJoin(patient, and(eq(patient.practiceId, appointment.practiceId), eq(patient.id, appointment.patientId)))
    .leftJoin(room, and(eq(room.practiceId, appointment.practiceId), eq(room.id, appointment.roomId)))
    .$dynamic()
}

interface Joined {
  readonly appointment: typeof appointment.$inferSelect
  readonly type: typeof appointmentType.$inferSelect
  readonly roomName: string | null
  readonly family: string
  readonly given: string[]
  readonly mrn: number
}

function appointmentRow({ appointment: row, type, roomName, family, given, mrn }: Joined): AppointmentRow {
  return {
    appointmentId: appointmentId.parse(row.id),
    patientId: patientId.parse(row.patientId),
    type: typeOf(type),
    startsAt: instantFromMs(row.startsAt.getTime()),
    endsAt: instantFromMs(row.endsAt.getTime()),
    room: row.roomId === null ? null : { roomId: roomId.parse(row.roomId), name: roomName ?? '' },
    memberIds: row.memberIds.map((id) => membershipId.parse(id)),
    status: row.status,
    arrivedAt: row.arrivedAt === null ? null : instantFromMs(row.arrivedAt.getTime()),
    escort: escortOf(row),
    note: row.note,
    person: { family, given, mrn: String(mrn) },
    bookedAt: instantFromMs(row.bookedAt.getTime()),
  }
}

function escortOf(row: typeof appointment.$inferSelect): Appointment['escort'] {
  if (row.escortName === null || row.escortPhone === null || row.escortNamedAt === null) return null
  return {
    name: row.escortName,
    phone: row.escortPhone,
    relationship: row.escortRelationship ?? '',
    namedAt: instantFromMs(row.escortNamedAt.getTime()),
  }
}
