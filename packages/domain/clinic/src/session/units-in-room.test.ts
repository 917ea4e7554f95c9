import { mcg } from '@holdspace/kit/amounts'
import { describe, expect, it } from 'vitest'
import {
  allRecorded,
  ames,
  baseline,
  minute,
  nasalSpray,
  quist,
  type Room,
  readAloud,
  readyToDose,
  today,
  underTheTongue,
} from '../../testing/session-room.ts'
import { deviationsOf, unansweredOf } from './deviations.ts'
import { decideOrder } from './order-dose.ts'
import { holdsRunning } from './taking-deviations.ts'

/** Tablets and sprays in the room, from order to what became of them (issue 4, D31–D38). */
const orderOf = (room: Room, milligrams: number, actor = ames) => {
  const question = {
    state: room.state,
    protocol: room.protocol,
    actor,
    now: minute(6),
    today,
    form: { amountMcg: mcg.parse(milligrams * 1000), overrides: [] },
    earlierWeights: [],
    recorded: allRecorded,
    patientLimits: [],
    planned: null,
  }
  return decideOrder(question, readAloud(question))
}
const ordered = (room: Room, milligrams: number): Room => {
  const decided = orderOf(room, milligrams)
  if (!decided.ok) throw new Error(decided.refusal.sentence)
  return room.chart(ames, 5, 'dose-ordered', decided.value)
}
const rulesOf = (room: Room) => deviationsOf(room.state, room.protocol).map((one) => one.ruleId)
const device = (orderEntryId: string) => ({
  orderEntryId,
  drug: 'esketamine',
  route: 'IN',
  givenMcg: 28_000,
  unit: 'device',
  units: [{ strengthMcg: 28_000, count: 1 }],
})
const tablets = (orderEntryId: string) => ({
  orderEntryId,
  drug: 'ketamine',
  route: 'SL',
  givenMcg: 150_000,
  unit: 'tablet',
  units: [
    { strengthMcg: 100_000, count: 1 },
    { strengthMcg: 50_000, count: 1 },
  ],
})

describe('ordering tablets and sprays', () => {
  it('given 150 mg under the tongue, then the order counts the tablets out and says how they are taken', () => {
    const answer = orderOf(readyToDose(underTheTongue), 150)
    expect(answer).toMatchObject({
      ok: true,
      value: {
        route: 'SL',
        drug: 'ketamine',
        unit: 'tablet',
        drawnMcg: 150_000,
        units: [
          { strengthMcg: 100_000, count: 1 },
          { strengthMcg: 50_000, count: 1 },
        ],
      },
    })
    expect(answer.ok && answer.value.line).toMatch(/2 tablets\) SL; hold under the tongue 10 to 15.min, then swallow/)
  })

  it('given an amount no whole units make, then it is refused by name with what can be made (D33, D37)', () => {
    expect(orderOf(readyToDose(underTheTongue), 175)).toMatchObject({ refusal: { code: 'NOT_MAKEABLE' } })
    expect(orderOf(readyToDose(nasalSpray), 70)).toMatchObject({ refusal: { code: 'NOT_MAKEABLE' } })
  })

  it('given nobody was weighed, then the gate does not ask for it: this protocol does not dose by weight', () => {
    const unweighed = readyToDose(nasalSpray)
    const state = { ...unweighed.state, weights: [] }
    const room = Object.assign(Object.create(Object.getPrototypeOf(unweighed)), { protocol: nasalSpray })
    Object.defineProperty(room, 'state', { value: state })
    expect(orderOf(room, 56).ok).toBe(true)
  })

  it('given medicine went in another way before, then nothing more is ordered here (ROUTES_MIXED)', () => {
    const room = readyToDose(underTheTongue).chart(quist, 5, 'dose-given', {
      drug: 'ketamine',
      route: 'IM',
      givenMcg: 20_000,
    })
    expect(orderOf(room, 100)).toMatchObject({ refusal: { code: 'ROUTES_MIXED' } })
    expect(deviationsOf(room.state, room.protocol)[0]?.sentence).toContain(
      'It was ketamine IM, and this protocol gives ketamine SL.',
    )
  })
})

describe('giving devices one at a time', () => {
  it('given three devices five minutes apart, then nothing is to be explained; while one is left neither', () => {
    const room = ordered(readyToDose(nasalSpray), 84)
    const order = room.last
    room.chart(quist, 10, 'dose-given', device(order)).chart(quist, 15, 'dose-given', device(order))
    expect(rulesOf(room)).toEqual([])
    room.chart(quist, 20, 'dose-given', device(order))
    expect(rulesOf(room)).toEqual([])
  })

  it('given the second after four minutes, then that is told and asks for a reason (D38)', () => {
    const room = ordered(readyToDose(nasalSpray), 56)
    const order = room.last
    room.chart(quist, 10, 'dose-given', device(order)).chart(quist, 14, 'dose-given', device(order))
    expect(unansweredOf(room.state, room.protocol).join()).toContain('Given 4 min after the one before')
  })

  it('given two devices charted as one moment, then the wait between them is asked about', () => {
    const room = ordered(readyToDose(nasalSpray), 56)
    const both = { ...device(room.last), givenMcg: 56_000, units: [{ strengthMcg: 28_000, count: 2 }] }
    room.chart(quist, 10, 'dose-given', both)
    expect(rulesOf(room)).toEqual(['unit-too-soon'])
  })

  it('given a third device on an order for two, or one of two when she leaves, then the sum is told', () => {
    const more = ordered(readyToDose(nasalSpray), 56)
    const order = more.last
    for (const at of [10, 15, 20]) more.chart(quist, at, 'dose-given', device(order))
    expect(unansweredOf(more.state, more.protocol).join()).toMatch(/84.mg was given in all; the order says 56.mg/)
    const less = ordered(readyToDose(nasalSpray), 56)
    less.chart(quist, 10, 'dose-given', device(less.last))
    expect(rulesOf(less)).toEqual([])
    less.chart(quist, 60, 'session-ended', { ending: 'left-against-advice', unmetCriteria: [] })
    expect(unansweredOf(less.state, less.protocol).join()).toMatch(/28.mg was given in all; the order says 56.mg/)
  })
})

