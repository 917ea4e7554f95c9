import { type Role, roles } from '@holdspace/clinic/access/actor'
import type { AppointmentType } from '@holdspace/clinic/scheduling/appointment-types'
import { type PatientId, type PracticeId, patientId, type RoomId, roomId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { appointmentType, room, waitlistEntry } from './schema/appointments.ts'
import { patient } from './schema/people.ts'

export interface RoomRow {
  readonly roomId: RoomId
  readonly name: string
  readonly active: boolean
}

/** Rooms in the order the practice keeps them, those given up with them. */
export async function roomsOf(tx: Tx, practiceId: PracticeId): Promise<readonly RoomRow[]> {
  const rows = await tx
    .select()
    .from(room)
    .where(eq(room.practiceId, practiceId))
    .orderBy(asc(room.position), asc(room.name))
  return rows.map(({ id, name, active }) => ({ roomId: roomId.parse(id), name, active }))
}

/** False when a room of this name is there already; one that was given up is taken into use again. */
export async function addRoom(tx: Tx, practiceId: PracticeId, id: RoomId, name: string, position: number) {
  const added = await tx
    .insert(room)
    .values({ practiceId, id, name, position, active: true })
    .onConflictDoUpdate({ target: [room.practiceId, room.name], set: { active: true } })
    .returning({ id: room.id })
  return added[0]?.id === id
}

/** Another name, given up, or taken into use again; past visits keep the room. False where there is no such room. */
export async function changeRoom(
  tx: Tx,
  practiceId: PracticeId,
  { roomId: id, name, active }: RoomRow,
): Promise<boolean> {
  const given = await tx
    .update(room)
    .set({ name, active })
    .where(and(eq(room.practiceId, practiceId), eq(room.id, id)))
    .returning({ id: room.id })
  return given.length === 1
}

export interface AppointmentTypeRow extends AppointmentType {
  readonly active: boolean
}

/** Every kind of appointment, those no longer made with them, in the practice's order. */
export async function allAppointmentTypesOf(tx: Tx, practiceId: PracticeId): Promise<readonly AppointmentTypeRow[]> {
  const rows = await tx
    .select()
    .from(appointmentType)
    .where(eq(appointmentType.practiceId, practiceId))
    .orderBy(asc(appointmentType.position), asc(appointmentType.key))
  return rows.map((row) => ({ ...typeOf(row), active: row.active }))
}

/** What may change of a kind: its words, its length, whether it takes a room and is made at all. False where there is none. */
export async function changeAppointmentType(
  tx: Tx,
  practiceId: PracticeId,
  { key, ...set }: Pick<AppointmentTypeRow, 'key' | 'label' | 'minutes' | 'needsRoom' | 'active'>,
): Promise<boolean> {
  const changed = await tx
    .update(appointmentType)
    .set(set)
    .where(and(eq(appointmentType.practiceId, practiceId), eq(appointmentType.key, key)))
    .returning({ key: appointmentType.key })
  return changed.length === 1
}

/** Kinds of appointment in use, in the practice's order. */
export async function appointmentTypesOf(tx: Tx, practiceId: PracticeId): Promise<readonly AppointmentType[]> {
  const rows = await tx
    .select()
    .from(appointmentType)
    .where(and(eq(appointmentType.practiceId, practiceId), eq(appointmentType.active, true)))
    .orderBy(asc(appointmentType.position), asc(appointmentType.key))
  return rows.map(typeOf)
}

export function typeOf(row: typeof appointmentType.$inferSelect): AppointmentType {
  return {
    key: row.key,
    label: row.label,
    stage: row.stage,
    route: row.route,
    minutes: row.minutes,
    staffNeeded: row.staffNeeded.map((place) => place.split('|').filter(isRole)),
    needsRoom: row.needsRoom,
  }
}

function isRole(word: string): word is Role {
  return (roles as readonly string[]).includes(word)
}

/** Adds the kinds that are not there yet, behind those that are. */
export async function addAppointmentTypes(
  tx: Tx,
  practiceId: PracticeId,
  types: readonly AppointmentType[],
): Promise<void> {
  const rows = types.map((type, position) => ({
    practiceId,
    ...type,
    staffNeeded: type.staffNeeded.map((place) => place.join('|')),
    position,
    active: true,
  }))
  if (rows.length > 0) await tx.insert(appointmentType).values(rows).onConflictDoNothing()
}

export interface WaitlistRow {
  readonly id: string
  readonly patientId: PatientId
  readonly family: string
  readonly given: readonly string[]
  readonly typeKey: string
  readonly wishes: string
  readonly addedAt: Instant
  readonly addedByName: string
}

/** Who would come sooner, longest waiting first. */
export async function waitlist(tx: Tx, practiceId: PracticeId): Promise<readonly WaitlistRow[]> {
  const rows = await tx
    .select({ entry: waitlistEntry, family: patient.family, given: patient.given })
    .from(waitlistEntry)
    .innerJoin(patient, and(eq(patient.practiceId, waitlistEntry.practiceId), eq(patient.id, waitlistEntry.patientId)))
    .where(and(eq(waitlistEntry.practiceId, practiceId), isNull(waitlistEntry.takenOffAt)))
    .orderBy(asc(waitlistEntry.addedAt), asc(waitlistEntry.id))
  return rows.map(({ entry, family, given }) => ({
    id: entry.id,
    patientId: patientId.parse(entry.patientId),
    family,
    given,
    typeKey: entry.typeKey,
    wishes: entry.wishes,
    addedAt: instantFromMs(entry.addedAt.getTime()),
    addedByName: entry.addedByName,
  }))
}

export interface NewWaitlistEntry {
  readonly id: string
  readonly patientId: PatientId
  readonly typeKey: string
  readonly wishes: string
  readonly at: Instant
  readonly byName: string
}

export async function addToWaitlist(tx: Tx, practiceId: PracticeId, entry: NewWaitlistEntry): Promise<void> {
  const { id, typeKey, wishes, at, byName: addedByName } = entry
  await tx
    .insert(waitlistEntry)
    .values({ practiceId, id, patientId: entry.patientId, typeKey, wishes, addedAt: new Date(at), addedByName })
    .onConflictDoNothing()
}

/** Answers whose entry it was; null when it is not waiting, or is not this person’s. */
export async function takeOffWaitlist(
  tx: Tx,
  practiceId: PracticeId,
  id: string,
  taken: { readonly at: Instant; readonly why: string; readonly patientId?: PatientId },
): Promise<PatientId | null> {
  const rows = await tx
    .update(waitlistEntry)
    .set({ takenOffAt: new Date(taken.at), takenOffWhy: taken.why })
    .where(
      and(
        eq(waitlistEntry.practiceId, practiceId),
        eq(waitlistEntry.id, id),
        isNull(waitlistEntry.takenOffAt),
        taken.patientId === undefined ? undefined : eq(waitlistEntry.patientId, taken.patientId),
      ),
    )
    .returning({ patientId: waitlistEntry.patientId })
  return rows[0] === undefined ? null : patientId.parse(rows[0].patientId)
}
