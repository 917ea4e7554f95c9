import { createHash } from 'node:crypto'
import { instant } from '@holdspace/kit/instant'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PartnerRequest, readPage } from './fhir-door-store.ts'
import type { PageStatement } from './fhir-page-sql.ts'
import type { SearchPlan } from './fhir-search-plan.ts'
import { historyStatement, searchStatement } from './fhir-search-sql.ts'
import { asOwner, type FreshDatabase, freshDatabase } from './testing.ts'

const practice = '01980000-0000-7000-8000-0000000000a1'
const partner = '01980000-0000-7000-8000-0000000000a9'
const somebody = patientOf(77)

/** 300 people with 60 observations each, so that reading everything is plainly the wrong way. */
const manyRows = `
  insert into identity.practice (id, name, zone, slug)
    values ('${practice}', 'Marigold House', 'America/New_York', 'marigold');
  insert into identity.partner_client (id, practice_id, client_id, name, purpose, jwks, scopes, registered_at, registered_by)
    values ('${partner}', '${practice}', 'riverside-explain', 'Riverside', 'TREAT', '{"keys":[]}', '{system/*.rs}', now(), 'test');
  insert into identity.practice (id, name, zone, slug)
    select gen_random_uuid(), 'Practice ' || n, 'UTC', 'practice-' || n from generate_series(1, 300) n;
  insert into identity.partner_client (id, practice_id, client_id, name, purpose, jwks, scopes, registered_at, registered_by)
    select gen_random_uuid(), id, 'of-' || slug, name, 'TREAT', '{"keys":[]}', '{system/*.rs}', now(), 'test'
    from identity.practice where slug like 'practice-%';
  insert into identity.partner_token (token_sha256, partner_id, scopes, grants, issued_at, expires_at)
    select encode(sha256(client_id::bytea), 'hex'), id, scopes, '{*.r,*.s}', now(), now() + interval '5 minutes'
    from identity.partner_client;
  insert into clinic.release_of_information (practice_id, id, patient_id, partner_id, purpose, kinds, types, sensitive,
      valid_from, valid_until, given_how, recorded_at, recorded_by, recorded_by_name)
    select '${practice}', gen_random_uuid(), ('00000000-0000-7000-8000-' || lpad(p::text, 12, '0'))::uuid, '${partner}', 'TREAT', '{summary}',
      '{Patient,Observation,Encounter,Provenance}', '{PSY}', now() - interval '1 day', now() + interval '1 day', 'signed', now(),
      gen_random_uuid(), 'test' from generate_series(1, 300) p;
  insert into clinic.fhir_resource
    select '${practice}', 'Patient', 'p' || p, ('00000000-0000-7000-8000-' || lpad(p::text, 12, '0'))::uuid, 1, 1,
      now() - p * interval '1 minute', '-infinity', '-infinity', true, false, '{N}', '{"resourceType":"Patient"}'
    from generate_series(1, 300) p;
  insert into clinic.fhir_resource
    select '${practice}', 'Observation', 'o' || p || '-' || o, ('00000000-0000-7000-8000-' || lpad(p::text, 12, '0'))::uuid, 1, 1,
      now() - o * interval '1 hour', now() - o * interval '1 day', now() - o * interval '1 day' + interval '1 ms', true, false,
      '{R,PSY}', '{"resourceType":"Observation"}' || repeat(' ', 800)
    from generate_series(1, 300) p, generate_series(1, 60) o;
  insert into clinic.fhir_search (practice_id, type, id, param, system, code)
    select practice_id, type, id, param, 'http://loinc.org', case param when 'category' then 'vital-signs'
      when 'encounter' then 'Encounter/' || right(id, 2) else 'code-' || right(id, 1) end
    from clinic.fhir_resource, unnest(array['category', 'code', 'status', 'encounter']) as param where type = 'Observation';
  insert into clinic.fhir_search (practice_id, type, id, param, system, code)
    select practice_id, 'Provenance', 'signature-' || patient_id, 'target', '', 'Observation/' || id
    from clinic.fhir_resource where type = 'Observation';
  insert into clinic.fhir_resource_version
    select practice_id, type, id, n, patient_id, last_updated, true, false, labels, text
    from clinic.fhir_resource, generate_series(2, 3) n where type = 'Observation';
  insert into clinic.fhir_search (practice_id, type, id, param, string)
    select practice_id, type, id, 'name', md5(id) from clinic.fhir_resource where type = 'Patient';
  insert into clinic.fhir_search (practice_id, type, id, param, system, code)
    select practice_id, type, id, 'identifier', 'https://riverside.example', id from clinic.fhir_resource where type = 'Patient';
  insert into clinic.fhir_search (practice_id, type, id, param, date_from, date_to)
    select practice_id, type, id, 'birthdate', now() - right(id, 2)::int * interval '1 year', now() - right(id, 2)::int * interval '1 year' + interval '1 day'
    from clinic.fhir_resource where type = 'Patient' and right(id, 2) ~ '^[0-9]{2}$';`

