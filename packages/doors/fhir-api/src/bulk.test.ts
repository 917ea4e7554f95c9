import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { inPractice } from '@holdspace/db/database'
import { exportLines } from '@holdspace/db/export-store'
import { markReleaseWithdrawn, type NewRelease } from '@holdspace/db/release-store'
import { asOwner } from '@holdspace/db/testing'
import { marigold, nurseLind, ramonId } from '@holdspace/fhir/testing/marigold-session'
import { deletionOf } from '@holdspace/fhir/write'
import { Client } from 'fhir-kit-client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  get,
  noon,
  type Partner,
  type PartnerWorld,
  partnerWorld,
  patientWrite,
  registerPartner,
  release,
  secondProcess,
  signedSession,
  store,
  tokenOf,
} from './testing/partner-world.ts'

let world: PartnerWorld
let riverside: Partner
let token: string

beforeAll(async () => {
  world = await partnerWorld()
  await store(world.database.db, marigold.practiceId, signedSession())
})
afterAll(() => world.stop())
beforeEach(async () => {
  // A partner of its own for each test: nobody else's releases and jobs are in it.
  riverside = await registerPartner(world)
  token = await tokenOf(world, riverside)
})

interface Manifest {
  readonly transactionTime: string
  readonly request: string
  readonly requiresAccessToken: boolean
  readonly output: readonly { readonly type: string; readonly url: string; readonly count: number }[]
  readonly deleted: readonly { readonly url: string; readonly count: number }[]
}

const ask = (url: string, init: RequestInit = {}) =>
  fetch(url, { ...init, headers: { Authorization: `Bearer ${token}`, ...init.headers } })

async function kickOff(path: string, init: RequestInit = {}): Promise<string> {
  const answer = await ask(`${world.base}${path}`, {
    ...init,
    headers: { Accept: 'application/fhir+json', Prefer: 'respond-async', ...init.headers },
  })
  expect([answer.status, await answer.text()]).toEqual([202, ''])
  return answer.headers.get('content-location') ?? ''
}

/** Polls as a correct client does: no sooner than it was told. */
async function manifestOf(location: string): Promise<Manifest> {
  for (let asked = 0; asked < 8; asked += 1) {
    const answer = await ask(location)
    if (answer.status === 200) return (await answer.json()) as Manifest
    // Asked again by another test a moment ago, it says so; both answers say how long to wait.
    expect([202, 429]).toContain(answer.status)
    if (answer.status === 202) expect(answer.headers.get('x-progress')).toBeTruthy()
    await pause(1000 * Number(answer.headers.get('retry-after')))
  }
  throw new Error('The export was never ready')
}

async function linesOf(url: string): Promise<{ resourceType: string; id: string; meta: { versionId: string } }[]> {
  const answer = await ask(url, { headers: { Accept: 'application/fhir+ndjson' } })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/fhir+ndjson'])
  return (await answer.text())
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}

async function everything(path: string): Promise<{ manifest: Manifest; ids: readonly string[] }> {
  const manifest = await manifestOf(await kickOff(path))
  const ids: string[] = []
  for (const { type, url, count } of manifest.output) {
    const lines = await linesOf(url)
    expect([type, lines.length]).toEqual([type, count])
    ids.push(...lines.map((line) => `${line.resourceType}/${line.id}`))
  }
  return { manifest, ids }
}

async function withdraw({ releaseId }: NewRelease): Promise<void> {
  await inPractice(world.database.db, marigold.practiceId, (tx) =>
    markReleaseWithdrawn(tx, marigold.practiceId, {
      releaseId,
      at: noon,
      by: nurseLind.membershipId,
      byName: nurseLind.name,
      how: 'Said on the telephone',
    }),
  )
}

