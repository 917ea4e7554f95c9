import { type PatientId, type PracticeId, type SessionId, sessionId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { sql } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { aboutEach } from './side-by-side.ts'

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
  patientId: PatientId,
  from: Instant,
): Promise<readonly GivenInSession[]> {
  return givenSince(tx, practiceId, { patientId, from })
}

interface DosesAsked {
  readonly patientId: PatientId
  readonly from: Instant
}

const givenSince = aboutEach(async (tx, practiceId, asked: readonly DosesAsked[]) => {
  const courses = sql.join(
    asked.map(({ patientId, from }, at) => sql`(${at}::int, ${patientId}::uuid, ${from}::timestamptz)`),
    sql`, `,
  )
  const { rows } = await tx.execute<{ place: number; id: string; at: Date; is_running: boolean }>(sql`
    select asked.place, s.id, min(e.occurred_at) as at, s.status = 'open' as is_running
    from (values ${courses}) as asked (place, patient_id, since)
      join clinic.session s on s.practice_id = ${practiceId} and s.patient_id = asked.patient_id
        and s.opened_at >= asked.since
      join clinic.entry e on e.practice_id = s.practice_id and e.session_id = s.id
        and e.kind in ('dose-given', 'infusion-started')
    group by asked.place, s.id, s.status order by 3, 2`)
  return asked.map((_one, place) => rows.filter((row) => row.place === place).map(givenRow))
})

function givenRow(row: { readonly id: string; readonly at: Date; readonly is_running: boolean }): GivenInSession {
  return {
    sessionId: sessionId.parse(row.id),
    at: instantFromMs(new Date(row.at).getTime()),
    isRunning: row.is_running,
  }
}
