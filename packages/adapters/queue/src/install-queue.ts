import pg from 'pg'
import PgBoss from 'pg-boss'

/** The schema pg-boss keeps its own tables in; no patient data ever is, for payloads hold ids only (HOUSE section 7). */
export const queueSchema = 'jobs'

/** How a queue behaves when a job fails; told once, when the queue is installed. */
export interface QueueSpec {
  readonly name: string
  /** A run that takes longer counts as broken off and is tried again. */
  readonly mostSeconds: number
}

/**
 * Brings the queue's own tables up to date as the owner, beside the migrations, and lets the application's role use and
 * not change them. Safe from several processes at once and after a kill at any point.
 */
export async function installQueue(ownerUrl: string, appRole: string, queues: readonly QueueSpec[]): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: queueSchema,
    supervise: false,
    schedule: false,
    max: 1,
  })
  // What goes wrong is told by the call that was under way.
  boss.on('error', () => undefined)
  await boss.start()
  try {
    for (const { name, mostSeconds } of queues) {
      // One job waiting and one running of each name: a tick sent twice is one tick, whichever process sent it.
      await boss.createQueue(name, {
        name,
        policy: 'stately',
        retryLimit: 3,
        retryDelay: 5,
        expireInSeconds: mostSeconds,
      })
    }
  } finally {
    await boss.stop({ graceful: false, wait: true })
  }
  await grantUse(ownerUrl, appRole)
}

async function grantUse(ownerUrl: string, appRole: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl, application_name: 'holdspace queue' })
  owner.on('error', () => undefined)
  await owner.connect()
  try {
    const role = pg.escapeIdentifier(appRole)
    const schema = pg.escapeIdentifier(queueSchema)
    const { rows } = await owner.query<{ may: boolean }>(
      `select has_schema_privilege($1, $2, 'usage') and not exists (
         select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = $2 and c.relkind in ('r', 'p') and not has_table_privilege($1, c.oid, 'delete')) as may`,
      [appRole, queueSchema],
    )
    if (rows[0]?.may === true) return
    await owner.query(`
      begin;
      select pg_advisory_xact_lock(4155326002);
      grant usage on schema ${schema} to ${role};
      grant select, insert, update, delete on all tables in schema ${schema} to ${role};
      commit`)
  } finally {
    await owner.end()
  }
}
