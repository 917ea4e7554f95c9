import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import pg from 'pg'

/** The one role the server works as. It can neither own a table nor pass by row-level security (S06). */
export const appRole = 'holdspace_app'
/** Nobody signs in as it: it owns the one function that removes a withdrawn entry's body (RULINGS 10). */
export const redactionRole = 'holdspace_redaction'

/** The owner's URL with the application's role and password in place of the owner's. */
export function appUrlOf(ownerUrl: string, appPassword: string): string {
  const url = new URL(ownerUrl)
  url.username = appRole
  url.password = encodeURIComponent(appPassword)
  return url.toString()
}

/**
 * Makes the role when there is none, and sets its password when the present one does not open the door. Roles belong to
 * the whole server, so several databases may do this at once; the loser of such a race tries again.
 */
export async function ensureAppRole(owner: pg.Client, ownerUrl: string, appPassword: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await ensureRedactionRole(owner)
      const found = await owner.query('select 1 from pg_roles where rolname = $1', [appRole])
      if (found.rowCount === 0) {
        await owner.query(`create role ${appRole} login nosuperuser nobypassrls nocreatedb nocreaterole noreplication`)
      }
      if (found.rowCount === 0 || !(await opens(appUrlOf(ownerUrl, appPassword)))) {
        await owner.query(`alter role ${appRole} login password '${scramVerifier(appPassword)}'`)
      }
      return
    } catch (error) {
      const raced = error instanceof Error && /concurrently updated|already exists|duplicate key/.test(error.message)
      if (!raced || attempt === 10) throw error
    }
  }
}

async function ensureRedactionRole(owner: pg.Client): Promise<void> {
  const found = await owner.query('select 1 from pg_roles where rolname = $1', [redactionRole])
  if (found.rowCount === 0) await owner.query(`create role ${redactionRole} nologin nosuperuser nobypassrls`)
  // An owner who is not a superuser may hand the function over only to a role it belongs to.
  await owner.query(
    `do $$ begin
       if not pg_has_role(current_user, '${redactionRole}', 'member') then
         execute format('grant ${redactionRole} to %I', current_user);
       end if;
     end $$`,
  )
}

/** Refuses to go on when the role could see past row-level security or change what it must not (S06, F1). */
export async function assertUnprivileged(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ reason: string }>(
    `select unnest(array_remove(array[
       case when rolsuper then 'is a superuser' end,
       case when rolbypassrls then 'bypasses row-level security' end,
       case when rolcreaterole then 'may make roles' end,
       case when rolcreatedb then 'may make databases' end,
       case when rolreplication then 'may replicate' end,
       case when exists (select from pg_auth_members m where m.member = r.oid) then 'is a member of another role' end,
       case when exists (select from pg_class c where c.relowner = r.oid) then 'owns a table' end,
       case when exists (select from pg_namespace n where n.nspowner = r.oid) then 'owns a schema' end
     ], null)) as reason from pg_roles r where rolname = $1`,
    [appRole],
  )
  if (rows.length > 0) {
    throw new Error(`The role ${appRole} ${rows.map((row) => row.reason).join(', ')}: it must be an ordinary role.`)
  }
}

async function opens(appUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: appUrl, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** RFC 5803 form, computed here so that the password itself never appears in a statement a server may log. */
function scramVerifier(password: string): string {
  const iterations = 4096
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256')
  const keyed = (text: string) => createHmac('sha256', salted).update(text).digest()
  const stored = createHash('sha256').update(keyed('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${keyed('Server Key').toString('base64')}`
}
