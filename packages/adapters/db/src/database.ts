import type { PracticeId } from '@holdspace/kit/ids'
import { drizzle, type NodePgDatabase, NodePgSession, NodePgTransaction } from 'drizzle-orm/node-postgres'
import { PgDialect } from 'drizzle-orm/pg-core'
import pg from 'pg'
import { oneAtATime } from './one-at-a-time.ts'

/** The pool of connections as the application's own role. Nothing clinical is reached without `inPractice`. */
export type Database = NodePgDatabase & { readonly $client: pg.Pool }
/** An open transaction. Store functions take one, so that what belongs together commits together. */
export type Tx = Parameters<Parameters<NodePgDatabase['transaction']>[0]>[0]

/** What is done in a transaction. The connection beneath it is for the few statements that are no queries, such as COPY. */
type Work<T> = (tx: Tx, client: pg.PoolClient) => Promise<T>

export interface OpenDatabase {
  readonly db: Database
  readonly close: () => Promise<void>
}

export interface OpenOptions {
  /** Connections in the pool; 10 unless told. */
  readonly maxConnections?: number
  /** How the connections name themselves in the server's own list. */
  readonly applicationName?: string
  /**
   * Every prepared statement keeps one plan for all values instead of being planned for each: for a pool that asks few
   * shapes of question very often, all of them through indexes whatever the value.
   */
  readonly keepsPlans?: boolean
  /** Told when an idle connection broke (a restart of the database); the pool makes a new one by itself. */
  readonly onBroken?: (error: Error) => void
}

/**
 * Opens the pool with the URL of the application's role (`appUrlOf`), never the owner's: a superuser or an owner would
 * pass by row-level security (S06).
 */
export function openDatabase(appUrl: string, options: OpenOptions = {}): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: appUrl,
    max: options.maxConnections ?? 10,
    application_name: options.applicationName ?? 'holdspace',
    connectionTimeoutMillis: 10_000,
    ...(options.keepsPlans === true ? { options: '-c plan_cache_mode=force_generic_plan' } : {}),
    // A forgotten transaction must not hold a session's lock for ever, nor a lost lock make a nurse wait.
    statement_timeout: 60_000,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 60_000,
  })
  pool.on('error', (error) => options.onBroken?.(error))
  // The pool listens only to idle connections. One that breaks in the middle of a transaction would otherwise end the
  // whole process; the query that was under way is told by its own rejection (R8).
  pool.on('connect', (client) => client.on('error', () => undefined))
  return { db: drizzle(pool), close: () => pool.end() }
}

/**
 * One transaction inside one practice. The practice is set for this transaction alone (`set_config(…, true)`), so a
 * connection given back to the pool carries nothing over to the next request (S07). A throw rolls everything back.
 */
export async function inPractice<T>(db: Database, practiceId: PracticeId, work: Work<T>): Promise<T> {
  return inTransaction(db, `begin; select set_config('app.practice', ${pg.escapeLiteral(practiceId)}, true)`, work)
}

/** One transaction outside any practice: sign-in, links and client lookup. Clinical tables show no row here. */
export async function inIdentity<T>(db: Database, work: Work<T>): Promise<T> {
  return inTransaction(db, 'begin', work)
}

const dialect = new PgDialect()

const idle = Symbol('idle')

/** Resolves once every statement of the transaction has been answered, and nobody who was answered asks another one. */
export async function whenIdle(tx: Tx & { readonly [idle]?: () => Promise<void> }): Promise<void> {
  await tx[idle]?.()
}

/**
 * Our own frame around drizzle's queries. Drizzle's `transaction` keeps the connection for ever when BEGIN fails, so that
 * one restart of the database would starve the pool (R8); here a connection is always given back, and a broken one is
 * thrown away. `opening` travels in one round trip.
 */
async function inTransaction<T>(db: Database, opening: string, work: Work<T>): Promise<T> {
  const client = await db.$client.connect()
  const turns = oneAtATime(client)
  let isBroken = true
  try {
    await client.query(opening)
    const tx: Tx = new NodePgTransaction(dialect, new NodePgSession(turns.client, dialect, undefined), undefined)
    const result = await work(Object.assign(tx, { [idle]: turns.idle }), client)
    await turns.close()
    const { command } = await client.query('commit')
    isBroken = false
    // PostgreSQL answers COMMIT with ROLLBACK when a statement failed and its error was swallowed: nothing was kept.
    if (command !== 'COMMIT')
      throw new Error('A failed statement was passed over, so nothing of this transaction is kept')
    return result
  } catch (error) {
    await turns.close()
    if (isBroken)
      isBroken = await client.query('rollback').then(
        () => false,
        () => true,
      )
    throw error
  } finally {
    client.release(isBroken)
  }
}

/** The SQLSTATE of an error of the database, e.g. `23505`; null for any other error. Drizzle wraps the driver's error. */
export function sqlState(error: unknown): string | null {
  for (let each = error; each instanceof Error; each = each.cause) {
    if ('code' in each && typeof each.code === 'string' && /^[0-9A-Z]{5}$/.test(each.code)) return each.code
  }
  return null
}
