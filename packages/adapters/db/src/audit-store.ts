import type { AccountId, DeviceId, PartnerId, PatientId, PracticeId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, desc, eq, gte, sql } from 'drizzle-orm'
import type { AuditEvent } from './audit-row.ts'
import type { Tx } from './database.ts'
import { auditEvent } from './schema/ledger.ts'

/** Writes one line of the audit trail in the transaction of the access itself: no access without it (S50). */
export async function recordAccess(tx: Tx, practiceId: PracticeId, event: AuditEvent): Promise<void> {
  await recordAccesses(tx, practiceId, [event])
}

/** The same for an act that touches several patients, e.g. a list: one line each. */
export async function recordAccesses(tx: Tx, practiceId: PracticeId, events: readonly AuditEvent[]): Promise<void> {
  if (events.length === 0) return
  await tx.insert(auditEvent).values(events.map((event) => rowOf(practiceId, event)))
}

export interface Access {
  readonly actorId: AccountId
  readonly act: string
  readonly patientId: PatientId
  readonly subjectId: string
}

/** Whether the trail holds this access since then. */
export async function hasAccess(
  tx: Tx,
  practiceId: PracticeId,
  { actorId, act, patientId, subjectId }: Access,
  since: Instant,
): Promise<boolean> {
  const rows = await tx
    .select({ id: auditEvent.id })
    .from(auditEvent)
    .where(
      and(
        eq(auditEvent.practiceId, practiceId),
        eq(auditEvent.patientId, patientId),
        gte(auditEvent.at, new Date(since)),
        eq(auditEvent.actorId, actorId),
        eq(auditEvent.act, act),
        eq(auditEvent.subjectId, subjectId),
      ),
    )
    .limit(1)
  return rows.length === 1
}

/** Where a page ended; the next one starts right after it. */
export interface AuditCursor {
  readonly at: Instant
  readonly id: string
}

export interface AuditQuestion {
  readonly patientId?: PatientId
  readonly actorId?: AccountId | PartnerId
  readonly act?: string
  /** The last line already seen. */
  readonly after?: AuditCursor
  /** Lines a page; 50 unless told, at most 500. */
  readonly limit?: number
}

export interface AuditPage {
  readonly events: readonly AuditEvent[]
  /** Null on the last page. */
  readonly next: AuditCursor | null
}

/** The trail, newest first, by keyset: a page costs the same however deep it lies, and nothing shifts between pages. */
export async function listAudit(tx: Tx, practiceId: PracticeId, question: AuditQuestion = {}): Promise<AuditPage> {
  const limit = Math.min(question.limit ?? 50, 500)
  const { patientId, actorId, act, after } = question
  const rows = await tx
    .select()
    .from(auditEvent)
    .where(
      and(
        eq(auditEvent.practiceId, practiceId),
        patientId === undefined ? undefined : eq(auditEvent.patientId, patientId),
        actorId === undefined ? undefined : eq(auditEvent.actorId, actorId),
        act === undefined ? undefined : eq(auditEvent.act, act),
        after === undefined
          ? undefined
          : sql`(${auditEvent.at}, ${auditEvent.id}) < (${after.at}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(desc(auditEvent.at), desc(auditEvent.id))
    .limit(limit + 1)
  const events = rows.slice(0, limit).map(eventOf)
  const last = events.at(-1)
  return { events, next: rows.length > limit && last !== undefined ? { at: last.at, id: last.id } : null }
}

function rowOf(practiceId: PracticeId, event: AuditEvent): typeof auditEvent.$inferInsert {
  return {
    practiceId,
    id: event.id,
    at: new Date(event.at),
    actorKind: event.actor.kind,
    actorId: event.actor.id ?? null,
    actorName: event.actor.name,
    role: event.actor.role ?? null,
    act: event.act,
    patientId: event.patientId ?? null,
    subjectType: event.subject?.type ?? null,
    subjectId: event.subject?.id ?? null,
    outcome: event.outcome,
    purpose: event.purpose ?? null,
    requestId: event.requestId ?? null,
    deviceId: event.deviceId ?? null,
    networkAddress: event.networkAddress ?? null,
    details: event.details ?? {},
  }
}

function eventOf(row: typeof auditEvent.$inferSelect): AuditEvent {
  return {
    id: row.id,
    at: instantFromMs(row.at.getTime()),
    actor: {
      kind: row.actorKind,
      name: row.actorName,
      ...(row.actorId === null ? {} : { id: row.actorId as AccountId }),
      ...(row.role === null ? {} : { role: row.role }),
    },
    act: row.act,
    outcome: row.outcome,
    details: row.details,
    ...(row.patientId === null ? {} : { patientId: row.patientId as PatientId }),
    ...(row.subjectType === null ? {} : { subject: { type: row.subjectType, id: row.subjectId ?? '' } }),
    ...(row.purpose === null ? {} : { purpose: row.purpose }),
    ...(row.requestId === null ? {} : { requestId: row.requestId }),
    ...(row.deviceId === null ? {} : { deviceId: row.deviceId as DeviceId }),
    ...(row.networkAddress === null ? {} : { networkAddress: row.networkAddress }),
  }
}
