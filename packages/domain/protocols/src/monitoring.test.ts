import { type Instant, instant, plusMinutes, plusMs } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import { suppliedProtocol } from './library/supplied.ts'
import type { VitalItem } from './monitor-plan.ts'
import { dueClock, type MonitoringQuestion, stageOf, type VitalAnswer, wholeMinutesSince } from './monitoring.ts'
import { infusion, injection } from './testing/clinic-day.ts'

const start = instant.parse('2026-11-21T18:00:00.000Z')
const at = (minute: number): Instant => plusMinutes(start, minute)
const all: readonly VitalItem[] = ['bp', 'hr', 'spo2', 'rr', 'sedation']
const taken = (minute: number, items = all): VitalAnswer => ({ at: at(minute), items, outcome: 'taken' })
const clock = (now: number, more: Partial<MonitoringQuestion> = {}) =>
  dueClock({
    schedule: infusion.vitals,
    doses: [{ startedAt: at(0), endedAt: null }],
    answers: [taken(-5)],
    endedAt: null,
    now: at(now),
    ...more,
  })
const gapsOf = (result: ReturnType<typeof clock>, item: VitalItem) =>
  result.gaps.filter((gap) => gap.item === item).map(({ kind, from, to }) => [kind, from, to])

describe('the clock of due vitals', () => {
  it('given no dose yet, then the baseline is owed and nothing is due by the clock', () => {
    const before = clock(0, { doses: [], answers: [taken(-5, ['bp', 'hr'])] })
    expect(before).toMatchObject({
      stage: 'pre',
      baselineOwed: ['spo2', 'rr', 'sedation'],
      nextDueAt: null,
      overdueSince: null,
    })
    expect(before.gaps).toEqual([])
  })

  it('given an infusion begun, then all vitals are due after ten minutes', () => {
    expect(clock(4)).toMatchObject({ stage: 'during', nextDueAt: at(10), dueItems: all, overdueSince: null, gaps: [] })
  })

  it('given a baseline taken long before, then the wait still begins with the dose', () => {
    expect(clock(4, { answers: [taken(-90)] }).nextDueAt).toBe(at(10))
  })

  it('given nobody answered, then it is overdue only when the grace of three minutes is used up', () => {
    expect(clock(13).overdueSince).toBeNull()
    expect(clock(13, { now: plusMs(at(13), 1) }).overdueSince).toBe(at(10))
    expect(gapsOf(clock(13), 'bp')).toEqual([])
    expect(gapsOf(clock(14), 'bp')).toEqual([['missed', at(10), null]])
  })

  it('given vitals at 12 min, then the next are due at 22 and no gap is left', () => {
    expect(clock(15, { answers: [taken(-5), taken(12)] })).toMatchObject({ nextDueAt: at(22), gaps: [] })
  })

  it('given vitals at 25 min, then the window from 10 to 25 stays missed', () => {
    expect(gapsOf(clock(26, { answers: [taken(-5), taken(25)] }), 'hr')).toEqual([['missed', at(10), at(25)]])
  })

  it('given only blood pressure taken, then the others stay due', () => {
    const partly = clock(12, { answers: [taken(-5), taken(11, ['bp'])] })
    expect(partly).toMatchObject({ nextDueAt: at(10), dueItems: ['hr', 'spo2', 'rr', 'sedation'] })
    expect(partly.items.find((one) => one.item === 'bp')?.nextDueAt).toBe(at(21))
  })

  it('given "not obtained", then the clock moves on and the stretch is drawn as a gap (RULINGS 5)', () => {
    const answers = [taken(-5), { at: at(10), items: all, outcome: 'not-obtained' as const }, taken(20)]
    const result = clock(21, { answers })
    expect(result).toMatchObject({ nextDueAt: at(30), overdueSince: null })
    expect(gapsOf(result, 'bp')).toEqual([['not-obtained', at(10), at(20)]])
    expect(clock(11, { answers: answers.slice(0, 2) }).items[0]?.lastTakenAt).toBe(at(-5))
  })

  it('given recovery, then vitals are due every fifteen minutes', () => {
    const doses = [{ startedAt: at(0), endedAt: at(40) }]
    const answers = [taken(-5), taken(10), taken(20), taken(30), taken(40)]
    expect(clock(41, { doses, answers })).toMatchObject({ stage: 'recovery', nextDueAt: at(55) })
    expect(clock(41, { doses, answers: answers.slice(0, 4) }).nextDueAt).toBe(at(40))
  })

  it('given an injection, then the closer watch lasts an hour after the last part', () => {
    const doses = [
      { startedAt: at(0), endedAt: at(0) },
      { startedAt: at(20), endedAt: at(20) },
    ]
    const question = { schedule: injection.vitals, doses }
    expect(stageOf(question, at(-1))).toBe('pre')
    expect(stageOf(question, at(79))).toBe('during')
    expect(stageOf(question, at(80))).toBe('recovery')
  })

  it('given the session ended, then nothing is due and an open window closes there', () => {
    const ended = clock(60, {
      doses: [{ startedAt: at(0), endedAt: at(5) }],
      answers: [taken(-5), taken(5)],
      endedAt: at(50),
    })
    expect(ended).toMatchObject({ stage: 'ended', nextDueAt: null, overdueSince: null })
    const doses = [{ startedAt: at(0), endedAt: at(5) }]
    expect(clock(50, { doses, endedAt: at(50) }).stage).toBe('ended')
    expect(clock(49, { doses, endedAt: at(50) }).stage).toBe('recovery')
    expect(gapsOf(ended, 'bp')).toEqual([['missed', at(20), at(50)]])
  })

  it('given a late entry for an earlier minute, then the gap it answers is gone', () => {
    expect(clock(26, { answers: [taken(25), taken(-5), taken(11), taken(19)] }).gaps).toEqual([])
  })

  it('given esketamine, then blood pressure is due at 40 min besides its interval', () => {
    const { vitals } = suppliedProtocol('esketamine-nasal')
    const question = { schedule: vitals, doses: [{ startedAt: at(0), endedAt: at(0) }] }
    expect(clock(21, { ...question, answers: [taken(-5), taken(20)] }).nextDueAt).toBe(at(40))
    expect(clock(32, { ...question, answers: [taken(-5), taken(20), taken(30)] }).nextDueAt).toBe(at(40))
    expect(clock(39, { ...question, answers: [taken(-5), taken(20), taken(36)] }).nextDueAt).toBe(at(40))
    expect(clock(39, { ...question, answers: [taken(-5), taken(20), taken(37)] }).nextDueAt).toBe(at(57))
    const breathing = clock(41, question).items.find((one) => one.item === 'rr')
    expect(breathing?.nextDueAt).toBe(at(120))
  })
})

describe('values that are no longer current', () => {
  const oldAt = (now: Instant, item: VitalItem) =>
    clock(0, { answers: [taken(10)], now }).items.find((one) => one.item === item)?.old

  it('given a cuff value, then it is current for five minutes and old a second later (CH2)', () => {
    expect(oldAt(at(15), 'bp')).toBe(false)
    expect(oldAt(plusMs(at(15), 1_000), 'bp')).toBe(true)
  })

  it('given a pulse, then it is current for its interval (CH1)', () => {
    expect(oldAt(at(20), 'hr')).toBe(false)
    expect(oldAt(plusMs(at(20), 1_000), 'hr')).toBe(true)
  })

  it('given a moment, then its age is told in whole minutes', () => {
    expect(wholeMinutesSince(at(0), plusMs(at(6), 59_000))).toBe(6)
  })
})
