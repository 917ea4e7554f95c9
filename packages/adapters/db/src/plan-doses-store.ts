import { type PatientId, type PracticeId, type SessionId, sessionId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { sql } from 'drizzle-orm'
import type { Tx } from './database.ts'

export interface GivenInSession {
  readonly sessionId: SessionId
  /** Of the first dose of the session, by when it happened. */
  readonly at: Instant
  /** The session still runs: what is given in it is the dose in hand, not one that was used up. */
  readonly isRunning: boolean
}

/** The sessions since `from` in which something was given, oldest first; parts of a split dose are one. */
export async function dosesGivenSince(
  tx: Tx,
  practiceId: PracticeId,
  patient: PatientId,
  from: Instant,
): Promise<readonly GivenInSession[]> {
  const { rows } = await tx.execute<{ id: string; at: Date; is_running: boolean }>(sql`
    select s.id, min(e.occurred_at) as at, s.status = 'open' as is_running
    from clinic.session s
      join clinic.entry e on e.practice_id = s.practice_id and e.session_id = s.id
        and e.kind in ('dose-given', 'infusion-started')
    where s.practice_id = ${practiceId} and s.patient_id = ${patient} and s.opened_at >= ${from}::timestamptz
    group by s.id, s.status order by 2, 1`)
  return rows.map((row) => ({
    sessionId: sessionId.parse(row.id),
    at: instantFromMs(new Date(row.at).getTime()),
    isRunning: row.is_running,
  }))
}
