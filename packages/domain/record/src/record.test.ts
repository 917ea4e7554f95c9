import type { DeviceId, EntryId, MembershipId, SessionId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import { type Kind, kinds } from './catalogue.ts'
import { readEntries } from './effective.ts'
import { isLate, type StoredEntry } from './entry.ts'
import { sessionState } from './evolve.ts'
import { entryDraft, parseBody } from './read-entry.ts'
import { firstDoseAt, lastDoseEndedAt } from './state.ts'
import { timeline, timelineText } from './timeline.ts'

const nine = Date.parse('2026-11-21T14:00:00.000Z')
const at = (minutes: number): Instant => instantFromMs(nine + minutes * 60_000)
const ames = {
  membershipId: '018f0000-0000-7000-8000-00000000000a' as MembershipId,
  name: 'Dr Helen Ames',
  role: 'prescriber',
}

function entry(seq: number, kind: Kind, body: Record<string, unknown>, minute = seq): StoredEntry {
  return {
    id: id(seq),
    sessionId: '018f0000-0000-7000-8000-0000000000ff' as SessionId,
    seq,
    kind,
    actor: ames,
    deviceId: '018f0000-0000-7000-8000-0000000000d1' as DeviceId,
    deviceSeq: seq,
    occurredAt: at(minute),
    recordedAt: at(minute),
    leafHash: 'ab'.repeat(32),
    body: parseBody(kind, body),
  } as StoredEntry
}
const id = (seq: number) => `018f0000-0000-7000-8000-${String(seq).padStart(12, '0')}` as EntryId
const infusion = {
  drug: 'ketamine',
  totalMcg: 35_000,
  finalVolumeMicrolitres: 100_000,
  pumpMicrolitresPerHour: 150_000,
  plannedMinutes: 40,
}

describe('reading a session', () => {
  it('given a blood pressure corrected from 145 to 135, then the state counts 135 and the old value stays beside it', () => {
    const entries = [
      entry(1, 'vitals-taken', { systolicMmHg: 145, diastolicMmHg: 84, source: 'typed' }),
      entry(2, 'entry-corrected', {
        correctsEntryId: id(1),
        correctsKind: 'vitals-taken',
        reason: 'Misread the cuff',
        replacement: { systolicMmHg: 135, diastolicMmHg: 84, source: 'typed' },
      }),
    ]
    expect(sessionState(entries).vitals).toMatchObject([{ systolicMmHg: 135, corrected: true }])
    expect(readEntries(entries).standing[0]?.corrections[0]?.previousBody).toMatchObject({ systolicMmHg: 145 })
  })

  it('given a correction of a correction, then the newest counts and both old values are kept in order', () => {
    const correct = (seq: number, value: number) =>
      entry(seq, 'entry-corrected', {
        correctsEntryId: id(1),
        correctsKind: 'vitals-taken',
        reason: 'Read again',
        replacement: { heartRateBpm: value, source: 'typed' },
      })
    const reading = readEntries([
      entry(1, 'vitals-taken', { heartRateBpm: 90, source: 'typed' }),
      correct(2, 80),
      correct(3, 70),
    ])
    expect(reading.standing[0]?.body).toMatchObject({ heartRateBpm: 70 })
    expect(reading.standing[0]?.corrections.map((one) => one.previousBody.heartRateBpm)).toEqual([90, 80])
  })

  it('given a correction that was withdrawn, then the entry counts as it was first written', () => {
    const entries = [
      entry(1, 'vitals-taken', { heartRateBpm: 90, source: 'typed' }),
      entry(2, 'entry-corrected', {
        correctsEntryId: id(1),
        correctsKind: 'vitals-taken',
        reason: 'Read again',
        replacement: { heartRateBpm: 45, source: 'typed' },
      }),
      entry(3, 'entry-withdrawn', { withdrawsEntryId: id(2), withdrawsSeq: 2, reason: 'Another person’s' }),
    ]
    expect(sessionState(entries).vitals).toMatchObject([{ heartRateBpm: 90, corrected: false }])
  })

  it('given a pasted character that nothing can hold, then the entry is kept without it, also inside a correction', () => {
    const body = { text: 'Half \ud83d and\u0000 whole \u{1f600}', list: ['\udc00'], replacement: { note: 'a\u0000b' } }
    const draft = { id: id(1), kind: 'observation-noted', occurredAt: at(1), deviceId: id(2), deviceSeq: 1, body }
    expect(entryDraft.parse(draft).body).toEqual({
      text: 'Half \ufffd and whole \u{1f600}',
      list: ['\ufffd'],
      replacement: { note: 'ab' },
    })
    const deep = JSON.parse(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`)
    expect(entryDraft.safeParse({ ...draft, body: deep }).success).toBe(true)
  })

  it('given an entry withdrawn as written for the wrong patient, then it counts nowhere but is still listed', () => {
    const entries = [
      entry(1, 'vitals-taken', { heartRateBpm: 90, source: 'typed' }),
      entry(2, 'entry-withdrawn', {
        withdrawsEntryId: id(1),
        withdrawsSeq: 1,
        reason: 'Belongs to the patient in room 2',
      }),
    ]
    expect(sessionState(entries).vitals).toEqual([])
    expect(readEntries(entries).withdrawn.map((one) => one.entry.seq)).toEqual([1])
  })

  it('given an infusion with a pause and a new rate, then its constant-rate segments follow each other without overlap', () => {
    const state = sessionState([
      entry(1, 'infusion-started', infusion, 0),
      entry(2, 'infusion-paused', { reason: 'Blood pressure recheck' }, 15),
      entry(3, 'infusion-resumed', { pumpMicrolitresPerHour: 180_000 }, 20),
      entry(4, 'infusion-stopped', { why: 'complete', volumeGivenMicrolitres: 97_500, givenMcg: 34_125 }, 40),
    ])
    expect(state.infusions[0]?.segments).toEqual([
      { from: at(0), to: at(15), pumpMicrolitresPerHour: 150_000 },
      { from: at(15), to: at(20), pumpMicrolitresPerHour: 0 },
      { from: at(20), to: at(40), pumpMicrolitresPerHour: 180_000 },
    ])
    expect(firstDoseAt(state)).toBe(at(0))
    expect(lastDoseEndedAt(state)).toBe(at(40))
  })

  it('given two people who share a tablet, then both are in the room until each leaves', () => {
    const quist = {
      ...ames,
      membershipId: '018f0000-0000-7000-8000-00000000000b' as MembershipId,
      name: 'Mara Quist RN',
    }
    const joined = [
      entry(1, 'participant-joined', { deviceLabel: 'Tablet' }),
      { ...entry(2, 'participant-joined', { deviceLabel: 'Tablet' }), actor: quist },
      { ...entry(3, 'participant-left', {}), actor: quist },
    ]
    expect(sessionState(joined).participants.map((one) => [one.actor.name, one.leftAt])).toEqual([
      ['Dr Helen Ames', null],
      ['Mara Quist RN', at(3)],
    ])
  })

  it('given an infusion still running, then the last dose has not ended', () => {
    expect(lastDoseEndedAt(sessionState([entry(1, 'infusion-started', infusion)]))).toBeNull()
  })

  it('given vitals charted late, then they are late and stand at the time they were taken', () => {
    const late = { ...entry(2, 'vitals-taken', { heartRateBpm: 70, source: 'typed' }, 3), recordedAt: at(9) }
    expect(isLate(late)).toBe(true)
    expect(isLate({ occurredAt: at(3), recordedAt: at(8) })).toBe(false)
    const state = sessionState([entry(1, 'vitals-taken', { heartRateBpm: 80, source: 'typed' }, 5), late])
    expect(state.vitals.map((set) => set.heartRateBpm)).toEqual([70, 80])
  })
})

describe('bodies', () => {
  it.each([
    ['a temperature in °F', { temperatureDeciCelsius: 986, source: 'typed' }],
    ['systolic below diastolic', { systolicMmHg: 80, diastolicMmHg: 120, source: 'typed' }],
    ['half a blood pressure', { systolicMmHg: 120, source: 'typed' }],
    ['a floating-point pulse', { heartRateBpm: 71.5, source: 'typed' }],
    ['nothing measured', { source: 'typed' }],
    ['a field nobody declared', { heartRateBpm: 70, source: 'typed', constructor: 1 }],
  ])('refuse %s', (_name, body) => {
    expect(() => parseBody('vitals-taken', body)).toThrow()
  })

  it('say every measure with its unit', () => {
    const body = parseBody('vitals-taken', {
      systolicMmHg: 138,
      diastolicMmHg: 84,
      spo2Percent: 97,
      temperatureDeciCelsius: 368,
      source: 'typed',
    })
    expect(timelineText('vitals-taken', body).detail).toBe('BP 138/84\u00a0mmHg · SpO2 97\u00a0% · 36.8\u00a0°C')
  })

  it('have a timeline row for every kind', () => {
    expect(Object.keys(timeline).sort()).toEqual([...kinds].sort())
  })
})
