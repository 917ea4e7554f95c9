import { pipeline } from 'node:stream/promises'
import type { PracticeId } from '@holdspace/kit/ids'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'

/** A table of the record as a backup keeps it: the columns that are stored, generated ones left out. */
export interface BackupTable {
  /** With its schema: `clinic.entry`. */
  readonly name: string
  readonly columns: readonly string[]
  /** Tables under row-level security are read one practice after the other, whoever owns them. */
  readonly byPractice: boolean
}

/** Left out: what a restored installation must not believe. Nobody is signed in there, and no token is good. */
const leftOut = new Set([
  'identity.login',
  'identity.pending_sign_in',
  'identity.session_pin',
  'identity.throttle',
  'identity.partner_token',
  'clinic.session_presence',
])

/** One moment of the whole database, read only, as the owner. */
export async function atOneMoment<T>(ownerUrl: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  return asOwner(ownerUrl, 'begin isolation level repeatable read read only', work)
}

/** One transaction of the owner: all of it is kept, or nothing. */
export async function allOrNothing<T>(ownerUrl: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  return asOwner(ownerUrl, 'begin', work)
}

async function asOwner<T>(ownerUrl: string, begin: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: ownerUrl, application_name: 'holdspace backup' })
  await owner.connect()
  try {
    await owner.query(begin)
    const answer = await work(owner)
    await owner.query('commit')
    return answer
  } finally {
    await owner.end()
  }
}

/** Every table, each after those its foreign keys point at, so that rows can be put back in this order. */
export async function tablesInOrder(owner: pg.Client): Promise<readonly BackupTable[]> {
  const { rows: tables } = await owner.query<{ name: string; columns: string[]; by_practice: boolean }>(`
    select format('%s.%s', n.nspname, c.relname) as name,
      array_agg(a.attname::text order by a.attnum) as columns,
      c.relrowsecurity as by_practice
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where n.nspname in ('identity', 'clinic') and c.relkind = 'r'
    group by n.nspname, c.relname, c.relrowsecurity order by 1`)
  const { rows: edges } = await owner.query<{ child: string; parent: string }>(`
    select format('%s.%s', cn.nspname, c.relname) as child, format('%s.%s', pn.nspname, p.relname) as parent
    from pg_constraint f
      join pg_class c on c.oid = f.conrelid join pg_namespace cn on cn.oid = c.relnamespace
      join pg_class p on p.oid = f.confrelid join pg_namespace pn on pn.oid = p.relnamespace
    where f.contype = 'f' and f.conrelid <> f.confrelid`)
  const kept = tables.filter((table) => !leftOut.has(table.name))
  return parentsFirst(kept, edges).map(({ name, columns, by_practice }) => ({ name, columns, byPractice: by_practice }))
}

function parentsFirst<T extends { readonly name: string }>(
  tables: readonly T[],
  edges: readonly { readonly child: string; readonly parent: string }[],
): readonly T[] {
  const placed: T[] = []
  const waiting = new Set(tables)
  while (waiting.size > 0) {
    const isWaiting = (name: string) => [...waiting].some((one) => one.name === name)
    const ready = [...waiting].filter((one) => !edges.some((edge) => edge.child === one.name && isWaiting(edge.parent)))
    if (ready.length === 0) throw new Error('The tables point at each other in a ring; a backup has no order for them.')
    for (const one of ready) {
      placed.push(one)
      waiting.delete(one)
    }
  }
  return placed
}

/** The rows of a table, or of one practice's part of it, in the text form of COPY. */
export async function* rowsOf(
  owner: pg.Client,
  table: BackupTable,
  practiceId: PracticeId | null,
): AsyncGenerator<Uint8Array> {
  const columns = table.columns.map((column) => pg.escapeIdentifier(column)).join(', ')
  const ofPractice = practiceId === null ? '' : ` where practice_id = ${pg.escapeLiteral(practiceId)}`
  if (practiceId !== null) await owner.query(`select set_config('app.practice', $1, true)`, [practiceId])
  yield* owner.query(copyTo(`copy (select ${columns} from ${table.name}${ofPractice}) to stdout`))
}

/** Puts rows back. Answers how many there were. Refuses columns this version does not have. */
export async function putRows(owner: pg.Client, table: BackupTable, rows: AsyncIterable<Uint8Array>): Promise<number> {
  const columns = table.columns.map((column) => pg.escapeIdentifier(column)).join(', ')
  const into = owner.query(copyFrom(`copy ${table.name} (${columns}) from stdin`))
  await pipeline(rows, into)
  return into.rowCount
}

/** Row-level security is lifted from the owner for this one transaction, so that it can put rows back at all. */
export async function liftForce(owner: pg.Client, tables: readonly BackupTable[]): Promise<void> {
  for (const { name, byPractice } of tables) {
    if (byPractice) await owner.query(`alter table ${name} no force row level security`)
  }
}

export async function restoreForce(owner: pg.Client, tables: readonly BackupTable[]): Promise<void> {
  // Checks that wait for the commit, such as that every entry of an account makes zero, are made now: no table is altered
  // while one of its own is pending.
  await owner.query('set constraints all immediate')
  for (const { name, byPractice } of tables) {
    if (byPractice) await owner.query(`alter table ${name} force row level security`)
  }
}

/** Remembers that a backup was finished, for whoever asks how old the newest is. */
export async function noteBackup(ownerUrl: string): Promise<void> {
  await allOrNothing(ownerUrl, (owner) => owner.query('insert into upkeep.backup default values'))
}

/** What this database was made by: number and checksum of every migration. */
export async function schemaVersion(owner: pg.Client): Promise<readonly string[]> {
  const { rows } = await owner.query<{ line: string }>(
    `select format('%s %s', number, checksum) as line from upkeep.migration order by number`,
  )
  return rows.map((row) => row.line)
}

export async function practicesHere(owner: pg.Client): Promise<readonly PracticeId[]> {
  const { rows } = await owner.query<{ id: PracticeId }>('select id from identity.practice order by id')
  return rows.map((row) => row.id)
}

/** The newest entry of every session, one line each: what a restored ledger must come to again (BK3). */
export async function ledgerHeads(owner: pg.Client, practiceId: PracticeId): Promise<readonly string[]> {
  await owner.query(`select set_config('app.practice', $1, true)`, [practiceId])
  const { rows } = await owner.query<{ line: string }>(
    `select distinct on (session_id) format('%s %s %s %s', practice_id, session_id, seq, encode(leaf_hash, 'hex')) as line
     from clinic.entry where practice_id = $1 order by session_id, seq desc`,
    [practiceId],
  )
  return rows.map((row) => row.line)
}