describe('given a partner that exports', () => {
  test('when Ramón released his record, then each level gives what searching gives, and the practice; without, the practice alone', async () => {
    const before = await everything('/$export')
    expect(before.manifest.output.map(({ type }) => type).sort()).toEqual(['Location', 'Organization', 'Practitioner'])
    await release(world, riverside, { sensitive: ['PSY', 'SUD'] })
    const client = new Client({ baseUrl: world.base, bearerToken: token })
    const system = await everything('/$export')
    for (const { type, count } of system.manifest.output) {
      const bundle = await client.search({ resourceType: type, searchParams: { _summary: 'count' } })
      expect([type, count]).toEqual([type, bundle.total])
    }
    expect(system.ids).toContain(`Patient/${ramonId}`)
    expect(system.ids.some((id) => id.startsWith('Provenance/'))).toBe(true)
    expect((await everything('/Patient/$export')).ids.toSorted()).toEqual(system.ids.toSorted())
    expect((await everything(`/Group/${riverside.id}/$export`)).ids.toSorted()).toEqual(system.ids.toSorted())
    expect(system.manifest).toMatchObject({ requiresAccessToken: true, request: `${world.base}/$export`, deleted: [] })
  })

  test('when the release names no sensitive subject, then what is labelled so is in no file (rule 6)', async () => {
    await release(world, riverside, { sensitive: [] })
    const { ids } = await everything('/$export')
    const found = await get(world, token, '/Condition')
    const bundle = (await found.json()) as { total: number }
    expect(ids.filter((id) => id.startsWith('Condition/'))).toHaveLength(bundle.total)
    expect(ids.some((id) => id.startsWith('Encounter/'))).toBe(false)
  })

  test('when it says which types, since when and how, by POST, then that is what it gets, compressed where it can', async () => {
    await release(world, riverside, { sensitive: ['PSY'] })
    const parameter = [
      { name: '_type', valueString: 'Patient,Observation' },
      { name: '_outputFormat', valueString: 'application/fhir+ndjson' },
    ]
    const body = JSON.stringify({ resourceType: 'Parameters', parameter })
    const location = await kickOff('/Patient/$export', { method: 'POST', body })
    const manifest = await manifestOf(location)
    expect(manifest.output.map(({ type }) => type).sort()).toEqual(['Observation', 'Patient'])
    const zipped = await fetch(manifest.output[0]?.url ?? '', {
      headers: { Authorization: `Bearer ${token}`, 'Accept-Encoding': 'gzip' },
    })
    expect(zipped.headers.get('content-encoding')).toBe('gzip')
    expect((await zipped.text()).split('\n')[0]).toMatch(/^\{"resourceType":/)
    const [first] = await linesOf(manifest.output[0]?.url ?? '')
    expect(first?.meta.versionId).toBe('1')
  })

  test('then each file enters every patient in it into the accounting of disclosures, and leaves a line of the trail (S49, S57)', async () => {
    await release(world, riverside, { sensitive: ['PSY'] })
    const { manifest } = await everything('/$export?_type=Patient,Observation,Organization')
    const { rows } = await asOwner(world.database.ownerUrl, (owner) =>
      owner.query(
        `select subject_type, resource_count::int as count, release_id is not null as accounted from clinic.audit_event
         where act = 'fhir.export' and actor_id = $1 order by 1`,
        [riverside.id],
      ),
    )
    const counted = (type: string) => manifest.output.find((one) => one.type === type)?.count
    expect(rows).toEqual([
      { subject_type: 'Observation', count: counted('Observation'), accounted: true },
      { subject_type: 'Organization', count: 1, accounted: false },
      { subject_type: 'Patient', count: 1, accounted: true },
    ])
  })
})

describe('given an export that was prepared', () => {
  test('when the release is withdrawn before a file is fetched, then the file tells nothing of this patient any more', async () => {
    const recorded = await release(world, riverside)
    const manifest = await manifestOf(await kickOff('/$export?_type=Patient'))
    expect(manifest.output[0]?.count).toBe(1)
    await withdraw(recorded)
    expect(await linesOf(manifest.output[0]?.url ?? '')).toEqual([])
  })

  test('when a resource changed after its moment, then the file tells it as it was, and the next export since then as it is', async () => {
    await release(world, riverside)
    const manifest = await manifestOf(await kickOff('/$export?_type=Patient'))
    await store(world.database.db, marigold.practiceId, [patientWrite(ramonId, 'Ramón', 'Sarabia-Ortiz')])
    const url = manifest.output[0]?.url ?? ''
    expect(JSON.stringify(await linesOf(url))).not.toContain('Sarabia-Ortiz')
    const next = await manifestOf(await kickOff(`/$export?_type=Patient&_since=${manifest.transactionTime}`))
    expect(JSON.stringify(await linesOf(next.output[0]?.url ?? ''))).toContain('Sarabia-Ortiz')
  })

  test('when another partner, nobody, or a revoked partner asks for it, then 404 and 401 (S49)', async () => {
    await release(world, riverside)
    const location = await kickOff('/$export')
    const manifest = await manifestOf(location)
    const url = manifest.output[0]?.url ?? ''
    const lakeside = await tokenOf(world, await registerPartner(world))
    for (const address of [location, url]) {
      const other = await fetch(address, { headers: { Authorization: `Bearer ${lakeside}` } })
      expect([address, other.status]).toEqual([address, 404])
      expect((await fetch(address)).status).toBe(401)
    }
    await asOwner(world.database.ownerUrl, (owner) =>
      owner.query(
        `update identity.partner_client set status = 'revoked', revoked_at = now(), revoked_by = 'x' where id = $1`,
        [riverside.id],
      ),
    )
    for (const address of [location, url]) expect((await ask(address)).status).toBe(401)
  })

  test('when it is deleted, then it and its files are gone (S49)', async () => {
    await release(world, riverside)
    const location = await kickOff('/$export')
    const manifest = await manifestOf(location)
    expect((await ask(location, { method: 'DELETE' })).status).toBe(202)
    expect((await ask(location)).status).toBe(404)
    expect((await ask(manifest.output[0]?.url ?? '')).status).toBe(404)
    expect((await ask(location, { method: 'DELETE' })).status).toBe(404)
  })

  test('when the process that counted was stopped, then another one takes it up (R8)', async () => {
    await release(world, riverside)
    const location = await kickOff('/$export?_type=Patient')
    await manifestOf(location)
    await asOwner(world.database.ownerUrl, (owner) =>
      owner.query(
        `update clinic.bulk_export set state = 'counting', output = null, counting_since = now() - interval '1 minute', last_polled_at = null where partner_id = $1`,
        [riverside.id],
      ),
    )
    const second = await secondProcess(world)
    const there = location.replace(world.base, second.url)
    expect((await ask(there)).status).toBe(202)
    const manifest = await manifestOf(location)
    expect(manifest.output[0]?.count).toBe(1)
    await second.stop()
  })

  test('when it is asked for again at once while it is counted, then 429 with a second to wait', async () => {
    const location = await kickOff('/$export?_type=Patient')
    await manifestOf(location)
    await asOwner(world.database.ownerUrl, (owner) =>
      owner.query(`update clinic.bulk_export set state = 'counting', last_polled_at = now() where partner_id = $1`, [
        riverside.id,
      ]),
    )
    const answer = await ask(location)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '1'])
  })
})

