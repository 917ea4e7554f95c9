import { createHash } from 'node:crypto'
import type { DeviceId, EntryId, MembershipId, SessionId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import type { Bodies, Kind } from '@holdspace/record/catalogue'
import type { EntryActor, StoredEntry } from '@holdspace/record/entry'
import { parseBody } from '@holdspace/record/read-entry'
import type { SessionRecordInput } from '../src/session-record.ts'

const uuid = (group: string, number: number) => `0190a5b2-${group}-7000-8000-${String(number).padStart(12, '0')}`
const actor = (number: number, name: string, role: string): EntryActor => ({
  membershipId: uuid('aaaa', number) as MembershipId,
  name,
  role,
})

export const helenAmes = actor(1, 'Dr Helen Ames', 'prescriber')
export const rosaDelgado = actor(2, 'Rosa Delgado', 'nurse')
export const niaOkafor = actor(3, 'Nia Okafor', 'therapist')

/** 10:00 at Marigold House, New York, on 21-Nov-2026. */
const ten = Date.parse('2026-11-21T15:00:00.000Z')
export const minute = (count: number): Instant => instantFromMs(ten + count * 60_000)
export const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
export const entryIdOf = (seq: number) => uuid('eeee', seq) as EntryId

/** Writes a session entry by entry; `recordedAfter` is how many minutes later the server had it. */
export class Charting {
  readonly entries: StoredEntry[] = []

  chart<K extends Kind>(who: EntryActor, at: number, kind: K, body: unknown, recordedAfter = 0): this {
    const seq = this.entries.length + 1
    this.entries.push({
      id: entryIdOf(seq),
      sessionId: uuid('0000', 1) as SessionId,
      seq,
      kind,
      actor: who,
      deviceId: uuid('dddd', Number(who.membershipId.slice(-1))) as DeviceId,
      deviceSeq: seq,
      occurredAt: minute(at),
      recordedAt: minute(at + recordedAfter),
      leafHash: createHash('sha256').update(`leaf ${seq}`).digest('hex'),
      body: parseBody(kind, body),
    } as StoredEntry)
    return this
  }

  /** What a withdrawal leaves behind: the frame without its words. */
  drop(seq: number): this {
    const entry = this.entries[seq - 1]
    if (entry !== undefined) this.entries[seq - 1] = { ...entry, body: null }
    return this
  }

  get length(): number {
    return this.entries.length
  }
}

export const margueritesOpening: Bodies['session-opened'] = {
  patient: {
    patientId: uuid('bbbb', 1) as Bodies['session-opened']['patient']['patientId'],
    family: 'Whitfield',
    given: 'Marguerite Anne',
    birthDate: '1985-07-14' as Bodies['session-opened']['patient']['birthDate'],
    sex: 'female',
    mrn: 'MH-004217',
    allergyTitle: 'Known allergies',
    allergies: ['Penicillin (hives)', 'Latex'],
  },
  protocol: {
    protocolId: 'marigold.iv-depression',
    version: '1.0.0',
    contentHash: '3f1c0d9a6b4e27815a0f9c3de2b1746850aa9b8c7d6e5f40312233445566778a',
    title: 'Ketamine infusion for depression, 0.5 mg/kg over 40 minutes',
    route: 'IV',
    modality: 'infusion',
  },
  room: 'Room 2',
  identityConfirmedBy: ['name', 'birth-date'],
  attestations: [
    {
      condition: 'eligibility-decision',
      statement: 'Eligible, decided by Dr Helen Ames',
      reference: 'Consultation 02-Nov-2026',
    },
    {
      condition: 'treatment-consent',
      statement: 'Signed consent for ketamine infusion seen',
      reference: 'Version 3, 09-Nov-2026',
    },
    { condition: 'off-label-consent', statement: 'Off-label use explained and accepted' },
    { condition: 'pregnancy-answered', statement: 'Not pregnant; urine test negative today' },
    { condition: 'fasting', statement: 'No food since 22:00, clear fluids until 07:30' },
  ],
}

const vitals = (systolicMmHg: number, diastolicMmHg: number, heartRateBpm: number, spo2Percent: number, more = {}) => ({
  systolicMmHg,
  diastolicMmHg,
  heartRateBpm,
  spo2Percent,
  source: 'typed',
  ...more,
})

/** Marguerite Whitfield's third infusion: a late entry, a correction, a withdrawal, a gap, an effect, an alert answered. */
export function margueritesSession(): Charting {
  const session = new Charting()
    .chart(helenAmes, 0, 'session-opened', margueritesOpening)
    .chart(helenAmes, 0, 'participant-joined', { deviceLabel: 'Phone' })
    .chart(rosaDelgado, 1, 'participant-joined', { deviceLabel: 'Tablet, room 2' })
    .chart(niaOkafor, 2, 'participant-joined', { deviceLabel: 'Laptop, chair' })
    .chart(rosaDelgado, 3, 'weight-measured', {
      weightGrams: 69_853,
      enteredValue: '154',
      enteredUnit: 'lb',
      readBack: '69.9 kg, 154 lb',
    })
    .chart(rosaDelgado, 5, 'vitals-taken', vitals(118, 74, 68, 98, { respiratoryRatePerMin: 14, sedationMoaas: 5 }))
    .chart(helenAmes, 8, 'dose-ordered', {
      drug: 'ketamine',
      route: 'IV',
      doseMcgPerKg: 500,
      weightGrams: 69_853,
      weightMeasuredAt: minute(3),
      concentrationMcgPerMicrolitre: 50,
      orderMcg: 35_000,
      drawnMcg: 35_000,
      volumeMicrolitres: 700,
      overMinutes: 40,
      finalVolumeMicrolitres: 100_000,
      pumpMicrolitresPerHour: 150_000,
      line: 'ketamine 35 mg (0.7 mL of 50 mg/mL) IV in 100 mL over 40 min at 150 mL/h',
      working: [
        '0.5 mg/kg × 69.853 kg = 34.927 mg, ordered 35 mg',
        '35 mg ÷ 50 mg/mL = 0.7 mL',
        '100 mL ÷ 40 min = 150 mL/h',
      ],
      overrides: [],
    })
    .chart(rosaDelgado, 10, 'infusion-started', {
      orderEntryId: entryIdOf(7),
      drug: 'ketamine',
      totalMcg: 35_000,
      finalVolumeMicrolitres: 100_000,
      pumpMicrolitresPerHour: 150_000,
      plannedMinutes: 40,
      lot: 'KT2207',
      expires: '2027-08-31',
    })
    .chart(niaOkafor, 18, 'observation-noted', { text: 'Settled with the eye shades on; hands open, breathing slow.' })
    .chart(
      rosaDelgado,
      20,
      'vitals-taken',
      vitals(145, 88, 82, 98, { respiratoryRatePerMin: 14, sedationMoaas: 4, dissociation: 4 }),
    )
    .chart(rosaDelgado, 22, 'entry-corrected', {
      correctsEntryId: entryIdOf(10),
      correctsKind: 'vitals-taken',
      reason: 'Misread the cuff',
      replacement: vitals(135, 84, 82, 98, { respiratoryRatePerMin: 14, sedationMoaas: 4, dissociation: 4 }),
    })
    .chart(
      rosaDelgado,
      30,
      'vitals-taken',
      vitals(152, 94, 91, 97, { respiratoryRatePerMin: 13, sedationMoaas: 4, dissociation: 7 }),
    )
    .chart(helenAmes, 32, 'decision-recorded', {
      about: { ruleId: 'bp-rise', entryId: entryIdOf(12) },
      decision: 'recheck',
      reason: 'Rise of 29 % from baseline, no symptoms; recheck in 5 min',
    })
    .chart(
      rosaDelgado,
      36,
      'vitals-taken',
      vitals(146, 90, 88, 97, { respiratoryRatePerMin: 13, sedationMoaas: 4, dissociation: 8 }),
    )
    .chart(niaOkafor, 40, 'patient-words-noted', { text: '“It is all one garden, and I am allowed in it.”' })
    .chart(rosaDelgado, 41, 'adverse-effect-noted', {
      effect: 'nausea',
      severity: 'mild',
      action: 'Ondansetron 4 mg offered, declined; passed by itself',
      resolved: true,
    })
    .chart(rosaDelgado, 50, 'infusion-stopped', { why: 'complete', volumeGivenMicrolitres: 99_400, givenMcg: 34_790 })
    .chart(
      rosaDelgado,
      51,
      'vitals-taken',
      vitals(140, 86, 84, 98, { respiratoryRatePerMin: 14, sedationMoaas: 4, dissociation: 6 }),
      14,
    )
    .chart(rosaDelgado, 60, 'vitals-not-obtained', {
      items: ['bp'],
      reason: 'Cuff refused, patient weeping; pulse felt regular',
    })
    .chart(niaOkafor, 62, 'observation-noted', { text: 'Meant for the patient in room 3.' })
    .chart(niaOkafor, 64, 'entry-withdrawn', {
      withdrawsEntryId: entryIdOf(20),
      withdrawsSeq: 20,
      reason: 'Belongs to the patient in room 3',
    })
    .chart(
      rosaDelgado,
      85,
      'vitals-taken',
      vitals(126, 78, 72, 98, { respiratoryRatePerMin: 15, sedationMoaas: 5, dissociation: 1 }),
    )
    .chart(
      rosaDelgado,
      98,
      'vitals-taken',
      vitals(121, 76, 70, 99, { respiratoryRatePerMin: 15, sedationMoaas: 5, dissociation: 0 }),
    )
    .chart(rosaDelgado, 100, 'discharge-scored', {
      scale: 'padss',
      items: { vitalSigns: 2, activity: 2, nauseaAndPain: 2, bleeding: 2, intake: 2 },
      total: 10,
      oriented: true,
      gaitAtOwnBaseline: true,
      instructionsGiven: true,
      followUpBooked: true,
    })
    .chart(rosaDelgado, 102, 'escort-confirmed', {
      name: 'Paul Whitfield',
      phone: '+1 555 0142',
      relationship: 'husband',
      present: true,
    })
    .chart(rosaDelgado, 105, 'session-ended', { ending: 'completed', unmetCriteria: [] })
  return session.drop(20)
}

export function marigoldInput(session: Charting, over: Partial<SessionRecordInput> = {}): SessionRecordInput {
  return {
    practice: {
      name: 'Marigold House',
      lines: ['214 Orchard Street, Kingston, NY 12401', '+1 555 0100 · marigold.example'],
      zone: 'America/New_York',
    },
    ledger: 'marigold.example/ledger',
    entries: session.entries,
    due: { duringEveryMin: 15, recoveryEveryMin: 15, graceMin: 2 },
    alerts: [
      {
        ruleId: 'bp-rise',
        entryId: entryIdOf(12),
        words: 'Blood pressure 152/94: 20 % or more above baseline',
        raisedAt: minute(30),
      },
    ],
    audience: 'care-team',
    ...over,
  }
}

/** Dr Ames signs what the record says now. */
export function signedBy(session: Charting, contentHash: string, at = 120): Charting {
  return session.chart(helenAmes, at, 'session-signed', {
    meaning: 'responsible-prescriber',
    meaningText: 'I reviewed this record and take responsibility for the treatment it describes.',
    signerName: 'Dr Helen Ames',
    signerCredential: 'MD licence 218843 (NY)',
    contentHash,
    devices: [],
  })
}
