import type { PracticeId } from '@holdspace/kit/ids'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from './database.ts'

/**
 * Tables that an export of the record does not write out row by row, and why. Every other table of schema clinic is
 * written, also one that is made after today: what is forgotten is taken along, not left behind.
 */
export const notInExport: Readonly<Record<string, string>> = {
  psychotherapy_note: 'its author’s alone (45 CFR 164.501)',
  entry: 'told as ledger.jsonl',
  entry_body: 'told as ledger.jsonl',
  log_leaf: 'told as log.jsonl',
  log_tile: 'made anew from the leaves',
  log_checkpoint: 'told as checkpoints.jsonl',
  fhir_resource: 'told as FHIR',
  fhir_resource_version: 'earlier texts of the projection, made anew from the record',
  fhir_search: 'an index',
  patient_name_token: 'an index',
  bulk_export: 'what a partner asked for, a day long',
  idempotency: 'which request was answered already',
  session_presence: 'who stands in the room this minute',
  appointment_hold: 'which room and person are held, made anew from the appointments',
}

export interface RecordTable {
  readonly name: string
  /** Columns of its primary key with their types, in order. */
  readonly key: readonly { readonly column: string; readonly type: string }[]
}

/** Every table that belongs to the record of a practice, by name. */
export async function recordTables(tx: Tx): Promise<readonly RecordTable[]> {
  const { rows } = await tx.execute<{ name: string; columns: string[]; types: string[] }>(sql`
    select c.relname as name,
      array_agg(a.attname::text order by k.place) as columns,
      array_agg(format_type(a.atttypid, a.atttypmod) order by k.place) as types
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_index i on i.indrelid = c.oid and i.indisprimary
      cross join unnest(i.indkey::smallint[]) with ordinality as k (attnum, place)
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
    where n.nspname = 'clinic' and c.relkind = 'r'
    group by c.relname order by c.relname`)
  return rows
    .filter(({ name }) => !(name in notInExport))
    .map(({ name, columns, types }) => ({
      name,
      key: columns.map((column, at) => ({ column, type: types[at] ?? 'text' })),
    }))
}

export interface RecordRow {
  readonly key: readonly string[]
  /** The whole row as JSON: bytes in hex, times with their offset. */
  readonly line: string
}

/** The next rows of a practice in one table, in the order of its key, after the one given. */
export async function nextRecordRows(
  tx: Tx,
  practiceId: PracticeId,
  { name, key }: RecordTable,
  after: RecordRow['key'] | null,
  atMost: number,
): Promise<readonly RecordRow[]> {
  const columns = key.map(({ column }) => sql`t.${sql.identifier(column)}`)
  const told = sql.join(columns, sql`, `)
  const asText = sql.join(
    columns.map((column) => sql`${column}::text`),
    sql`, `,
  )
  const { rows } = await tx.execute<{ key: string[]; line: string }>(sql`
    select array[${asText}] as key, to_jsonb(t)::text as line
    from clinic.${sql.identifier(name)} t
    where t.practice_id = ${practiceId} and ${withoutTraceOf(name)}
      and ${after === null ? sql`true` : sql`(${told}) > (${valuesOf(key, after)})`}
    order by ${told} limit ${atMost}`)
  return rows
}

function valuesOf(key: RecordTable['key'], after: RecordRow['key']): SQL {
  return sql.join(
    key.map(({ type }, at) => sql`${after[at] ?? ''}::${sql.raw(type)}`),
    sql`, `,
  )
}

/** That somebody keeps psychotherapy notes is theirs alone to tell, too. */
function withoutTraceOf(table: string): SQL {
  return table === 'audit_event' ? sql`t.act not like 'psychotherapy-note.%'` : sql`true`
}
