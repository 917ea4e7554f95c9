import { type PatientId, type PracticeId, patientId, type SessionId, sessionId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { sql } from 'drizzle-orm'
import type { Tx } from './database.ts'

export interface MeasuredSession {
  readonly sessionId: SessionId
  readonly patientId: PatientId
}

/** Sessions since `since` that ended, in which something was given, and whose measures nobody planned yet; oldest first. */
export async function sessionsToMeasure(
  tx: Tx,
  practiceId: PracticeId,
  since: Instant,
): Promise<readonly MeasuredSession[]> {
  const { rows } = await tx.execute<{ id: string; patient_id: string }>(sql`
    select s.id, s.patient_id from clinic.session s
    where s.practice_id = ${practiceId} and s.opened_at >= ${since}::timestamptz
      and exists (select from clinic.entry e where e.practice_id = s.practice_id and e.session_id = s.id
        and e.kind in ('dose-given', 'infusion-started'))
      and exists (select from clinic.entry e where e.practice_id = s.practice_id and e.session_id = s.id
        and e.kind = 'session-ended')
      and not exists (select from clinic.planned_measure m where m.practice_id = s.practice_id and m.session_id = s.id)
    order by s.opened_at, s.id limit 200`)
  return rows.map((row) => ({ sessionId: sessionId.parse(row.id), patientId: patientId.parse(row.patient_id) }))
}

export interface TreatedSession extends MeasuredSession {
  readonly protocolId: string
  readonly protocolVersion: string
  readonly firstDoseAt: Date
}

/** The first session with a dose of every person of the practice: under which protocol, and since when. */
export async function firstTreatments(tx: Tx, practiceId: PracticeId): Promise<readonly TreatedSession[]> {
  const { rows } = await tx.execute<{
    id: string
    patient_id: string
    protocol_id: string
    protocol_version: string
    at: Date
  }>(sql`
    select distinct on (s.patient_id) s.id, s.patient_id, s.protocol_id, s.protocol_version, e.occurred_at as at
    from clinic.session s
      join clinic.entry e on e.practice_id = s.practice_id and e.session_id = s.id
        and e.kind in ('dose-given', 'infusion-started')
    where s.practice_id = ${practiceId}
    order by s.patient_id, e.occurred_at`)
  return rows.map((row) => ({
    sessionId: sessionId.parse(row.id),
    patientId: patientId.parse(row.patient_id),
    protocolId: row.protocol_id,
    protocolVersion: row.protocol_version,
    firstDoseAt: new Date(row.at),
  }))
}
