import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inPractice } from '@holdspace/db/database'
import { nextRecordRows, notInExport, type RecordRow, recordTables } from '@holdspace/db/record-table-store'
import { asOwner, freshDatabase } from '@holdspace/db/testing'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { chargeSession, giveEstimate, openBilling } from '@holdspace/fixture-clinic/billing-fixtures'
import { demoReferrals, referralOf } from '@holdspace/fixture-clinic/demo-referrals'
import { seedSession } from '@holdspace/fixture-clinic/demo-sessions'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { enterTotalOf, tellPositiveItem9 } from '@holdspace/fixture-clinic/outcome-fixtures'
import { helenAmes, juniperRow, marigoldHouse, theoLind } from '@holdspace/fixture-clinic/people'
import { signPlan } from '@holdspace/fixture-clinic/plan-fixtures'
import { bookVisit, setUpCalendar } from '@holdspace/fixture-clinic/scheduling-fixtures'
import { talkDuringCourse } from '@holdspace/fixture-clinic/talk-fixtures'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import type { PracticeId } from '@holdspace/kit/ids'
import { plusMinutes } from '@holdspace/kit/instant'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { House } from '../house.ts'
import { backUp } from './back-up.ts'
import { exportPractice } from './export-practice.ts'
import { restore } from './restore.ts'

let clinic: TestHouse
const { practiceId } = marigoldHouse

/** Somebody who has been through every stage, so that every family of the record has rows. */
beforeAll(async () => {
  clinic = await testHouse()
  const { house, clock } = clinic
  await approveProtocols(house, actAs(helenAmes, clock.now))
  const wren = await openChart(house, actAs(theoLind, clock.now), referralOf(demoReferrals['self-pay-package']))
  await openBilling(house)
  await giveEstimate(house, wren)
  await signPlan(house, wren, { track: 'kap' })
  const rooms = await setUpCalendar(house)
  const startsAt = plusMinutes(clock.now(), 2 * 24 * 60)
  await bookVisit(house, {
    patientId: wren,
    typeKey: 'consultation',
    startsAt,
    roomId: rooms.Fern,
    people: [helenAmes],
  })
  await tellPositiveItem9(house, wren)
  await enterTotalOf(house, wren, 'gad-7', 11)
  await talkDuringCourse(house, wren)
  const escort = { name: 'Ike Abara', phone: '518-555-0190', relationship: 'brother' }
  const body = { weightGrams: 74_000, heightMm: 1780, untilMinute: 90, isFinished: true }
  await chargeSession(house, await seedSession(house, clock, { patientId: wren, room: 'Willow', escort, ...body }))
})
afterAll(() => clinic.stop())

async function exported(whose: PracticeId, house: House = clinic.house): Promise<Map<string, string[]>> {
  const decision = await exportPractice(house, { kind: 'system', practiceId: whose, reason: 'a test' })
  if (!decision.ok) throw new Error(decision.refusal.sentence)
  const files = new Map<string, string[]>()
  for await (const { file, line } of decision.value) files.set(file, [...(files.get(file) ?? []), line])
  return files
}

const firstOf = (files: Map<string, string[]>, table: string) =>
  JSON.parse(files.get(`tables/${table}.jsonl`)?.[0] ?? '{}')

/** How many rows of the practice each clinical table has, as the owner of the database counts them. */
function rowsByTable(): Promise<Map<string, number>> {
  return asOwner(clinic.ownerUrl, async (owner) => {
    const { rows: tables } = await owner.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'clinic' and c.relkind = 'r'`,
    )
    const counts = new Map<string, number>()
    for (const { name } of tables) {
      const { rows } = await owner.query<{ n: number }>(
        `select count(*)::int as n from clinic.${name} where practice_id = $1`,
        [practiceId],
      )
      counts.set(name, rows[0]?.n ?? 0)
    }
    return counts
  })
}

test('given somebody’s whole way, when the practice is exported, then every table is written line by line but those told otherwise (EX1)', async () => {
  const files = await exported(practiceId)
  const written = (table: string) => files.get(`tables/${table}.jsonl`)?.length ?? 0
  const counted = await rowsByTable()
  const mismatches = [...counted].flatMap(([table, rows]) => {
    const expected = table in notInExport ? 0 : rows
    return written(table) === expected ? [] : [`${table}: ${written(table)} lines for ${expected} rows`]
  })
  expect(mismatches).toEqual([])
  expect(Object.keys(notInExport).filter((table) => !counted.has(table))).toEqual([])
  const families = [
    'patient referral appointment task packet instrument_answer instrument_response instrument_result eligibility_decision',
    'consent_version consent_signature care_team_period plan_version plan_signature handoff message shared_note_version',
    'session session_paper file charge_sheet money_entry money_posting money_paper fee_schedule protocol_version audit_event',
  ].flatMap((line) => line.split(' '))
  expect(families.filter((table) => written(table) === 0)).toEqual([])
  expect(files.get('members.jsonl')?.length).toBeGreaterThan(5)
})

test('then a row stands as it stands in the record, and a paper comes with its bytes', async () => {
  const files = await exported(practiceId)
  expect(firstOf(files, 'consent_signature')).toMatchObject({ practice_id: practiceId, kind: expect.any(String) })
  const paper = firstOf(files, 'file')
  const bytes = Buffer.from(paper.bytes.slice(2), 'hex')
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(paper.content_hash.slice(2))
})

test('then a table of any size is paged in the order of its key, and no row is lost or doubled', async () => {
  await inPractice(clinic.house.db, practiceId, async (tx) => {
    const tables = await recordTables(tx)
    for (const name of ['audit_event', 'plan_signature', 'instrument_answer', 'consent_version', 'protocol_version']) {
      const table = tables.find((one) => one.name === name)
      if (table === undefined) throw new Error(`${name} is no table of the record.`)
      const whole = await nextRecordRows(tx, practiceId, table, null, 10_000)
      const paged: RecordRow[] = []
      for (;;) {
        const page = await nextRecordRows(tx, practiceId, table, paged.at(-1)?.key ?? null, 2)
        paged.push(...page)
        if (page.length < 2) break
      }
      expect(whole.length, name).toBeGreaterThan(2)
      expect(paged).toEqual(whole)
    }
  })
})

test('when it is backed up and restored elsewhere, then the export there is the same, line by line (BK3)', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdspace-whole-'))
  const empty = await freshDatabase()
  try {
    const path = join(folder, 'marigold.backup')
    const before = await exported(practiceId)
    expect(await backUp(clinic.house, { path, ownerUrl: clinic.ownerUrl })).toMatchObject({ ok: true })
    expect(await restore(clinic.house, { path, ownerUrl: empty.ownerUrl })).toMatchObject({ ok: true })
    const after = await exported(practiceId, { ...clinic.house, db: empty.db })
    // Each export stands in the trail itself.
    const files = [...before.keys()].filter((file) => file !== 'tables/audit_event.jsonl')
    expect([...after.keys()].sort()).toEqual([...before.keys()].sort())
    expect(files.filter((file) => before.get(file)?.join('\n') !== after.get(file)?.join('\n'))).toEqual([])
  } finally {
    rmSync(folder, { recursive: true, force: true })
    await empty.stop()
  }
})

test('then another practice’s export has none of it', async () => {
  const files = await exported(juniperRow.practiceId)
  expect(files.get('tables/patient.jsonl')).toBeUndefined()
  expect([...files.values()].flat().join('\n')).not.toContain(practiceId)
})
