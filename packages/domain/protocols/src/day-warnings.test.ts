import { calendarDate } from '@holdspace/kit/calendar-date'
import { describe, expect, it } from 'vitest'
import { dayWarnings } from './day-warnings.ts'
import type { Rhythm } from './rhythm.ts'

const day = (text: string) => calendarDate.parse(`2026-11-${text}`)
const days = (...texts: readonly string[]) => texts.map(day)
const rhythm: Rhythm = {
  count: 4,
  minGapHours: 72,
  windowDays: 21,
  ladder: ['P7D'],
  repeatsLastStep: false,
  weekMost: { count: 2, source: 'sanacora (V2)' },
  source: 'Plan, version 2',
}
const warned = (on: string, dosedOn: readonly string[], bookedOn: readonly string[] = []) =>
  dayWarnings({ rhythm, on: day(on), dosedOn: days(...dosedOn), bookedOn: days(...bookedOn) })
const codes = (...visit: Parameters<typeof warned>) => warned(...visit).map((one) => one.code)

describe('a visit booked outside the rhythm', () => {
  it('given the first of a course, or one inside its window, then nothing is said', () => {
    expect(codes('02', [])).toEqual([])
    expect(codes('05', ['02'])).toEqual([])
    expect(codes('17', ['02'])).toEqual([])
  })

  it('given a day before the window, then it says how much too early, and whose rhythm that is', () => {
    expect(warned('04', ['02'])).toEqual([
      {
        code: 'early',
        sentence:
          '04-Nov-2026 is 1 day too early. Session 2 of 4 is not due yet: 05-Nov-2026 to 17-Nov-2026 (3 days after the last, and early enough to finish 4 within 21 days).',
        source: 'Plan, version 2',
      },
    ])
  })

  it('given a day after the window, then it says how late', () => {
    const [first] = warned('19', ['02'])
    expect(first).toMatchObject({ code: 'late' })
    expect(first?.sentence).toMatch(/^19-Nov-2026 is 2 days late\. Session 2 of 4 is late/)
  })

  it('given a visit booked before it, then that one counts as kept', () => {
    expect(codes('09', ['02'], ['05'])).toEqual([])
    expect(codes('07', ['02'], ['05'])).toContain('early')
    expect(warned('07', ['02'], ['05'])[0]?.sentence).toContain('Session 3 of 4')
  })

  it('given another visit on the same day, then it is too early', () => {
    expect(codes('10', ['02'], ['10'])).toContain('early')
  })

  it('given the next visit stands too near, then that is said; three days off, nothing', () => {
    expect(codes('10', ['02'], ['12'])).toEqual(['before-next'])
    expect(warned('10', ['02'], ['12', '18'])[0]?.sentence).toBe(
      'The next session is booked 2 days later, on 12-Nov-2026; 3 days belong between two.',
    )
    expect(codes('10', ['02'], ['13'])).toEqual([])
  })

  it('given three within any seven days, then it warns with the source of that; on the eighth day not', () => {
    expect(warned('08', ['02', '05']).at(-1)).toEqual({
      code: 'week-full',
      sentence: '3 sessions within seven days; more than 2 are warned of.',
      source: 'sanacora (V2)',
    })
    expect(codes('09', ['02', '05'])).toEqual([])
    expect(codes('05', ['02'], ['08'])).toEqual(['week-full'])
    const silent = { rhythm: { ...rhythm, weekMost: null }, on: day('08'), dosedOn: days('02', '05'), bookedOn: [] }
    expect(dayWarnings(silent)).toEqual([])
  })

  it('given a booster, then before and after its day are told, and after the last there is none', () => {
    const course = ['02', '05', '09', '12']
    expect(codes('19', course)).toEqual([])
    expect(codes('18', course)).toEqual(['early'])
    expect(codes('20', course)).toEqual(['late'])
    expect(warned('30', [...course, '19'])).toEqual([
      {
        code: 'course-complete',
        sentence: 'The course is complete; all boosters were given.',
        source: 'Plan, version 2',
      },
    ])
  })
})
