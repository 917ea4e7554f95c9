import { mcg, mcgPerKg, mcgPerMicrolitre, microlitres, minutes } from '@holdspace/kit/amounts'
import { describe, expect, it } from 'vitest'
import {
  afterInfusion,
  allRecorded,
  ames,
  bag,
  baseline,
  injectionTrack,
  kap,
  minute,
  nasalSpray,
  okafor,
  order,
  quist,
  Room,
  readAloud,
  readyToDose,
  seventyKg,
  sister,
  today,
  underTheTongue,
} from '../../testing/session-room.ts'
import { decideOrder, type OrderForm, sessionDose } from './order-dose.ts'

/** What was given already counts toward the session's most, whoever ordered it and however it ran (M04). */
const infusion = (perKg: number): OrderForm => ({
  doseMcgPerKg: mcgPerKg.parse(perKg),
  concentration: mcgPerMicrolitre.parse(50),
  vialConcentration: mcgPerMicrolitre.parse(50),
  overMinutes: minutes.parse(40),
  dilution: { basis: 'made-up-to', microlitres: microlitres.parse(100_000) },
  overrides: [],
})
const injection = (perKg: number): OrderForm => ({ ...infusion(perKg), overMinutes: null, dilution: null })
const tablets = (milligrams: number): OrderForm => ({ amountMcg: mcg.parse(milligrams * 1_000), overrides: [] })
const decide = (room: Room, form: OrderForm) => {
  const question = {
    state: room.state,
    protocol: room.protocol,
    actor: ames,
    now: minute(60),
    today,
    form,
    earlierWeights: [],
    recorded: allRecorded,
    patientLimits: [],
    planned: null,
  }
  return decideOrder(question, readAloud(question))
}
const codeOf = (...asked: Parameters<typeof decide>) => {
  const decided = decide(...asked)
  return decided.ok ? 'ordered' : decided.refusal.code
}
/** Ready for tablets or sprays: nobody is weighed for the dose. */
const readyForUnits = (protocol = underTheTongue) =>
  Room.opened(protocol)
    .chart(okafor, 1, 'participant-joined', { deviceLabel: 'Tablet 2' })
    .chart(quist, 3, 'vitals-taken', baseline)
    .chart(quist, 4, 'escort-confirmed', sister)

describe('what an order brings the session to, as consent is held against it (H265)', () => {
  const total = (room: Room, form: OrderForm) => sessionDose(room.state, room.protocol, form, 70_000)

  it('given a first order, then it is that dose; after another, then both together', () => {
    expect(total(readyToDose(), infusion(500))).toBe(500)
    expect(total(afterInfusion(), infusion(510))).toBe(1_010)
    expect(total(readyToDose().chart(ames, 5, 'dose-ordered', order), infusion(250))).toBe(750)
  })

  it('given something without an order, then it counts by its amount; tablets are bounded by the protocol alone', () => {
    const room = readyToDose().chart(quist, 10, 'infusion-started', bag)
    expect(total(room, infusion(500))).toBe(1_000)
    expect(total(readyToDose(), tablets(100))).toBeNull()
  })
})

