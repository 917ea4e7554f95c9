import { calendarDate } from '@holdspace/kit/calendar-date'
import { describe, expect, it } from 'vitest'
import {
  allRecorded,
  ames,
  baseline,
  kap,
  minute,
  order,
  quist,
  Room,
  readyToDose,
  sister,
  today,
} from '../../testing/session-room.ts'
import { doseGate } from './dose-gate.ts'
import { alertsOf } from './monitoring.ts'
import { limitsThatRuled, type PinnedLimit, patientLimitsAt } from './patient-limits.ts'

/** A slow pulse on a beta-blocker: her own limit rules in the room, in the place of the protocol's (RULINGS 5). */
const slowPulse: PinnedLimit = {
  ruleId: 'hr.low',
  item: 'hr',
  value: 45,
  reason: 'Takes a beta-blocker',
  setBy: 'Dr Helen Ames',
  setOn: calendarDate.parse('2026-11-14'),
}
const slow = { ...baseline, heartRateBpm: 47 }

function opened(patientLimits: readonly PinnedLimit[]): Room {
  const room = Room.opened()
  const [first] = room.entries
  if (first?.kind !== 'session-opened' || first.body === null) throw new Error('The room did not open.')
  room.entries[0] = { ...first, body: { ...first.body, patientLimits: [...patientLimits] } }
  return room
}
const pulses = (room: Room) => alertsOf(room.state, room.protocol).filter((one) => one.ruleId === 'hr.low')

describe('limits of one patient in the room', () => {
  it('given 47 and a limit of 45, then nothing is raised; the protocol alone would stop', () => {
    expect(pulses(opened([slowPulse]).chart(quist, 3, 'vitals-taken', slow))).toEqual([])
    expect(pulses(opened([]).chart(quist, 3, 'vitals-taken', slow))).toHaveLength(1)
    expect(pulses(readyToDose().chart(quist, 5, 'vitals-taken', slow))).toHaveLength(1)
  })

  it('given 44, then the alert names the limit that was crossed and who set it, when and why', () => {
    const [alert] = pulses(opened([slowPulse]).chart(quist, 3, 'vitals-taken', { ...slow, heartRateBpm: 44 }))
    expect(alert).toMatchObject({
      words: 'Heart rate < 45/min, the limit of this patient: stop.',
      source: 'set by Dr Helen Ames on 14-Nov-2026: Takes a beta-blocker',
    })
  })

  it('the dose gate goes by them: 47 keeps it closed by the protocol and open by her own limit', () => {
    const gateLine = (room: Room) =>
      doseGate({
        state: room.state,
        protocol: kap,
        actor: ames,
        now: minute(6),
        today,
        earlierWeights: [],
        recorded: allRecorded,
      }).find((line) => line.id === 'vitals-within-limits')?.met
    const ready = (room: Room) => room.chart(quist, 3, 'vitals-taken', slow).chart(quist, 4, 'escort-confirmed', sister)
    expect(gateLine(ready(opened([slowPulse])))).toBe(true)
    expect(gateLine(ready(opened([])))).toBe(false)
  })

  it('an order pins them anew: what was judged before stays, what comes after goes by the newer plan', () => {
    const room = opened([]).chart(quist, 3, 'vitals-taken', slow)
    room.chart(ames, 5, 'dose-ordered', { ...order, patientLimits: [slowPulse] }).chart(quist, 12, 'vitals-taken', slow)
    expect(pulses(room)).toHaveLength(1)
    expect(pulses(room)[0]?.at).toBe(minute(3))
    expect(patientLimitsAt(room.state, minute(4))).toEqual([])
    expect(patientLimitsAt(room.state, minute(5))).toEqual([slowPulse])
    // Charted late, judged by what ruled when it was taken.
    room.chart(quist, 4, 'vitals-taken', slow)
    expect(pulses(room)).toHaveLength(2)
  })

  it('the paper tells what ruled and from when, and says so where the protocol’s own did', () => {
    const room = opened([]).chart(ames, 5, 'dose-ordered', { ...order, patientLimits: [slowPulse] })
    room.chart(ames, 30, 'dose-ordered', { ...order, patientLimits: [slowPulse] })
    expect(limitsThatRuled(room.state, kap)).toEqual([
      { from: minute(0), lines: [] },
      {
        from: minute(5),
        lines: [
          'Heart rate < 45/min in place of Heart rate < 50/min (stop), set by Dr Helen Ames on 14-Nov-2026: Takes a beta-blocker',
        ],
      },
    ])
    expect(limitsThatRuled(readyToDose().state, kap)).toEqual([])
  })
})
