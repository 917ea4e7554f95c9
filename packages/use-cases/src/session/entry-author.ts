import type { PatientActor, StaffActor, SystemActor } from '@holdspace/clinic/access/actor'
import type { MembershipId } from '@holdspace/kit/ids'
import type { EntryActor } from '@holdspace/record/entry'
import { byWhom } from '../people/acting.ts'

/**
 * Whoever writes into the record of a session: the staff, and the patient themselves where they take a consent back on
 * their own phone (RULINGS 8). The record then says so; no member of staff is made its author. Holdspace itself writes
 * one thing: that nobody answered a call for help (RULINGS 17).
 */
export type EntryAuthor = StaffActor | PatientActor | SystemActor

/** Stands in the record where the author is nobody of the practice. */
const nobody = '00000000-0000-0000-0000-000000000000' as MembershipId

/** The author as the record keeps them. A patient has no membership: their own id stands in its place, with their role. */
export function authorOf(author: EntryAuthor): EntryActor {
  if (author.kind === 'staff') {
    return { membershipId: author.membershipId, name: author.displayName, role: author.role }
  }
  if (author.kind === 'system') return { membershipId: nobody, name: 'Holdspace', role: 'system' }
  return { membershipId: author.patientId as string as MembershipId, name: byWhom(author).name, role: 'patient' }
}
