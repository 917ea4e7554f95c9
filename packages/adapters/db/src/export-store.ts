import type { PracticeId } from '@holdspace/kit/ids'
import { and, eq, ne, type SQL, sql } from 'drizzle-orm'
import { type Database, inPractice } from './database.ts'
import { Blocks, type Piece, readPiece, writtenOut } from './export-piece.ts'
import { accountStatement, chunkStatement, cohortStatement, countStatement, deletedStatement } from './export-sql.ts'
import { callerNeeding } from './fhir-caller-sql.ts'
import type { PartnerRequest } from './fhir-door-store.ts'
import { bulkExport } from './schema/bulk-export.ts'

export type ExportLevel = 'system' | 'patient' | 'group'

export interface AskedExport {
  readonly exportId: string
  readonly level: ExportLevel
  /** The group that was asked for; it must be the partner's own. */
  readonly groupId: string | null
  /** Address of the kick-off, as asked. */
  readonly request: string
  readonly types: readonly string[]
  /** RFC 3339; null for everything. */
  readonly since: string | null
  readonly expiresAt: string
}

export interface ExportJob {
  readonly practiceId: PracticeId
  readonly exportId: string
  readonly request: string
  readonly types: readonly string[]
  readonly since: Date | null
  readonly transactionTime: Date
  readonly expiresAt: Date
  readonly state: 'counting' | 'ready' | 'cancelled'
  readonly output: readonly { readonly type: string; readonly count: number }[] | null
  readonly deletedCount: number
  /** The same partner asked less than a second ago. */
  readonly isImpatient: boolean
  /** Nobody counts any more: whoever counted was stopped. */
  readonly isLeft: boolean
}

type Entered = 'ok' | 'scope' | 'unauthenticated'

const entered = `with caller as materialized (${callerNeeding("'{}'")})`
const mine = `e.practice_id = caller.practice_id and e.id = $3::uuid and e.partner_id = caller.partner_id
    and e.expires_at > $2::timestamptz`

/**
 * Keeps a job for the partner whose token it is, as of the start of the oldest transaction still open, with those of the
 * types that the token's rights reach; none is `scope`.
 */
export async function addExport(
  db: Database,
  partner: PartnerRequest,
  asked: AskedExport,
): Promise<
  { readonly practiceId: PracticeId; readonly types: readonly string[] } | 'scope' | 'unauthenticated' | 'no-such-group'
> {
  const { rows } = await db.$client.query<{
    practice_id: PracticeId
    is_own_group: boolean
    types: readonly string[] | null
  }>({
    name: 'bulk_add',
    text: addStatement,
    values: [
      partner.tokenSha256,
      partner.wallClock,
      asked.exportId,
      asked.level,
      asked.request,
      asked.types,
      asked.since,
      asked.expiresAt,
      asked.groupId,
    ],
  })
  const [row] = rows
  if (row === undefined) return 'unauthenticated'
  if (!row.is_own_group) return 'no-such-group'
  return row.types === null ? 'scope' : { practiceId: row.practice_id, types: row.types }
}

const addStatement = `${entered},
covered as materialized (
  select caller.practice_id, caller.partner_id, ($9::text is null or $9::text = caller.partner_id::text) as is_own_group,
    array(select type from unnest($6::text[]) as type
      where type || '.r' = any (caller.grants) or '*.r' = any (caller.grants)) as types
  from caller
), kept as (
  insert into clinic.bulk_export (practice_id, id, partner_id, level, request, types, since, transaction_time, state,
      counting_since, asked_at, expires_at)
    select practice_id, $3::uuid, partner_id, $4::text, $5::text, types, $7::timestamptz,
      (select date_trunc('milliseconds', coalesce(min(xact_start), now())) from pg_stat_activity
         where datname = current_database() and xact_start is not null),
      'counting', now(), now(), $8::timestamptz
    from covered where is_own_group and cardinality(types) > 0
  returning types
)
select covered.practice_id, covered.is_own_group, (select types from kept) as types from covered`

