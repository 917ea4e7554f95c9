import { instant } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import { layoutPlot, type PlotInput } from './plot-layout.ts'

const at = (day: string) => instant.parse(`2026-${day}T15:00:00.000Z`)
const phq9: PlotInput = {
  min: 0,
  max: 27,
  bands: [
    { from: 0, to: 4, label: 'minimal' },
    { from: 5, to: 27, label: 'more' },
  ],
  points: [
    { at: at('10-01'), total: 20, says: '20' },
    { at: at('10-15'), total: 9, says: '9' },
    { at: at('11-05'), total: 4, says: '4' },
  ],
  doses: [{ at: at('10-05'), number: 1, route: 'IV', mcgPerKg: 500, dissociationPeak: 7 }],
}

describe('where the marks of an outcome plot stand', () => {
  it('puts later to the right, higher totals higher, and everything inside', () => {
    const { points, plot, doses } = layoutPlot(phq9, 800)
    expect(points.map((one) => one.x)).toEqual(points.map((one) => one.x).toSorted((a, b) => a - b))
    expect(points.map((one) => one.y)).toEqual(points.map((one) => one.y).toSorted((a, b) => a - b))
    for (const { x, y } of points) {
      expect(x).toBeGreaterThan(plot.left)
      expect(x).toBeLessThan(plot.right)
      expect(y).toBeGreaterThanOrEqual(plot.top)
      expect(y).toBeLessThanOrEqual(plot.bottom)
    }
    const [dose] = doses
    expect(dose?.x).toBeGreaterThan(points[0]?.x ?? 0)
    expect(dose?.x).toBeLessThan(points[1]?.x ?? 0)
  })

  it('lets bands touch half-way between their numbers and reach the ends of the scale', () => {
    const { bands, plot } = layoutPlot(phq9, 800)
    expect(bands[0]?.bottom).toBe(plot.bottom)
    expect(bands[1]?.top).toBe(plot.top)
    expect(bands[0]?.top).toBe(bands[1]?.bottom)
  })

  it('shows at least a fortnight, so that one day does not look like a course', () => {
    const oneDay = { ...phq9, doses: [], points: [phq9.points[0], phq9.points[0]].flatMap((one) => (one ? [one] : [])) }
    const { points, plot } = layoutPlot(oneDay, 800)
    expect(points[0]?.x).toBe(points[1]?.x)
    expect(points[0]?.x).toBeLessThan(plot.left + 60)
  })

  it('stays whole without a measure and on a phone', () => {
    const empty = layoutPlot({ ...phq9, points: [], doses: [] }, 800)
    expect(empty.points).toEqual([])
    const narrow = layoutPlot(phq9, 340)
    expect(narrow.plot.right).toBeLessThanOrEqual(340)
    expect(narrow.days.length).toBeLessThanOrEqual(5)
    expect(layoutPlot({ ...phq9, max: 10 }, 800).ticks.map((tick) => tick.value)).toEqual([0, 2, 4, 6, 8, 10])
    expect(layoutPlot({ ...phq9, max: 80 }, 800).ticks.map((tick) => tick.value)).toEqual([0, 20, 40, 60, 80])
  })

  it('sizes a dose by mg/kg against the greatest by its own route, and labels both', () => {
    const dose = (day: string, number: number, mcgPerKg: number | null, route = 'IV') => ({
      at: at(day),
      number,
      route,
      mcgPerKg,
      dissociationPeak: null,
    })
    const { doses } = layoutPlot(
      {
        ...phq9,
        doses: [dose('10-02', 1, 250), dose('10-12', 2, 500), dose('10-22', 3, 900, 'IM'), dose('11-02', 4, null)],
      },
      800,
    )
    const [half, full, other, unread] = doses.map((one) => one.radius)
    expect(full).toBe(13)
    expect(other).toBe(13)
    expect(half).toBe(10.5)
    expect(unread).toBe(8)
    expect(doses.map((one) => one.label)).toEqual(['0.25 IV', '0.5 IV', '0.9 IM', '? IV'])
  })

  it('leaves out a label that would lie on another, and keeps every number and peak', () => {
    const close = ['10-05', '10-06', '10-07'].map((day, index) => ({
      at: at(day),
      number: index + 1,
      route: 'IM',
      mcgPerKg: 500,
      dissociationPeak: index === 1 ? null : 10 - index,
    }))
    const { doses, peakLane, height, plot } = layoutPlot({ ...phq9, doses: close }, 340)
    expect(doses.map((one) => one.label)).toEqual(['0.5 IM', null, null])
    expect(doses.map((one) => one.number)).toEqual([1, 2, 3])
    expect(doses.map((one) => one.peak?.value)).toEqual([10, undefined, 8])
    expect(doses[0]?.peak?.height).toBe(32)
    expect(doses.map((one) => one.peak?.hasRoom)).toEqual([false, undefined, true])
    expect(doses.map((one) => one.radius)).toEqual([7, 7, 7])
    expect(peakLane - 32).toBeGreaterThan(plot.bottom + 40)
    expect(peakLane).toBeLessThan(height - 20)
  })

  it('draws the practice’s cut-off where there is one', () => {
    expect(layoutPlot(phq9, 800).cutOff).toBeNull()
    const { cutOff, plot } = layoutPlot({ ...phq9, max: 80, cutOff: 40 }, 800)
    expect(cutOff).toEqual({ y: (plot.top + plot.bottom) / 2, value: 40 })
  })
})
