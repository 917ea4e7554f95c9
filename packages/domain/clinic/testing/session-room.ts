import { grams, millimetres } from '@holdspace/kit/amounts'
import { calendarDate, dateInZone } from '@holdspace/kit/calendar-date'
import type { DeviceId } from '@holdspace/kit/ids'
import {
  accountId,
  type EntryId,
  entryId,
  loginId,
  membershipId,
  patientId,
  practiceId,
  sessionId,
} from '@holdspace/kit/ids'
import { type Instant, instant, instantFromMs } from '@holdspace/kit/instant'
import { suppliedProtocol } from '@holdspace/protocols/library/supplied'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { inForce } from '@holdspace/protocols/testing/approved'
import { weightReadBack } from '@holdspace/protocols/weight'
import type { Bodies, Kind } from '@holdspace/record/catalogue'
import { readEntries } from '@holdspace/record/effective'
import type { StoredEntry } from '@holdspace/record/entry'
import { stateOf } from '@holdspace/record/evolve'
import { parseBody } from '@holdspace/record/read-entry'
import { sha256 } from '@noble/hashes/sha2.js'
import type { Credential, Role, StaffActor } from '../src/access/actor.ts'
import { spansInForce } from '../src/consent/in-force.ts'
import type { RecordedStandings } from '../src/gates/gate-facts.ts'
import { met, missing } from '../src/gates/standing.ts'
import { decideEntry } from '../src/session/chart-entry.ts'
import type { InstructionsInForce } from '../src/session/instructions.ts'
import { openingConditions } from '../src/session/open-session.ts'
import { type WorkingQuestion, workOutOrder } from '../src/session/order-dose.ts'
import type { EarlierWeight } from '../src/session/weighing.ts'

/** Marigold House on 21 November 2026: its people, its protocols, and a session of Marisol Ybarra-Quinn entry by entry. */
const uuid = (last: string) => `018f0000-0000-7000-8000-${last.padStart(12, '0')}`
const zone = 'America/New_York'
/** 10:00 in Hudson, New York. */
const ten = Date.parse('2026-11-21T15:00:00.000Z')
export const minute = (count: number): Instant => instantFromMs(ten + count * 60_000)
export const today = dateInZone(minute(0), zone)

const later = calendarDate.parse('2027-12-31')
const licence = (licenceType: string, expires = later): Credential => ({
  kind: 'licence',
  licenceType,
  number: 'NY-214477',
  state: 'NY',
  expires,
})

function person(number: number, role: Role, displayName: string, credentials: readonly Credential[]): StaffActor {
  return {
    kind: 'staff',
    accountId: accountId.parse(uuid(`a0${number}`)),
    membershipId: membershipId.parse(uuid(`b0${number}`)),
    practiceId: practiceId.parse(uuid('1')),
    practiceName: 'Marigold House',
    practiceZone: zone,
    role,
    duties: [],
    displayName,
    credentials,
    loginId: loginId.parse(uuid(`c0${number}`)),
    deviceId: uuid(`e0${number}`) as DeviceId,
    lastFactorAt: minute(-60),
    lastStepUpAt: null,
    guestPatients: role === 'outside-therapist' ? [] : null,
  }
}

export const ames = person(1, 'prescriber', 'Dr Helen Ames', [
  licence('MD'),
  { kind: 'DEA', number: 'FA4417729', expires: later },
])
export const quist = person(2, 'nurse', 'Mara Quist RN', [licence('RN')])
export const okafor = person(3, 'therapist', 'L. Okafor LMFT', [licence('LMFT')])
export const vance = person(4, 'outside-therapist', 'Rosa Vance LCSW', [])
export const lind = person(5, 'front-desk', 'Theo Lind', [])
/** Her licence ended the day before. */
export const lapsedQuist: StaffActor = { ...quist, credentials: [licence('RN', calendarDate.parse('2026-11-20'))] }

