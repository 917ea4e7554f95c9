import { inPractice } from '@holdspace/db/database'
import { markPartnerRevoked } from '@holdspace/db/partner-store'
import { markReleaseWithdrawn, type NewRelease } from '@holdspace/db/release-store'
import { asOwner } from '@holdspace/db/testing'
import { redisclosureNotice } from '@holdspace/fhir/security-labels'
import { marigold, nurseLind, ramonId, ramonsSession } from '@holdspace/fhir/testing/marigold-session'
import { plusMinutes } from '@holdspace/kit/instant'
import type { Bundle } from 'fhir/r4'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  get,
  ingridId,
  juniper,
  noon,
  type Partner,
  type PartnerWorld,
  partnerWorld,
  registerPartner,
  release,
  signedSession,
  store,
  tokenOf,
  unsignedSession,
} from './testing/partner-world.ts'

let world: PartnerWorld
let riverside: Partner
let token: string

beforeAll(async () => {
  world = await partnerWorld()
})
beforeEach(async () => {
  world.setNow(noon)
  await asOwner(world.database.ownerUrl, (owner) => owner.query('delete from clinic.release_of_information'))
  riverside = await registerPartner(world)
  token = await tokenOf(world, riverside)
})
afterAll(async () => {
  expect(world.failures).toEqual([])
  await world.stop()
})

/** Every way to reach a resource of Ramón: none may open, and none may tell that he exists. */
async function seen(using: string): Promise<string[]> {
  const found: string[] = []
  const places = [`Patient/${ramonId}`, `Encounter/${ramonsSession}`, `DocumentReference/${ramonsSession}-record`]
  for (const place of places) {
    for (const path of [place, `${place}/_history`, `${place}/_history/1`]) {
      const response = await get(world, using, `/${path}`)
      const text = await response.text()
      if (response.status !== 404) found.push(`${response.status} ${path}`)
      if (text.includes(ramonId)) found.push(`words in ${path}`)
    }
  }
  const searches = [
    `Patient?_id=${ramonId}`,
    'Patient?name=Sarabia',
    `Observation?patient=${ramonId}&_include=Observation:patient&_revinclude=Provenance:target`,
    `Encounter?patient=${ramonId}&_total=accurate`,
    `Condition?patient=${ramonId}&_summary=count`,
    `Provenance?target=Encounter/${ramonsSession}`,
    `Practitioner?_revinclude=Provenance:target`,
  ]
  for (const path of searches) {
    const bundle = (await (await get(world, using, `/${path}`)).json()) as Bundle
    if (!path.startsWith('Practitioner') && bundle.total !== 0) found.push(`total ${bundle.total} ${path}`)
    if (JSON.stringify(bundle.entry ?? []).includes(ramonId)) found.push(`entries in ${path}`)
  }
  return found
}

