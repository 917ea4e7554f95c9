import type { StaffActor, SystemActor } from '@holdspace/clinic/access/actor'
import type { AuditActor, AuditEvent } from '@holdspace/db/audit-row'
import type { ByWhom } from '@holdspace/db/patient-store'
import { findPractice } from '@holdspace/db/practice-store'
import type { PracticeRefs } from '@holdspace/fhir/refs'
import { type CalendarDate, dateInZone } from '@holdspace/kit/calendar-date'
import type { PatientId, ReferralId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { House } from '../house.ts'

/** Somebody on the staff, or the practice's own machinery at the command line. */
export type Acting = StaffActor | SystemActor

export interface Occasion {
  readonly now: Instant
  /** In the practice's zone. */
  readonly today: CalendarDate
  readonly refs: PracticeRefs
}

/** When it is, and in which practice: asked once at the start of an act. */
export async function occasionOf(house: Pick<House, 'db' | 'clock' | 'publicUrl'>, actor: Acting): Promise<Occasion> {
  const now = house.clock()
  const { practiceName, zone } = await practiceOf(house, actor)
  const refs = { practiceId: actor.practiceId, practiceName, zone, localBase: `${house.publicUrl}/fhir/r4` }
  return { now, today: dateInZone(now, zone), refs }
}

async function practiceOf(house: Pick<House, 'db'>, actor: Acting): Promise<{ practiceName: string; zone: string }> {
  if (actor.kind === 'staff') return { practiceName: actor.practiceName, zone: actor.practiceZone }
  const practice = await findPractice(house.db, actor.practiceId)
  if (practice === null) throw new Error(`There is no practice ${actor.practiceId}.`)
  return { practiceName: practice.name, zone: practice.zone }
}

export function byWhom(actor: Acting): ByWhom {
  return actor.kind === 'staff'
    ? { membershipId: actor.membershipId, name: actor.displayName }
    : { membershipId: null, name: `Holdspace (${actor.reason})` }
}

export interface Touched {
  readonly act: AuditEvent['act']
  readonly at: Instant
  readonly patientId?: PatientId
  readonly referralId?: ReferralId
  readonly details?: AuditEvent['details']
}

/** One line of the audit trail for what this actor did (S50). Ids, codes and counts only. */
export function accessBy(house: Pick<House, 'newId'>, actor: Acting, touched: Touched): AuditEvent {
  return {
    id: house.newId(),
    at: touched.at,
    actor: auditActor(actor),
    act: touched.act,
    outcome: 'done',
    purpose: 'TREAT',
    ...(actor.kind === 'staff' ? { deviceId: actor.deviceId } : {}),
    ...(touched.patientId === undefined ? {} : { patientId: touched.patientId }),
    ...(touched.referralId === undefined ? {} : { subject: { type: 'referral', id: touched.referralId } }),
    ...(touched.details === undefined ? {} : { details: touched.details }),
  }
}

function auditActor(actor: Acting): AuditActor {
  return actor.kind === 'staff'
    ? { kind: 'staff', id: actor.accountId, name: actor.displayName, role: actor.role }
    : { kind: 'system', name: `Holdspace (${actor.reason})` }
}