describe('given more resources than one piece of a file holds', () => {
  const copies = 12_000
  const tricky = 'A "quoted" back\\slash, a line\nend, a tab\t, ñ, 🌻'
  beforeAll(() =>
    asOwner(world.database.ownerUrl, async (owner) => {
      await owner.query(
        `insert into clinic.fhir_resource (practice_id, type, id, patient_id, version, mapping_version, last_updated, at,
             at_until, visible, deleted, labels, tokens, text)
           select practice_id, type, 'copy-' || n, patient_id, 1 + n % 2, mapping_version,
             last_updated - (n % 3) * interval '1.001 seconds', at, at_until, true, false, labels, tokens,
             replace(replace(text, '"id":"' || id || '"', '"id":"copy-' || n || '"'), '"Heart rate"', $1)
           from (select * from clinic.fhir_resource where practice_id = $2 and type = 'Observation' and visible
                   and text like '%"Heart rate"%' limit 1) one, generate_series(1, $3::integer) n`,
        [JSON.stringify(tricky), marigold.practiceId, copies],
      )
    }),
  )
  afterAll(() =>
    asOwner(world.database.ownerUrl, (owner) => owner.query(`delete from clinic.fhir_resource where id like 'copy-%'`)),
  )

  test('then each is told once, letter for letter as reading gives it', async () => {
    await release(world, riverside, { sensitive: ['PSY'] })
    const manifest = await manifestOf(await kickOff('/$export?_type=Observation'))
    const text = await (await ask(manifest.output[0]?.url ?? '')).text()
    const lines = text.trimEnd().split('\n')
    const told = new Map(lines.map((line) => [(JSON.parse(line) as { id: string }).id, line]))
    expect([lines.length, told.size]).toEqual([manifest.output[0]?.count, manifest.output[0]?.count])
    expect(lines.length).toBeGreaterThan(copies)
    for (const id of ['copy-1', 'copy-2', 'copy-3', 'copy-11999']) {
      const read = await (await get(world, token, `/Observation/${id}`)).text()
      expect(told.get(id)).toBe(read)
      expect(read).toContain(JSON.stringify(tricky))
    }
  })

  test('when it is stopped between two pieces, then the file ends there and is broken off, never called whole', async () => {
    await release(world, riverside, { sensitive: ['PSY'] })
    const location = await kickOff('/$export?_type=Observation')
    await manifestOf(location)
    const partner = {
      tokenSha256: createHash('sha256').update(token).digest('hex'),
      wallClock: noon,
      now: noon,
      trace: { id: randomUUID(), requestId: 'r', address: '' },
    }
    const pieces = exportLines(world.database.db, partner, location.split('/').at(-1) ?? '', 'Observation')
    expect((await pieces.next()).value?.length).toBeGreaterThan(0)
    expect((await ask(location, { method: 'DELETE' })).status).toBe(202)
    const rest = async () => {
      for await (const _block of pieces);
    }
    await expect(rest()).rejects.toThrow('cancelled')
  })
})

