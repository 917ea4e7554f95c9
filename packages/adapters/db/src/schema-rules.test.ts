import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asOwner, type FreshDatabase, freshDatabase } from './testing.ts'

let house: FreshDatabase
beforeAll(async () => {
  house = await freshDatabase()
})
afterAll(() => house.stop())

async function ask<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
  return asOwner(house.ownerUrl, async (owner) => (await owner.query<Row>(text, values)).rows)
}

interface Table {
  readonly name: string
  readonly enabled: boolean
  readonly forced: boolean
  readonly first_key: string
  readonly policies: string[]
  readonly granted: string[]
}

/** Every table of schema clinic as the database itself tells it, so that no list can be forgotten (S06). */
const clinicTables = () =>
  ask<Table>(`
    select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
      -- A table of mere rows to search by (no key of its own) is held by the rule on indexes below.
      coalesce((select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
        where i.indrelid = c.oid and i.indisprimary), 'practice_id') as first_key,
      array(select pg_get_expr(p.polqual, c.oid) from pg_policy p where p.polrelid = c.oid
        order by p.polname = 'within_practice' desc, p.polname) as policies,
      array(select privilege_type::text from information_schema.role_table_grants g
        where g.grantee = 'holdspace_app' and g.table_schema = 'clinic' and g.table_name = c.relname
        order by 1) as granted
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'clinic' and c.relkind in ('r', 'p') order by 1`)

/** Beside the practice's: a psychotherapy note shows only while its author is set for the transaction (M18). */
const furtherPolicies: Readonly<Record<string, readonly string[]>> = {
  psychotherapy_note: [`(author_id = (NULLIF(current_setting('app.membership'::text, true), ''::text))::uuid)`],
}

const insertOnly = ['entry', 'entry_body', 'audit_event', 'file']

describe('every clinical table', () => {
  it('is walled off by practice: enabled, forced, practice first in its key, one policy (S06)', async () => {
    const tables = await clinicTables()
    expect(tables.length).toBeGreaterThanOrEqual(7)
    const policy = `(practice_id = (NULLIF(current_setting('app.practice'::text, true), ''::text))::uuid)`
    for (const { granted: _granted, ...table } of tables) {
      expect(table).toEqual({
        name: table.name,
        enabled: true,
        forced: true,
        first_key: 'practice_id',
        policies: [policy, ...(furtherPolicies[table.name] ?? [])],
      })
    }
  })

  it('starts every index and unique rule with the practice', async () => {
    const rows = await ask<{ index: string; first: string | null }>(`
      select x.relname as index, a.attname as first
      from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
        join pg_namespace n on n.oid = c.relnamespace
        left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where n.nspname = 'clinic'`)
    expect(rows.filter((row) => row.first !== 'practice_id')).toEqual([])
  })

  it('shows no row at all when nobody set a practice, to the application and to the owner’s own role (S06, F1)', async () => {
    const tables = await clinicTables()
    await asOwner(house.appUrl, async (app) => {
      for (const table of tables) {
        const { rows } = await app.query<{ n: number }>(`select count(*)::int as n from clinic.${table.name}`)
        expect(rows[0]?.n, table.name).toBe(0)
      }
    })
  })

  it('that is ledger or audit gives the application no UPDATE, DELETE or TRUNCATE (S50)', async () => {
    const tables = await clinicTables()
    for (const name of insertOnly) {
      expect(tables.find((table) => table.name === name)?.granted, name).toEqual(['INSERT', 'SELECT'])
    }
    const mayEmpty = tables.filter((table) => table.granted.includes('TRUNCATE') || table.granted.includes('TRIGGER'))
    expect(mayEmpty).toEqual([])
    const columns = await ask<{ table_name: string }>(
      `
      select table_name from information_schema.role_column_grants
      where grantee = 'holdspace_app' and table_schema = 'clinic' and privilege_type = 'UPDATE' and table_name = any($1)`,
      [insertOnly],
    )
    expect(columns).toEqual([])
  })

  it('keeps patient data out of the schema that knows no practice', async () => {
    const rows = await ask(`
      select table_name, column_name from information_schema.columns
      where table_schema = 'identity' and column_name ~ '^(patient_id|birth_date|mrn|diagnosis)'`)
    expect(rows).toEqual([])
  })
})

describe('the application’s role', () => {
  it('is an ordinary one and owns nothing (S06)', async () => {
    const [role] = await ask(`
      select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolcanlogin
      from pg_roles where rolname = 'holdspace_app'`)
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      rolcanlogin: true,
    })
    const owned = await ask(`
      select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'holdspace_app'
      union all select p.proname from pg_proc p join pg_roles r on r.oid = p.proowner where r.rolname = 'holdspace_app'
      union all select n.nspname from pg_namespace n join pg_roles r on r.oid = n.nspowner where r.rolname = 'holdspace_app'`)
    expect(owned).toEqual([])
  })

  it('belongs to no other role, and may create nothing', async () => {
    expect(
      await ask(
        `select 1 from pg_auth_members m join pg_roles r on r.oid = m.member where r.rolname = 'holdspace_app'`,
      ),
    ).toEqual([])
    await asOwner(house.appUrl, async (app) => {
      for (const statement of [
        'create table clinic.own (n int)',
        'create table public.own (n int)',
        'create schema own',
      ]) {
        await expect(app.query(statement), statement).rejects.toThrow(/permission denied/)
      }
    })
  })

  it('runs definer functions only where each was looked at', async () => {
    const rows = await ask<{ name: string }>(`
      select n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and n.nspname in ('clinic', 'identity', 'upkeep', 'public') order by 1`)
    expect(rows.map((row) => row.name)).toEqual(['clinic.withdraw_body'])
  })
})
