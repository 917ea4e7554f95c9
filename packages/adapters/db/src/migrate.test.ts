import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appUrlOf } from './app-role.ts'
import { migrate } from './migrate.ts'
import { readMigrations } from './migration-files.ts'
import { asOwner, bareDatabase, migrationsFolder, testAppPassword } from './testing.ts'

let bare: { ownerUrl: string; stop: () => Promise<void> }
let folder: string
beforeEach(async () => {
  bare = await bareDatabase()
  folder = mkdtempSync(join(tmpdir(), 'migrations-'))
  cpSync(migrationsFolder, folder, { recursive: true })
})
afterEach(async () => {
  await bare.stop()
  rmSync(folder, { recursive: true, force: true })
})

const run = () => migrate(bare.ownerUrl, { folder, appPassword: testAppPassword })
const expected = () => readMigrations(folder).map((file) => file.name)

async function count(text: string): Promise<number> {
  const { rows } = await asOwner(bare.ownerUrl, (owner) => owner.query<{ n: number }>(text))
  return rows[0]?.n ?? -1
}

describe('bringing a database up to date', () => {
  it('applies every migration once, in order, and then none', async () => {
    expect((await run()).applied).toEqual(expected())
    expect((await run()).applied).toEqual([])
    expect(await count('select count(*)::int as n from upkeep.migration')).toBe(expected().length)
  })

  it('is safe when several processes start together', async () => {
    const outcomes = await Promise.all([run(), run(), run()])
    expect(outcomes.flatMap((one) => one.applied)).toEqual(expected())
  })

  it('applies what is new beside what is there, whatever its number', async () => {
    const later = readMigrations(folder).at(-1)
    if (later === undefined) throw new Error('no migration')
    const path = join(folder, `${String(later.number).padStart(4, '0')}_${later.name}.sql`)
    rmSync(path)
    await run()
    writeFileSync(path, later.text)
    writeFileSync(join(folder, '0019_forgotten.sql'), 'create table public.forgotten (n integer);')
    expect((await run()).applied).toEqual(['forgotten', later.name])
  })

  it('leaves nothing of a migration that fails half-way, and goes on from there once it is mended (R11)', async () => {
    const broken = join(folder, '9000_broken.sql')
    writeFileSync(broken, 'create table public.half (n integer); insert into public.half values (1); select 1 / 0;')
    await expect(run()).rejects.toThrow('Migration 9000 (broken) failed: division by zero')
    expect(await count(`select count(*)::int as n from pg_class where relname = 'half'`)).toBe(0)
    writeFileSync(broken, 'create table public.half (n integer);')
    expect((await run()).applied).toEqual(['broken'])
  })

  it('goes forward after its process was killed in the middle of a migration (R11)', async () => {
    writeFileSync(join(folder, '9000_slow.sql'), 'create table public.slow (n integer); select pg_sleep(60);')
    const killed = run().catch((error: unknown) => error)
    let backend = -1
    while (backend < 0)
      backend = await count(
        `select coalesce(max(pid), -1)::int as n from pg_stat_activity where query like '%pg_sleep(60)%' and datname = current_database() and pid <> pg_backend_pid()`,
      )
    await asOwner(bare.ownerUrl, (owner) => owner.query('select pg_terminate_backend($1)', [backend]))
    expect(await killed).toBeInstanceOf(Error)
    writeFileSync(join(folder, '9000_slow.sql'), 'create table public.slow (n integer);')
    expect((await run()).applied).toEqual(['slow'])
  })

  it('refuses a migration that was changed after it was applied, and a database of a newer version', async () => {
    writeFileSync(join(folder, '9000_one.sql'), 'select 1;')
    await run()
    writeFileSync(join(folder, '9000_one.sql'), 'select 2;')
    await expect(run()).rejects.toThrow('Migration 9000 (one) was changed after it had been applied')
    rmSync(join(folder, '9000_one.sql'))
    await expect(run()).rejects.toThrow('does not know: start the newer version')
  })

  it('refuses a number used twice and a name that says no number', async () => {
    writeFileSync(join(folder, '0001_again.sql'), 'select 1;')
    await expect(run()).rejects.toThrow('Two migrations are numbered 1')
    rmSync(join(folder, '0001_again.sql'))
    writeFileSync(join(folder, 'later.sql'), 'select 1;')
    await expect(run()).rejects.toThrow('later.sql is not named NNNN_name.sql')
  })

  it('works for an owner who is no superuser, as on a hosted database, and row-level security binds that owner too (F1)', async () => {
    await asOwner(bare.ownerUrl, (owner) =>
      owner.query(`
        create role hosted login createrole password 'hosted';
        do $$ begin
          if exists (select from pg_roles where rolname = 'holdspace_app') then grant holdspace_app to hosted with admin option; end if;
          if exists (select from pg_roles where rolname = 'holdspace_redaction') then grant holdspace_redaction to hosted with admin option; end if;
          execute format('alter database %I owner to hosted', current_database());
        end $$`),
    )
    const hosted = new URL(bare.ownerUrl)
    hosted.username = 'hosted'
    hosted.password = 'hosted'
    try {
      expect((await migrate(hosted.toString(), { folder, appPassword: testAppPassword })).applied).toEqual(expected())
      await asOwner(hosted.toString(), async (owner) => {
        await owner.query(`begin; select set_config('app.practice', '018f0000-0000-7000-8000-000000000001', true)`)
        await owner.query(`insert into clinic.audit_event (practice_id, id, at, actor_kind, actor_name, act, outcome)
          values ('018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-000000000009', now(), 'system', 'x', 'x', 'done'); commit`)
        const { rows } = await owner.query('select count(*)::int as n from clinic.audit_event')
        expect(rows).toEqual([{ n: 0 }])
      })
    } finally {
      await bare.stop()
      bare = await bareDatabase()
      await asOwner(bare.ownerUrl, (owner) => owner.query('drop role hosted'))
    }
  })
})

describe('the application’s role', () => {
  it('gets its password from the migration, and no other opens the door', async () => {
    await run()
    const open = (password: string) => asOwner(appUrlOf(bare.ownerUrl, password), (app) => app.query('select 1 as one'))
    expect((await open(testAppPassword)).rows).toEqual([{ one: 1 }])
    await expect(open('another')).rejects.toThrow(/password authentication failed/)
  })

  it('is refused when it became more than an ordinary role', async () => {
    await run()
    await asOwner(bare.ownerUrl, (owner) => owner.query('create schema stray authorization holdspace_app'))
    await expect(run()).rejects.toThrow('The role holdspace_app owns a schema: it must be an ordinary role.')
  })
})
