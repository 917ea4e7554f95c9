import { describe, expect, it } from 'vitest'
import {
  ames,
  baseline,
  everythingAttested,
  infusionTrack,
  kap,
  lapsedQuist,
  minute,
  okafor,
  quist,
  Room,
  readyToDose,
  sister,
  today,
} from '../../testing/session-room.ts'
import { dayConditions } from './day-conditions.ts'
import { doseGate } from './dose-gate.ts'

const gate = (room: Room, at = 6, actor = ames) =>
  doseGate({ state: room.state, protocol: room.protocol, actor, now: minute(at), today })
const closed = (room: Room, at = 6, actor = ames) =>
  gate(room, at, actor)
    .filter((line) => !line.met)
    .map((line) => line.id)

/** Everything but the baseline, and these vitals instead. */
const withVitals = (vitals: object) =>
  Room.opened()
    .chart(okafor, 1, 'participant-joined', { deviceLabel: 'Tablet 2' })
    .chart(quist, 3, 'vitals-taken', { ...baseline, ...vitals })
    .chart(quist, 4, 'escort-confirmed', sister)
const decision = (ruleId: string, entryId: string, said: string) => ({
  about: { ruleId, entryId },
  decision: said,
  reason: 'Anxious about the cannula',
})

describe('giving a dose: the second gate (RULINGS 2)', () => {
  it('given everything is there, then every line is met', () => {
    expect(closed(readyToDose())).toEqual([])
  })

  it('given nothing is there, then every line is closed and none can be overridden', () => {
    const lines = gate(Room.opened(kap, []), 6, lapsedQuist)
    expect(lines.map((line) => line.id)).toEqual([
      'credentials',
      'treatment-consent',
      'capacity',
      'pregnancy-answered',
      'allergies-answered',
      'mood-safety-decision',
      'prescription-monitoring-checked',
      'baseline-vitals',
      'vitals-within-limits',
      'escort-named',
      'therapist-present',
    ])
    expect(lines.filter((line) => line.met).map((line) => line.id)).toEqual(['vitals-within-limits'])
    expect([...lines, ...gate(readyToDose())].filter((line) => line.overridable)).toEqual([])
  })

  it.each([
    'treatment-consent',
    'capacity',
    ...dayConditions.filter((one) => one.neededForDose).map((one) => one.condition),
  ])('given %s was not attested, then that line alone is closed', (condition) => {
    const attestations = everythingAttested.filter((one) => one.condition !== condition)
    const room = Room.opened(kap, attestations)
      .chart(okafor, 1, 'participant-joined', { deviceLabel: 'Tablet 2' })
      .chart(quist, 3, 'vitals-taken', baseline)
      .chart(quist, 4, 'escort-confirmed', sister)
    expect(closed(room)).toEqual([condition])
  })

  it.each([quist, okafor, { ...ames, credentials: ames.credentials.filter((one) => one.kind !== 'DEA') }])(
    'given $displayName without what ordering takes, then the credentials line is closed (RULINGS 3)',
    (actor) => {
      expect(closed(readyToDose(), 6, actor)).toEqual(['credentials'])
    },
  )

  it('given a measure of the baseline is missing, then it is named (M05)', () => {
    const { spo2Percent: _none, ...rest } = baseline
    const room = Room.opened()
      .chart(okafor, 1, 'participant-joined', { deviceLabel: 'T' })
      .chart(quist, 3, 'vitals-taken', rest)
    room.chart(quist, 4, 'escort-confirmed', sister)
    expect(gate(room).find((line) => line.id === 'baseline-vitals')).toMatchObject({
      met: false,
      evidence: 'missing: SpO2',
    })
    room.chart(quist, 5, 'vitals-not-obtained', { items: ['spo2'], reason: 'Nail varnish, probe does not read' })
    expect(closed(room)).toEqual([])
  })

  it('given a baseline that is only to come, then it does not count yet', () => {
    expect(closed(readyToDose(), 2)).toEqual(['baseline-vitals'])
  })

  it('given nobody named to take her home, then the line is closed', () => {
    const room = Room.opened()
      .chart(okafor, 1, 'participant-joined', { deviceLabel: 'T' })
      .chart(quist, 3, 'vitals-taken', baseline)
    expect(closed(room)).toEqual(['escort-named'])
  })

  it('given KAP and no therapist in the room, or one who left, then the line is closed', () => {
    const room = Room.opened().chart(quist, 3, 'vitals-taken', baseline).chart(quist, 4, 'escort-confirmed', sister)
    expect(closed(room)).toEqual(['therapist-present'])
    expect(closed(readyToDose().chart(okafor, 5, 'participant-left', {}))).toEqual(['therapist-present'])
  })

  it('given the infusion track, then no therapist is asked for (RULINGS 4)', () => {
    const room = Room.opened(infusionTrack)
      .chart(quist, 3, 'vitals-taken', baseline)
      .chart(quist, 4, 'escort-confirmed', sister)
    expect(gate(room).map((line) => line.id)).not.toContain('therapist-present')
    expect(closed(room)).toEqual([])
  })
})

