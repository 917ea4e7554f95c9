import { randomUUID } from 'node:crypto'
import type { ReferredPerson } from '@holdspace/clinic/referral/referral-content'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { patientId, practiceId } from '@holdspace/kit/ids'
import { instant } from '@holdspace/kit/instant'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, inPractice, type Tx } from './database.ts'
import { factsOf } from './fact-store.ts'
import { findPatient, insertIdentifiers, insertPatient, nextMrn } from './patient-store.ts'
import { type PeopleQuery, possiblySamePeople, searchPatients } from './people-search-store.ts'
import { findReferralByFile, listReferrals } from './referral-store.ts'
import { asOwner, type FreshDatabase, freshDatabase } from './testing.ts'

const marigold = practiceId.parse('018f0000-0000-7000-8000-000000000001')
const now = instant.parse('2026-11-21T15:00:00.000Z')
const families = [
  'Rivera',
  'Okoye',
  'Lindqvist',
  'Sarabia',
  'Nguyễn',
  'O’Neil',
  'Haddad',
  'Novak',
  'Castellanos',
  'Weiß',
]
const givens = ['Ana', 'Minh', 'Ramón', 'Lakeshia', 'Troy', 'Inés', 'Bo', 'Farid', 'Greta', 'Wren', 'Ola', 'Pía']

const personAt = (index: number): ReferredPerson => ({
  family: `${families[index % families.length]} ${index}`,
  given: [`${givens[index % givens.length]}`, `${givens[(index * 7) % givens.length]}`],
  otherNames: [],
  birthDate: calendarDate.parse(`${1940 + (index % 60)}-${String(1 + (index % 12)).padStart(2, '0')}-15`),
  sex: 'unknown',
  addresses: [],
  telecoms: [],
})
const identifierAt = (index: number) => ({
  kind: 'partner-record' as const,
  system: 'https://valleyfamily.example/records',
  value: `VF-${index}`,
  label: 'Record number',
})

let house: FreshDatabase
const ids: string[] = []

beforeAll(async () => {
  house = await freshDatabase()
  await inPractice(house.db, marigold, async (tx) => {
    for (let index = 0; index < 1200; index += 1) {
      const id = patientId.parse(randomUUID())
      ids.push(id)
      const mrn = await nextMrn(tx, marigold)
      const row = {
        patientId: id,
        mrn,
        person: personAt(index),
        allergyStatus: 'not-recorded',
        notDuplicateBecause: null,
      } as const
      await insertPatient(tx, marigold, row, { membershipId: null, name: 'test' }, now)
      await insertIdentifiers(tx, marigold, id, [identifierAt(index)])
    }
  })
  await asOwner(house.ownerUrl, async (owner) => {
    await owner.query("select set_config('app.practice', $1, false)", [marigold])
    const common = "practice_id, gen_random_uuid(), id, '{}', 'active', 'imported', now()"
    const columns = 'practice_id, id, patient_id, concept, status, source, recorded_at'
    await owner.query(`insert into clinic.problem (${columns}) select ${common} from clinic.patient`)
    await owner.query(`insert into clinic.medication (${columns}) select ${common} from clinic.patient`)
    await owner.query(`insert into clinic.allergy (${columns}, reactions) select ${common}, '{}' from clinic.patient`)
    await owner.query('analyze')
  })
})
afterAll(() => house.stop())

/** Every question `work` asks, with the plan the database has for it as the application's role. */
async function plansOf(work: (tx: Tx) => Promise<unknown>): Promise<string[]> {
  return explainAll(await sentBy(work))
}

