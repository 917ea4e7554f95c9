import type { AccountId, DeviceId, PartnerId, PatientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'

/** One line of the audit trail: who did what to whose record, when, from where, and how it ended (S50, ASTM E2147). */
export interface AuditEvent {
  /** UUIDv7, handed in. */
  readonly id: string
  readonly at: Instant
  readonly actor: AuditActor
  /** The act as the permission table names it, e.g. `session.observe`, or a FHIR interaction. */
  readonly act: string
  readonly outcome: 'done' | 'refused' | 'failed'
  readonly patientId?: PatientId | undefined
  readonly subject?: { readonly type: string; readonly id: string } | undefined
  /** Purpose of use, e.g. `TREAT`. */
  readonly purpose?: string
  readonly requestId?: string
  readonly deviceId?: DeviceId | undefined
  readonly networkAddress?: string
  /** Ids, codes and counts; never words about a patient. */
  readonly details?: Readonly<Record<string, unknown>> | undefined
}

/** The actor as it stood then. `id` is the account, partner or patient; the system itself has none. */
export interface AuditActor {
  readonly kind: 'staff' | 'partner' | 'patient' | 'system'
  readonly id?: AccountId | PartnerId | PatientId
  readonly name: string
  readonly role?: string
}

/** The row, in the words of the table's columns. */
export function auditRow(event: AuditEvent) {
  return {
    id: event.id,
    at: event.at,
    actor_kind: event.actor.kind,
    actor_id: event.actor.id ?? null,
    actor_name: event.actor.name,
    role: event.actor.role ?? null,
    act: event.act,
    patient_id: event.patientId ?? null,
    subject_type: event.subject?.type ?? null,
    subject_id: event.subject?.id ?? null,
    outcome: event.outcome,
    purpose: event.purpose ?? null,
    request_id: event.requestId ?? null,
    device_id: event.deviceId ?? null,
    network_address: event.networkAddress ?? null,
    details: event.details ?? {},
  }
}