describe('given a signed session of Ramón', () => {
  beforeAll(() => store(world.database.db, marigold.practiceId, signedSession()))

  test('when no release names the partner, then nothing of him is there: 404 and absent from search (RULINGS 20)', async () => {
    expect(await seen(token)).toEqual([])
  })

  test('when the release names another partner, then nothing is there', async () => {
    await release(world, await registerPartner(world))
    expect(await seen(token)).toEqual([])
  })

  test.each<[string, Partial<NewRelease>]>([
    ['is for another purpose', { purpose: 'HPAYMT' }],
    ['has not begun', { validFrom: plusMinutes(noon, 1) }],
    ['has run out', { validUntil: noon }],
  ])('when the release %s, then nothing is there', async (_why, wish) => {
    await release(world, riverside, wish)
    expect(await seen(token)).toEqual([])
  })

  test('when the release is withdrawn, then the very next request finds nothing (S58)', async () => {
    const recorded = await release(world, riverside)
    expect((await get(world, token, `/Encounter/${ramonsSession}`)).status).toBe(200)
    await withdraw(recorded)
    expect(await seen(token)).toEqual([])
  })

  test('when the release runs out while the token still lives, then the next request finds nothing', async () => {
    await release(world, riverside, { validUntil: plusMinutes(noon, 1) })
    expect((await get(world, token, `/Encounter/${ramonsSession}`)).status).toBe(200)
    world.setNow(plusMinutes(noon, 2))
    expect(await seen(token)).toEqual([])
  })

  test('when the release leaves sessions out, then the person is there and the session is not', async () => {
    await release(world, riverside, { kinds: ['summary'], types: ['Patient', 'Condition', 'AllergyIntolerance'] })
    expect((await get(world, token, `/Patient/${ramonId}`)).status).toBe(200)
    expect((await get(world, token, `/Encounter/${ramonsSession}`)).status).toBe(404)
    const bundle = (await (await get(world, token, `/Observation?patient=${ramonId}`)).json()) as Bundle
    expect(bundle.total).toBe(0)
  })

  test('when the release names no sensitive subject, then labelled resources stay closed, by read and by search', async () => {
    await release(world, riverside, { sensitive: [] })
    const texts = async () => {
      const bundle = (await (await get(world, token, `/Condition?patient=${ramonId}`)).json()) as Bundle
      return JSON.stringify(bundle.entry ?? [])
    }
    expect(await texts()).toContain('Essential hypertension')
    expect(await texts()).not.toContain('depressive')
    expect(await texts()).not.toContain('Alcohol')
    expect((await get(world, token, '/Condition/01980000-0000-7000-8000-000000000103')).status).toBe(404)
    await release(world, riverside, { sensitive: ['PSY'] })
    expect(await texts()).toContain('depressive')
    expect(await texts()).not.toContain('Alcohol')
    expect(await texts()).not.toContain(redisclosureNotice)
  })

  test('when it names substance use, then what is labelled so comes with the notice of 42 CFR 2.32, and nothing else does (S58)', async () => {
    await release(world, riverside, { sensitive: ['PSY', 'SUD'] })
    const read = await get(world, token, '/Condition/01980000-0000-7000-8000-000000000103')
    expect(read.status).toBe(200)
    expect(await read.text()).toContain(redisclosureNotice)
    const found = (await (await get(world, token, `/Condition?patient=${ramonId}`)).json()) as Bundle
    const told = (found.entry ?? []).map(({ resource }) => JSON.stringify(resource))
    expect(told.map((text) => text.includes(redisclosureNotice))).toEqual(told.map((text) => text.includes('"SUD"')))
    expect(told.filter((text) => text.includes(redisclosureNotice))).not.toEqual([])
    expect(told.filter((text) => !text.includes(redisclosureNotice))).not.toEqual([])
  })

  test('when the partner belongs to another practice, then a release of its own opens nothing here (S05)', async () => {
    const foreign = await registerPartner(world, { practiceId: juniper })
    await release(world, foreign, { practice: juniper, patientId: ramonId })
    await release(world, foreign, { practice: juniper, patientId: ingridId })
    const theirs = await tokenOf(world, foreign)
    expect((await get(world, theirs, `/Patient/${ingridId}`)).status).toBe(200)
    expect(await seen(theirs)).toEqual([])
    const bundle = (await (await get(world, theirs, '/Patient')).json()) as Bundle
    expect(bundle.entry?.map((entry) => entry.resource?.id)).toEqual([ingridId])
  })

  test('when the client is revoked, then its living token is refused on the next request (S48)', async () => {
    await release(world, riverside)
    expect((await get(world, token, `/Patient/${ramonId}`)).status).toBe(200)
    const { id, clientId } = riverside
    const revoked = { practiceId: marigold.practiceId, partnerId: id, at: noon, by: clientId, why: 'Contract ended' }
    expect(await markPartnerRevoked(world.database.db, revoked)).toBe(true)
    for (const path of [`/Patient/${ramonId}`, '/Patient?name=a', `/Patient/${ramonId}/_history`]) {
      const response = await get(world, token, path)
      expect([path, response.status, response.headers.get('www-authenticate')]).toEqual([path, 401, 'Bearer'])
    }
  })

  test('when the token is five minutes old, then it is refused (S48)', async () => {
    await release(world, riverside)
    world.setNow(plusMinutes(noon, 5))
    expect((await get(world, token, `/Patient/${ramonId}`)).status).toBe(401)
  })

  test.each(['', 'a-made-up-token-of-some-length', 'x'.repeat(600)])(
    'when the token is "%.10s", then 401',
    async (made) => {
      expect((await get(world, made === '' ? null : made, `/Patient/${ramonId}`)).status).toBe(401)
    },
  )

  test.each([
    'Patient?family=%00',
    'Patient?identifier=a%00b',
    'Patient?name:exact=%00',
    'Practitioner?name=%00',
    'Patient?_id=%00',
  ])(
    'when %s asks with a character that is none, then it is refused as unreadable or finds nothing, and nothing breaks (R12)',
    async (path) => {
      const response = await get(world, token, `/${path}`)
      await response.text()
      expect([200, 400]).toContain(response.status)
    },
  )

  test('when a browser brings a cookie instead of a token, then it is nobody (S35)', async () => {
    const response = await get(world, null, `/Patient/${ramonId}`, { Cookie: `access_token=${token}` })
    expect(response.status).toBe(401)
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('when the scope does not reach that far, then 403, for reads, searches and includes alike', async () => {
    await release(world, riverside)
    const narrow = await tokenOf(world, riverside, 'system/Patient.r system/Observation.s')
    expect((await get(world, narrow, `/Patient/${ramonId}`)).status).toBe(200)
    expect((await get(world, narrow, '/Patient?name=Sarabia')).status).toBe(403)
    expect((await get(world, narrow, `/Observation?patient=${ramonId}`)).status).toBe(200)
    expect((await get(world, narrow, `/Encounter/${ramonsSession}`)).status).toBe(403)
    const included = `/Observation?patient=${ramonId}&_include=Observation:encounter`
    expect((await get(world, narrow, included)).status).toBe(403)
    expect((await get(world, narrow, `/Observation?patient=${ramonId}&_revinclude=Provenance:target`)).status).toBe(403)
  })

  test('when a refused read is looked up, then the audit has it as refused and no disclosure was entered', async () => {
    await get(world, token, `/Patient/${ramonId}`)
    const rows = await asOwner(world.database.ownerUrl, (owner) =>
      owner.query(
        `select (select count(*)::int from clinic.audit_event where actor_id = $1 and outcome = 'refused') as refused,
                (select count(*)::int from clinic.disclosure where partner_id = $1) as disclosed`,
        [riverside.id],
      ),
    )
    expect(rows.rows[0]).toEqual({ refused: 1, disclosed: 0 })
  })
})

test('given a session still being charted, when a release is in force, then the person is there and the session is not', async () => {
  await asOwner(world.database.ownerUrl, async (owner) => {
    await owner.query(`delete from clinic.fhir_search where id like '%000c1%' or id like '%000f0%'`)
    await owner.query(
      `delete from clinic.fhir_resource where visible and patient_id is not null and type not in ('Patient','Condition','AllergyIntolerance')`,
    )
  })
  await store(world.database.db, marigold.practiceId, unsignedSession())
  await release(world, riverside, { sensitive: ['PSY', 'SUD'] })
  expect((await get(world, token, `/Patient/${ramonId}`)).status).toBe(200)
  expect((await get(world, token, `/Encounter/${ramonsSession}`)).status).toBe(404)
  const open = (await (await get(world, token, `/Observation?patient=${ramonId}&_total=accurate`)).json()) as Bundle
  expect([open.total, open.entry]).toEqual([0, undefined])

  await store(world.database.db, marigold.practiceId, signedSession())
  expect((await get(world, token, `/Encounter/${ramonsSession}`)).status).toBe(200)
  // What it said before the signature stays unseen for ever.
  const [, weight] = signedSession().filter((write) => write.type === 'Observation')
  expect((await get(world, token, `/Observation/${weight?.id}/_history/1`)).status).toBe(404)
  expect((await get(world, token, `/Observation/${weight?.id}/_history/2`)).status).toBe(200)
  const history = (await (await get(world, token, `/Observation/${weight?.id}/_history`)).json()) as Bundle
  expect(history.total).toBe(1)
})

async function withdraw(recorded: NewRelease): Promise<void> {
  const { releaseId } = recorded
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
