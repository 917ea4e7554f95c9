import { describe, expect, it } from 'vitest'
import {
  afterInfusion,
  ames,
  bag,
  baseline,
  goodScore,
  infusionTrack,
  minute,
  okafor,
  quist,
  Room,
  readyToDose,
  readyToLeave,
  sister,
} from '../../testing/session-room.ts'
import { baselineOf, decideEnd, dischargeLines, newestCirculation, scoreOf } from './end-session.ts'

type Ending = Parameters<typeof decideEnd>[0]['ending']
const end = (room: Room, ending: Ending, at = 110, actor = quist) =>
  decideEnd(
    { ending, unmetCriteria: ['whatever a device claims'] },
    { state: room.state, protocol: room.protocol, actor, now: minute(at) },
  )
const codeOf = (answer: ReturnType<typeof end>) => (answer.ok ? 'ended' : answer.refusal.code)
const unmet = (room: Room, at = 110, actor = quist) =>
  dischargeLines({ state: room.state, protocol: room.protocol, actor }, minute(at))
    .filter((line) => !line.met)
    .map((line) => line.requirement)

describe('completed: fit to go home (M08)', () => {
  it('given every criterion is met, then the session completes with none unmet, whatever the device claimed', () => {
    expect(end(readyToLeave(), 'completed')).toEqual({ ok: true, value: { ending: 'completed', unmetCriteria: [] } })
  })

  it('given nobody answered anything, then every criterion is told', () => {
    const refused = end(afterInfusion(), 'completed', 60)
    expect(codeOf(refused)).toBe('discharge-criteria-unmet')
    expect(refused.ok ? 0 : refused.refusal.details?.length).toBe(unmet(afterInfusion(), 60).length)
  })

  it('given one minute before the minimum time, then it is refused; at the minute it is not', () => {
    const early = afterInfusion()
      .chart(quist, 80, 'vitals-taken', baseline)
      .chart(quist, 81, 'escort-confirmed', { ...sister, present: true })
      .chart(ames, 82, 'discharge-scored', goodScore)
    expect(unmet(early, 94)).toEqual(['minimum-time'])
    expect(unmet(early, 95)).toEqual([])
  })

  it('given an offline tablet that tells it late, then the minute she left counts, not the minute it was heard', () => {
    const early = afterInfusion()
      .chart(quist, 80, 'vitals-taken', baseline)
      .chart(quist, 81, 'escort-confirmed', { ...sister, present: true })
      .chart(ames, 82, 'discharge-scored', goodScore)
    const body = { ending: 'completed', unmetCriteria: [] }
    expect(early.asks(quist, 85, 'session-ended', body, { now: 200 })).toMatchObject({
      refusal: { code: 'discharge-criteria-unmet' },
    })
    expect(early.asks(quist, 96, 'session-ended', body, { now: 200 }).ok).toBe(true)
    expect(early.asks(quist, 300, 'session-ended', body, { now: 90 })).toMatchObject({
      refusal: { code: 'time-in-the-future' },
    })
  })

  it.each([
    ['escort-present', { escort: { ...sister, present: false } }],
    ['oriented', { score: { oriented: false } }],
    ['gait', { score: { gaitAtOwnBaseline: false } }],
    ['instructions-given', { score: { instructionsGiven: false } }],
    ['follow-up-booked', { score: { followUpBooked: false } }],
    ['vitals-near-baseline', { vitals: { systolicMmHg: 160 } }],
  ] as const)(
    'given %s is missing, then it is refused',
    (requirement, change: { escort?: object; score?: object; vitals?: object }) => {
      const room = afterInfusion()
        .chart(quist, 105, 'vitals-taken', { ...baseline, ...change.vitals })
        .chart(quist, 106, 'escort-confirmed', { ...sister, present: true, ...change.escort })
        .chart(ames, 108, 'discharge-scored', { ...goodScore, ...change.score })
      expect(unmet(room)).toContain(requirement)
      expect(codeOf(end(room, 'completed'))).toBe('discharge-criteria-unmet')
    },
  )

  it('given a nurse scored and a nurse ends, then a prescriber has to agree, by ending, scoring or deciding', () => {
    const room = afterInfusion()
      .chart(quist, 105, 'vitals-taken', baseline)
      .chart(quist, 106, 'escort-confirmed', { ...sister, present: true })
      .chart(quist, 108, 'discharge-scored', goodScore)
    const agreed = { about: { ruleId: 'discharge' }, decision: 'continue', reason: 'Seen, fit to go' }
    expect(unmet(room)).toEqual(['prescriber-signature'])
    expect(unmet(room, 110, ames)).toEqual([])
    room.chart(quist, 109, 'decision-recorded', agreed)
    expect(unmet(room)).toEqual(['prescriber-signature'])
    room.chart(ames, 109, 'decision-recorded', { ...agreed, decision: 'hold' })
    expect(unmet(room)).toEqual(['prescriber-signature'])
    expect(unmet(room.chart(ames, 109, 'decision-recorded', agreed))).toEqual([])
  })

  it('given no vital signs since the dose, then those before it do not say that she is well (M08)', () => {
    const room = afterInfusion()
      .chart(quist, 106, 'escort-confirmed', { ...sister, present: true })
      .chart(ames, 108, 'discharge-scored', goodScore)
    expect(unmet(room)).toEqual(['score', 'vitals-near-baseline'])
    expect(newestCirculation(room.state, minute(110))).toBeNull()
    expect(unmet(room.chart(quist, 109, 'vitals-taken', baseline))).toEqual([])
  })

  it('given a score from before the last dose, then it says nothing of how she is after it', () => {
    const room = readyToLeave().chart(quist, 109, 'dose-given', { drug: 'ketamine', route: 'IV', givenMcg: 10_000 })
    room.chart(quist, 170, 'vitals-taken', baseline)
    expect(unmet(room, 171)).toEqual([
      'score',
      'vitals-near-baseline',
      'oriented',
      'gait',
      'nausea-controlled',
      'instructions-given',
      'follow-up-booked',
      'prescriber-signature',
    ])
    expect(unmet(room.chart(ames, 172, 'discharge-scored', goodScore), 173)).toEqual([])
  })

  it('given vital signs that went wrong after the score, then the newest ones count', () => {
    const room = readyToLeave().chart(quist, 109, 'vitals-taken', {
      ...baseline,
      systolicMmHg: 190,
      diastolicMmHg: 112,
    })
    expect(unmet(room)).toEqual(['score', 'vitals-near-baseline'])
  })

  it('given a prescriber agreed before the last dose, then that is no agreement to what came after it', () => {
    const agreed = { about: { ruleId: 'discharge' }, decision: 'continue', reason: 'Seen, fit to go' }
    const room = afterInfusion()
      .chart(ames, 60, 'decision-recorded', agreed)
      .chart(quist, 61, 'dose-given', { drug: 'ketamine', route: 'IV', givenMcg: 10_000 })
      .chart(quist, 120, 'vitals-taken', baseline)
      .chart(quist, 121, 'escort-confirmed', { ...sister, present: true })
      .chart(quist, 122, 'discharge-scored', goodScore)
    expect(unmet(room, 125)).toEqual(['prescriber-signature'])
  })

  it('given a stop charted before its start, then the minimum time runs from the later of the two', () => {
    const room = readyToDose()
      .chart(quist, 100, 'infusion-started', bag)
      .chart(quist, 40, 'infusion-stopped', { why: 'complete', volumeGivenMicrolitres: 100_000, givenMcg: 35_000 })
    expect(unmet(room, 110)).toContain('minimum-time')
  })

  it('given a bag still running, then nobody goes home', () => {
    expect(unmet(readyToLeave().chart(quist, 109, 'infusion-started', bag))).toContain('minimum-time')
  })

  it('given no dose in the record, then it is not completed but ended without dose', () => {
    expect(codeOf(end(readyToDose(), 'completed'))).toBe('no-dose-given')
    expect(end(readyToDose(), 'ended-without-dose')).toEqual({
      ok: true,
      value: { ending: 'ended-without-dose', unmetCriteria: [] },
    })
  })
})