describe('a hold before the dose (M06)', () => {
  const held = ['vitals-within-limits']

  it.each([
    [{ systolicMmHg: 141 }, 'bp.pre.warn'],
    [{ systolicMmHg: 165 }, 'bp.pre.hold'],
    [{ systolicMmHg: 88, diastolicMmHg: 50 }, 'bp.low'],
    [{ spo2Percent: 87 }, 'spo2.emergency'],
  ])('given %j, then the gate is closed until somebody goes on by name', (vitals, ruleId) => {
    const room = withVitals(vitals)
    expect(closed(room)).toEqual(held)
    room.chart(ames, 5, 'decision-recorded', decision(ruleId, idOfVitals(room), 'continue'))
    expect(closed(room)).toEqual([])
  })

  it('given a nurse’s decision to continue, then the gate still waits for the prescriber', () => {
    const room = withVitals({ systolicMmHg: 141 })
    room.chart(quist, 5, 'decision-recorded', decision('bp.pre.warn', idOfVitals(room), 'continue'))
    expect(closed(room)).toEqual(held)
    room.chart(ames, 6, 'decision-recorded', decision('bp.pre.warn', idOfVitals(room), 'continue'))
    expect(closed(room)).toEqual([])
  })

  it('given exactly 140/90, then nothing is held', () => {
    expect(closed(withVitals({ systolicMmHg: 140, diastolicMmHg: 90 }))).toEqual([])
  })

  it('given a newer reading within limits, then the hold is not unseen by it', () => {
    const room = withVitals({ systolicMmHg: 165 }).chart(quist, 5, 'vitals-taken', baseline)
    expect(closed(room)).toEqual(held)
  })

  it('given a decision about another rule or another reading, then the gate stays closed', () => {
    const room = withVitals({ systolicMmHg: 165 })
    room.chart(ames, 5, 'decision-recorded', decision('hr.high', idOfVitals(room), 'continue'))
    room.chart(ames, 5, 'decision-recorded', decision('bp.pre.hold', room.last, 'continue'))
    expect(closed(room)).toEqual(held)
  })

  it.each(['hold', 'stop', 'recheck', 'call-emergency'])(
    'given the decision “%s”, then the gate stays closed until the same signs are taken again within limits',
    (said) => {
      const room = withVitals({ systolicMmHg: 165 })
      room.chart(ames, 5, 'decision-recorded', decision('bp.pre.hold', idOfVitals(room), said))
      expect(closed(room)).toEqual(held)
      expect(gate(room).find((line) => line.id === held[0])?.evidence).toContain(`Dr Helen Ames decided “${said}”`)
      room.chart(quist, 6, 'vitals-taken', { heartRateBpm: 70, source: 'typed' })
      expect(closed(room)).toEqual(held)
      room.chart(quist, 15, 'vitals-taken', baseline)
      expect(closed(room, 16)).toEqual([])
    },
  )

  it('given a hold and a recheck that is as high as before, then that reading wants its own decision', () => {
    const room = withVitals({ systolicMmHg: 165 })
    room.chart(ames, 5, 'decision-recorded', decision('bp.pre.hold', idOfVitals(room), 'hold'))
    room.chart(quist, 15, 'vitals-taken', { ...baseline, systolicMmHg: 166 })
    expect(closed(room, 16)).toEqual(held)
  })

  it('given a hold and later a decision to go on about the same reading, then the newest counts', () => {
    const room = withVitals({ systolicMmHg: 165 })
    room.chart(ames, 5, 'decision-recorded', decision('bp.pre.hold', idOfVitals(room), 'hold'))
    room.chart(ames, 9, 'decision-recorded', decision('bp.pre.hold', idOfVitals(room), 'continue'))
    expect(closed(room, 10)).toEqual([])
  })
})

function idOfVitals(room: Room): string {
  return room.state.vitals[0]?.entryId ?? ''
}