/** The partner's own job; null for another's, an unknown, a cancelled or an expired one. Notes that it was asked for. */
export async function pollExport(
  db: Database,
  partner: PartnerRequest,
  exportId: string,
): Promise<ExportJob | 'unauthenticated' | null> {
  const { rows } = await db.$client.query<StoredJob>({
    name: 'bulk_poll',
    text: `${entered}, known as materialized (
      select e.* from caller cross join lateral (
        select * from clinic.bulk_export e where ${mine} and e.state <> 'cancelled' limit 1) e
    )
    select known.*, coalesce(known.last_polled_at > now() - interval '1 second', false) as is_impatient,
           known.state = 'counting' and known.counting_since < now() - interval '20 seconds' as is_left
    from caller left join known on true`,
    values: [partner.tokenSha256, partner.wallClock, exportId],
  })
  const [row] = rows
  if (row === undefined) return 'unauthenticated'
  if (row.practice_id === null) return null
  const job = jobOf(row, row.practice_id)
  await changeJob(db, job, { lastPolledAt: sql`now()` })
  return job
}

/**
 * A job is changed in a transaction that has its practice already: an UPDATE reads its table before whatever it is joined
 * with, so a practice that the same statement only sets on the way would come too late for row-level security.
 */
async function changeJob(
  db: Database,
  job: JobRef,
  change: Partial<typeof bulkExport.$inferInsert> | JobChange,
): Promise<boolean> {
  return inPractice(db, job.practiceId, async (tx) => {
    const changed = await tx
      .update(bulkExport)
      .set(change)
      .where(
        and(
          eq(bulkExport.practiceId, job.practiceId),
          eq(bulkExport.id, job.exportId),
          ne(bulkExport.state, 'cancelled'),
        ),
      )
      .returning({ id: bulkExport.id })
    return changed.length > 0
  })
}

type JobChange = { readonly lastPolledAt: SQL }
export type JobRef = Pick<ExportJob, 'practiceId' | 'exportId'>

interface StoredJob {
  readonly practice_id: PracticeId | null
  readonly id: string
  readonly request: string
  readonly types: readonly string[]
  readonly since: Date | null
  readonly transaction_time: Date
  readonly expires_at: Date
  readonly state: ExportJob['state']
  readonly output: ExportJob['output']
  readonly deleted_count: number | null
  readonly is_impatient: boolean
  readonly is_left: boolean
}

function jobOf(row: StoredJob, practiceId: PracticeId): ExportJob {
  return {
    practiceId,
    exportId: row.id,
    request: row.request,
    types: row.types,
    since: row.since,
    transactionTime: row.transaction_time,
    expiresAt: row.expires_at,
    state: row.state,
    output: row.output,
    deletedCount: row.deleted_count ?? 0,
    isImpatient: row.is_impatient,
    isLeft: row.is_left,
  }
}

/** Counts what each file will hold and calls the job ready. Done again after a stop, it comes to the same. */
export async function countExport(
  db: Database,
  partner: PartnerRequest,
  job: JobRef & Pick<ExportJob, 'types' | 'since'>,
) {
  const output: { type: string; count: number }[] = []
  for (const type of job.types) {
    const { rows } = await db.$client.query<{ count: number }>(
      writtenOut(countStatement(type), exportValues(partner, job.exportId, type)),
    )
    const count = rows[0]?.count ?? 0
    if (count > 0) output.push({ type, count })
  }
  const deleted = job.since === null ? [] : await deletedLines(db, partner, job)
  await changeJob(db, job, {
    state: 'ready',
    output,
    deletedCount: deleted.reduce((sum, { count }) => sum + count, 0),
  })
}

/** From now on neither the job nor a file of it is there; one that is being fetched ends. */
export async function cancelExport(db: Database, job: JobRef): Promise<void> {
  await changeJob(db, job, { state: 'cancelled' })
}