describe('endings that are facts (RULINGS 12)', () => {
  it('given a dose in the record, then it did not end without one', () => {
    expect(codeOf(end(afterInfusion(), 'ended-without-dose'))).toBe('dose-was-given')
  })

  it.each(['left-against-advice', 'transferred-to-emergency-services'] as const)(
    'given %s in the middle of an infusion, then it is recorded with the criteria as they stood',
    (ending) => {
      const running = readyToDose().chart(quist, 10, 'infusion-started', bag)
      const ended = end(running, ending, 20)
      expect(ended).toMatchObject({ ok: true, value: { ending } })
      expect(ended.ok && ended.value.unmetCriteria).toContain('An infusion is still running.')
      expect(ended.ok && ended.value.unmetCriteria).not.toContain('whatever a device claims')
    },
  )

  it('given it ended already, then there is no second ending', () => {
    const room = afterInfusion().chart(quist, 60, 'session-ended', { ending: 'left-against-advice', unmetCriteria: [] })
    expect(codeOf(end(room, 'transferred-to-emergency-services'))).toBe('session-already-ended')
  })

  it('given a therapist, then the session is not hers to end', () => {
    const refused = afterInfusion().asks(okafor, 60, 'session-ended', {
      ending: 'left-against-advice',
      unmetCriteria: [],
    })
    expect(refused).toMatchObject({ refusal: { code: 'may-not-session-end' } })
  })
})

describe('what the score is worked out from', () => {
  it('given vitals before the first dose, then the newest complete ones are the baseline', () => {
    const room = afterInfusion()
    expect(baselineOf(room.state)).toEqual({ systolicMmHg: 124, diastolicMmHg: 78, heartRateBpm: 72 })
    room
      .chart(quist, 9, 'vitals-taken', { ...baseline, heartRateBpm: 80 })
      .chart(quist, 9, 'vitals-taken', { spo2Percent: 97, source: 'typed' })
    expect(baselineOf(room.state)?.heartRateBpm).toBe(80)
    room.chart(quist, 30, 'vitals-taken', { ...baseline, heartRateBpm: 110 })
    expect(baselineOf(room.state)?.heartRateBpm).toBe(80)
    expect(newestCirculation(room.state, minute(51))).toBeNull()
    room.chart(quist, 51, 'vitals-taken', { ...baseline, heartRateBpm: 104 })
    expect(newestCirculation(room.state, minute(51))?.heartRateBpm).toBe(104)
  })

  it('given no score, or none of the vitals it needs, then there is no total', () => {
    expect(scoreOf(readyToDose().state, infusionTrack, minute(110))).toBeNull()
    expect(
      scoreOf(Room.opened().chart(ames, 5, 'discharge-scored', goodScore).state, infusionTrack, minute(110)),
    ).toBeNull()
  })

  it('given typed points for vital signs that the record’s own vitals do not bear out, then the record counts', () => {
    const room = afterInfusion()
      .chart(quist, 105, 'vitals-taken', { ...baseline, systolicMmHg: 180, diastolicMmHg: 100 })
      .chart(ames, 108, 'discharge-scored', goodScore)
    expect(scoreOf(room.state, room.protocol, minute(110))).toMatchObject({ items: { vitalSigns: 0 }, total: 8 })
  })
})
