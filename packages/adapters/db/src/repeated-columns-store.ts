import type { PracticeId, SessionId } from '@holdspace/kit/ids'
import { sql } from 'drizzle-orm'
import type { Tx } from './database.ts'
import type { EntryPlace } from './entry-rows.ts'

/** Where the next `count` entries of a practice end; null where fewer are left. */
export async function placeAfter(
  tx: Tx,
  practiceId: PracticeId,
  after: EntryPlace | null,
  count: number,
): Promise<EntryPlace | null> {
  const { rows } = await tx.execute<{ session_id: string; seq: number }>(sql`
    select e.session_id, e.seq from clinic.entry e
    where e.practice_id = ${practiceId} ${behind(after)}
    order by e.session_id, e.seq offset ${count - 1} limit 1`)
  return rows[0] === undefined ? null : { sessionId: rows[0].session_id as SessionId, seq: rows[0].seq }
}

/**
 * Entries from behind `after` to `upTo` whose columns do not repeat their header. The header's members stand in one order
 * in one form, so the columns are written as the header has them and looked for in its bytes; nothing of it is parsed.
 */
export async function strayColumns(
  tx: Tx,
  practiceId: PracticeId,
  after: EntryPlace | null,
  upTo: EntryPlace | null,
): Promise<readonly EntryPlace[]> {
  const end = upTo === null ? sql`` : sql`and (e.session_id, e.seq) <= (${upTo.sessionId}::uuid, ${upTo.seq}::integer)`
  const { rows } = await tx.execute<{ session_id: string; seq: number }>(sql`
    select e.session_id, e.seq from clinic.entry e
    where e.practice_id = ${practiceId} ${behind(after)} ${end} and (
      position(convert_to('{"actor":' || to_json(e.actor) || ',"device_id":"' || e.device_id || '","device_seq":' || e.device_seq
        || ',"idempotency_key":"' || e.id || '","kind":"' || e.kind || '",', 'UTF8') in e.header) = 1
      and position(convert_to('"occurred_at":"' || ${momentOf('occurred_at')} || '","payload":"', 'UTF8') in e.header) > 0
      and position(convert_to('"recorded_at":"' || ${momentOf('recorded_at')} || '","session_id":"' || e.session_id
        || '","session_seq":' || e.seq || ',"v"', 'UTF8') in e.header) > 0
    ) is not true
    order by e.session_id, e.seq limit 100`)
  return rows.map(({ session_id: id, seq }) => ({ sessionId: id as SessionId, seq }))
}

function behind(after: EntryPlace | null) {
  return after === null ? sql`` : sql`and (e.session_id, e.seq) > (${after.sessionId}::uuid, ${after.seq}::integer)`
}

function momentOf(column: 'occurred_at' | 'recorded_at') {
  return sql`to_char(e.${sql.identifier(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}

/** Sessions that stand under another person or protocol than the entry that opened them says. */
export async function misfiledSessions(tx: Tx, practiceId: PracticeId): Promise<readonly SessionId[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select s.id from clinic.session s
      join clinic.entry_body b on b.practice_id = s.practice_id and b.session_id = s.id and b.seq = 1
      cross join lateral (select convert_from(b.canonical, 'UTF8')::jsonb as said offset 0) opening
    where s.practice_id = ${practiceId} and said ? 'patient' and (
      said -> 'patient' ->> 'patientId' is distinct from s.patient_id::text
      or said -> 'protocol' ->> 'protocolId' is distinct from s.protocol_id
      or said -> 'protocol' ->> 'version' is distinct from s.protocol_version
      or said -> 'protocol' ->> 'contentHash' is distinct from s.protocol_hash)
    order by s.id limit 100`)
  return rows.map(({ id }) => id as SessionId)
}
