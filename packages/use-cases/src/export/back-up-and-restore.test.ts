import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hoursSinceBackup } from '@holdspace/db/health-store'
import { asOwner, type FreshDatabase, freshDatabase } from '@holdspace/db/testing'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { helenAmes, juniperRow, maraQuist, marigoldHouse } from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { openRoom, roomDevice } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import type { Decision } from '@holdspace/kit/decision'
import type { SessionId } from '@holdspace/kit/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepLog } from '../verify/keep-log.ts'
import { verifyLedger } from '../verify/verify-ledger.ts'
import { verifyRecord } from '../verify/verify-record.ts'
import { backUp } from './back-up.ts'
import { restore } from './restore.ts'

const folder = mkdtempSync(join(tmpdir(), 'holdspace-backup-'))
const path = join(folder, 'marigold.backup')
let clinic: TestHouse
let session: SessionId
let empty: FreshDatabase

const operator = { kind: 'system', practiceId: marigoldHouse.practiceId, reason: 'a test of the backup' } as const
const counts = (ownerUrl: string) =>
  asOwner(ownerUrl, async (owner) => {
    const { rows } = await owner.query(`
      select (select count(*) from clinic.entry)::int as entries, (select count(*) from clinic.entry_body)::int as bodies,
        (select count(*) from clinic.audit_event)::int as audit, (select count(*) from clinic.patient)::int as patients,
        (select count(*) from identity.membership)::int as members, (select count(*) from clinic.fhir_resource)::int as fhir,
        (select count(*) from identity.login)::int as logins`)
    return rows[0]
  })

beforeAll(async () => {
  clinic = await testHouse()
  empty = await freshDatabase()
  const quist = actAs(maraQuist, clinic.clock.now, 2)
  await approveProtocols(clinic.house, actAs(helenAmes, clinic.clock.now))
  const marisol = await openChart(clinic.house, quist, marisolFromValley)
  session = await openRoom(clinic.house, quist, { patientId: marisol, protocolId: 'kap-iv-6-in-3wk', room: 'Cedar' })
  const nurse = roomDevice(clinic.house, quist, session)
  for (let beat = 60; beat < 80; beat += 1) await nurse.chart('vitals-taken', { heartRateBpm: beat, source: 'typed' })
  orThrow(await keepLog(clinic.house, operator))
})
function orThrow<T>(decision: Decision<T>): T {
  if (decision.ok) return decision.value
  throw new Error(decision.refusal.sentence)
}
afterAll(async () => {
  await clinic.stop()
  await empty.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('a backup', () => {
  it('is made while the clinic works, and shows no name (BK1)', async () => {
    const made = await backUp(clinic.house, { path, ownerUrl: clinic.ownerUrl })
    expect(made).toMatchObject({ ok: true, value: { practices: 2, sessions: 1, isNoted: true } })
    expect(await hoursSinceBackup(clinic.house.db)).toBeLessThan(1)
    expect(readFileSync(path).includes('Ybarra')).toBe(false)
  })

  it('is made all the same when the database takes no writes, and says that nobody noted it', async () => {
    const takesNoWrites = (how: string) =>
      asOwner(clinic.ownerUrl, async (owner) => {
        await owner.query('set default_transaction_read_only = off')
        const { rows } = await owner.query('select current_database() as name')
        await owner.query(`alter database "${rows[0].name}" set default_transaction_read_only = ${how}`)
      })
    await takesNoWrites('on')
    const made = await backUp(clinic.house, { path: join(folder, 'read-only.backup'), ownerUrl: clinic.ownerUrl })
    expect(made).toMatchObject({ ok: true, value: { sessions: 1, isNoted: false } })
    await takesNoWrites('default')
  })

  it('does not open with another key, and nothing is written (BK2)', async () => {
    const other = await restore(
      { secretKey: 'another key than the one it was made with' },
      { path, ownerUrl: empty.ownerUrl },
    )
    expect(other).toMatchObject({ ok: false, refusal: { code: 'does-not-open' } })
    expect(await counts(empty.ownerUrl)).toMatchObject({ entries: 0, members: 0 })
  })

  it('does not open with one byte changed, and nothing is written (BK2)', async () => {
    const bent = join(folder, 'bent.backup')
    const bytes = readFileSync(path)
    bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1
    writeFileSync(bent, bytes)
    const refused = await restore(clinic.house, { path: bent, ownerUrl: empty.ownerUrl })
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'does-not-open' } })
    expect(await counts(empty.ownerUrl)).toMatchObject({ entries: 0, members: 0 })
  })

  it('is not put over a practice that is there', async () => {
    const refused = await restore(clinic.house, { path, ownerUrl: clinic.ownerUrl })
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'not-empty' } })
  })

  it('comes back whole: every row but the logins, row-level security forced, the ledger verifies, the log has the same root (BK3, R10)', async () => {
    const before = await counts(clinic.ownerUrl)
    const restored = await restore(clinic.house, { path, ownerUrl: empty.ownerUrl })
    expect(restored).toMatchObject({ ok: true, value: { madeAt: clinic.house.clock(), sessions: 1 } })
    expect(await counts(empty.ownerUrl)).toEqual({ ...before, logins: 0 })
    const verified = await verifyLedger({ ...clinic.house, db: empty.db }, operator)
    expect(verified).toMatchObject({ ok: true, value: { sessions: 1, broken: [] } })
    const { newest } = orThrow(await keepLog(clinic.house, operator))
    const looking = { by: 'a test', outside: newest === null ? [] : [{ where: 'before the backup', note: newest }] }
    const record = orThrow(await verifyRecord({ ...clinic.house, db: empty.db }, operator, looking))
    expect(record.findings).toEqual([])
    expect(record.check.size).toBeGreaterThan(20)
    const { rows } = await asOwner(empty.ownerUrl, (owner) =>
      owner.query(`select count(*)::int as open from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'clinic' and c.relkind = 'r' and not (c.relrowsecurity and c.relforcerowsecurity)`),
    )
    expect(rows[0]).toEqual({ open: 0 })
  })
})

describe('verify', () => {
  it('finds every entry of the practice whole', async () => {
    const verified = await verifyLedger(clinic.house, operator)
    expect(verified).toMatchObject({ ok: true, value: { sessions: 1, broken: [] } })
    expect(verified.ok && verified.value.entries).toBeGreaterThan(20)
  })

  it('sees no session of another practice', async () => {
    const other = await verifyLedger(clinic.house, { ...operator, practiceId: juniperRow.practiceId })
    expect(other).toMatchObject({ ok: true, value: { sessions: 0, entries: 0 } })
  })

  it('names the session and the entry that somebody changed in the database (M16)', async () => {
    await asOwner(clinic.ownerUrl, (owner) =>
      owner.query(
        `update clinic.entry_body set canonical = convert_to(replace(convert_from(canonical, 'UTF8'), '"heartRateBpm":66', '"heartRateBpm":99'), 'UTF8')
         where session_id = $1`,
        [session],
      ),
    )
    const verified = await verifyLedger(clinic.house, operator)
    expect(verified).toMatchObject({
      ok: true,
      value: { broken: [{ sessionId: session, error: { code: 'body-mismatch' } }] },
    })
  })
})