let database: FreshDatabase

beforeAll(async () => {
  database = await freshDatabase()
  await asOwner(database.ownerUrl, async (owner) => {
    await owner.query(manyRows)
    await owner.query('analyze')
  })
})
afterAll(() => database.stop())

const plan: SearchPlan = {
  type: 'Observation',
  patientIds: null,
  ids: null,
  filters: [],
  lastUpdated: [],
  sort: { by: 'id', descending: false },
  count: 50,
  after: null,
  withTotal: false,
  includes: [],
  withProvenance: false,
}
const ofSomebody = { ...plan, patientIds: [somebody] }
const vitals = { kind: 'code', param: 'category', any: [{ system: null, code: 'vital-signs' }] } as const
const newestFirst = { by: 'at', descending: true } as const
const week = { from: '2026-07-14T00:00:00.000', to: '2026-07-21T00:00:00.000', zoned: false }

const searches: readonly (readonly [string, PageStatement])[] = [
  ['a person’s observations', searchStatement(ofSomebody)],
  ['a person’s vital signs, newest first', searchStatement({ ...ofSomebody, filters: [vitals], sort: newestFirst })],
  [
    'a person’s vital signs of a week',
    searchStatement({ ...ofSomebody, filters: [vitals, { kind: 'date', param: null, any: [{ op: 'ge', ...week }] }] }),
  ],
  [
    'a page further on',
    searchStatement({ ...ofSomebody, sort: newestFirst, after: { value: '2026-07-14T10:00:00Z', id: 'o77-3' } }),
  ],
  ['a person’s count', searchStatement({ ...ofSomebody, count: 0 })],
  [
    'a person’s observations with encounter and provenance',
    searchStatement({ ...ofSomebody, includes: [{ param: 'encounter', target: null }], withProvenance: true }),
  ],
  ['one by its id', searchStatement({ ...plan, ids: ['o77-3'] })],
  [
    'people by name',
    searchStatement({ ...plan, type: 'Patient', filters: [{ kind: 'string', param: 'name', any: ['ab12'] }] }),
  ],
  [
    'people by another house’s number',
    searchStatement({
      ...plan,
      type: 'Patient',
      filters: [{ kind: 'code', param: 'identifier', any: [{ system: 'https://riverside.example', code: 'p12' }] }],
    }),
  ],
  [
    'observations of an encounter',
    searchStatement({
      ...plan,
      filters: [{ kind: 'code', param: 'encounter', any: [{ system: null, code: 'Encounter/17' }] }],
    }),
  ],
  [
    'what changed lately',
    searchStatement({
      ...plan,
      sort: { by: 'last_updated', descending: true },
      lastUpdated: [{ op: 'gt', from: '2030-01-01T00:00:00Z', to: '2030-01-02T00:00:00Z', zoned: true }],
    }),
  ],
  ['the history of one', historyStatement('Observation', 'o77-3')],
]

describe('given many rows and the application’s own role, when a search is explained (HOUSE section 7)', () => {
  test.each(searches)('then %s reaches its rows through an index by what was asked', async (_what, page) => {
    const scans = await explain(page)
    expect(scans.length).toBeGreaterThan(0)
    expect(scans.filter(readsTheWholePractice)).toEqual([])
  })

  test('then a condition that is not leakproof is seen to read the whole practice', async () => {
    const given = '$1::text, $2::timestamptz, $3::timestamptz, $4::text[], $5::text, $6::uuid[], $7::text[], $8::text[]'
    const text = `select ${given} from clinic.fhir_search s where s.practice_id = '${practice}' and s.type = 'Patient'
      and s.param = 'name' and s.string like ($9::text[])[1] || '%'`
    expect((await explain({ plan: { text }, args: ['ab12'] })).filter(readsTheWholePractice)).toHaveLength(1)
  })
})

