import { mcg, microlitres } from '@holdspace/kit/amounts'
import { instant, plusMinutes } from '@holdspace/kit/instant'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { givenFromSegments, givenFromVolume, type PumpSegment, plannedVolume, pumpMinutes } from './given.ts'

const start = instant.parse('2026-11-21T18:00:00.000Z')
const run = (from: number, to: number, mlPerHour: number): PumpSegment => ({
  from: plusMinutes(start, from),
  to: plusMinutes(start, to),
  pumpMicrolitresPerHour: mlPerHour * 1_000,
})
const bag = (drawn: number, final: number) => ({
  drawnMcg: mcg.parse(drawn),
  finalVolumeMicrolitres: microlitres.parse(final),
})

describe('the amount given', () => {
  it('D23: 35 mg in 100 mL at 150 mL/h, stopped at 22 min: given 19.25 mg, waste 15.75 mg', () => {
    const given = givenFromSegments(bag(35_000, 100_000), [run(0, 22, 150)])
    expect(given).toMatchObject({ givenMcg: 19_250, wasteMcg: 15_750, volumeGivenMicrolitres: 55_000 })
  })

  it('D24: two rates around a pause: given 37.8 mg, waste 4.2 mg; 35 min running, 40 elapsed', () => {
    const segments = [run(0, 15, 120), run(15, 20, 0), run(20, 40, 180)]
    expect(givenFromSegments(bag(42_000, 100_000), segments)).toMatchObject({ givenMcg: 37_800, wasteMcg: 4_200 })
    expect(pumpMinutes(segments)).toEqual({ running: 35, elapsed: 40 })
  })

  it('D25: the bag of D09 at 150 mL/h, stopped at 40 min, keeps 0.82 mL to be booked', () => {
    const given = givenFromSegments(bag(41_000, 100_820), [run(0, 40, 150)])
    expect(given).toMatchObject({ givenMcg: 40_667, wasteMcg: 333, volumeLeftMicrolitres: 820, deviation: null })
  })

  it('given a pump reading larger than the bag, then all of it is given and the reading is to be explained', () => {
    const given = givenFromVolume(bag(35_000, 100_000), microlitres.parse(100_001))
    expect(given).toMatchObject({ givenMcg: 35_000, wasteMcg: 0, deviation: { code: 'GIVEN_ABOVE_BAG' } })
  })

  it('given no segments, then nothing was planned', () => {
    expect(plannedVolume([])).toBe(0)
    expect(pumpMinutes([])).toEqual({ running: 0, elapsed: 0 })
  })

  it('given any bag and any volume, then given and waste are exactly what was drawn', () => {
    const amount = fc.integer({ min: 0, max: 500_000 })
    fc.assert(
      fc.property(amount, amount, amount, (drawn, final, volume) => {
        const given = givenFromVolume(bag(drawn, final), microlitres.parse(volume))
        expect(given.givenMcg + given.wasteMcg).toBe(drawn)
        expect(given.volumeGivenMicrolitres + given.volumeLeftMicrolitres).toBe(final)
      }),
      { numRuns: 2_000 },
    )
  })
})
