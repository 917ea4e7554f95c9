import { type PatientId, type PracticeId, type SessionId, sessionId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { sql } from 'drizzle-orm'
import type { Tx } from './database.ts'

export interface GivenInSession {
  readonly sessionId: SessionId
  /** Of the first dose of the session, by when it happened. */
  readonly at: Instant
}

/** The sessions since `from` in which something was given, oldest first; parts of a split dose are one. */
export async function dosesGivenSince(
  tx: Tx,
  practiceId: PracticeId,
  patient: PatientId,
  from: Instant,
): Promise<readonly GivenInSession[]> {
  const { rows } = await tx.execute<{ id: string; at: Date }>(sql`
    select s.id, min(e.occurred_at) as at
    from clinic.session s
      join clinic.entry e on e.practice_id = s.practice_id and e.session_id = s.id
        and e.kind in ('dose-given', 'infusion-started')
    where s.practice_id = ${practiceId} and s.patient_id = ${patient} and s.opened_at >= ${from}::timestamptz
    group by s.id order by 2, 1`)
  return rows.map((row) => ({ sessionId: sessionId.parse(row.id), at: instantFromMs(new Date(row.at).getTime()) }))
}

export interface DosedSessionRow extends GivenInSession {
  /** When the session was ended, which is when the person left or was handed over; null while it runs. */
  readonly endedAt: Instant | null
}

/** The sessions with a dose that were opened since `from`, with when the person left: what the signature lock asks (RULINGS 9). */
export async function dosedSessionsSince(
  tx: Tx,
  practiceId: PracticeId,
  patient: PatientId,
  from: Instant,
): Promise<readonly DosedSessionRow[]> {
  const { rows } = await tx.execute<{ id: string; at: Date; ended_at: Date | null }>(sql`
    select s.id, min(e.occurred_at) filter (where e.kind in ('dose-given', 'infusion-started')) as at,
      max(e.occurred_at) filter (where e.kind = 'session-ended') as ended_at
    from clinic.session s
      join clinic.entry e on e.practice_id = s.practice_id and e.session_id = s.id
        and e.kind in ('dose-given', 'infusion-started', 'session-ended')
    where s.practice_id = ${practiceId} and s.patient_id = ${patient} and s.opened_at >= ${from}::timestamptz
    group by s.id having bool_or(e.kind <> 'session-ended')`)
  return rows.map((row) => ({
    sessionId: sessionId.parse(row.id),
    at: instantFromMs(new Date(row.at).getTime()),
    endedAt: row.ended_at === null ? null : instantFromMs(new Date(row.ended_at).getTime()),
  }))
}