/** Asked by the partner to whom all three hundred have released theirs. */
function asked(page: PageStatement) {
  const now = instant.parse(new Date().toISOString())
  const trace = { id: crypto.randomUUID(), requestId: 'request', address: '192.0.2.1' }
  const tokenSha256 = createHash('sha256').update('riverside-explain').digest('hex')
  const request: PartnerRequest = { tokenSha256, wallClock: now, now, trace }
  return readPage(database.db, request, { base: 'https://holdspace.example/fhir/r4', needs: ['Observation.s'], page })
}

describe('given a partner to whom everybody released their record', () => {
  test('when several pages of one shape are asked for at once, then each answer is that of its own question', async () => {
    const people = [77, 12, 250, 3, 199, 41]
    const pages = await Promise.all(
      people.map((number) => asked(searchStatement({ ...ofSomebody, patientIds: [patientOf(number)], count: 2 }))),
    )
    for (const [at, page] of pages.entries()) {
      if (page.outcome !== 'ok') throw new Error(page.outcome)
      // Not parsed: what these rows hold is made to weigh as much as a resource, not to be one.
      const addresses = [...page.entries.matchAll(/"fullUrl":"([^"]+)"/g)].map(([, address]) => address)
      const ids = [`o${people[at]}-1`, `o${people[at]}-10`]
      expect(addresses).toEqual(ids.map((id) => `https://holdspace.example/fhir/r4/Observation/${id}`))
      expect(page.entries.match(/"search":{"mode":"match"}/g)).toHaveLength(2)
      expect(page).toMatchObject({ matches: 2, next: { id: ids[1] }, total: null })
    }
  })

  test('when only a count is asked for, then nothing is told but the count', async () => {
    const page = await asked(searchStatement({ ...ofSomebody, count: 0 }))
    expect(page).toEqual({ outcome: 'ok', entries: '', matches: 0, next: null, total: 60 })
  })
})

interface Scan {
  readonly relation: string
  readonly condition: string
}

/** True for a sequential scan, and for an index asked only for practice, type and parameter. */
function readsTheWholePractice({ condition }: Scan): boolean {
  return !/\b(patient_id|id|code|string|at|last_updated|date_from|token_sha256)\b/.test(
    condition.replaceAll('practice_id', ''),
  )
}

/** Every reading of a table in the plan, made under the role and the policy a partner's request has. */
async function explain(page: PageStatement): Promise<Scan[]> {
  const client = await database.db.$client.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('app.practice', $1, true)`, [practice])
    await client.query(`prepare page as ${page.plan.text}`)
    // The plan that is kept for every caller, not one made for these values.
    await client.query('set local plan_cache_mode = force_generic_plan')
    const each = [practice, 'request', 'address', ...page.args].map((value) => [value])
    const values = ['0'.repeat(64), 'now', 'now', [], 'base', ...each].map((value) =>
      pg.escapeLiteral(Array.isArray(value) ? `{${value.map((one) => JSON.stringify(one)).join(',')}}` : value),
    )
    const { rows } = await client.query(`explain (format json) execute page (${values.join(', ')})`)
    await client.query('deallocate page')
    return scansOf(rows[0]['QUERY PLAN'][0].Plan, '')
  } finally {
    await client.query('rollback')
    client.release()
  }
}

interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Cond'?: string
  readonly Plans?: readonly PlanNode[]
}

/** A bitmap heap scan is judged by the condition of the index below it. */
function scansOf(node: PlanNode, above: string): Scan[] {
  const relation = node['Relation Name'] ?? above
  const below = (node.Plans ?? []).flatMap((child) =>
    scansOf(child, node['Node Type'].startsWith('Bitmap') ? relation : ''),
  )
  const isScan = /^(Seq|Index|Index Only|Bitmap Index) Scan$/.test(node['Node Type'])
  return isScan ? [{ relation, condition: node['Index Cond'] ?? '' }, ...below] : below
}

function patientOf(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
}
