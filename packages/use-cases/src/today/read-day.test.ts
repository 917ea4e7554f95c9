import { handoffId } from '@holdspace/clinic/notes/handoff'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import {
  type FixturePerson,
  helenAmes,
  lenaOkafor,
  maraQuist,
  priyaRaman,
  rosaVance,
  samReyes,
  theoLind,
} from '@holdspace/fixture-clinic/people'
import { joinTeam } from '@holdspace/fixture-clinic/plan-fixtures'
import { makeReady } from '@holdspace/fixture-clinic/ready-for-session'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { bookVisit, setUpCalendar } from '@holdspace/fixture-clinic/scheduling-fixtures'
import { openRoom } from '@holdspace/fixture-clinic/session-room'
import { testHouse } from '@holdspace/fixture-clinic/test-house'
import { plusMinutes } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import { writeHandoff } from '../notes/write-handoff.ts'
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
    // A talk has lines of its own, and a handoff nobody read is an open point with whom it is for.
    await bookVisit(house.house, {
      patientId,
      typeKey: 'integration',
      startsAt: plusMinutes(house.clock.now(), 300),
      roomId: null,
      people: [lenaOkafor],
    })
    await joinTeam(house.house, patientId, helenAmes, 'lead-prescriber')
    const handoff = { handoffId: handoffId.parse(house.house.newId()), patientId, sessionId: null }
    const said = { changed: 'Sleeps better.', proposal: '', setting: '', redFlags: '' }
    const written = { ...handoff, moment: 'after' as const, toward: 'prescriber' as const, words: said }
    await writeHandoff(house.house, actAs(lenaOkafor, house.clock.now), written)
    const talk = (await read(maraQuist)).find((one) => one.type.label === 'Integration')
    expect(talk?.handoffs).toMatchObject([{ owner: 'Dr Helen Ames', authorName: lenaOkafor.displayName }])
    expect(talk?.tasks.map(({ title }) => title)).not.toContain('Handoff after a session')
    expect(talk?.readiness?.dots.find((dot) => dot.id === 'handoffs')).toMatchObject({ shows: 'to-do' })
    const deskTalk = (await read(theoLind)).find((one) => one.type.label === 'Integration')
    expect(deskTalk?.handoffs).toEqual([])
    expect(deskTalk?.readiness?.dots.find((dot) => dot.id === 'handoffs')?.evidence).toBeNull()
    for (const person of [samReyes, rosaVance]) expect(await read(person)).toEqual([])
    expect(await readDay(house.house, actAs(priyaRaman, house.clock.now))).toMatchObject({ ok: false })
    await house.stop()
  })

  it('given a session is open, then nobody is asked again what was said when it opened; before, mood and safety are open (M11)', async () => {
    const house = await testHouse()
    const ames = () => actAs(helenAmes, house.clock.now)
    await approveProtocols(house.house, ames())
    const patientId = await openChart(house.house, actAs(theoLind, house.clock.now), marisolFromValley)
    await makeReady(house.house, patientId, 'iv-0.5-over-40-infusion')
    house.clock.advance(8 * 24 * 3_600_000)
    const rooms = await setUpCalendar(house.house)
    await bookVisit(house.house, {
      patientId,
      typeKey: 'infusion',
      startsAt: plusMinutes(house.clock.now(), 60),
      roomId: rooms.Cedar,
      people: [maraQuist],
    })
    const dots = async () => {
      const day = await readDay(house.house, ames())
      if (!day.ok) throw new Error(day.refusal.sentence)
      const shown = day.value.rows[0]?.readiness?.dots ?? []
      return Object.fromEntries(shown.map((dot) => [dot.id, dot.shows]))
    }
    expect(await dots()).toMatchObject({ 'mood-safety-decision': 'to-do', capacity: 'at-visit', identity: 'at-visit' })
    await openRoom(house.house, ames(), { patientId, protocolId: 'iv-0.5-over-40-infusion', room: 'Cedar' })
    expect(await dots()).toMatchObject({
      'mood-safety-decision': 'met',
      capacity: 'met',
      identity: 'met',
      'pregnancy-answered': 'met',
    })
    await house.stop()
  })
})
