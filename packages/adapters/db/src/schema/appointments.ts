import type { AppointmentStatus, ChangeReason } from '@holdspace/clinic/scheduling/appointment'
import type { MedicineRoute, Stage } from '@holdspace/clinic/scheduling/appointment-types'
import { boolean, customType, integer, pgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from './columns.ts'

/** Tables of migration 0062. Constraints, grants and policies are written there; here are the names and types. */
const clinic = pgSchema('clinic')

const momentRange = customType<{ data: string }>({ dataType: () => 'tstzrange' })

export const room = clinic.table(
  'room',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    position: integer('position').notNull(),
    active: boolean('active').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const appointmentType = clinic.table(
  'appointment_type',
  {
    practiceId: uuid('practice_id').notNull(),
    key: text('key').notNull(),
    label: text('label').notNull(),
    stage: text('stage').$type<Stage>().notNull(),
    route: text('route').$type<MedicineRoute>(),
    minutes: integer('minutes').notNull(),
    staffNeeded: text('staff_needed').array().notNull(),
    needsRoom: boolean('needs_room').notNull(),
    position: integer('position').notNull(),
    active: boolean('active').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.key] })],
)

export const appointment = clinic.table(
  'appointment',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    patientId: uuid('patient_id').notNull(),
    typeKey: text('type_key').notNull(),
    startsAt: moment('starts_at').notNull(),
    endsAt: moment('ends_at').notNull(),
    roomId: uuid('room_id'),
    memberIds: uuid('member_ids').array().notNull(),
    status: text('status').$type<AppointmentStatus>().notNull().default('booked'),
    arrivedAt: moment('arrived_at'),
    escortName: text('escort_name'),
    escortPhone: text('escort_phone'),
    escortRelationship: text('escort_relationship'),
    escortNamedAt: moment('escort_named_at'),
    note: text('note').notNull().default(''),
    bookedAt: moment('booked_at').notNull(),
    bookedByName: text('booked_by_name').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export type AppointmentEventKind =
  | 'booked'
  | 'moved'
  | 'cancelled'
  | 'no-show'
  | 'arrived'
  | 'arrival-undone'
  | 'escort-named'
  | 'reminded'

export const appointmentEvent = clinic.table(
  'appointment_event',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    appointmentId: uuid('appointment_id').notNull(),
    seq: integer('seq').notNull(),
    at: moment('at').notNull(),
    kind: text('kind').$type<AppointmentEventKind>().notNull(),
    byMembershipId: uuid('by_membership_id'),
    byName: text('by_name').notNull(),
    reason: text('reason').$type<ChangeReason>(),
    words: text('words').notNull().default(''),
    startsAt: moment('starts_at').notNull(),
    endsAt: moment('ends_at').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)

export const appointmentHold = clinic.table(
  'appointment_hold',
  {
    practiceId: uuid('practice_id').notNull(),
    appointmentId: uuid('appointment_id').notNull(),
    resourceKind: text('resource_kind').$type<'patient' | 'member' | 'room'>().notNull(),
    resourceId: uuid('resource_id').notNull(),
    during: momentRange('during').notNull(),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.appointmentId, row.resourceId] })],
)

export const waitlistEntry = clinic.table(
  'waitlist_entry',
  {
    practiceId: uuid('practice_id').notNull(),
    id: uuid('id').notNull(),
    patientId: uuid('patient_id').notNull(),
    typeKey: text('type_key').notNull(),
    wishes: text('wishes').notNull(),
    addedAt: moment('added_at').notNull(),
    addedByName: text('added_by_name').notNull(),
    takenOffAt: moment('taken_off_at'),
    takenOffWhy: text('taken_off_why'),
  },
  (row) => [primaryKey({ columns: [row.practiceId, row.id] })],
)
