import { searchPeople } from '@holdspace/use-cases/people/search-people'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actAs } from './act-as.ts'
import { generatedPerson, seedGenerated } from './generated-patients.ts'
import { theoLind } from './people.ts'
import { type TestHouse, testHouse } from './test-house.ts'

let clinic: TestHouse
beforeAll(async () => {
  clinic = await testHouse()
  await seedGenerated(clinic.house, 12)
})
afterAll(() => clinic.stop())

describe('generated patients', () => {
  it('are the same people every time, and no two share a name', () => {
    const names = Array.from({ length: 12_000 }, (_, number) => generatedPerson(number)).map(
      ({ family, given }) => `${family} ${given.join(' ')}`,
    )
    expect(new Set(names).size).toBe(names.length)
    expect(generatedPerson(7)).toEqual(generatedPerson(7))
  })

  it('have charts that are found like anybody’s', async () => {
    const { family } = generatedPerson(11)
    const found = await searchPeople(clinic.house, actAs(theoLind, clinic.clock.now), { text: family, cursor: null })
    expect(JSON.stringify(found)).toContain(family)
  })
})
