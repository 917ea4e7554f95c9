import { instantFromMs, msOf, plusMinutes } from '@holdspace/kit/elapsed'
import type { Instant } from '@holdspace/kit/instant'
import type { AllergyState } from '@holdspace/ui/patient-banner'
import type { TimelineEntry } from '@holdspace/ui/timeline'
import type { VitalsChartData } from '@holdspace/ui/vitals-chart-data'

/** Fixed specimens for the gallery: made-up people on a made-up morning, the same on every visit. */
export const zone = 'America/New_York'
export const start: Instant = instantFromMs(Date.UTC(2026, 10, 21, 14, 30))
export const now: Instant = plusMinutes(start, 74)

const minute = (count: number): Instant => plusMinutes(start, count)

export const session: VitalsChartData = {
  now,
  from: start,
  points: [
    { at: minute(1), systolicMmHg: 128, diastolicMmHg: 78, heartRateBpm: 72, spo2Percent: 98 },
    { at: minute(11), systolicMmHg: 134, diastolicMmHg: 82, heartRateBpm: 78, spo2Percent: 98 },
    { at: minute(21), systolicMmHg: 148, diastolicMmHg: 90, heartRateBpm: 88, spo2Percent: 97 },
    { at: minute(26), systolicMmHg: 164, diastolicMmHg: 102, heartRateBpm: 96, spo2Percent: 96 },
    { at: minute(31), systolicMmHg: 158, diastolicMmHg: 96, heartRateBpm: 92, spo2Percent: 96 },
    { at: minute(54), systolicMmHg: 142, diastolicMmHg: 86, heartRateBpm: 80, spo2Percent: 97 },
    { at: minute(64), systolicMmHg: 136, diastolicMmHg: 84, heartRateBpm: 76, spo2Percent: 98 },
    { at: minute(73), systolicMmHg: 130, diastolicMmHg: 80, heartRateBpm: 74, spo2Percent: 98 },
  ],
  doses: [
    { at: minute(12), label: '45 mg IM' },
    { at: minute(28), label: '15 mg IM' },
  ],
  infusions: [],
  events: [
    { at: minute(9), label: 'Intention spoken' },
    { at: minute(18), label: 'Eyes closed, music on' },
    { at: minute(27), label: 'Dr Ames decides: hold, recheck in 5 min' },
    { at: minute(58), label: 'Eyes open, speaking' },
  ],
  gaps: [{ from: minute(46), to: minute(54), label: 'no vitals 8 min' }],
  limits: [
    { measure: 'systolic', value: 160, side: 'above', label: 'hold above 160' },
    { measure: 'diastolic', value: 100, side: 'above', label: 'hold above 100' },
    { measure: 'saturation', value: 92, side: 'below', label: 'act below 92' },
  ],
}

export const infusion: VitalsChartData = {
  ...session,
  now: minute(30),
  points: session.points.slice(0, 4),
  doses: [],
  gaps: [],
  infusions: [{ from: minute(12), plannedUntil: minute(52), label: '35 mg IV over 40 min' }],
  events: session.events.slice(0, 2),
}

export const entries: readonly TimelineEntry[] = [
  { id: 'e9', at: minute(73), who: 'Dr Ames', words: 'BP 130/80 · pulse 74 · SpO2 98 %', delivery: 'on-this-device' },
  { id: 'e8', at: minute(64), who: 'Dr Ames', words: 'BP 136/84 · pulse 76 · SpO2 98 %', delivery: 'sent' },
  {
    id: 'e7',
    at: minute(58),
    who: 'L. Okafor',
    words: 'Eyes open, speaking: “I was under the lake.”',
    delivery: 'recorded',
  },
  {
    id: 'e6',
    at: minute(31),
    recordedAt: minute(35),
    lateByMinutes: 4,
    who: 'Dr Ames',
    words: 'BP 158/96 · pulse 92 · SpO2 96 %',
    delivery: 'recorded',
  },
  {
    id: 'e5',
    at: minute(26),
    who: 'Dr Ames',
    words: 'BP 164/102 · pulse 96 · SpO2 96 %',
    level: 'high',
    levelWords: 'BP above 160/100: hold the next dose (IM KAP v2, monitoring 4.2)',
    delivery: 'recorded',
  },
  {
    id: 'e4',
    at: minute(21),
    who: 'R. Nolan RN',
    words: 'BP 184/90 · pulse 88 · SpO2 97 %',
    corrected: {
      words: 'BP 148/90 · pulse 88 · SpO2 97 %',
      at: minute(24),
      who: 'R. Nolan RN',
      reason: 'digits swapped when writing',
    },
    delivery: 'recorded',
  },
  {
    id: 'e3',
    at: minute(19),
    who: 'L. Okafor',
    words: '',
    withdrawn: { at: minute(23), who: 'L. Okafor', reason: 'belongs in my own notes' },
    delivery: 'recorded',
  },
  { id: 'e2', at: minute(12), who: 'Dr Ames', words: 'Dose 45 mg IM, left deltoid', delivery: 'recorded' },
  {
    id: 'e1',
    at: minute(1),
    who: 'R. Nolan RN',
    words: 'Ride home confirmed: Paulo Rivera',
    level: 'done',
    levelWords: 'Ride named and reached',
    delivery: 'recorded',
  },
]

export const allergyStates: readonly AllergyState[] = [
  { state: 'known', substances: ['penicillin', 'shellfish', 'latex'] },
  { state: 'none-known' },
  { state: 'not-recorded' },
  { state: 'unavailable' },
]

export interface BoardRow {
  readonly id: string
  readonly time: string
  readonly name: string
  readonly visit: string
  readonly room: string
  readonly ready: number
  readonly missing: string
  readonly level: 'high' | 'medium' | 'low' | 'done'
}

export const board: readonly BoardRow[] = [
  {
    id: 'a',
    time: '09:00',
    name: 'Rivera, Ana',
    visit: 'KAP dose 3',
    room: 'Cedar',
    ready: 7,
    missing: 'Ride not named',
    level: 'medium',
  },
  {
    id: 'b',
    time: '10:30',
    name: 'Tran, Minh',
    visit: 'Infusion 1',
    room: 'Fern',
    ready: 9,
    missing: 'Ready',
    level: 'done',
  },
  {
    id: 'c',
    time: '11:00',
    name: 'Cole, Sam',
    visit: 'Intake',
    room: '–',
    ready: 5,
    missing: 'PHQ-9 item 9 answered 2: Dr Ames by 11:20',
    level: 'high',
  },
  {
    id: 'd',
    time: '13:15',
    name: 'Featherstonehaugh-Cholmondeley, Maximiliana Alexandrina',
    visit: 'Integration',
    room: 'Willow',
    ready: 8,
    missing: 'Estimate not yet sent',
    level: 'low',
  },
]

export const dayMs = msOf(start)
