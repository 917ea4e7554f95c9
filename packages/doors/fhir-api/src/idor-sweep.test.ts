import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { inPractice } from '@holdspace/db/database'
import { markReleaseWithdrawn } from '@holdspace/db/release-store'
import { asOwner } from '@holdspace/db/testing'
import type { ServedType } from '@holdspace/fhir/resource-types'
import { parametersOf } from '@holdspace/fhir/search-parameters'
import { marigold, nurseLind, ramonId } from '@holdspace/fhir/testing/marigold-session'
import { plusMinutes } from '@holdspace/kit/instant'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ingridId,
  juniper,
  noon,
  type PartnerWorld,
  partnerWorld,
  registerPartner,
  release,
  signedSession,
  store,
  tokenOf,
} from './testing/partner-world.ts'
import { ramonsWay, releaseToPartner, releaseToTherapist } from './testing/ramons-way.ts'

const csv = readFileSync(fileURLToPath(new URL('../../../../docs/fhir-access-matrix.csv', import.meta.url)), 'utf8')
const [head = '', ...lines] = csv.trim().split('\n')
const callers = head.split(',').slice(1)
const matrix = lines.map((line) => line.split(','))

/** A partner that is none of the callers; one release names it. */
const someoneElse = '01980000-0000-7000-8000-0000000000d9'

let world: PartnerWorld
/** Bearer tokens by caller; null for nobody. */
const tokens = new Map<string, string | null>()
/** One resource of each type that Ramón's record holds. */
let resources: readonly { readonly type: ServedType; readonly id: string }[] = []
/** A group and a finished export of a partner that is none of the callers. */
let lakeside: { groupId: string; status: string; file: string }

beforeAll(async () => {
  world = await partnerWorld()
  await store(world.database.db, marigold.practiceId, signedSession())
  await store(world.database.db, marigold.practiceId, ramonsWay(someoneElse))
  const everything = { sensitive: ['PSY', 'SUD'] }
  const partner = async (
    caller: string,
    prepare: (one: Awaited<ReturnType<typeof registerPartner>>) => Promise<unknown>,
  ) => {
    const one = await registerPartner(world, caller === 'other-practice' ? { practiceId: juniper } : {})
    await prepare(one)
    tokens.set(caller, await tokenOf(world, one))
    return one
  }
  await partner('released', (one) => release(world, one, everything))
  await partner('not-released', async () => undefined)
  await partner('withdrawn', async (one) => {
    const { releaseId } = await release(world, one, everything)
    await inPractice(world.database.db, marigold.practiceId, (tx) =>
      markReleaseWithdrawn(tx, marigold.practiceId, {
        releaseId,
        at: noon,
        by: nurseLind.membershipId,
        byName: nurseLind.name,
        how: 'Said on the telephone',
      }),
    )
  })
  await partner('lapsed', (one) => release(world, one, { ...everything, validUntil: plusMinutes(noon, -1) }))
  await partner('other-purpose', (one) => release(world, one, { ...everything, purpose: 'HPAYMT' }))
  await partner('other-practice', (one) =>
    release(world, one, { ...everything, practice: juniper, patientId: ingridId }),
  )
  const revoked = await partner('revoked', (one) => release(world, one, everything))
  await asOwner(world.database.ownerUrl, async (owner) => {
    await owner.query(
      `update identity.partner_client set status = 'revoked', revoked_at = now(), revoked_by = 'x', revoked_why = 'x' where id = $1`,
      [revoked.id],
    )
    const { rows } = await owner.query<{ type: ServedType; id: string }>(
      'select distinct on (type) type, id from clinic.fhir_resource where patient_id = $1 and visible and not deleted order by type, id',
      [ramonId],
    )
    resources = rows
  })
  tokens.set('nobody', null)
  const own = await registerPartner(world)
  await release(world, own, everything)
  const token = await tokenOf(world, own)
  const status = (await send(token, '/$export?_type=Patient')).headers.get('content-location') ?? ''
  const address = status.slice(world.base.length)
  lakeside = {
    groupId: own.id,
    status: address,
    file: address.replace('bulk-status', 'bulk-files').concat('/Patient.ndjson'),
  }
})
afterAll(async () => {
  expect(world.failures).toEqual([])
  await world.stop()
})

function send(token: string | null, path: string, init: RequestInit = {}): Promise<Response> {
  const headers: Record<string, string> = token === null ? {} : { Authorization: `Bearer ${token}` }
  return fetch(`${world.base}${path}`, { ...init, headers: { ...headers, ...init.headers } })
}

/** 401, or whether what came back has any trace of the resource or its patient. */
async function judged(answer: Response, trace: string): Promise<string> {
  if (answer.status === 401) return '401'
  const text = await answer.text()
  if (answer.status === 404) return text.includes(trace) ? 'told' : 'absent'
  expect([200, 202]).toContain(answer.status)
  return text.includes(trace) ? 'told' : 'absent'
}

interface Asked {
  readonly token: string | null
  readonly type: ServedType
  readonly id: string
}

const person = (type: ServedType) => (type === 'Patient' ? '_id' : 'patient')
const isSearched = (type: ServedType) => Object.keys(parametersOf(type)).length > 0