export const kap = inForce(suppliedProtocol('kap-iv-6-in-3wk'), sha256)
export const infusionTrack = inForce(suppliedProtocol('iv-0.5-over-40-infusion'), sha256)
export const underTheTongue = inForce(suppliedProtocol('kap-sl'), sha256)
export const nasalSpray = inForce(suppliedProtocol('esketamine-nasal'), sha256)
export const injectionTrack = inForce(suppliedProtocol('kap-im'), sha256)

const marisol = patientId.parse(uuid('d02'))
export const everythingAttested: Bodies['session-opened']['attestations'] = [
  ...openingConditions.map(({ condition, statement }) => ({ condition, statement })),
  { condition: 'pregnancy-answered', statement: 'Asked today: not pregnant.' },
  { condition: 'allergies-answered', statement: 'Asked today: nothing new.' },
  { condition: 'mood-safety-decision', statement: 'Mood and safety reviewed today: no active risk.' },
  { condition: 'prescription-monitoring-checked', statement: 'Checked today: nothing unexpected.' },
]

export const weighedLastWeek: EarlierWeight = {
  grams: grams.parse(70_000),
  weighedOn: calendarDate.parse('2026-11-14'),
  measuredAt: instant.parse('2026-11-14T15:00:00.000Z'),
  heightMm: millimetres.parse(1680),
}

const onRecord = met('on record')
/** Everything that is settled before a visit is settled. */
export const allRecorded: RecordedStandings = {
  eligibility: onRecord,
  treatmentConsent: onRecord,
  offLabelConsent: onRecord,
  rideConsent: onRecord,
  privacyNotice: onRecord,
  plan: onRecord,
  moodSafety: missing('No decision on record.'),
  escort: missing('nobody named'),
  estimate: onRecord,
}

export function pinOf(protocol: ProtocolVersion): Bodies['session-opened']['protocol'] {
  const { id: protocolId, version, contentHash, title, drug, modality } = protocol
  return { protocolId, version, contentHash: contentHash ?? '', title, route: drug.route, modality }
}

export const patient: Bodies['session-opened']['patient'] = {
  patientId: marisol,
  family: 'Ybarra-Quinn',
  given: 'Marisol',
  birthDate: calendarDate.parse('1984-03-09'),
  sex: 'female',
  mrn: 'MH-000412',
  allergyTitle: 'Known allergies',
  allergies: ['Penicillin'],
}

const opening = (protocol: ProtocolVersion, attestations = everythingAttested): Bodies['session-opened'] => ({
  patient,
  protocol: pinOf(protocol),
  room: 'Cedar',
  identityConfirmedBy: ['name', 'birth-date'],
  attestations,
})

export const baseline = {
  systolicMmHg: 124,
  diastolicMmHg: 78,
  heartRateBpm: 72,
  spo2Percent: 98,
  respiratoryRatePerMin: 14,
  sedationMoaas: 5,
  source: 'typed',
} as const
export const seventyKg = {
  weightGrams: 70_000,
  enteredValue: '70',
  enteredUnit: 'kg',
  heightMm: 1680,
  readBack: weightReadBack(grams.parse(70_000)),
} as const
export const sister = { name: 'Jo Ybarra', phone: '518-555-0110', relationship: 'sister', present: false } as const
export const goodScore = {
  scale: 'padss',
  items: { vitalSigns: 2, activity: 2, nauseaAndPain: 2, bleeding: 2, intake: 2 },
  total: 10,
  oriented: true,
  gaitAtOwnBaseline: true,
  instructionsGiven: true,
  followUpBooked: true,
} as const
export const bag = {
  drug: 'ketamine',
  totalMcg: 35_000,
  finalVolumeMicrolitres: 100_000,
  pumpMicrolitresPerHour: 150_000,
  plannedMinutes: 40,
} as const
export const order = {
  drug: 'ketamine',
  route: 'IV',
  doseMcgPerKg: 500,
  weightGrams: 70_000,
  weightMeasuredAt: minute(2),
  concentrationMcgPerMicrolitre: 50,
  orderMcg: 35_000,
  drawnMcg: 35_000,
  volumeMicrolitres: 700,
  line: 'ketamine 35 mg (0.7 mL of 50 mg/mL) IV',
  working: [],
  overrides: [],
} as const