/** Enters the file into the trail and the accounting, before its first byte. Null when there is no such file. */
export async function openExportFile(
  db: Database,
  partner: PartnerRequest,
  exportId: string,
  type: string,
): Promise<Entered | null> {
  const { trace } = partner
  const { rows } = await db.$client.query<{ outcome: 'ok' | 'scope'; is_there: boolean | null }>(
    writtenOut(accountStatement(type), [
      ...exportValues(partner, exportId, type),
      trace.id,
      trace.requestId,
      trace.address,
    ]),
  )
  const [row] = rows
  if (row === undefined) return 'unauthenticated'
  if (row.outcome === 'scope') return 'scope'
  return row.is_there === true ? 'ok' : null
}

/**
 * The lines of a file, in pieces. Ends early when the job is cancelled or the partner is shut out. The next piece is read
 * while this one is taken; a partner that takes its time gets it read anew, so that a withdrawal still reaches it. What was
 * handed out is written over once the next is asked for.
 */
export async function* exportLines(
  db: Database,
  partner: PartnerRequest,
  exportId: string,
  type: string,
): AsyncGenerator<Uint8Array> {
  const statement = chunkStatement(type)
  const blocks = new Blocks()
  const ask = async (after: string): Promise<Piece> => {
    const values = [...exportValues(partner, exportId, type), after]
    const piece = await readPiece(db, statement, values, { type, blocks })
    if (piece === null) throw new Error('The export was cancelled or its partner shut out while it was fetched')
    return piece
  }
  let piece = await ask('')
  for (;;) {
    const { lastId } = piece
    const ahead = lastId === null ? null : readAhead(() => ask(lastId))
    for (const block of piece.blocks) {
      if (block.used > 0) yield block.memory.subarray(0, block.used)
      blocks.giveBack(block)
    }
    if (ahead === null) return
    piece = await ahead()
  }
}

const freshForMs = 1_000

/** Reads at once; hands out what was read when it is asked for soon, and reads again when it is not. */
function readAhead(read: () => Promise<Piece>): () => Promise<Piece> {
  const begun = performance.now()
  const early = read()
  // Whoever hangs up never asks for it.
  early.catch(() => undefined)
  return () => (performance.now() - begun <= freshForMs ? early : read())
}

/** Bundles of deletions, one a line. */
export async function deletedLines(
  db: Database,
  partner: PartnerRequest,
  { exportId, types }: Pick<ExportJob, 'exportId' | 'types'>,
): Promise<readonly { readonly line: string; readonly count: number }[]> {
  const { rows } = await db.$client.query<{ line: string; count: number }>({
    name: 'bulk_deleted',
    text: deletedStatement,
    values: exportValues(partner, exportId, types[0] ?? ''),
  })
  return rows
}

function exportValues(partner: PartnerRequest, exportId: string, type: string): string[] {
  return [partner.tokenSha256, partner.wallClock, partner.now, exportId, type]
}

export interface Cohort {
  readonly partnerId: string
  readonly name: string
  readonly patientIds: readonly string[]
}

/** `need`: the right it is asked by, `Group.r` or `Group.s`. */
export async function readCohort(
  db: Database,
  partner: PartnerRequest,
  need: 'Group.r' | 'Group.s',
): Promise<Cohort | 'scope' | 'unauthenticated'> {
  const { trace } = partner
  const { rows } = await db.$client.query<CohortRow>({
    name: 'bulk_cohort',
    text: cohortStatement,
    values: [partner.tokenSha256, partner.wallClock, partner.now, trace.id, trace.requestId, trace.address, need],
  })
  const [row] = rows
  if (row === undefined) return 'unauthenticated'
  if (row.outcome === 'scope') return 'scope'
  return { partnerId: row.partner_id, name: row.name, patientIds: row.members }
}

interface CohortRow {
  readonly outcome: 'ok' | 'scope'
  readonly partner_id: string
  readonly name: string
  readonly members: readonly string[]
}
