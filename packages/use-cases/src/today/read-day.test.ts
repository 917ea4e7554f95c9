import { actAs } from '@holdspace/fixture-clinic/act-as'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import {
  type FixturePerson,
  maraQuist,
  priyaRaman,
  rosaVance,
  samReyes,
  theoLind,
} from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { bookVisit, setUpCalendar } from '@holdspace/fixture-clinic/scheduling-fixtures'
import { testHouse } from '@holdspace/fixture-clinic/test-house'
import { plusMinutes } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import { readDay } from './read-day.ts'

describe('the day (SCREENS, Today)', () => {
  it('has one row a person with what is missing and who mends it; the desk reads no clinical words', async () => {
    const house = await testHouse()
    const desk = actAs(theoLind, house.clock.now)
    const patientId = await openChart(house.house, desk, marisolFromValley)
    const rooms = await setUpCalendar(house.house)
    await bookVisit(house.house, {
      patientId,
      typeKey: 'infusion',
      startsAt: plusMinutes(house.clock.now(), 60),
      roomId: rooms.Cedar,
      people: [maraQuist],
    })
    const read = async (person: FixturePerson) => {
      const day = await readDay(house.house, actAs(person, house.clock.now))
      if (!day.ok) throw new Error(day.refusal.sentence)
      return day.value.rows
    }
    const [row] = await read(maraQuist)
    expect(row).toMatchObject({ initials: 'M.Y.', type: { label: 'Infusion' }, readiness: { isReady: false } })
    const dots = row?.readiness?.dots ?? []
    expect(dots.find((dot) => dot.id === 'escort-named')).toMatchObject({ shows: 'to-do', fixedBy: 'Front desk' })
    expect(dots.find((dot) => dot.id === 'weight')).toMatchObject({ shows: 'at-visit' })
    const [atTheDesk] = await read(theoLind)
    const clinical = atTheDesk?.readiness?.dots.filter((dot) => dot.fixedBy !== 'Front desk') ?? []
    expect(clinical.length).toBeGreaterThan(5)
    for (const dot of clinical) expect(dot.evidence, dot.id).toBeNull()
    for (const person of [samReyes, rosaVance]) expect(await read(person)).toEqual([])
    expect(await readDay(house.house, actAs(priyaRaman, house.clock.now))).toMatchObject({ ok: false })
    await house.stop()
  })
})
