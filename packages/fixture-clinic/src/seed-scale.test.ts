import { inPractice } from '@holdspace/db/database'
import { allPatientIds } from '@holdspace/db/patient-store'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { readChart } from '@holdspace/use-cases/people/read-chart'
import { searchPeople } from '@holdspace/use-cases/people/search-people'
import { rebuildFhir } from '@holdspace/use-cases/share/rebuild-fhir'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actAs } from './act-as.ts'
import { generatedPerson } from './generated-people.ts'
import { helenAmes, juniperRow, marigoldHouse, theoLind } from './people.ts'
import { seedScale } from './seed-scale.ts'
import { type TestHouse, testHouse } from './test-house.ts'

/** Two transactions of people, the last one not full. */
const count = 230
let clinic: TestHouse
beforeAll(async () => {
  clinic = await testHouse()
  await rebuildFhir(clinic.house, marigoldHouse.practiceId)
  await seedScale(clinic.house, count)
})
afterAll(() => clinic.stop())

const idsIn = (house: TestHouse, practice = marigoldHouse) =>
  inPractice(house.house.db, practice.practiceId, (tx) => allPatientIds(tx, practice.practiceId))

describe('generated people beside the stories', () => {
  it('are as many as asked, in Marigold House alone, each found by name with a chart that can be read', async () => {
    const ids = await idsIn(clinic)
    expect(new Set(ids).size).toBe(count)
    expect(await idsIn(clinic, juniperRow)).toEqual([])
    const { person } = generatedPerson(count - 1, clinic.clock.now())
    const text = `${person.family} ${person.given[0]}`
    const found = await searchPeople(clinic.house, actAs(theoLind, clinic.clock.now), { text, cursor: null })
    expect(found.ok && JSON.stringify(found.value)).toContain(person.birthDate)
    const last = ids.at(-1)
    if (last === undefined) throw new Error('Nobody was added.')
    const chart = await readChart(clinic.house, actAs(helenAmes, clinic.clock.now), { patientId: last })
    expect(chart).toMatchObject({ ok: true, value: { patient: { mrn: String(10_000 + count) } } })
  })

  it('leave a FHIR projection in which a rebuild finds nothing to change', async () => {
    const rebuilt = await rebuildFhir(clinic.house, marigoldHouse.practiceId)
    expect(rebuilt).toMatchObject({ patients: count, changed: 0 })
    expect(rebuilt.resources).toBeGreaterThan(count * 3)
  })

  it('are the same people under the same ids in two installations (UP4)', async () => {
    const other = await testHouse()
    try {
      await seedScale(other.house, count)
      expect(await idsIn(other)).toEqual(await idsIn(clinic))
    } finally {
      await other.stop()
    }
  })

  it('are adults with plausible weights and few namesakes', () => {
    const now = clinic.clock.now()
    const crowd = Array.from({ length: 2000 }, (_, number) => generatedPerson(number, now))
    expect(crowd.every(({ person }) => person.birthDate < calendarDate.parse('2005-01-01'))).toBe(true)
    expect(crowd.every(({ facts }) => (facts.measurements[0]?.weightG ?? 0) >= 48_000)).toBe(true)
    const identities = crowd.map(({ person }) => [person.family, ...person.given, person.birthDate].join(' '))
    expect(new Set(identities).size).toBe(2000)
  })

  it('are never seeded outside the demo (S55)', async () => {
    await expect(seedScale({ ...clinic.house, isDemo: false }, 1)).rejects.toThrow('demo only')
  })
})
