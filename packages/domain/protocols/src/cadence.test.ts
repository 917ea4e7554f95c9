import { calendarDate } from '@holdspace/kit/calendar-date'
import { describe, expect, it } from 'vitest'
import { nextSession } from './cadence.ts'
import { suppliedProtocol } from './library/supplied.ts'
import { type Rhythm, rhythmOf } from './rhythm.ts'

const rhythmIn = (id: string): Rhythm => {
  const rhythm = rhythmOf(suppliedProtocol(id))
  if (rhythm === null) throw new Error(`${id} has no medicine sessions.`)
  return rhythm
}
const rhythm = rhythmIn('kap-iv-6-in-3wk')
const day = (text: string) => calendarDate.parse(text)
const after = (today: string, ...dosedOn: string[]) =>
  nextSession({ rhythm, dosedOn: dosedOn.map(day), today: day(today) })
const sixDays = ['2026-11-02', '2026-11-05', '2026-11-09', '2026-11-12', '2026-11-16', '2026-11-19']

describe('when the next medicine session belongs', () => {
  it('given none yet, then the first is open', () => {
    expect(after('2026-11-02')).toMatchObject({ kind: 'first' })
  })

  it('given one on 2 November, then the second is two days off and must leave room for four more within 21 days', () => {
    const expected = { kind: 'course', number: 2, earliest: '2026-11-04', latest: '2026-11-15' }
    expect(after('2026-11-03', '2026-11-02')).toMatchObject({ ...expected, standing: 'early' })
    expect(after('2026-11-04', '2026-11-02')).toMatchObject({ ...expected, standing: 'in-window' })
    expect(after('2026-11-15', '2026-11-02')).toMatchObject({ ...expected, standing: 'in-window' })
    expect(after('2026-11-16', '2026-11-02')).toMatchObject({ ...expected, standing: 'late' })
  })

  it('given five, in any order, then the sixth may come until the window ends, and the reason is a sentence', () => {
    const next = after('2026-11-17', ...sixDays.slice(0, 5).toReversed())
    expect(next).toMatchObject({ number: 6, earliest: '2026-11-18', latest: '2026-11-23', standing: 'early' })
    expect(next.sentence).toBe(
      'Session 6 of 6 is not due yet: 18-Nov-2026 to 23-Nov-2026 (2 days after the last, and early enough to finish 6 within 21 days).',
    )
  })

  it('given six, then boosters follow the ladder of a week, two weeks, then monthly', () => {
    expect(after('2026-11-20', ...sixDays)).toMatchObject({
      kind: 'booster',
      number: 1,
      earliest: '2026-11-26',
      standing: 'early',
    })
    expect(after('2026-11-26', ...sixDays)).toMatchObject({ standing: 'in-window' })
    expect(after('2026-11-27', ...sixDays)).toMatchObject({ standing: 'late' })
    expect(after('2026-11-27', ...sixDays, '2026-11-26')).toMatchObject({ number: 2, earliest: '2026-12-10' })
    const monthly = [...sixDays, '2026-11-26', '2026-12-10', '2027-01-31']
    expect(after('2027-02-01', ...monthly)).toMatchObject({ number: 4, earliest: '2027-02-28' })
  })

  it('given no course window, then only the gap counts; given no ladder, the course is complete', () => {
    const ask = (asked: Rhythm) =>
      nextSession({ rhythm: asked, dosedOn: [day('2026-11-02')], today: day('2026-12-24') })
    expect(ask(rhythmIn('oral-office'))).toMatchObject({ number: 2, earliest: '2026-11-04', standing: 'in-window' })
    expect(ask(rhythmIn('oral-office')).sentence).toBe('Session 2 of 12: from 04-Nov-2026, 2 days after the last.')
    const single = { ...rhythmIn('iv-0.5-over-40-infusion'), ladder: [] }
    expect(ask(single)).toEqual({ kind: 'complete', sentence: 'The course is complete; no boosters are planned.' })
    expect(rhythmOf({ ...suppliedProtocol('oral-office'), phases: [] })).toBeNull()
  })

  it('given a plan with one booster, then there is no second', () => {
    const planned = { ...rhythm, ladder: ['P7D'], repeatsLastStep: false }
    const after = (...dosedOn: string[]) =>
      nextSession({ rhythm: planned, dosedOn: dosedOn.map(day), today: day('2026-12-24') })
    expect(after(...sixDays)).toMatchObject({ kind: 'booster', number: 1, standing: 'late' })
    expect(after(...sixDays, '2026-11-26')).toEqual({
      kind: 'complete',
      sentence: 'The course is complete; all boosters were given.',
    })
  })

  it('given a course that began too slowly, then the next session belongs on its first possible day', () => {
    const next = after('2026-11-22', '2026-11-02', '2026-11-20')
    expect(next).toMatchObject({ earliest: '2026-11-22', latest: '2026-11-22', standing: 'in-window' })
    expect(next.sentence).toContain('is due: 22-Nov-2026 (')
  })

  it('given esketamine, then twelve in eight weeks, then weekly or every two weeks', () => {
    const { count, windowDays, ladder, weekMost } = rhythmIn('esketamine-nasal')
    expect({ count, windowDays, ladder, weekMost }).toEqual({
      count: 12,
      windowDays: 56,
      ladder: ['P7D', 'P14D'],
      weekMost: { count: 2, source: 'spravatohcp (V)' },
    })
  })

  it('given a rhythm of days, then it says whose it is', () => {
    expect(rhythm.source).toBe(
      'KAP by infusion, six sessions in 2–3 weeks (about 2–3 a week), version 1.0.0; time between sessions: the product’s placeholder',
    )
    expect(rhythm.weekMost).toEqual({ count: 2, source: 'sanacora (V2)' })
    const before = suppliedProtocol('kap-im').phases.map((phase) => {
      if (phase.key !== 'dosing') return phase
      const { weekMost, ...rest } = phase
      return rest
    })
    expect(rhythmOf({ ...suppliedProtocol('kap-im'), phases: before })?.weekMost).toBeNull()
  })
})
