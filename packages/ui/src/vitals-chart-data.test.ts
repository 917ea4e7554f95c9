import { instant, instantFromMs, msOf, plusMinutes } from '@holdspace/kit/instant'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  beyondLimit,
  type LimitLine,
  layoutVitalsChart,
  timeScale,
  type VitalsChartData,
  type VitalsPoint,
} from './vitals-chart-data.ts'

const start = instant.parse('2026-11-21T14:30:00.000Z')
const at = (minutes: number) => plusMinutes(start, minutes)
const hold: LimitLine = { measure: 'systolic', value: 160, side: 'above', label: 'hold above 160' }

function chart(parts: Partial<VitalsChartData>): VitalsChartData {
  return { points: [], doses: [], infusions: [], events: [], gaps: [], limits: [], now: at(60), ...parts }
}

const anyPoint = fc.record(
  {
    at: fc.integer({ min: 0, max: 240 }).map(at),
    systolicMmHg: fc.integer({ min: 50, max: 260 }),
    diastolicMmHg: fc.integer({ min: 20, max: 160 }),
    heartRateBpm: fc.integer({ min: 20, max: 220 }),
    spo2Percent: fc.integer({ min: 50, max: 100 }),
  },
  { requiredKeys: ['at'] },
)

function valuesOf(point: VitalsPoint): readonly number[] {
  return [point.systolicMmHg, point.diastolicMmHg, point.heartRateBpm, point.spo2Percent].flatMap(
    (value) => value ?? [],
  )
}

describe('The vitals chart of Ana Rivera', () => {
  test('CH4: Given any readings, when the chart is drawn, then exactly those values are marked and no other', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyPoint, { selector: (point) => point.at, maxLength: 40 }), (points) => {
        const drawn = layoutVitalsChart(chart({ points, now: at(240) }), 900).readings
        expect(drawn.map((mark) => mark.value)).toEqual(points.flatMap(valuesOf))
        expect(drawn.map((mark) => mark.at)).toEqual(points.flatMap((point) => valuesOf(point).map(() => point.at)))
      }),
    )
  })

  test('Given any readings, then every mark stands inside the axes and later readings stand further right', () => {
    fc.assert(
      fc.property(
        fc.array(anyPoint, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 280, max: 1600 }),
        (points, width) => {
          const layout = layoutVitalsChart(chart({ points, now: at(240) }), width)
          for (const mark of layout.readings) {
            const band = mark.measure === 'saturation' ? layout.saturation : layout.pressure
            expect(mark.x).toBeGreaterThanOrEqual(layout.left)
            expect(mark.x).toBeLessThanOrEqual(layout.right)
            expect(mark.y).toBeGreaterThanOrEqual(band.top)
            expect(mark.y).toBeLessThanOrEqual(band.bottom)
          }
          const inTime = layout.readings.toSorted((a, b) => msOf(a.at) - msOf(b.at))
          expect(inTime.every((mark, index) => mark.x >= (inTime[index - 1]?.x ?? 0))).toBe(true)
        },
      ),
    )
  })

  test('M07: Given no vitals were taken from 20 to 50 min, when the chart is drawn, then no line bridges the gap', () => {
    const points = [10, 20, 50, 60].map((minutes) => ({ at: at(minutes), systolicMmHg: 120 + minutes }))
    const gap = { from: at(35), to: at(50), label: 'no vitals 15 min' }
    const bridged = layoutVitalsChart(chart({ points }), 900)
    const broken = layoutVitalsChart(chart({ points, gaps: [gap] }), 900)
    expect(bridged.joins).toHaveLength(3)
    expect(broken.joins).toHaveLength(2)
    expect(broken.gaps).toHaveLength(1)
    expect(broken.readings).toEqual(bridged.readings)
  })

  test('Given a pulse without a cuff reading, then no stem is drawn for it', () => {
    const points = [
      { at: at(10), systolicMmHg: 128, diastolicMmHg: 78, heartRateBpm: 72 },
      { at: at(20), heartRateBpm: 74 },
      { at: at(30), systolicMmHg: 130 },
    ]
    expect(layoutVitalsChart(chart({ points }), 900).stems).toHaveLength(1)
  })

  test('Given the protocol holds above 160, when systolic is 160 it is within, and when 161 it is beyond', () => {
    expect(beyondLimit('systolic', 160, [hold])).toBeUndefined()
    expect(beyondLimit('systolic', 161, [hold])).toEqual(hold)
    expect(beyondLimit('pulse', 200, [hold])).toBeUndefined()
  })

  test('M06: Given a rule that holds at 160 and above, when systolic is exactly 160, then it is marked as beyond', () => {
    const from160 = { ...hold, includesLine: true, label: 'hold ≥ 160' }
    expect(beyondLimit('systolic', 160, [from160])).toEqual(from160)
    expect(beyondLimit('systolic', 159, [from160])).toBeUndefined()
  })

  test('Given a running infusion, then its bar ends now and the axis reaches to the planned end', () => {
    const bar = { from: at(10), plannedUntil: at(50), label: '35 mg IV over 40 min' }
    const layout = layoutVitalsChart(chart({ infusions: [bar], now: at(28) }), 900)
    expect(layout.infusions[0]?.x2).toBe(layout.nowX)
    expect(layout.infusions[0]?.plannedX2).toBe(layout.right)
    expect(layout.nowX).toBeLessThan(layout.right)
  })

  test('Given an infusion stopped early, then its plan ends with the axis and runs over no edge', () => {
    const bar = { from: at(10), until: at(20), plannedUntil: at(50), label: '35 mg IV over 40 min' }
    const layout = layoutVitalsChart(chart({ infusions: [bar], now: at(28) }), 900)
    expect(layout.infusions[0]?.x2).toBeLessThan(layout.nowX)
    expect(layout.infusions[0]?.plannedX2).toBe(layout.right)
  })

  test('Given a session of one minute, then the axis still spans half an hour and now stands at the right', () => {
    const data = chart({ points: [{ at: at(0), heartRateBpm: 70 }], now: at(1) })
    const scale = timeScale(data, 900)
    expect(scale.toMs - scale.fromMs).toBeGreaterThanOrEqual(30 * 60_000)
    expect(scale.toMs).toBe(msOf(at(1)))
    expect(instantFromMs(scale.toMs)).toBe(at(1))
  })

  test('Given two doses a minute apart, then the words of the first do not run into the second', () => {
    const doses = [
      { at: at(30), label: '45 mg IM' },
      { at: at(31), label: '15 mg IM' },
    ]
    const [first, second] = layoutVitalsChart(chart({ doses, from: start }), 900).doses
    expect(first?.words).toBe('left')
    expect(second?.words).toBe('right')
  })
})
