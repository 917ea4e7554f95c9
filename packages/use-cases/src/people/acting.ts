import type { PatientActor, StaffActor, SystemActor } from '@holdspace/clinic/access/actor'
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

/** Whoever may leave a trace: the staff, the machinery, or a patient in their own packet. */
export type Traced = Acting | PatientActor

export interface Occasion {
  readonly now: Instant
  /** In the practice's zone. */
  readonly today: CalendarDate
  readonly refs: PracticeRefs
}

/** When it is, and in which practice: asked once at the start of an act. */
export async function occasionOf(house: Pick<House, 'db' | 'clock' | 'publicUrl'>, actor: Traced): Promise<Occasion> {
  const now = house.clock()
  const { practiceName, zone } = await practiceOf(house, actor)
  const refs = { practiceId: actor.practiceId, practiceName, zone, localBase: `${house.publicUrl}/fhir/r4` }
  return { now, today: dateInZone(now, zone), refs }
}

async function practiceOf(house: Pick<House, 'db'>, actor: Traced): Promise<{ practiceName: string; zone: string }> {
  if (actor.kind !== 'system') return { practiceName: actor.practiceName, zone: actor.practiceZone }
  const practice = await findPractice(house.db, actor.practiceId)
  if (practice === null) throw new Error(`There is no practice ${actor.practiceId}.`)
  return { practiceName: practice.name, zone: practice.zone }
}

export function byWhom(actor: Traced): ByWhom {
  switch (actor.kind) {
    case 'staff':
      return { membershipId: actor.membershipId, name: actor.displayName }
    case 'patient':
      return { membershipId: null, name: patientWords[actor.channel] }
    case 'system':
      return { membershipId: null, name: 'Holdspace' }
  }
}

/** The trail names a patient by id; the words say only how they came. */
const patientWords: { readonly [Channel in PatientActor['channel']]: string } = {
  link: 'The patient, by link',
  kiosk: 'The patient, on a tablet of the clinic',
}

export interface Touched {
  readonly act: AuditEvent['act']
  readonly at: Instant
  readonly patientId?: PatientId
  readonly referralId?: ReferralId
  /** What was touched when it is neither the person nor a referral. */
  readonly subject?: AuditEvent['subject']
  readonly details?: AuditEvent['details']
}

/** One line of the audit trail for what this actor did (S50). Ids, codes and counts only. */
export function accessBy(house: Pick<House, 'newId'>, actor: Traced, touched: Touched): AuditEvent {
  return {
    id: house.newId(),
    at: touched.at,
    actor: auditActor(actor),
    act: touched.act,
    outcome: 'done',
    purpose: 'TREAT',
    deviceId: actor.kind === 'system' ? undefined : actor.deviceId,
    patientId: touched.patientId,
    subject: touched.subject ?? (touched.referralId && { type: 'referral', id: touched.referralId }),
    details: touched.details,
  }
}

function auditActor(actor: Traced): AuditActor {
  switch (actor.kind) {
    case 'staff':
      return { kind: 'staff', id: actor.accountId, name: actor.displayName, role: actor.role }
    case 'patient':
      return { kind: 'patient', id: actor.patientId, name: patientWords[actor.channel] }
    case 'system':
      return { kind: 'system', name: `Holdspace (${actor.reason})` }
  }
}