describe('an order after something was given', () => {
  it('given an infusion that ended, then what the pump read counts: to the most of the session, and no further', () => {
    expect(codeOf(afterInfusion(), infusion(500))).toBe('ordered')
    expect(codeOf(afterInfusion(), infusion(510))).toBe('CUMULATIVE_OVER')
  })

  it('given an infusion that still runs, then the whole bag counts', () => {
    const ordered = readyToDose().chart(ames, 5, 'dose-ordered', order)
    const running = ordered.chart(quist, 10, 'infusion-started', { ...bag, orderEntryId: ordered.last })
    expect(codeOf(running, infusion(500))).toBe('ordered')
    expect(codeOf(running, infusion(510))).toBe('CUMULATIVE_OVER')
  })

  it('given an order nobody gave yet, then it counts as if it were: two orders together never pass the most of a session unasked', () => {
    const waiting = readyToDose().chart(ames, 5, 'dose-ordered', order)
    expect(codeOf(waiting, infusion(500))).toBe('ordered')
    expect(codeOf(waiting, infusion(510))).toBe('CUMULATIVE_OVER')
    const spray = {
      drug: 'esketamine',
      route: 'IN',
      orderMcg: 84_000,
      drawnMcg: 84_000,
      line: '',
      working: [],
      overrides: [],
    }
    const devices = { ...spray, unit: 'device', units: [{ strengthMcg: 28_000, count: 3 }] }
    const sprays = readyForUnits(nasalSpray).chart(ames, 5, 'dose-ordered', devices)
    expect(codeOf(sprays, tablets(56))).toBe('CUMULATIVE_OVER')
    const device = { drug: 'esketamine', route: 'IN', givenMcg: 28_000, unit: 'device', orderEntryId: sprays.last }
    sprays.chart(quist, 10, 'dose-given', { ...device, units: [{ strengthMcg: 28_000, count: 1 }] })
    expect(codeOf(sprays, tablets(56))).toBe('CUMULATIVE_OVER')
    sprays.chart(ames, 12, 'entry-withdrawn', {
      withdrawsEntryId: device.orderEntryId,
      withdrawsSeq: 4,
      reason: 'Another dose',
    })
    expect(codeOf(sprays, tablets(56))).toBe('ordered')
  })

  it('given it was given without an order, then it counts by its amount', () => {
    const room = readyToDose()
      .chart(quist, 10, 'infusion-started', bag)
      .chart(quist, 50, 'infusion-stopped', { why: 'complete', volumeGivenMicrolitres: 100_000, givenMcg: 35_000 })
    expect(codeOf(room, infusion(750))).toBe('CUMULATIVE_OVER')
  })

  it('given injections under two orders, then each counts by its own', () => {
    const half = { ...order, route: 'IM', doseMcgPerKg: 500 }
    const given = { drug: 'ketamine', route: 'IM', givenMcg: 35_000 }
    const first = readyToDose(injectionTrack).chart(ames, 5, 'dose-ordered', half)
    const room = first.chart(quist, 10, 'dose-given', { ...given, orderEntryId: first.last })
    expect(codeOf(room, injection(500))).toBe('ordered')
    expect(codeOf(room, injection(600))).toBe('CUMULATIVE_OVER')
    const second = room.chart(ames, 20, 'dose-ordered', {
      ...half,
      doseMcgPerKg: 100,
      orderMcg: 7_000,
      drawnMcg: 7_000,
    })
    second.chart(quist, 21, 'dose-given', { ...given, givenMcg: 7_000, orderEntryId: second.last })
    expect(codeOf(second, injection(500))).toBe('CUMULATIVE_OVER')
  })

  it('given tablets, then their milligrams count; devices likewise', () => {
    const tablet = { drug: 'ketamine', route: 'SL', givenMcg: 300_000, unit: 'tablet' }
    const room = readyForUnits().chart(quist, 10, 'dose-given', {
      ...tablet,
      units: [{ strengthMcg: 100_000, count: 3 }],
    })
    expect(codeOf(room, tablets(100))).toBe('ordered')
    expect(codeOf(room, tablets(150))).toBe('CUMULATIVE_OVER')
    const device = { drug: 'esketamine', route: 'IN', givenMcg: 28_000, unit: 'device' }
    const sprayed = readyForUnits(nasalSpray).chart(quist, 10, 'dose-given', {
      ...device,
      units: [{ strengthMcg: 28_000, count: 1 }],
    })
    expect(codeOf(sprayed, tablets(56))).toBe('ordered')
    expect(codeOf(sprayed, tablets(84))).toBe('CUMULATIVE_OVER')
  })
})

describe('what an order says', () => {
  it('given an infusion, then time, volume in the bag and both rates; given an injection, none of them', () => {
    const infused = decide(readyToDose(), infusion(500))
    expect(infused.ok && infused.value).toMatchObject({
      overMinutes: 40,
      finalVolumeMicrolitres: 100_000,
      rateMcgPerHour: 52_500,
      pumpMicrolitresPerHour: 150_000,
    })
    const injected = decide(readyToDose(injectionTrack), injection(500))
    if (!injected.ok) throw new Error(injected.refusal.sentence)
    expect(injected.value).toMatchObject({ doseMcgPerKg: 500, volumeMicrolitres: 700, route: 'IM' })
    for (const absent of ['overMinutes', 'finalVolumeMicrolitres', 'rateMcgPerHour', 'pumpMicrolitresPerHour']) {
      expect(injected.value).not.toHaveProperty(absent)
    }
    expect(injected.value.working.length).toBeGreaterThan(2)
    expect(injected.value.working[0]).toMatch(/^.+: .+ = .+$/)
  })

  it('given tablets, then the units and no weight', () => {
    const ordered = decide(readyForUnits(), tablets(150))
    expect(ordered.ok && ordered.value).toMatchObject({
      unit: 'tablet',
      units: [
        { strengthMcg: 100_000, count: 1 },
        { strengthMcg: 50_000, count: 1 },
      ],
    })
    expect(ordered.ok && ordered.value).not.toHaveProperty('weightGrams')
  })

  it('given ideal weight is the basis, then the sex on the chart decides it', () => {
    const byIdeal = { ...kap, weight: { ...kap.weight, basis: 'ideal' as const } }
    const tall = { ...seventyKg, heightMm: 1_800 }
    const room = Room.opened(byIdeal)
      .chart(okafor, 1, 'participant-joined', { deviceLabel: 'Tablet 2' })
      .chart(quist, 2, 'weight-measured', tall)
      .chart(quist, 3, 'vitals-taken', baseline)
      .chart(quist, 4, 'escort-confirmed', sister)
    const ordered = decide(room, infusion(500))
    expect(ordered.ok ? 'weightGrams' in ordered.value && ordered.value.weightGrams : ordered.refusal.code).not.toBe(
      70_000,
    )
    expect(ordered.ok ? 'ordered' : ordered.refusal.code).not.toBe('BASIS_NOT_AVAILABLE')
  })
})