/** The id of the entry with this place in the record. */
export const idOf = (seq: number): EntryId => entryId.parse(uuid(`f${seq}`))

/** What the screen shows to be read aloud; null where the dose is refused. */
export function readAloud(question: WorkingQuestion): string | null {
  const worked = workOutOrder(question)
  return worked.ok ? worked.value.readBack : null
}

/** What Marigold House lets escorts sign: the text of the summer, the one of mid-November, and the one of December. */
export const instructionsTexts: readonly InstructionsInForce[] = spansInForce(
  [
    ['0.9.0', 'cd', '2026-06-01'],
    ['1.0.0', 'ab', '2026-11-15'],
    ['2.0.0', 'ef', '2026-12-01'],
  ].map(([version = '', digits = '', from]) => ({
    kind: 'discharge-instructions' as const,
    language: 'en' as const,
    version,
    material: true,
    effectiveFrom: calendarDate.parse(from),
    maximumMcgPerKg: null,
    contentHash: digits.repeat(32),
  })),
  'America/New_York',
)

/** A session written entry by entry, as the ledger would hold it. */
export class Room {
  readonly entries: StoredEntry[] = []

  constructor(readonly protocol: ProtocolVersion) {}

  static opened(protocol = kap, attestations = everythingAttested): Room {
    return new Room(protocol).chart(ames, 0, 'session-opened', opening(protocol, attestations))
  }

  chart(who: StaffActor, at: number, kind: Kind, body: object): this {
    const seq = this.entries.length + 1
    const { membershipId: member, displayName: name, role, deviceId } = who
    this.entries.push({
      id: idOf(seq),
      sessionId: sessionId.parse(uuid('5e55')),
      seq,
      kind,
      actor: { membershipId: member, name, role },
      deviceId,
      deviceSeq: seq,
      occurredAt: minute(at),
      recordedAt: minute(at),
      leafHash: 'ab'.repeat(32),
      body: parseBody(kind, body),
    } as StoredEntry)
    return this
  }

  get last(): EntryId {
    return idOf(this.entries.length)
  }

  get reading() {
    return readEntries(this.entries)
  }

  get state() {
    return stateOf(this.reading)
  }

  /** What the rules answer when this person sends this entry. */
  asks(
    actor: StaffActor,
    at: number,
    kind: Kind,
    body: object,
    more: { readonly now?: number; readonly when?: string } = {},
  ) {
    const draft = {
      id: entryId.parse(uuid('faaa')),
      kind,
      body: { ...body },
      occurredAt: more.when ?? minute(at),
      deviceId: actor.deviceId,
      deviceSeq: 1,
    }
    const { state, reading, protocol } = this
    return decideEntry({
      actor,
      state,
      reading,
      draft,
      protocol,
      now: minute(more.now ?? at),
      today,
      instructionsTexts,
    })
  }
}

/** Everything the second gate asks for is there: joined, weighed, baseline taken, escort named. */
export function readyToDose(protocol = kap): Room {
  return Room.opened(protocol)
    .chart(okafor, 1, 'participant-joined', { deviceLabel: 'Tablet 2' })
    .chart(quist, 2, 'weight-measured', seventyKg)
    .chart(quist, 3, 'vitals-taken', baseline)
    .chart(quist, 4, 'escort-confirmed', sister)
}

/** Order at 5, infusion 10 to 50, quiet; nothing answered for going home yet. */
export function afterInfusion(protocol = kap): Room {
  const room = readyToDose(protocol).chart(ames, 5, 'dose-ordered', order)
  return room
    .chart(quist, 10, 'infusion-started', { ...bag, orderEntryId: room.last })
    .chart(quist, 50, 'infusion-stopped', { why: 'complete', volumeGivenMicrolitres: 100_000, givenMcg: 35_000 })
}

/** Ready to go home at minute 110. */
export function readyToLeave(protocol = kap): Room {
  return afterInfusion(protocol)
    .chart(quist, 105, 'vitals-taken', baseline)
    .chart(quist, 106, 'escort-confirmed', { ...sister, present: true })
    .chart(ames, 108, 'discharge-scored', goodScore)
}