describe('given an export since an earlier one', () => {
  const since = async (path = '/$export?_type=Patient,Condition') =>
    `${path}&_since=${encodeURIComponent((await manifestOf(await kickOff(path))).transactionTime)}`

  test('when nothing happened, then it tells nothing', async () => {
    await release(world, riverside)
    const later = await everything(await since())
    expect([later.ids, later.manifest.deleted]).toEqual([[], []])
  })

  test('when a release was recorded since, then the older resources it opens surface (RULINGS 20)', async () => {
    const path = await since()
    await release(world, riverside)
    expect((await everything(path)).ids).toContain(`Patient/${ramonId}`)
  })

  test('when a release was withdrawn since, then all it opened is told as deleted, and nothing else is (RULINGS 20)', async () => {
    const recorded = await release(world, riverside, { sensitive: ['PSY'] })
    const seen = (await everything('/$export?_type=Patient,Condition')).ids
    const path = await since()
    await withdraw(recorded)
    const { manifest } = await everything(path)
    expect(manifest.deleted.map(({ count }) => count)).toEqual([seen.length])
    const [bundle] = (await linesOf(manifest.deleted[0]?.url ?? '')) as unknown as {
      entry: { request: { method: string; url: string } }[]
    }[]
    expect(bundle?.entry.map(({ request }) => `${request.method} ${request.url}`).toSorted()).toEqual(
      seen.map((id) => `DELETE ${id}`).toSorted(),
    )
  })

  test('when a resource was removed since, then it is told as deleted', async () => {
    await release(world, riverside)
    const path = await since()
    const [gone] = (await everything('/$export?_type=Condition')).ids.map((id) => id.split('/')[1] ?? '')
    await store(world.database.db, marigold.practiceId, [
      deletionOf({ type: 'Condition', id: gone ?? '', patientId: ramonId, visible: true }),
    ])
    const { manifest } = await everything(path)
    const text = JSON.stringify(await linesOf(manifest.deleted[0]?.url ?? ''))
    expect(text).toContain(`"DELETE","url":"Condition/${gone}"`)
  })
})

describe('given a kick-off that is not understood, then it is refused with a sentence', () => {
  test.each([
    ['a type that is not exported', '/$export?_type=Immunization', 400, 'Immunization'],
    ['papers', '/$export?_type=Binary', 400, 'Binary'],
    ['a format', '/$export?_outputFormat=text/csv', 400, 'ndjson'],
    ['an instant that is none', '/$export?_since=yesterday', 400, '2026-07-14'],
    ['a parameter', '/$export?shoe=1', 400, 'shoe'],
    ['another group', '/Group/01980000-0000-7000-8000-0000000000c9/$export', 404, 'no such resource'],
    ['a level that is none', '/Observation/$export', 404, 'no such resource'],
  ])('%s', async (_what, path, status, words) => {
    const answer = await ask(`${world.base}${path}`)
    const outcome = (await answer.json()) as { issue: { details: { text: string } }[] }
    expect(answer.status).toBe(status)
    expect(outcome.issue[0]?.details.text).toContain(words)
  })

  test('when the token reaches none of the types, then 403; when it reaches some, then those', async () => {
    const patients = await tokenOf(world, riverside, 'system/Patient.r')
    await release(world, riverside)
    const refused = await fetch(`${world.base}/$export?_type=Observation`, {
      headers: { Authorization: `Bearer ${patients}` },
    })
    expect(refused.status).toBe(403)
    token = patients
    expect((await everything('/$export')).ids).toEqual([`Patient/${ramonId}`])
  })
})

describe('given the partner’s group', () => {
  test('then it holds those whose release is in force, by reading and searching, and another’s is not there (S49)', async () => {
    await release(world, riverside)
    const read = (await (await get(world, token, `/Group/${riverside.id}`)).json()) as {
      member: { entity: { reference: string } }[]
    }
    expect(read.member.map(({ entity }) => entity.reference)).toEqual([`Patient/${ramonId}`])
    const found = (await (await get(world, token, '/Group')).json()) as { entry: { resource: { id: string } }[] }
    expect(found.entry.map(({ resource }) => resource.id)).toEqual([riverside.id])
    const lakeside = await registerPartner(world)
    expect((await get(world, token, `/Group/${lakeside.id}`)).status).toBe(404)
    const narrow = await tokenOf(world, riverside, 'system/Patient.rs')
    expect((await get(world, narrow, `/Group/${riverside.id}`)).status).toBe(403)
  })
})
