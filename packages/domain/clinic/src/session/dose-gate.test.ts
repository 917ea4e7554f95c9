import { calendarDate } from '@holdspace/kit/calendar-date'
import { describe, expect, it } from 'vitest'
import {
  allRecorded,
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
  weighedLastWeek,
} from '../../testing/session-room.ts'
import { unmetLines } from '../gates/gate-lines.ts'
import { moodSafetyStanding } from '../screening/mood-safety.ts'
import { dayConditions } from './day-conditions.ts'
import { doseGate } from './dose-gate.ts'
import { alertsOf } from './monitoring.ts'
import type { EarlierWeight } from './weighing.ts'

const earlierWeights = [weighedLastWeek]
const gate = (room: Room, at = 6, actor = ames, recorded = allRecorded) => {
  const { state, protocol } = room
  return doseGate({ state, protocol, actor, earlierWeights, recorded, now: minute(at), today })
}
const closed = (...asked: Parameters<typeof gate>) => unmetLines(gate(...asked)).map((line) => line.id)

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

  it('given nothing was asked or measured, then every line of the day and the room is closed', () => {
    expect(closed(Room.opened(kap, []), 6, lapsedQuist)).toEqual([
      'capacity',
      'credentials',
      'pregnancy-answered',
      'allergies-answered',
      'mood-safety-decision',
      'prescription-monitoring-checked',
      'baseline-vitals',
      'escort-named',
      'therapist-present',
    ])
  })

  it('given no weight at all, then the line says what the arithmetic would refuse by (M03)', () => {
    const { state, protocol } = Room.opened()
    const asked = { state, protocol, actor: ames, recorded: allRecorded, now: minute(6), today }
    const weightOf = (earlierWeights: readonly EarlierWeight[]) =>
      doseGate({ ...asked, earlierWeights }).find((line) => line.id === 'weight')
    expect(weightOf([])).toMatchObject({ met: false, overrideBy: [] })
    expect(weightOf([{ ...weighedLastWeek, weighedOn: calendarDate.parse('2026-11-01') }])?.evidence).toContain(
      '20 days old',
    )
  })

  it('given consent is withdrawn while the session runs, then the gate closes at once (M09, RULINGS 8)', () => {
    const treatmentConsent = { state: 'withdrawn', because: 'Withdrawn by the patient.' } as const
    expect(closed(readyToDose(), 6, ames, { ...allRecorded, treatmentConsent })).toEqual(['treatment-consent'])
  })

  it('given a prescriber goes past the ride with a reason, then the line is met and shows it', () => {
    const room = Room.opened()
      .chart(okafor, 1, 'participant-joined', { deviceLabel: 'T' })
      .chart(quist, 3, 'vitals-taken', baseline)
    const past = {
      about: { ruleId: 'gate:escort-named' },
      decision: 'explain',
      reason: 'Sister is on her way, I called',
    }
    room.chart(quist, 4, 'decision-recorded', past)
    expect(closed(room)).toEqual(['escort-named'])
    room.chart(ames, 5, 'decision-recorded', past)
    expect(closed(room)).toEqual([])
    expect(gate(room).find((line) => line.id === 'escort-named')?.overridden).toMatchObject({ by: 'Dr Helen Ames' })
  })

  it('given a decision on record waits for somebody, then what was said at the door does not outweigh it (M11)', () => {
    const moodSafety = { state: 'undecided', because: 'Item 9 answered 2 on 20-Nov-2026.' } as const
    expect(closed(readyToDose(), 6, ames, { ...allRecorded, moodSafety })).toEqual(['mood-safety-decision'])
  })

  it('given an answer about suicide that came before anybody decided, then what was said at the door does not outweigh it either (M11)', () => {
    const alertAt = minute(-60)
    const moodSafety = moodSafetyStanding({ decision: null, alertAt, lastSessionAt: null, now: minute(6) })
    expect(closed(readyToDose(), 6, ames, { ...allRecorded, moodSafety })).toEqual(['mood-safety-decision'])
  })

  it('given a prescriber went past a line before the answer came that closes it now, then that answer waits for somebody (M11)', () => {
    const past = { about: { ruleId: 'gate:mood-safety-decision' }, decision: 'explain', reason: 'Spoke with her today' }
    const room = readyToDose().chart(ames, 5, 'decision-recorded', past)
    const waiting = (alert: number) => {
      const alertAt = minute(alert)
      return {
        ...allRecorded,
        moodSafety: moodSafetyStanding({ decision: null, alertAt, lastSessionAt: null, now: minute(9) }),
      }
    }
    expect(closed(room, 9, ames, waiting(4))).toEqual([])
    expect(closed(room, 9, ames, waiting(8))).toEqual(['mood-safety-decision'])
    expect(closed(room.chart(ames, 9, 'decision-recorded', past), 9, ames, waiting(8))).toEqual([])
  })

  it('given a reading corrected after somebody decided upon it, then it is decided again (M06)', () => {
    const room = withVitals({ systolicMmHg: 165, diastolicMmHg: 92 })
    const held = room.entries[2]
    const [rule] = alertsOf(room.state, kap)
    room.chart(ames, 5, 'decision-recorded', decision(rule?.ruleId ?? '', held?.id ?? '', 'continue'))
    expect(closed(room)).toEqual([])
    room.chart(quist, 6, 'entry-corrected', {
      correctsEntryId: held?.id,
      correctsKind: 'vitals-taken',
      reason: 'Digits swapped',
      replacement: { ...baseline, systolicMmHg: 215, diastolicMmHg: 92 },
    })
    expect(closed(room)).toEqual(['vitals-within-limits'])
    room.chart(ames, 6, 'decision-recorded', decision(rule?.ruleId ?? '', held?.id ?? '', 'continue'))
    expect(closed(room)).toEqual([])
    room.chart(quist, 6, 'entry-corrected', {
      correctsEntryId: held?.id,
      correctsKind: 'vitals-taken',
      reason: 'Only the pulse was wrong',
      replacement: { ...baseline, systolicMmHg: 215, diastolicMmHg: 92, heartRateBpm: 80 },
    })
    expect(closed(room)).toEqual([])
  })

  it.each(['capacity', ...dayConditions.filter((one) => one.neededForDose).map((one) => one.condition)])(
    'given %s was not attested, then that line alone is closed',
    (condition) => {
      const attestations = everythingAttested.filter((one) => one.condition !== condition)
      const room = Room.opened(kap, attestations)
        .chart(okafor, 1, 'participant-joined', { deviceLabel: 'Tablet 2' })
        .chart(quist, 3, 'vitals-taken', baseline)
        .chart(quist, 4, 'escort-confirmed', sister)
      expect(closed(room)).toEqual([condition])
    },
  )

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
