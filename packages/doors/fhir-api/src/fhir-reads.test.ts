import { createHash } from 'node:crypto'
import { inPractice } from '@holdspace/db/database'
import { disclosuresOfPatient } from '@holdspace/db/release-store'
import { servedTypes } from '@holdspace/fhir/resource-types'
import { drOsei, marigold, nurseLind, ramonId, ramonsSession } from '@holdspace/fhir/testing/marigold-session'
import { deletionOf } from '@holdspace/fhir/write'
import type { Binary, Bundle, DocumentReference, Encounter, Patient } from 'fhir/r4'
import { Client } from 'fhir-kit-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  get,
  type Partner,
  type PartnerWorld,
  paperBytes,
  partnerWorld,
  registerPartner,
  release,
  signedSession,
  store,
  tokenOf,
} from './testing/partner-world.ts'

let world: PartnerWorld
let riverside: Partner
let token: string
let client: Client

beforeAll(async () => {
  world = await partnerWorld()
  await store(world.database.db, marigold.practiceId, signedSession())
  riverside = await registerPartner(world)
  await release(world, riverside, { sensitive: ['PSY', 'SUD'] })
  token = await tokenOf(world, riverside)
  client = new Client({ baseUrl: world.base })
  client.bearerToken = token
})
afterAll(async () => {
  expect(world.failures).toEqual([])
  await world.stop()
})

const search = async (resourceType: string, searchParams: Record<string, string | number>): Promise<Bundle> =>
  (await client.search({ resourceType, searchParams })) as unknown as Bundle
const idsOf = (bundle: Bundle): string[] =>
  (bundle.entry ?? []).flatMap(({ resource }) => (resource?.id === undefined ? [] : [resource.id]))