async function explainAll(sent: readonly { text: string; params: unknown[] }[]): Promise<string[]> {
  return asOwner(house.appUrl, async (app) => {
    await app.query('begin')
    // A table of 1,200 rows may honestly be cheaper to read through; without that way out, only a usable index is left.
    await app.query('set local enable_seqscan = off')
    await app.query("select set_config('app.practice', $1, true)", [marigold])
    const plans: string[] = []
    for (const { text, params } of sent) {
      if (!/^\s*\(?\s*(select|with)\b/i.test(text) || text.includes('set_config')) continue
      const { rows } = await app.query<{ 'QUERY PLAN': string }>(`explain ${text}`, params)
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'))
    }
    await app.query('rollback')
    return plans
  })
}

const nothing: PeopleQuery = { words: [], birthDate: null, recordNumber: null, namesOrNumbers: [], among: null }
const search =
  (query: Partial<PeopleQuery>, cursor: Parameters<typeof searchPatients>[3] = null) =>
  (tx: Tx) =>
    searchPatients(tx, marigold, { ...nothing, ...query }, cursor, 25)
const cursor = { familyFolded: 'novak 7', givenFolded: 'bo', id: '00000000-0000-0000-0000-000000000000' }

test.each([
  ['nothing typed', search({}), [/Index Scan using patient_by_name/]],
  ['the second page', search({}, cursor), [/Index Cond:.*ROW\(family_folded, given_folded, id\) >/]],
  ['one beginning of a name', search({ words: ['riv'] }), [/Index Cond:.*token >= 'riv'.*token < 'riv/]],
  ['two beginnings', search({ words: ['sara', 'ra'] }), [/Index Cond:.*token >= 'sara'/, /Index Cond:.*token >= 'ra'/]],
  ['a birth date', search({ birthDate: '1980-05-15' }), [/Index Cond:.*birth_date = '1980-05-15'/]],
  ['a record number', search({ recordNumber: '10472' }), [/Index Cond:.*mrn = 10472/, /Index Cond:.*value = '10472'/]],
  ['a partner’s number', search({ recordNumber: 'VF-12' }), [/Index Cond:.*value = 'VF-12'/]],
  [
    'a name or number',
    search({ namesOrNumbers: [{ words: ['vf', '12'], number: 'VF-12' }] }),
    [/Index Cond:.*token >= 'vf'/, /Index Cond:.*token >= '12'/, /Index Cond:.*value = 'VF-12'/],
  ],
  [
    'a guest’s named patients',
    (tx: Tx) => search({ words: ['riv'], among: ids.slice(0, 3).map((id) => patientId.parse(id)) })(tx),
    [/Index/],
  ],
  [
    'probable duplicates',
    (tx: Tx) => possiblySamePeople(tx, marigold, personAt(3), [identifierAt(3)]),
    [/Index Cond:.*birth_date/, /Index Cond:.*token = 'sarabia3'/, /Index Cond:.*value = 'VF-3'/],
  ],
  [
    'one chart',
    async (tx: Tx) => {
      await findPatient(tx, marigold, patientId.parse(ids[0]))
      await factsOf(tx, marigold, patientId.parse(ids[0]))
    },
    [
      /patient_pkey/,
      /problem_by_patient/,
      /allergy_by_patient/,
      /medication_by_patient/,
      /weight_by_patient/,
      /patient_identifier_pkey/,
    ],
  ],
])(
  'given a search by %s, then as the application’s role its conditions reach an index',
  async (_what, work, reached) => {
    const plans = await plansOf(work)
    for (const plan of plans) expect(plan).not.toMatch(/Seq Scan/)
    for (const condition of reached) expect(plans.join('\n')).toMatch(condition)
  },
)

test('given the list of referrals and a file’s hash, then both go by an index too', async () => {
  await asOwner(house.ownerUrl, async (owner) => {
    await owner.query("select set_config('app.practice', $1, false)", [marigold])
    await owner.query(
      `insert into clinic.referral (practice_id, id, file_sha256, file_name, byte_length, status, content, received_at, received_by_name)
       select $1, gen_random_uuid(), decode(md5(n::text) || md5(n::text), 'hex'), 'x.json', 1, 'in-review', '{}', now(), 'x'
       from generate_series(1, 3000) n`,
      [marigold],
    )
    await owner.query('analyze clinic.referral')
  })
  const plans = await explainAll([
    ...(await sentBy((tx) => listReferrals(tx, marigold, 'accepted', { receivedAt: now, id: randomUUID() }, 25))),
    ...(await sentBy((tx) => findReferralByFile(tx, marigold, new Uint8Array(32)))),
  ])
  expect(plans).toHaveLength(2)
  for (const plan of plans) expect(plan).not.toMatch(/Seq Scan/)
})

async function sentBy(work: (tx: Tx) => Promise<unknown>) {
  const pool = new pg.Pool({ connectionString: house.appUrl, max: 1 })
  const sent: { text: string; params: unknown[] }[] = []
  const db: Database = drizzle(pool, { logger: { logQuery: (text, params) => sent.push({ text, params }) } })
  try {
    await db.transaction(async (tx) => {
      await tx.execute(sql`select set_config('app.practice', ${marigold}, true)`)
      await work(tx)
    })
    return sent
  } finally {
    await pool.end()
  }
}

test('given 1,200 people, then walking all pages meets each of them once, in order', async () => {
  const met: string[] = []
  let next: Parameters<typeof searchPatients>[3] = null
  do {
    const page = await inPractice(house.db, marigold, (tx) => searchPatients(tx, marigold, nothing, next, 400))
    met.push(...page.people.map((one) => one.patientId))
    next = page.next
  } while (next !== null)
  expect(met).toHaveLength(1200)
  expect(new Set(met)).toEqual(new Set(ids))
})

test('given the beginning of a word in any of the names, then it is found without accents', async () => {
  const found = await inPractice(house.db, marigold, search({ words: ['nguy', 'ol', '1054'] }))
  expect(found.people.map((one) => one.person.family)).toEqual(['Nguyễn 1054'])
})
