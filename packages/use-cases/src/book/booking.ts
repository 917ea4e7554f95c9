import type { StaffActor, SystemActor } from '@holdspace/clinic/access/actor'
import type { Invited } from '@holdspace/clinic/scheduling/appointment'
import { type MemberRow, membersOf } from '@holdspace/db/account-store'
import {
  type AppointmentRow,
  type AppointmentStep,
  type Clash,
  clashesWith,
  isTaken,
  type NewAppointment,
} from '@holdspace/db/appointment-store'
import { type Database, inPractice, type Tx } from '@holdspace/db/database'
import { timeInZone } from '@holdspace/kit/calendar-date'
import { type Decision, refuse } from '@holdspace/kit/decision'
import type { MembershipId, PracticeId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { isRefusalError, type Refusal } from '@holdspace/kit/refusal'
import type { House } from '../house.ts'
import { byWhom } from '../people/acting.ts'

/** A member of the staff, or the practice's own machinery. */
export type Booking = StaffActor | SystemActor

/** The members asked for, as the decision sees them; one that is not of this practice counts as not active. */
export async function invitedOf(
  db: Database,
  practiceId: PracticeId,
  ids: readonly MembershipId[],
): Promise<Invited[]> {
  const members = ids.length === 0 ? [] : await membersOf(db, practiceId)
  return ids.map((id) => {
    const member = members.find((one) => one.membershipId === id)
    return member === undefined
      ? { membershipId: id, displayName: 'This person', role: 'auditor', active: false }
      : { membershipId: id, displayName: member.displayName, role: member.role, active: member.active }
  })
}

export function stepOf(house: Pick<House, 'newId'>, actor: Booking, at: Instant): AppointmentStep {
  return { id: house.newId(), at, by: byWhom(actor) }
}

/** The appointment as it holds its time. */
export function asHeld(row: AppointmentRow): NewAppointment {
  const { appointmentId, patientId, startsAt, endsAt, memberIds, note } = row
  return {
    appointmentId,
    patientId,
    typeKey: row.type.key,
    startsAt,
    endsAt,
    roomId: row.room?.roomId ?? null,
    memberIds,
    note,
  }
}

/**
 * Does the work in one transaction of the practice. Where the database finds a patient, a person or a room taken, nothing
 * is kept, and the answer names who or what it is and by when.
 */
export async function holding<T>(
  house: Pick<House, 'db'>,
  place: { readonly practiceId: PracticeId; readonly zone: string },
  wanted: () => NewAppointment | null,
  work: (tx: Tx) => Promise<Decision<T>>,
): Promise<Decision<T>> {
  try {
    return await inPractice(house.db, place.practiceId, work)
  } catch (thrown) {
    if (isRefusalError(thrown)) return refuse(thrown.refusal)
    const asked = wanted()
    if (!isTaken(thrown) || asked === null) throw thrown
    return refuse(await takenBy(house.db, place, asked))
  }
}

async function takenBy(
  db: Database,
  { practiceId, zone }: { readonly practiceId: PracticeId; readonly zone: string },
  wanted: NewAppointment,
): Promise<Refusal> {
  const members = await membersOf(db, practiceId)
  const clashes = await inPractice(db, practiceId, (tx) => clashesWith(tx, practiceId, wanted))
  const [first] = clashes
  if (first === undefined) return takenMeanwhile
  const details = clashes.map((clash) => clashWords(clash, members, zone))
  const words = details[0] ?? ''
  return {
    family: 'conflict',
    code: `${first.kind === 'member' ? 'person' : first.kind}-taken`,
    sentence: `${words} Choose another time${first.kind === 'patient' ? '' : first.kind === 'room' ? ' or room' : ' or person'}.`,
    field: first.kind === 'room' ? 'roomId' : first.kind === 'member' ? 'memberIds' : 'minute',
    details,
  }
}

/** Names the clash to the desk; of another patient only initials, for the screen may be read along (RULINGS 17). */
function clashWords(clash: Clash, members: readonly MemberRow[], zone: string): string {
  const { startsAt, endsAt, type, person, room } = clash.with
  const time = `${timeInZone(startsAt, zone)}–${timeInZone(endsAt, zone)}`
  const initials = [...person.given.slice(0, 1), person.family].map((name) => `${name.slice(0, 1)}.`).join('')
  switch (clash.kind) {
    case 'patient':
      return `This person has another appointment then: ${type.label}, ${time}.`
    case 'member': {
      const name = members.find((one) => one.membershipId === clash.resourceId)?.displayName ?? 'Somebody asked for'
      return `${name} is taken ${time} (${type.label}, ${initials}).`
    }
    case 'room':
      return `${room?.name ?? 'The room'} is taken ${time} (${type.label}, ${initials}).`
  }
}

const takenMeanwhile: Refusal = {
  family: 'conflict',
  code: 'taken-meanwhile',
  sentence: 'Somebody else was booking the same time. Look again; it may be free now.',
}
