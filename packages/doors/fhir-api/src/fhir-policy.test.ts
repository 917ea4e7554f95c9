import { capabilityStatement } from '@holdspace/fhir/capability'
import { servedTypes } from '@holdspace/fhir/resource-types'
import { ramonId } from '@holdspace/fhir/testing/marigold-session'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fhirPolicy } from './fhir-policy.ts'
import { get, type PartnerWorld, partnerWorld, registerPartner, tokenOf } from './testing/partner-world.ts'

let world: PartnerWorld
let readsOnly: string
let searchesOnly: string

beforeAll(async () => {
  world = await partnerWorld()
  const partner = await registerPartner(world)
  readsOnly = await tokenOf(world, partner, 'system/*.r')
  searchesOnly = await tokenOf(world, partner, 'system/*.s')
})
afterAll(async () => {
  expect(world.failures).toEqual([])
  await world.stop()
})

const announced = capabilityStatement({ base: 'b', tokenAddress: 't' }).rest?.[0]?.resource ?? []
const pathOf: Readonly<Record<string, (type: string) => string>> = {
  read: (type) => `/${type}/${ramonId}`,
  vread: (type) => `/${type}/${ramonId}/_history/1`,
  'history-instance': (type) => `/${type}/${ramonId}/_history`,
  'search-type': (type) => `/${type}?_summary=count`,
}

describe('given what the server announces', () => {
  test('then every interaction has a row, and every type that is served is announced (S01)', () => {
    const codes = new Set(announced.flatMap((resource) => (resource.interaction ?? []).map((one) => one.code)))
    expect([...codes].filter((code) => !Object.hasOwn(fhirPolicy, code))).toEqual([])
    expect([...codes].sort()).toEqual(Object.keys(pathOf).sort())
    expect(announced.map((resource) => resource.type).sort()).toEqual([...servedTypes, 'Group'].sort())
  })

  test.each(announced.map((resource) => [resource.type, resource] as const))(
    'then %s asks exactly the right its row says, for each interaction',
    async (type, resource) => {
      for (const { code } of resource.interaction ?? []) {
        const path = pathOf[code]?.(type) ?? ''
        const right = fhirPolicy[code]
        const [mayNot, may] = right === 's' ? [readsOnly, searchesOnly] : [searchesOnly, readsOnly]
        const statuses = await Promise.all(
          [null, mayNot, may].map(async (token) => (await get(world, token, path)).status),
        )
        expect([code, ...statuses.slice(0, 2)]).toEqual([code, 401, 403])
        expect([200, 404], `${code} ${path}`).toContain(statuses[2])
      }
    },
  )
})
