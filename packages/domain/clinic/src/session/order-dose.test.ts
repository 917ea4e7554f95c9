import { grams, mcg, mcgPerKg, mcgPerMicrolitre, microlitres, millimetres, minutes } from '@holdspace/kit/amounts'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { instant } from '@holdspace/kit/instant'
import { weightReadBack } from '@holdspace/protocols/weight'
import { describe, expect, it } from 'vitest'
import {
  allRecorded,
  ames,
  baseline,
  idOf,
  kap,
  lapsedQuist,
  minute,
  okafor,
  order,
  quist,
  Room,
  readAloud,
  readyToDose,
  readyToLeave,
  seventyKg,
  sister,
  today,
  vance,
} from '../../testing/session-room.ts'
import { decideOrder, isSameOrder, type OrderForm, workOutOrder } from './order-dose.ts'
import { type EarlierWeight, weighingOf } from './weighing.ts'

const form: OrderForm = {
  doseMcgPerKg: mcgPerKg.parse(500),
  concentration: mcgPerMicrolitre.parse(50),
  vialConcentration: mcgPerMicrolitre.parse(50),
  overMinutes: minutes.parse(40),
  dilution: { basis: 'made-up-to', microlitres: microlitres.parse(100_000) },
  overrides: [],
}
const question = (
  room: Room,
  more: Partial<OrderForm> = {},
  earlierWeights: readonly EarlierWeight[] = [],
  actor = ames,
) => ({
  state: room.state,
  protocol: room.protocol,
  actor,
  now: minute(6),
  today,
  form: { ...form, ...more },
  earlierWeights,
  recorded: allRecorded,
  patientLimits: [],
  planned: null,
})
const asked = (...given: Parameters<typeof question>) => {
  const one = question(...given)
  return decideOrder(one, readAloud(one))
}
const codeOf = (answer: ReturnType<typeof asked>) => (answer.ok ? 'ordered' : answer.refusal.code)

/** A weight of an earlier visit, so many days ago, with the height where it was measured. */
const visit = (daysAgo: number, kilograms: number, heightMm?: number, at = '15:00'): EarlierWeight => {
  const day = String(21 - daysAgo).padStart(2, '0')
  return {
    grams: grams.parse(kilograms * 1000),
    weighedOn: calendarDate.parse(`2026-11-${day}`),
    measuredAt: instant.parse(`2026-11-${day}T${at}:00.000Z`),
    ...(heightMm === undefined ? {} : { heightMm: millimetres.parse(heightMm) }),
  }
}
/** Ready in everything but a weight of today. */
const notWeighed = () =>
  Room.opened()
    .chart(okafor, 1, 'participant-joined', { deviceLabel: 'Tablet 2' })
    .chart(quist, 3, 'vitals-taken', baseline)
    .chart(quist, 4, 'escort-confirmed', sister)
const kilograms = (value: number, heightMm?: number) => ({
  weightGrams: value * 1000,
  enteredValue: String(value),
  enteredUnit: 'kg',
  readBack: weightReadBack(grams.parse(value * 1000)),
  ...(heightMm === undefined ? {} : { heightMm }),
})
const weighed = (...weights: readonly ReturnType<typeof kilograms>[]) =>
  weights.reduce((room, one, at) => room.chart(quist, 4 + at / 10, 'weight-measured', one), notWeighed())