describe('given a partner that Ramón released his record to, when it reads with fhir-kit-client', () => {
  test.each([
    ['Patient', ramonId],
    ['Encounter', ramonsSession],
    ['Procedure', ramonsSession],
    ['Practitioner', drOsei.membershipId],
    ['Practitioner', nurseLind.membershipId],
    ['Organization', marigold.practiceId],
    ['Location', marigold.practiceId],
    ['Condition', '01980000-0000-7000-8000-000000000101'],
    ['AllergyIntolerance', `${ramonId}-none-known`],
    ['DocumentReference', `${ramonsSession}-record`],
  ])('then %s/%s is there, with version and last-updated', async (resourceType, id) => {
    const resource = await client.read({ resourceType, id })
    expect(resource).toMatchObject({ resourceType, id, meta: { versionId: '1' } })
    expect(JSON.stringify(resource)).toMatch(/"lastUpdated":"\d{4}-\d{2}-\d{2}T[^"]*Z"/)
  })

  test('then every reference in everything it may see resolves (FHIR.md rule 3)', async () => {
    const seen = new Set<string>()
    const pointedAt = new Set<string>()
    for (const type of servedTypes.filter((one) => one !== 'Binary')) {
      const text = await (await get(world, token, `/${type}?_count=1000`)).text()
      const bundle: Bundle = JSON.parse(text)
      for (const id of idsOf(bundle)) seen.add(`${type}/${id}`)
      for (const [, reference] of text.matchAll(/"reference":"([^"#]+)"/g)) pointedAt.add(reference ?? '')
    }
    expect(seen.size).toBeGreaterThan(25)
    const unseen = [...pointedAt].filter((reference) => !seen.has(reference))
    // A Binary is not searchable; it is read by its id, which the next test does.
    expect(unseen.filter((reference) => !reference.startsWith('Binary/'))).toEqual([])
    expect(unseen).toHaveLength(1)
  })

  test('then the paper is there as a resource and as its bytes, and the bytes hash to its name', async () => {
    const document = (await client.read({
      resourceType: 'DocumentReference',
      id: `${ramonsSession}-record`,
    })) as unknown as DocumentReference
    const path = `/${document.content[0]?.attachment.url}`
    const resource = (await (await get(world, token, path, { Accept: 'application/fhir+json' })).json()) as Binary
    const raw = await get(world, token, path, { Accept: 'application/pdf' })
    const bytes = Buffer.from(await raw.arrayBuffer())
    expect(raw.headers.get('content-type')).toBe('application/pdf')
    expect(bytes.equals(paperBytes)).toBe(true)
    expect(resource).toMatchObject({ contentType: 'application/pdf', data: paperBytes.toString('base64') })
    expect(path).toBe(`/Binary/${createHash('sha256').update(bytes).digest('hex')}`)
  })

  test('then a version, the history and a 304 are given (FHIR.md rule 2)', async () => {
    const read = await get(world, token, `/Encounter/${ramonsSession}`)
    expect(read.headers.get('etag')).toBe('W/"1"')
    expect(read.headers.get('last-modified')).toMatch(/GMT$/)
    expect(read.headers.get('cache-control')).toBe('no-store')
    const again = await get(world, token, `/Encounter/${ramonsSession}`, { 'If-None-Match': 'W/"1"' })
    expect([again.status, await again.text()]).toEqual([304, ''])
    const versioned = await get(world, token, `/Encounter/${ramonsSession}/_history/1`)
    expect(((await versioned.json()) as Encounter).id).toBe(ramonsSession)
    expect((await get(world, token, `/Encounter/${ramonsSession}/_history/2`)).status).toBe(404)
    const history = (await (await get(world, token, `/Encounter/${ramonsSession}/_history`)).json()) as Bundle
    expect(history).toMatchObject({ type: 'history', total: 1 })
  })

  test('then each read is in the audit and in the accounting of disclosures (S57)', async () => {
    const count = () =>
      inPractice(world.database.db, marigold.practiceId, (tx) =>
        disclosuresOfPatient(tx, marigold.practiceId, ramonId, 1000),
      )
    const before = (await count()).length
    await client.read({ resourceType: 'Patient', id: ramonId })
    const [newest, ...rest] = await count()
    expect(rest).toHaveLength(before)
    expect(newest).toMatchObject({ partnerName: 'Riverside Primary Care', interaction: 'fhir.read', resourceCount: 1 })
  })
})

describe('given the same partner, when it searches (FHIR.md rule 1)', () => {
  const observations = { patient: ramonId, _count: 1000 }
  test.each<[string, string, Record<string, string | number>, number]>([
    ['by name, whatever the accents', 'Patient', { name: 'RAMON' }, 1],
    ['by the start of the family name', 'Patient', { family: 'sara' }, 1],
    ['by the partner’s own record number', 'Patient', { identifier: 'https://riverside.example/mrn|RV-5521' }, 1],
    ['by a number of another system', 'Patient', { identifier: 'https://other.example|RV-5521' }, 0],
    ['by birth date and name', 'Patient', { birthdate: '1985-07-14', name: 'Sarabia' }, 1],
    ['by birth year', 'Patient', { birthdate: '1985' }, 1],
    ['by another birth date', 'Patient', { birthdate: 'gt1985-07-14' }, 0],
    ['by gender and name', 'Patient', { gender: 'male', name: 'sarabia' }, 1],
    ['by _id', 'Patient', { _id: ramonId }, 1],
    ['allergies', 'AllergyIntolerance', { patient: ramonId }, 1],
    ['allergies by full reference', 'AllergyIntolerance', { patient: `Patient/${ramonId}` }, 1],
    ['problem list', 'Condition', { patient: ramonId, category: 'problem-list-item' }, 3],
    ['one problem by code', 'Condition', { patient: ramonId, code: 'http://hl7.org/fhir/sid/icd-10-cm|I10' }, 1],
    ['active problems', 'Condition', { patient: ramonId, 'clinical-status': 'active,resolved' }, 3],
    ['vital signs', 'Observation', { ...observations, category: 'vital-signs' }, 10],
    ['one code of a pair', 'Observation', { ...observations, code: 'http://loinc.org|2708-6' }, 2],
    ['the other code of it', 'Observation', { ...observations, code: '59408-5' }, 2],
    ['either of two codes', 'Observation', { ...observations, code: '8867-4,9279-1' }, 3],
    ['on the clinic’s day', 'Observation', { ...observations, category: 'vital-signs', date: '2026-07-14' }, 10],
    [
      'after a moment',
      'Observation',
      { ...observations, category: 'vital-signs', date: 'gt2026-07-14T10:30:00-04:00' },
      3,
    ],
    [
      'in the clinic’s wall time',
      'Observation',
      { ...observations, category: 'vital-signs', date: 'ge2026-07-14T10:45' },
      1,
    ],
    ['before that day', 'Observation', { ...observations, date: 'lt2026-07-14' }, 0],
    ['of the encounter', 'Observation', { ...observations, encounter: ramonsSession }, 14],
    ['encounters of a day', 'Encounter', { patient: ramonId, date: '2026-07-14' }, 1],
    ['encounters by class', 'Encounter', { patient: ramonId, class: 'AMB' }, 1],
    ['procedures by date', 'Procedure', { patient: ramonId, date: 'ge2026-07-01' }, 1],
    ['what was given', 'MedicationAdministration', { patient: ramonId }, 2],
    ['what was given, by drug', 'MedicationAdministration', { patient: ramonId, code: '6130' }, 2],
    ['papers by type', 'DocumentReference', { patient: ramonId, type: 'http://loinc.org|28570-0' }, 1],
    ['papers by period', 'DocumentReference', { patient: ramonId, period: '2026-07-14' }, 1],
    ['staff by name', 'Practitioner', { name: 'osei' }, 1],
    ['the practice by address', 'Organization', { address: 'hudson' }, 1],
    ['its place by name', 'Location', { name: 'Marigold' }, 1],
    ['who signed', 'Provenance', { target: `Encounter/${ramonsSession}` }, 1],
    ['changed since', 'Encounter', { patient: ramonId, _lastUpdated: 'gt2026-01-01T00:00:00Z' }, 1],
    ['changed long ago', 'Encounter', { patient: ramonId, _lastUpdated: 'lt2026-01-01' }, 0],
  ])('then %s finds what is there', async (_what, type, parameters, count) => {
    const bundle = await search(type, parameters)
    expect(bundle.total).toBe(count)
    expect(bundle.entry ?? []).toHaveLength(count)
  })

  test('then POST _search equals GET', async () => {
    const form = new URLSearchParams({ patient: ramonId, category: 'vital-signs' })
    const posted = await fetch(`${world.base}/Observation/_search`, {
      method: 'POST',
      body: form,
      headers: { Authorization: `Bearer ${token}` },
    })
    expect(await posted.json()).toEqual(await (await get(world, token, `/Observation?${form}`)).json())
  })

  test('then pages follow each other without a gap or a repeat, newest first', async () => {
    const found: string[] = []
    let path: string | undefined = `/Observation?patient=${ramonId}&category=vital-signs&_sort=-date&_count=3`
    for (let pages = 0; path !== undefined && pages < 10; pages += 1) {
      const bundle = (await (await get(world, token, path)).json()) as Bundle
      found.push(...idsOf(bundle))
      path = bundle.link?.find((link) => link.relation === 'next')?.url.slice(world.base.length)
    }
    const whole = await search('Observation', { patient: ramonId, category: 'vital-signs', _sort: '-date' })
    expect(found).toHaveLength(10)
    expect(found).toEqual(idsOf(whole))
  })

  test('then a count alone discloses no resource', async () => {
    const counted = await search('Observation', { patient: ramonId, _summary: 'count' })
    expect([counted.total, counted.entry]).toEqual([14, undefined])
  })

  test('then includes and provenance come along once each', async () => {
    const bundle = await search('MedicationAdministration', {
      patient: ramonId,
      _include: 'MedicationAdministration:context',
      _revinclude: 'Provenance:target',
    })
    const included = (bundle.entry ?? []).filter((entry) => entry.search?.mode === 'include')
    expect(included.map((entry) => entry.resource?.resourceType).sort()).toEqual(['Encounter', 'Provenance'])
    expect(bundle.total).toBe(2)
  })

  test('then a Provenance leads to no type that the scope does not reach', async () => {
    const types = async (scope: string) => {
      const using = await tokenOf(world, riverside, scope)
      const found = await get(world, using, `/Provenance?patient=${ramonId}&_include=Provenance:target`)
      const { entry = [] } = (await found.json()) as Bundle
      return [...new Set(entry.map(({ resource }) => resource?.resourceType))].sort()
    }
    expect(await types('system/Provenance.rs')).toEqual(['Provenance'])
    expect(await types('system/Provenance.rs system/Encounter.r')).toEqual(['Encounter', 'Provenance'])
    expect((await types('system/*.rs')).length).toBeGreaterThan(2)
  })

  test('then _revinclude answers on every searchable type', async () => {
    for (const type of ['Patient', 'Condition', 'AllergyIntolerance', 'Encounter', 'Observation', 'Practitioner']) {
      expect((await get(world, token, `/${type}?_revinclude=Provenance:target`)).status, type).toBe(200)
    }
  })
})

describe('given the same partner, when it asks for what is not offered', () => {
  const cursor = (moment: string) => Buffer.from(`${moment} an-id`).toString('base64url')
  test.each([
    'Observation?date=0000',
    'Observation?date=9999',
    'Observation?date=0001-01-01T00:00:00%2B23:00',
    'Patient?birthdate=9999-12-31',
    'Observation?_lastUpdated=ge0000-01-01',
    `Observation?_sort=date&_cursor=${cursor('2026-02-30T10:00:00.000000Z')}`,
    `Observation?_sort=date&_cursor=${cursor('2026-07-14T99:99:99Z')}`,
    `Observation?_sort=_lastUpdated&_cursor=${cursor('0000-01-01T00:00:00Z')}`,
    '$export?_since=0000-01-01T00:00:00Z',
    '$export?_since=0001-01-01T00:00:00%2B23:00',
    '$export?_since=9999-12-31T23:59:59-23:00',
    `Patient?${'name=a&'.repeat(41)}`,
    `Patient?name=${'a,'.repeat(101)}`,
  ])('when %.70s asks for a moment that is none, or for too much, then 400 with a sentence', async (path) => {
    const response = await get(world, token, `/${path}`)
    const outcome = (await response.json()) as { issue: { details: { text: string } }[] }
    expect([response.status, outcome.issue[0]?.details.text]).toEqual([400, expect.stringMatching(/\w+ \w+/)])
  })

  test.each([
    ['an unknown parameter', '/Observation?patient=x&shoe-size=44', 400, 'shoe-size'],
    ['a modifier', '/Patient?name:exact=Sarabia', 400, ':exact'],
    ['a chain', '/Observation?patient.name=Sarabia', 400, 'patient.name'],
    ['a date that is none', '/Observation?date=yesterday', 400, '2026-07-14'],
    ['the 31st of February', '/Observation?date=2026-02-31', 400, 'date'],
    ['a page too large', '/Observation?_count=1001', 400, '1000'],
    ['a sort that is no column', '/Observation?_sort=code;drop table', 400, 'sorted by'],
    ['a made-up cursor', '/Observation?_cursor=AAAA', 400, 'next link'],
    ['an empty value', '/Patient?name=', 400, 'no value'],
    ['a name without letters', '/Patient?name=%25', 400, 'letters'],
    ['a type that is not served', '/Immunization?patient=1', 404, 'no such resource'],
    ['an id that is none', `/Patient/${'x'.repeat(65)}`, 404, 'no such resource'],
    ['a search of bytes', '/Binary?contentType=application/pdf', 400, 'read by its id'],
  ])('then %s is refused with a sentence', async (_what, path, status, words) => {
    const response = await get(world, token, path)
    const outcome = (await response.json()) as { resourceType: string; issue: { details: { text: string } }[] }
    expect([response.status, outcome.resourceType]).toEqual([status, 'OperationOutcome'])
    expect(outcome.issue[0]?.details.text).toContain(words)
  })

  test('then lenient handling leaves the unknown out and says what was used', async () => {
    const path = `/Patient?name=Sarabia&shoe-size=44`
    const response = await get(world, token, path, { Prefer: 'handling=lenient' })
    const bundle = (await response.json()) as Bundle
    expect(bundle.total).toBe(1)
    expect(bundle.link?.[0]?.url).toBe(`${world.base}/Patient?name=Sarabia`)
  })

  test('then XML is 406 and writing is 405', async () => {
    expect((await get(world, token, `/Patient/${ramonId}`, { Accept: 'application/fhir+xml' })).status).toBe(406)
    expect((await get(world, token, `/Patient/${ramonId}?_format=xml`)).status).toBe(406)
    expect((await get(world, token, `/Patient/${ramonId}?_format=json`)).status).toBe(200)
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      const headers = { Authorization: `Bearer ${token}` }
      const response = await fetch(`${world.base}/Patient/${ramonId}`, { method, headers })
      expect([method, response.status]).toEqual([method, 405])
    }
  })

  test('then SQL in a value is a value (S14)', async () => {
    const response = await get(world, token, `/Patient?identifier=${encodeURIComponent("x' or '1'='1")}`)
    expect(((await response.json()) as Bundle).total).toBe(0)
  })
})

describe('given anybody', () => {
  test('when they ask what the server does, then metadata and SMART configuration need no token', async () => {
    const metadata = await (await get(world, null, '/metadata')).json()
    expect(metadata).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1', kind: 'instance' })
    const smart = await (await get(world, null, '/.well-known/smart-configuration')).json()
    expect(smart).toMatchObject({
      token_endpoint: `${world.base}/auth/token`,
      token_endpoint_auth_signing_alg_values_supported: ['RS384', 'ES384'],
    })
  })

  test('when every announced search is made, then none is refused: the statement is truthful', async () => {
    const statement = (await (await get(world, null, '/metadata')).json()) as {
      rest: { resource: { type: string; searchParam?: { name: string; type: string }[]; searchInclude?: string[] }[] }[]
    }
    for (const { type, searchParam = [], searchInclude = [] } of statement.rest[0]?.resource ?? []) {
      for (const parameter of searchParam) {
        const value = parameter.type === 'date' ? '2026-07-14' : parameter.type === 'string' ? 'abc' : 'Thing/1'
        const response = await get(world, token, `/${type}?${parameter.name}=${value}`)
        expect([type, parameter.name, response.status]).toEqual([type, parameter.name, 200])
      }
      for (const include of searchInclude) {
        expect((await get(world, token, `/${type}?_include=${include}`)).status, include).toBe(200)
      }
    }
  })
})

test('given a resource that was removed, when it is read, then it is 410 and its history keeps no words', async () => {
  const [observation] = signedSession().filter((write) => write.id.endsWith('-weight'))
  if (observation === undefined) throw new Error('The session has no weight.')
  const other = {
    ...observation,
    id: `${observation.id}-2`,
    text: observation.text.replace(observation.id, `${observation.id}-2`),
  }
  await store(world.database.db, marigold.practiceId, [other])
  expect((await get(world, token, `/Observation/${other.id}`)).status).toBe(200)
  await store(world.database.db, marigold.practiceId, [deletionOf(other)])
  expect((await get(world, token, `/Observation/${other.id}`)).status).toBe(410)
  expect((await get(world, token, `/Observation/${other.id}/_history/1`)).status).toBe(410)
  const history = await (await get(world, token, `/Observation/${other.id}/_history`)).text()
  expect(history).toContain('"DELETE"')
  expect(history).not.toContain('valueQuantity')
  expect((await search('Observation', { _id: other.id })).total).toBe(0)
})

test('given a patient resource, when it is read, then it says the same as was recorded', async () => {
  const patient = (await client.read({ resourceType: 'Patient', id: ramonId })) as unknown as Patient
  expect(patient.name?.[0]).toMatchObject({ family: 'Sarabia', given: ['Ramón'] })
  expect(patient.birthDate).toBe('1985-07-14')
})
