import { grams, mcg, mcgPerKg, mcgPerMicrolitre, microlitres, millimetres, minutes } from '@holdspace/kit/amounts'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { deviceId, entryId, membershipId, patientId, practiceId, sessionId } from '@holdspace/kit/ids'
import { instant } from '@holdspace/kit/instant'
import type { Bodies, Kind } from '@holdspace/record/catalogue'
import type { Entry, EntryActor } from '@holdspace/record/entry'
import type { SessionRefs } from '../session-context.ts'

/** One infusion at Marigold House, as its entries tell it: the example the tests of mapping and door share. */
const id = (last: string) => `01980000-0000-7000-8000-${last.padStart(12, '0')}`

export const marigold = {
  practiceId: practiceId.parse(id('a1')),
  practiceName: 'Marigold House',
  zone: 'America/New_York',
  localBase: 'https://marigold.example/fhir/r4',
} as const

export const ramonId = patientId.parse(id('b1'))
export const ramonsSession = sessionId.parse(id('c1'))
const tablet = deviceId.parse(id('d1'))
const laptop = deviceId.parse(id('d2'))

export const drOsei: EntryActor = {
  membershipId: membershipId.parse(id('e1')),
  name: 'Dr Amara Osei, MD',
  role: 'prescriber',
}
export const nurseLind: EntryActor = {
  membershipId: membershipId.parse(id('e2')),
  name: 'Jonas Lind, RN',
  role: 'nurse',
}

export const refs: SessionRefs = { ...marigold, paper: null }
export const signedRefs: SessionRefs = {
  ...marigold,
  paper: {
    sha256: 'ab'.repeat(32),
    byteLength: 48_213,
    title: 'Medicine session record, 14-Jul-2026',
    createdAt: instant.parse('2026-07-14T16:30:00.000Z'),
  },
}

let counter = 0
/** Writes an entry as the next of the session; `at` is the minute after 14:00 UTC (10:00 in New York). */
export function entry<K extends Kind>(kind: K, at: number, body: Bodies[K], by: EntryActor = nurseLind): Entry<K> {
  counter += 1
  const moment = instant.parse(new Date(Date.UTC(2026, 6, 14, 14, at)).toISOString())
  const frame = {
    id: entryId.parse(id(`f${String(counter).padStart(4, '0')}`)),
    sessionId: ramonsSession,
    seq: counter,
    actor: by,
    deviceId: by === drOsei ? laptop : tablet,
    deviceSeq: counter,
    occurredAt: moment,
    recordedAt: moment,
    leafHash: '00'.repeat(32),
    kind,
    body,
  }
  return frame as unknown as Entry<K>
}

/** Opened, charted, infused at two rates, discharged; not yet signed. */
export function chartedSession(): readonly Entry[] {
  counter = 0
  return [
    entry('session-opened', 0, opened(), drOsei),
    entry('participant-joined', 1, { deviceLabel: 'Room 2 tablet' }),
    entry('participant-joined', 2, { deviceLabel: 'Dr Osei’s laptop' }, drOsei),
    entry('weight-measured', 5, {
      weightGrams: grams.parse(70_000),
      enteredValue: '70',
      enteredUnit: 'kg',
      heightMm: millimetres.parse(1_780),
      readBack: '70 kg, 154.3 lb',
    }),
    entry('vitals-taken', 12, {
      systolicMmHg: 128,
      diastolicMmHg: 82,
      heartRateBpm: 71,
      spo2Percent: 98,
      respiratoryRatePerMin: 14,
      temperatureDeciCelsius: 368,
      sedationMoaas: 5,
      dissociation: 0,
      source: 'device',
    }),
    entry('dose-ordered', 15, ordered(), drOsei),
    ...infusedAtTwoRates(),
    entry('observation-noted', 35, { text: 'Eyes closed, tears, says the room is kind.' }),
    entry('patient-words-noted', 36, { text: 'I saw my grandmother’s kitchen.' }),
    entry('vitals-not-obtained', 40, { items: ['bp', 'hr'], reason: 'Asked not to be touched just now' }),
    entry('vitals-taken', 45, { spo2Percent: 95, oxygenMlPerMin: 2_000, source: 'typed' }),
    entry('adverse-effect-noted', 50, {
      effect: 'nausea',
      severity: 'mild',
      action: 'Head raised, ginger offered',
      resolved: true,
    }),
    entry('escort-confirmed', 100, {
      name: 'Lucía Sarabia',
      phone: '617-555-0147',
      relationship: 'sister',
      present: true,
    }),
    entry('discharge-scored', 110, {
      scale: 'padss',
      items: { vitalSigns: 2, activity: 2, nauseaAndPain: 2, bleeding: 2, intake: 1 },
      total: 9,
      oriented: true,
      gaitAtOwnBaseline: true,
      instructionsGiven: true,
      followUpBooked: true,
    }),
    entry('session-ended', 120, { ending: 'completed', unmetCriteria: [] }),
  ]
}

export function signature(): Entry<'session-signed'> {
  return entry(
    'session-signed',
    140,
    {
      meaning: 'responsible-prescriber',
      meaningText: 'I am responsible for this treatment and confirm this record.',
      signerName: drOsei.name,
      signerCredential: 'MD, New York 214455',
      contentHash: 'cd'.repeat(32),
      devices: [],
    },
    drOsei,
  )
}

function infusedAtTwoRates(): Entry[] {
  return [
    entry('infusion-started', 20, {
      drug: 'ketamine',
      totalMcg: mcg.parse(35_000),
      finalVolumeMicrolitres: microlitres.parse(100_000),
      pumpMicrolitresPerHour: microlitres.parse(150_000),
      plannedMinutes: minutes.parse(40),
      lot: 'KET-7741',
      expires: calendarDate.parse('2027-12-31'),
    }),
    entry('infusion-rate-changed', 40, { pumpMicrolitresPerHour: microlitres.parse(100_000), reason: 'Nausea' }),
    entry('infusion-stopped', 70, {
      why: 'complete',
      volumeGivenMicrolitres: microlitres.parse(100_000),
      givenMcg: mcg.parse(35_000),
    }),
  ]
}

function opened(): Bodies['session-opened'] {
  return {
    patient: {
      patientId: ramonId,
      family: 'Sarabia',
      given: 'Ramón',
      birthDate: calendarDate.parse('1985-07-14'),
      sex: 'male',
      mrn: 'MH-000017',
      allergyTitle: 'No known allergies',
      allergies: [],
    },
    protocol: {
      protocolId: 'iv-ketamine-trd',
      version: '1.0.0',
      contentHash: 'ef'.repeat(32),
      title: 'Ketamine infusion 0.5 mg/kg over 40 minutes',
      route: 'IV',
      modality: 'infusion',
    },
    room: 'Room 2',
    identityConfirmedBy: ['name', 'birth-date'],
    attestations: [],
  }
}

function ordered(): Bodies['dose-ordered'] {
  return {
    drug: 'ketamine',
    route: 'IV',
    doseMcgPerKg: mcgPerKg.parse(500),
    weightGrams: grams.parse(70_000),
    weightMeasuredAt: instant.parse('2026-07-14T14:05:00.000Z'),
    concentrationMcgPerMicrolitre: mcgPerMicrolitre.parse(50),
    orderMcg: mcg.parse(35_000),
    drawnMcg: mcg.parse(35_000),
    volumeMicrolitres: microlitres.parse(700),
    line: 'Ketamine 35 mg IV over 40 min',
    working: ['0.5 mg/kg × 70 kg = 35 mg'],
    overrides: [],
  }
}