describe('ordering a dose', () => {
  it('given everything is ready, then the order holds the numbers, the line and the working it was read back from', () => {
    const ordered = asked(readyToDose())
    expect(ordered).toMatchObject({
      ok: true,
      value: {
        route: 'IV',
        doseMcgPerKg: 500,
        weightGrams: 70_000,
        weightMeasuredAt: minute(2),
        orderMcg: 35_000,
        drawnMcg: 35_000,
        volumeMicrolitres: 700,
        finalVolumeMicrolitres: 100_000,
        pumpMicrolitresPerHour: 150_000,
        overrides: [],
      },
    })
    expect(ordered.ok ? ordered.value.working.length : 0).toBeGreaterThan(0)
  })

  it('given a session that was never opened, then it is not known', () => {
    expect(codeOf(asked(new Room(kap)))).toBe('session-not-found')
  })

  it.each([
    [quist, 'may-not-session-order-dose'],
    [okafor, 'may-not-session-order-dose'],
    [lapsedQuist, 'may-not-session-order-dose'],
    [vance, 'patient-not-found'],
    [{ ...ames, credentials: ames.credentials.filter((one) => one.kind !== 'DEA') }, 'dea-not-in-force'],
    [{ ...ames, credentials: ames.credentials.filter((one) => one.kind !== 'licence') }, 'licence-not-in-force'],
  ])('given $displayName ($role), then it is refused by name (RULINGS 3)', (actor, code) => {
    expect(codeOf(asked(readyToDose(), {}, [], actor))).toBe(code)
  })

  it('given the session has ended, or was signed, then nothing can be ordered in it', () => {
    const ended = readyToLeave().chart(ames, 110, 'session-ended', { ending: 'completed', unmetCriteria: [] })
    expect(codeOf(asked(ended))).toBe('session-over')
  })

  it('given a gate that is closed, then each missing thing is told with who mends it, before any arithmetic (RULINGS 2)', () => {
    const refused = asked(Room.opened(kap, []), { doseMcgPerKg: mcgPerKg.parse(9_000) })
    expect(refused).toMatchObject({ refusal: { code: 'dose-gate-closed' } })
    expect(refused.ok ? [] : refused.refusal.details).toContain(
      'Therapist in the room: no therapist has joined (Therapist)',
    )
  })

  it('given no read-back, then it is refused; with the same numbers read back it is ordered', () => {
    expect(decideOrder(question(readyToDose()), null)).toMatchObject({
      refusal: { code: 'read-back-missing', field: 'readBack' },
    })
    expect(codeOf(asked(readyToDose()))).toBe('ordered')
  })

  it('given a colleague weighed her while the dose was read back, then it is refused with the dose it is now (M02)', () => {
    const said = readAloud(question(readyToDose()))
    const weighedAgain = readyToDose().chart(quist, 5, 'weight-measured', kilograms(66))
    const refused = decideOrder(question(weighedAgain), said)
    expect(refused).toMatchObject({ refusal: { family: 'conflict', code: 'read-back-changed' } })
    expect(refused.ok ? '' : refused.refusal.sentence).toContain(readAloud(question(weighedAgain)))
    expect(refused.ok ? '' : refused.refusal.sentence).toMatch(/33\smg .* for 66\skg/)
  })

  it('given a dose above the ceiling, then it is refused, and ordered by a prescriber with a reason that is kept (M04)', () => {
    const high = { doseMcgPerKg: mcgPerKg.parse(1_100) }
    expect(codeOf(asked(readyToDose(), high))).toBe('OVER_CEILING')
    const overrides = [
      { code: 'OVER_CEILING' as const, reason: 'Sixth session, tolerated 1 mg/kg' },
      { code: 'CUMULATIVE_OVER' as const, reason: 'One dose only today' },
    ]
    const ordered = asked(readyToDose(), { ...high, overrides })
    expect(ordered.ok && ordered.value.overrides).toContainEqual(overrides[0])
  })

  it('given another strength on the vial, then no reason helps (M01)', () => {
    const overrides = [{ code: 'OVER_CEILING' as const, reason: 'Please' }]
    expect(codeOf(asked(readyToDose(), { vialConcentration: mcgPerMicrolitre.parse(10), overrides }))).toBe(
      'CONC_MISMATCH',
    )
  })

  it('given what was given already in this session, then it counts toward the maximum', () => {
    const room = readyToDose().chart(ames, 5, 'dose-ordered', {
      ...order,
      doseMcgPerKg: 600,
      drawnMcg: 42_000,
      orderMcg: 42_000,
    })
    room.chart(quist, 5, 'dose-given', { orderEntryId: room.last, drug: 'ketamine', route: 'IV', givenMcg: 42_000 })
    expect(codeOf(asked(room))).toBe('CUMULATIVE_OVER')
  })

  it('given the form while it is filled in, then the arithmetic answers without the gate', () => {
    expect(workOutOrder(question(weighed(kilograms(70, 1680)))).ok).toBe(true)
  })
})

describe('the same order sent twice (IK4, IK5)', () => {
  const ordered = () => {
    const decided = asked(readyToDose())
    if (!decided.ok) throw new Error(decided.refusal.sentence)
    return decided.value
  }

  it('given the same form, then it is the same order; with another dose, time, strength or bag it is not', () => {
    expect(isSameOrder(ordered(), form)).toBe(true)
    expect(isSameOrder(ordered(), { ...form, doseMcgPerKg: mcgPerKg.parse(600) })).toBe(false)
    expect(isSameOrder(ordered(), { ...form, overMinutes: minutes.parse(60) })).toBe(false)
    expect(isSameOrder(ordered(), { ...form, concentration: mcgPerMicrolitre.parse(10) })).toBe(false)
    const dilution = { basis: 'added-to', microlitres: microlitres.parse(100_000) } as const
    expect(isSameOrder(ordered(), { ...form, dilution })).toBe(false)
    expect(isSameOrder(ordered(), { amountMcg: mcg.parse(35_000), overrides: [] })).toBe(false)
    expect(isSameOrder({ ...ordered(), overrides: [{ code: 'OVER_RANGE', reason: 'Said' }] }, form)).toBe(false)
  })
})

