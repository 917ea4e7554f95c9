import { setTimeout as pause } from 'node:timers/promises'
import type { ReleaseKind } from '@holdspace/clinic/sharing/release-parts'
import { typesOfRelease } from '@holdspace/fhir/release-types'
import { marigold, ramonId } from '@holdspace/fhir/testing/marigold-session'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  get,
  type Partner,
  type PartnerWorld,
  partnerWorld,
  registerPartner,
  release,
  store,
  tokenOf,
} from './testing/partner-world.ts'
import { ramonsWay, releaseToPartner, releaseToTherapist, treatmentConsent } from './testing/ramons-way.ts'

let world: PartnerWorld
let riverside: Partner
let lakeside: Partner

beforeAll(async () => {
  world = await partnerWorld()
  riverside = await registerPartner(world)
  lakeside = await registerPartner(world)
  await store(world.database.db, marigold.practiceId, ramonsWay(riverside.id))
})
afterAll(async () => {
  expect(world.failures).toEqual([])
  await world.stop()
})

const types = ['Consent', 'Coverage', 'ChargeItem', 'Invoice', 'RelatedPerson', 'ServiceRequest'] as const

/** How many of each type a partner finds, by patient: what it is not shown it cannot count either. */
async function foundBy(partner: Partner): Promise<Record<string, number>> {
  const token = await tokenOf(world, partner)
  const found: Record<string, number> = {}
  for (const type of types) {
    const answer = await get(world, token, `/${type}?patient=${ramonId}`)
    const bundle = (await answer.json()) as { entry?: { resource: { resourceType: string } }[] }
    const count = (bundle.entry ?? []).filter(({ resource }) => resource.resourceType === type).length
    if (count > 0) found[type] = count
  }
  return found
}

async function partnerReleased(kinds: readonly ReleaseKind[], sensitive: readonly string[] = ['PSY']) {
  const partner = await registerPartner(world)
  await release(world, partner, { kinds, types: typesOfRelease(kinds), sensitive: [...sensitive] } as never)
  return partner
}

describe('given a release of one part, when the partner searches, then it finds that part alone', () => {
  test.each<[ReleaseKind, Record<string, number>]>([
    ['summary', {}],
    ['sessions', {}],
    ['measures', {}],
    ['plan', { RelatedPerson: 1, ServiceRequest: 1 }],
    ['money', { Coverage: 1, ChargeItem: 1, Invoice: 1 }],
    ['documents', { Consent: 1 }],
  ])('%s', async (kind, expected) => {
    expect(await foundBy(await partnerReleased([kind]))).toEqual(expected)
  })

  test('money without the subject of mental health is that somebody pays for themselves, and no more', async () => {
    expect(await foundBy(await partnerReleased(['money'], []))).toEqual({ Coverage: 1 })
  })

  test('plan without the subject of mental health is whom to call, and not that somebody was referred here', async () => {
    expect(await foundBy(await partnerReleased(['plan'], []))).toEqual({ RelatedPerson: 1 })
  })
})

/** Asks again as long as the answer says. */
async function whenReady(token: string, address: string): Promise<Response> {
  const answer = await get(world, token, address)
  if (answer.status !== 202) return answer
  await pause(1000 * Number(answer.headers.get('retry-after')))
  return whenReady(token, address)
}

describe('given releases to several recipients (RULINGS 8, decision 0027)', () => {
  test('then a partner reads the release that names it, whatever part it opens, and no other', async () => {
    await release(world, riverside, { kinds: ['summary'], types: typesOfRelease(['summary']) })
    await release(world, lakeside, { kinds: ['summary'], types: typesOfRelease(['summary']) })
    const [mine, theirs] = [await tokenOf(world, riverside), await tokenOf(world, lakeside)]
    const status = async (token: string, consent: string) => (await get(world, token, `/Consent/${consent}`)).status
    expect(await status(mine, releaseToPartner)).toBe(200)
    expect(await status(theirs, releaseToPartner)).toBe(404)
    for (const token of [mine, theirs]) {
      expect(await status(token, releaseToTherapist)).toBe(404)
      // That somebody agreed to be treated discloses nothing and is disclosed only with documents.
      expect(await status(token, treatmentConsent)).toBe(404)
    }
    expect(await foundBy(riverside)).toEqual({ Consent: 1 })
    expect(await foundBy(lakeside)).toEqual({})
  })

  test('then history and export keep to the same line', async () => {
    const token = await tokenOf(world, lakeside)
    expect((await get(world, token, `/Consent/${releaseToPartner}/_history`)).status).toBe(404)
    const begun = await get(world, token, '/$export?_type=Consent')
    const address = (begun.headers.get('content-location') ?? '').slice(world.base.length)
    expect(await (await whenReady(token, address)).json()).toMatchObject({ output: [] })
  })
})
