import { describe, expect, it } from 'vitest'
import {
  afterInfusion,
  ames,
  bag,
  baseline,
  injectionTrack,
  kap,
  minute,
  quist,
  Room,
  readyToDose,
} from '../../testing/session-room.ts'
import { missingBaseline, unansweredOf } from './deviations.ts'
import { alertsOf, doseSpans, monitoringOf } from './monitoring.ts'

const running = () => readyToDose().chart(quist, 10, 'infusion-started', bag)
const rules = (room: Room) => alertsOf(room.state, room.protocol).map((one) => one.ruleId)

describe('the clock of a session (M07)', () => {
  it('given no dose yet, then nothing is due by the clock and the baseline is owed', () => {
    expect(monitoringOf(Room.opened().state, kap, minute(5))).toMatchObject({
      stage: 'pre',
      nextDueAt: null,
      baselineOwed: ['bp', 'hr', 'spo2', 'rr', 'sedation'],
    })
  })

  it('given a running bag, then vitals are due ten minutes after the last, and overdue after the grace', () => {
    expect(monitoringOf(running().state, kap, minute(15))).toMatchObject({
      stage: 'during',
      nextDueAt: minute(20),
      overdueSince: null,
    })
    expect(monitoringOf(running().state, kap, minute(24)).overdueSince).toBe(minute(20))
    const taken = running().chart(quist, 20, 'vitals-taken', baseline)
    expect(monitoringOf(taken.state, kap, minute(24)).nextDueAt).toBe(minute(30))
  })

  it('given “not obtained” with a reason, then that is an answer, and leaves a gap that is shown (RULINGS 5)', () => {
    const room = running().chart(quist, 20, 'vitals-not-obtained', {
      items: ['bp', 'hr', 'spo2', 'rr', 'sedation'],
      reason: 'Weeping, not now',
    })
    const clock = monitoringOf(room.state, kap, minute(24))
    expect(clock.overdueSince).toBeNull()
    expect(clock.gaps.map((gap) => gap.kind)).toContain('not-obtained')
  })

  it('given the session has ended, then nothing is due any more', () => {
    const room = afterInfusion().chart(quist, 60, 'session-ended', { ending: 'left-against-advice', unmetCriteria: [] })
    expect(monitoringOf(room.state, kap, minute(200))).toMatchObject({ stage: 'ended', nextDueAt: null })
  })

  it('given a bag and an injection, then both are spans; a bag that runs has no end', () => {
    const room = running().chart(quist, 12, 'dose-given', { drug: 'ketamine', route: 'IM', givenMcg: 10_000 })
    expect(doseSpans(room.state)).toEqual([
      { startedAt: minute(12), endedAt: minute(12) },
      { startedAt: minute(10), endedAt: null },
    ])
  })
})

describe('alerts stay until somebody answers by name (M06)', () => {
  const high = { ...baseline, systolicMmHg: 184, diastolicMmHg: 96 }

  it('given the same pressure before and during, then each stage has its own limit', () => {
    const pressure = { ...baseline, systolicMmHg: 150 }
    expect(rules(readyToDose().chart(quist, 5, 'vitals-taken', pressure))).toEqual(['bp.pre.warn'])
    expect(rules(running().chart(quist, 20, 'vitals-taken', pressure))).toEqual([])
    expect(rules(running().chart(quist, 20, 'vitals-taken', high))).toEqual(['bp.high'])
  })

  it('given a reading corrected to within limits, then there is no alert; corrected above, then there is', () => {
    const correct = (room: Room, replacement: object) =>
      room.chart(quist, 21, 'entry-corrected', {
        correctsEntryId: room.last,
        correctsKind: 'vitals-taken',
        reason: 'Misread the cuff',
        replacement,
      })
    expect(rules(correct(running().chart(quist, 20, 'vitals-taken', high), baseline))).toEqual([])
    expect(rules(correct(running().chart(quist, 20, 'vitals-taken', baseline), high))).toEqual(['bp.high'])
  })

  it('given two crossed readings, then the newest comes first and each wants its own answer', () => {
    const room = running().chart(quist, 20, 'vitals-taken', high)
    const first = room.last
    room.chart(quist, 30, 'vitals-taken', high).chart(ames, 31, 'decision-recorded', {
      about: { ruleId: 'bp.high', entryId: first },
      decision: 'recheck',
      reason: 'No symptoms',
    })
    const alerts = alertsOf(room.state, kap)
    expect(alerts.map((one) => [one.at, one.decision?.actor.name ?? null])).toEqual([
      [minute(30), null],
      [minute(20), 'Dr Helen Ames'],
    ])
    expect(unansweredOf(room.state, kap).filter((one) => one.includes('184'))).toHaveLength(1)
  })

  it('given a decision that was withdrawn, then the alert is open again', () => {
    const room = running().chart(quist, 20, 'vitals-taken', high)
    room.chart(ames, 21, 'decision-recorded', {
      about: { ruleId: 'bp.high', entryId: room.last },
      decision: 'continue',
      reason: 'Calm',
    })
    const said = room.last
    room.chart(ames, 22, 'entry-withdrawn', {
      withdrawsEntryId: said,
      withdrawsSeq: room.entries.length,
      reason: 'Other patient',
    })
    expect(alertsOf(room.state, kap)[0]?.decision).toBeNull()
  })
})

describe('the baseline before the first dose (M05)', () => {
  it('given nothing, a part, an excuse, then what is missing is told in words', () => {
    expect(missingBaseline(Room.opened().state, injectionTrack, minute(5))).toEqual([
      'blood pressure',
      'pulse',
      'SpO2',
      'breathing rate',
      'sedation',
    ])
    const part = Room.opened().chart(quist, 3, 'vitals-taken', { heartRateBpm: 70, spo2Percent: 98, source: 'typed' })
    part.chart(quist, 4, 'vitals-not-obtained', { items: ['bp'], reason: 'Cuff too small' })
    expect(missingBaseline(part.state, injectionTrack, minute(5))).toEqual(['breathing rate', 'sedation'])
  })

  it('given a dose before it, then that is told as a deviation and blocks the signature until explained', () => {
    const room = Room.opened().chart(quist, 5, 'dose-given', { drug: 'ketamine', route: 'IM', givenMcg: 10_000 })
    const about = room.last
    expect(unansweredOf(room.state, kap).join('\n')).toContain('before a complete baseline')
    for (const ruleId of ['dose-before-baseline', 'dose-without-order']) {
      room.chart(ames, 6, 'decision-recorded', {
        about: { ruleId, entryId: about },
        decision: 'explain',
        reason: 'Emergency, told to me',
      })
    }
    expect(unansweredOf(room.state, kap)).toEqual([])
  })
})