/** Every interaction by its name in the matrix; null where the type does not have it. */
const interactions: Readonly<Record<string, (asked: Asked) => Promise<string | null>>> = {
  read: async ({ token, type, id }) => judgeBytes(await send(token, `/${type}/${id}`)),
  vread: async ({ token, type, id }) => judgeBytes(await send(token, `/${type}/${id}/_history/1`)),
  'history-instance': async ({ token, type, id }) => judged(await send(token, `/${type}/${id}/_history`), id),
  'search-by-patient': async ({ token, type, id }) =>
    isSearched(type)
      ? judged(await send(token, `/${type}?${person(type)}=${ramonId}&_count=1000`), `"id":"${id}"`)
      : null,
  'search-by-id': async ({ token, type, id }) =>
    isSearched(type) ? judged(await send(token, `/${type}?_id=${id}`), `"id":"${id}"`) : null,
  'search-by-post': async ({ token, type, id }) =>
    isSearched(type)
      ? judged(
          await send(token, `/${type}/_search`, { method: 'POST', body: new URLSearchParams({ _id: id }) }),
          `"id":"${id}"`,
        )
      : null,
  count: async ({ token, type }) => {
    if (!isSearched(type)) return null
    const answer = await send(token, `/${type}?${person(type)}=${ramonId}&_summary=count`)
    if (answer.status === 401) return '401'
    return ((await answer.json()) as { total: number }).total > 0 ? 'told' : 'absent'
  },
  include: async ({ token, type }) =>
    isSearched(type) && type !== 'Patient'
      ? judged(await send(token, `/${type}?_include=${type}:patient&_count=1000`), `"id":"${ramonId}"`)
      : null,
  group: async ({ token }) => judged(await send(token, '/Group'), ramonId),
  'export-system': (asked) => exported(asked, '/$export'),
  'export-patient': (asked) => exported(asked, '/Patient/$export'),
  'export-group': async (asked) => {
    const found = await send(asked.token, '/Group')
    if (found.status === 401) return '401'
    const bundle = (await found.json()) as { entry: { resource: { id: string } }[] }
    return exported(asked, `/Group/${bundle.entry[0]?.resource.id}/$export`)
  },
  'another-partners-group': async ({ token }) => judged(await send(token, `/Group/${lakeside.groupId}`), ramonId),
  'another-recipients-consent': async ({ token }) => {
    const both = [
      await send(token, `/Consent/${releaseToPartner}`),
      await send(token, `/Consent/${releaseToTherapist}`),
    ]
    if (both.every(({ status }) => status === 401)) return '401'
    return both.every(({ status }) => status === 404) ? 'absent' : 'told'
  },
  'another-partners-export': async ({ token }) => {
    const both = [await send(token, lakeside.status), await send(token, lakeside.file)]
    if (both.every(({ status }) => status === 401)) return '401'
    return both.every(({ status }) => status === 404) ? 'absent' : 'told'
  },
}

/** A paper is its bytes and names nobody, so being given it is being told. */
async function judgeBytes(answer: Response): Promise<string> {
  await answer.arrayBuffer()
  if (answer.status === 401) return '401'
  return answer.status === 200 ? 'told' : 'absent'
}

async function exported({ token, type, id }: Asked, path: string): Promise<string | null> {
  if (!isSearched(type)) return null
  const begun = await send(token, `${path}?_type=${type}`)
  if (begun.status === 401) return '401'
  const address = (begun.headers.get('content-location') ?? '').slice(world.base.length)
  for (let asked = 0; asked < 10; asked += 1) {
    const answer = await send(token, address)
    if (answer.status === 200) {
      const { output } = (await answer.json()) as { output: { url: string }[] }
      const file = output[0]
      return file === undefined
        ? 'absent'
        : judged(await send(token, file.url.slice(world.base.length)), `"id":"${id}"`)
    }
    // As long as the answer itself says.
    await pause(1000 * Number(answer.headers.get('retry-after')))
  }
  throw new Error('The export was never ready')
}

/** What asks nothing of a type is asked once. */
const onceOnly: readonly string[] = [
  'group',
  'another-partners-group',
  'another-recipients-consent',
  'another-partners-export',
]

describe('given every interaction × type × caller (S05, S13)', () => {
  test('the matrix has a row for every interaction the door has', () => {
    expect(matrix.map(([interaction]) => interaction).sort()).toEqual(Object.keys(interactions).sort())
    expect(callers.sort()).toEqual([...tokens.keys()].sort())
    expect(resources.length).toBeGreaterThanOrEqual(16)
  })

  test.each(matrix)('%s: nobody is told what the matrix does not say', async (interaction = '', ...expected) => {
    const ask = interactions[interaction]
    if (ask === undefined) throw new Error(`No such interaction: ${interaction}`)
    const isExport = interaction.startsWith('export')
    const few = isExport
      ? resources.filter(({ type }) => ['Patient', 'Observation', 'Provenance', 'Consent'].includes(type))
      : resources
    const mismatches: string[] = []
    let asked = 0
    for (const [at, caller] of head.split(',').slice(1).entries()) {
      const token = tokens.get(caller) ?? null
      for (const { type, id } of onceOnly.includes(interaction) ? few.slice(0, 1) : few) {
        const found = await ask({ token, type, id })
        if (found === null) continue
        asked += 1
        if (found !== expected[at]) mismatches.push(`${caller} ${type}: ${found}, not ${expected[at]}`)
      }
    }
    expect(mismatches).toEqual([])
    expect(asked).toBeGreaterThanOrEqual(callers.length)
  })
})