describe('tablets under the tongue', () => {
  const given = () => {
    const room = ordered(readyToDose(underTheTongue), 150)
    return room.chart(quist, 10, 'dose-given', tablets(room.last))
  }

  it('given twelve minutes and swallowed, as the protocol says, then nothing is to be explained', () => {
    const room = given()
    expect(holdsRunning(room.state, room.protocol)).toHaveLength(1)
    room.chart(quist, 22, 'hold-ended', { doseEntryId: room.last, afterwards: 'swallow' })
    expect(holdsRunning(room.state, room.protocol)).toEqual([])
    expect(rulesOf(room)).toEqual([])
  })

  it('given four minutes and spat out, then both are told', () => {
    const room = given()
    room.chart(quist, 14, 'hold-ended', { doseEntryId: room.last, afterwards: 'spit-out' })
    expect(unansweredOf(room.state, room.protocol)).toEqual([
      'Held 4 min, then spat out; the protocol says 10 to 15 min, then swallowed.',
    ])
  })

  it('given nobody said how the hold ended when she left, then the record asks', () => {
    const room = given().chart(quist, 60, 'session-ended', { ending: 'left-against-advice', unmetCriteria: [] })
    expect(rulesOf(room)).toEqual(['hold-not-charted'])
  })

  it('a hold ends after its dose, and only a dose under the tongue has one', () => {
    const room = given()
    const body = { doseEntryId: room.last, afterwards: 'swallow' }
    expect(room.asks(quist, 9, 'hold-ended', body, { now: 30 })).toMatchObject({
      refusal: { code: 'hold-before-dose' },
    })
    expect(room.asks(quist, 22, 'hold-ended', body)).toMatchObject({ ok: true })
    const nasal = ordered(readyToDose(nasalSpray), 56)
    nasal.chart(quist, 10, 'dose-given', device(nasal.last))
    expect(nasal.asks(quist, 22, 'hold-ended', { ...body, doseEntryId: nasal.last })).toMatchObject({
      refusal: { code: 'entry-not-found' },
    })
  })
})

describe('what contradicts itself is no fact', () => {
  it('given another route or another drug than its order names, then it is refused; without the order it is recorded', () => {
    const room = ordered(readyToDose(underTheTongue), 150)
    const injected = { orderEntryId: room.last, drug: 'ketamine', route: 'IM', givenMcg: 35_000 }
    expect(room.asks(quist, 10, 'dose-given', injected)).toMatchObject({ refusal: { code: 'not-this-order' } })
    const { orderEntryId: _order, ...alone } = injected
    expect(room.asks(quist, 10, 'dose-given', alone)).toMatchObject({ ok: true })
    const other = { ...tablets(room.last), drug: 'esketamine' }
    expect(room.asks(quist, 10, 'dose-given', other)).toMatchObject({ refusal: { code: 'not-this-order' } })
  })

  it('given tablets that do not add up, or more left than was taken out, then it is refused', () => {
    const room = ordered(readyToDose(underTheTongue), 150)
    const wrong = { ...tablets(room.last), givenMcg: 200_000 }
    expect(room.asks(quist, 10, 'dose-given', wrong)).toMatchObject({ refusal: { code: 'units-do-not-add-up' } })
    const left = { ...tablets(room.last), leftover: { mcg: 50_000, fate: 'destroyed' } }
    expect(room.asks(quist, 10, 'dose-given', left)).toMatchObject({ refusal: { code: 'more-left-than-taken' } })
    const half = {
      ...tablets(room.last),
      givenMcg: 100_000,
      units: [{ strengthMcg: 100_000, count: 1 }],
      leftover: { mcg: 50_000, fate: 'destroyed' },
    }
    expect(room.asks(quist, 10, 'dose-given', half)).toMatchObject({ ok: true })
  })

  it('given a time to come, then it is refused; a clock a minute ahead counts as now', () => {
    const room = readyToDose(underTheTongue)
    expect(room.asks(quist, 20, 'vitals-taken', baseline, { now: 10 })).toMatchObject({
      refusal: { code: 'time-in-the-future' },
    })
    expect(room.asks(quist, 11, 'vitals-taken', baseline, { now: 10 })).toMatchObject({
      ok: true,
      value: { occurredAt: minute(10) },
    })
    expect(room.asks(quist, 4, 'vitals-taken', baseline, { now: 30 })).toMatchObject({
      ok: true,
      value: { occurredAt: minute(4) },
    })
  })
})
