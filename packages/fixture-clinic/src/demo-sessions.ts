import { alertsOf } from '@holdspace/clinic/session/monitoring'
import { grams } from '@holdspace/kit/amounts'
import { entryId, type PatientId, type SessionId } from '@holdspace/kit/ids'
import { instantFromMs, minutesBetween, plusMinutes } from '@holdspace/kit/instant'
import { weightReadBack } from '@holdspace/protocols/weight'
import type { House } from '@holdspace/use-cases/house'
import { readLedger } from '@holdspace/use-cases/session/ledger'
import { readForSigning } from '@holdspace/use-cases/sign/read-for-signing'
import { signSession } from '@holdspace/use-cases/sign/sign-session'
import { actAs } from './act-as.ts'
import type { StillClock } from './clock.ts'
import { helenAmes, lenaOkafor, maraQuist } from './people.ts'
import { openRoom, order, orderForm, roomDevice } from './session-room.ts'

/** Where a made-up session stands when the demo begins. */
export interface DemoSession {
  readonly patientId: PatientId
  readonly room: string
  readonly weightGrams: number
  readonly heightMm: number
  readonly escort: { readonly name: string; readonly phone: string; readonly relationship: string }
  /** Minutes after the infusion's start at which the story stops: 18 is in the middle, 75 in recovery. */
  readonly untilMinute: number
  readonly isFinished: boolean
}

/** The arc of a quiet infusion: pressure and pulse rise, ease after it, and one reading at 20 min is above the limit. */
const arc = [
  {
    minute: 10,
    systolicMmHg: 134,
    diastolicMmHg: 84,
    heartRateBpm: 82,
    spo2Percent: 98,
    respiratoryRatePerMin: 14,
    sedationMoaas: 5,
  },
  {
    minute: 20,
    systolicMmHg: 148,
    diastolicMmHg: 92,
    heartRateBpm: 90,
    spo2Percent: 97,
    respiratoryRatePerMin: 14,
    sedationMoaas: 4,
    dissociation: 6,
  },
  {
    minute: 30,
    systolicMmHg: 152,
    diastolicMmHg: 94,
    heartRateBpm: 92,
    spo2Percent: 97,
    respiratoryRatePerMin: 13,
    sedationMoaas: 4,
    dissociation: 7,
  },
  {
    minute: 40,
    systolicMmHg: 146,
    diastolicMmHg: 90,
    heartRateBpm: 86,
    spo2Percent: 97,
    respiratoryRatePerMin: 14,
    sedationMoaas: 4,
  },
  {
    minute: 55,
    systolicMmHg: 134,
    diastolicMmHg: 84,
    heartRateBpm: 78,
    spo2Percent: 98,
    respiratoryRatePerMin: 14,
    sedationMoaas: 5,
  },
  {
    minute: 70,
    systolicMmHg: 128,
    diastolicMmHg: 80,
    heartRateBpm: 74,
    spo2Percent: 98,
    respiratoryRatePerMin: 14,
    sedationMoaas: 5,
  },
  {
    minute: 85,
    systolicMmHg: 124,
    diastolicMmHg: 78,
    heartRateBpm: 72,
    spo2Percent: 98,
    respiratoryRatePerMin: 14,
    sedationMoaas: 5,
  },
] as const

const baseline = {
  systolicMmHg: 122,
  diastolicMmHg: 78,
  heartRateBpm: 70,
  spo2Percent: 98,
  respiratoryRatePerMin: 14,
  sedationMoaas: 5,
  source: 'simulated',
}

/**
 * Charts a KAP session as three people in the room would, each entry at its own moment: the clock is moved to it, so the
 * demo's record is on time and not a heap of late entries. `clock` ends where the story stops.
 */