describe('which weight carries the dose (M02, RULINGS 5)', () => {
  it('given no weight at all, then it is asked for; a weight of the referral is not one', () => {
    expect(codeOf(asked(notWeighed()))).toBe('WEIGHT_MISSING')
  })

  it('given a first weight without height, then the height is asked for', () => {
    expect(codeOf(asked(weighed(kilograms(70))))).toBe('FIRST_WEIGHT_HEIGHT')
    expect(codeOf(asked(weighed(kilograms(70, 1680))))).toBe('ordered')
  })

  it('given a first weight charted without height, then using it again at the next visit asks for the height', () => {
    expect(codeOf(asked(notWeighed(), {}, [visit(7, 70)]))).toBe('FIRST_WEIGHT_HEIGHT')
    expect(codeOf(asked(notWeighed(), {}, [visit(14, 70), visit(7, 70)]))).toBe('FIRST_WEIGHT_HEIGHT')
    expect(codeOf(asked(weighed(kilograms(70)), {}, [visit(7, 70)]))).toBe('FIRST_WEIGHT_HEIGHT')
  })

  it('given a height of an earlier visit, then it serves, whichever visit it was', () => {
    expect(codeOf(asked(notWeighed(), {}, [visit(7, 70, 1680)]))).toBe('ordered')
    expect(codeOf(asked(weighed(kilograms(70)), {}, [visit(14, 70, 1680), visit(7, 70)]))).toBe('ordered')
  })

  it('given the height comes today and the history had none, then both the height and the change are looked at', () => {
    expect(codeOf(asked(weighed(kilograms(70, 1680)), {}, [visit(7, 71)]))).toBe('ordered')
    expect(codeOf(asked(weighed(kilograms(154, 1680)), {}, [visit(7, 70)]))).toBe('WEIGHT_CHANGE')
    expect(codeOf(asked(weighed(kilograms(33, 1680)), {}, [visit(7, 33)]))).toBe('WEIGHT_IMPLAUSIBLE')
  })

  it('given pounds typed as kilograms, then the change is refused until the scale says it twice', () => {
    const earlier = [visit(7, 70, 1680)]
    expect(codeOf(asked(weighed(kilograms(154)), {}, earlier))).toBe('WEIGHT_CHANGE')
    expect(codeOf(asked(weighed(kilograms(154), kilograms(60)), {}, earlier))).toBe('WEIGHT_CHANGE')
    expect(codeOf(asked(weighed(kilograms(60), kilograms(60.1)), {}, earlier))).toBe('ordered')
    expect(codeOf(asked(weighed(kilograms(154), kilograms(60), kilograms(60.1)), {}, earlier))).toBe('ordered')
  })

  it('given a wrong weight of the last visit that no dose was ordered on, then it is not used unseen today', () => {
    expect(codeOf(asked(notWeighed(), {}, [visit(14, 70, 1680), visit(7, 154)]))).toBe('WEIGHT_CHANGE')
  })

  it('given a weight older than the protocol allows, then she is weighed again (M03)', () => {
    expect(codeOf(asked(notWeighed(), {}, [visit(20, 70, 1680)]))).toBe('WEIGHT_STALE')
  })

  it('given a first weight corrected without being read back anew, then the read-back of the old one does not hold (M02)', () => {
    const room = readyToDose().chart(quist, 5, 'entry-corrected', {
      correctsEntryId: idOf(3),
      correctsKind: 'weight-measured',
      reason: 'Shoes and bag were on',
      replacement: { ...seventyKg, weightGrams: 66_000, enteredValue: '66' },
    })
    expect(codeOf(asked(room))).toBe('FIRST_WEIGHT_READ_BACK')
  })

  it('given a corrected weight, then the next order is worked out from the corrected one', () => {
    const room = readyToDose().chart(quist, 5, 'entry-corrected', {
      correctsEntryId: idOf(3),
      correctsKind: 'weight-measured',
      reason: 'Shoes and bag were on',
      replacement: { ...seventyKg, weightGrams: 66_000, enteredValue: '66', readBack: '66 kg, that is 145.5 lb' },
    })
    expect(asked(room)).toMatchObject({ ok: true, value: { weightGrams: 66_000, orderMcg: 33_000 } })
  })

  it('given an older weight that arrives late from another tablet, then the newer one still counts', () => {
    const room = readyToDose().chart(quist, 1, 'weight-measured', kilograms(74))
    expect(asked(room)).toMatchObject({ ok: true, value: { weightGrams: 70_000, weightMeasuredAt: minute(2) } })
  })

  it('given two weights of one earlier day, then the later one counts, in whatever order they come', () => {
    const [morning, noon] = [visit(7, 72, 1680, '13:00'), visit(7, 70, 1680, '17:00')]
    const none = Room.opened().state
    expect(weighingOf(none, [morning, noon], ames.practiceZone)?.grams).toBe(70_000)
    expect(weighingOf(none, [noon, morning], ames.practiceZone)?.grams).toBe(70_000)
  })
})