export async function seedSession(house: House, clock: StillClock, story: DemoSession): Promise<SessionId> {
  const { patientId, room } = story
  const session = await openRoom(house, actAs(maraQuist, clock.now, 2), {
    patientId,
    protocolId: 'kap-iv-6-in-3wk',
    room,
  })
  const nurse = roomDevice(house, actAs(maraQuist, clock.now, 2), session)
  const therapist = roomDevice(house, actAs(lenaOkafor, clock.now, 3), session)
  await nurse.chart('participant-joined', { deviceLabel: 'Tablet' })
  await therapist.chart('participant-joined', { deviceLabel: 'Tablet' })
  clock.advance(2 * 60_000)
  const { weightGrams, heightMm } = story
  await nurse.chart('weight-measured', {
    weightGrams,
    enteredValue: String(weightGrams / 1000),
    enteredUnit: 'kg',
    heightMm,
    readBack: weightReadBack(grams.parse(weightGrams)),
  })
  await nurse.chart('vitals-taken', baseline)
  await nurse.chart('escort-confirmed', { ...story.escort, present: false })
  clock.advance(3 * 60_000)
  const orderId = await order(house, actAs(helenAmes, clock.now), session, orderForm(0.5, 'IV'))
  clock.advance(4 * 60_000)
  const startedAt = clock.now()
  const drawn = Math.round((weightGrams * 500) / 1000 / 50 / 10) * 10 * 50
  const bag = {
    drug: 'ketamine',
    totalMcg: drawn,
    finalVolumeMicrolitres: 100_000,
    pumpMicrolitresPerHour: 150_000,
    plannedMinutes: 40,
  }
  await nurse.chart('infusion-started', { orderEntryId: orderId, ...bag, lot: 'MH-2604' })
  await therapist.chart('psychotherapy-started', {})
  const at = (minute: number) => clock.set(plusMinutes(startedAt, minute))
  for (const { minute, ...set } of arc) {
    if (minute > story.untilMinute) break
    at(minute)
    await nurse.chart('vitals-taken', { ...set, source: 'simulated' })
    if (minute === 10)
      await therapist.chart('observation-noted', { text: 'Eye shades on, hands resting open, breathing slowly.' })
    if (minute === 30)
      await therapist.chart('patient-words-noted', { text: '“It is like floating above my own kitchen.”' })
    if (minute === 40) {
      await nurse.chart('infusion-stopped', { why: 'complete', volumeGivenMicrolitres: 100_000, givenMcg: drawn })
      await nurse.chart('adverse-effect-noted', {
        effect: 'nausea',
        severity: 'mild',
        action: 'Ginger tea, head raised',
        resolved: true,
      })
    }
  }
  if (minutesBetween(clock.now(), plusMinutes(startedAt, story.untilMinute)) > 0) at(story.untilMinute)
  if (story.isFinished) {
    // Minutes of psychotherapy come from this start and stop alone (RULINGS 11).
    await therapist.chart('psychotherapy-stopped', {})
    await finish(house, clock, session)
  }
  return session
}

/** Discharge, ending and signature, as on any other day. */
export async function finish(house: House, clock: StillClock, session: SessionId): Promise<void> {
  const prescriber = roomDevice(house, actAs(helenAmes, clock.now), session)
  const escort = (await readLedger(house, helenAmes.practiceId, session))?.state.escort
  await prescriber.chart('escort-confirmed', {
    name: escort?.name,
    phone: escort?.phone,
    relationship: escort?.relationship,
    present: true,
  })
  await prescriber.chart('discharge-scored', {
    scale: 'padss',
    items: { vitalSigns: 2, activity: 2, nauseaAndPain: 2, bleeding: 2, intake: 2 },
    total: 10,
    oriented: true,
    gaitAtOwnBaseline: true,
    instructionsGiven: true,
    followUpBooked: true,
  })
  await prescriber.chart('instructions-answered', {
    outcome: 'signed-on-paper',
    escort: { name: escort?.name, relationship: escort?.relationship },
  })
  const ledger = await readLedger(house, helenAmes.practiceId, session)
  for (const { ruleId, entryId: about } of ledger === null ? [] : alertsOf(ledger.state, ledger.protocol)) {
    await prescriber.chart('decision-recorded', {
      about: { ruleId, entryId: about },
      decision: 'continue',
      reason: 'Expected rise; patient calm, rechecked at once.',
    })
  }
  await prescriber.chart('session-ended', { ending: 'completed', unmetCriteria: [] })
  clock.advance(6 * 60_000)
  const actor = actAs(helenAmes, clock.now)
  const view = await readForSigning(house, actor, { sessionId: session })
  if (!view.ok) throw new Error(view.refusal.sentence)
  const id = entryId.parse(house.newId())
  const signing = {
    id,
    sessionId: session,
    meaning: 'responsible-prescriber' as const,
    shownHash: view.value.contentHash,
    signWithout: [],
  }
  const signed = await signSession(house, actor, signing)
  if (!signed.ok) throw new Error([signed.refusal.sentence, ...(signed.refusal.details ?? [])].join('\n'))
}

/** So many minutes before the demo begins. */
export function minutesBefore(now: ReturnType<StillClock['now']>, minutes: number) {
  return instantFromMs(Date.parse(now) - minutes * 60_000)
}
