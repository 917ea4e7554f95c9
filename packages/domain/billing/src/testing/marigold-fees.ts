import { calendarDate } from '@holdspace/kit/calendar-date'
import { patientId, sessionId } from '@holdspace/kit/ids'
import { instant } from '@holdspace/kit/instant'
import { centsOf } from '../cents.ts'
import type { ChargeableFacts } from '../chargeable-facts.ts'
import { type FeeSchedule, feeSchedule, type ScheduleVersion, type Service } from '../fee-schedule.ts'

export const someone = patientId.parse('018f0000-0000-7000-8000-000000000d07')

export function aService(code: string, unitCents: number, rest: Partial<Service> = {}): Service {
  return {
    code,
    words: code.toLowerCase(),
    unitCents: centsOf(unitCents),
    unit: 'session',
    performedBy: 'practice',
    ...rest,
  }
}

/** A made-up clinic's prices and rules; codes and words are its own. */
export const marigoldFees: FeeSchedule = feeSchedule.parse({
  title: 'Self-pay fees',
  effectiveFrom: '2026-01-01',
  services: [
    aService('KAP', 60_000, { words: 'Medicine session with nurse and room' }),
    aService('INF-1', 25_000, { words: 'Infusion, first hour', unit: 'hour', performedBy: 'nurse' }),
    aService('INF-H', 12_000, { words: 'Infusion, each further hour', unit: 'hour', performedBy: 'nurse' }),
    aService('PUSH', 9_000, { words: 'Short infusion', performedBy: 'nurse' }),
    aService('IM', 6_000, { words: 'Injection', unit: 'injection', performedBy: 'nurse' }),
    aService('P30', 11_000, { words: 'Psychotherapy, half hour', performedBy: 'therapist' }),
    aService('P45', 15_000, { words: 'Psychotherapy, three quarters', performedBy: 'therapist' }),
    aService('P60', 19_000, { words: 'Psychotherapy, hour', performedBy: 'therapist' }),
    aService('P-EXTRA', 4_000, {
      words: 'Therapist time beyond the hour',
      unit: '15 minutes',
      performedBy: 'therapist',
    }),
    aService('KET', 300, { words: 'Ketamine', unit: '10 mg' }),
  ],
  rules: [
    { rule: 'session', modality: 'kap', code: 'KAP', source: 'practice' },
    {
      rule: 'infusion-time',
      modality: 'infusion',
      pausesCountUpToMinutes: 0,
      time: {
        bands: [
          { fromMinutes: 1, toMinutes: 15, code: 'PUSH' },
          { fromMinutes: 16, toMinutes: null, code: 'INF-1' },
        ],
        further: { fromMinutes: 91, everyMinutes: 60, code: 'INF-H' },
        withoutStop: 'PUSH',
        source: 'more than 30 min beyond the hour',
      },
    },
    { rule: 'injection', modality: 'infusion', code: 'IM', source: 'practice' },
    {
      rule: 'psychotherapy-time',
      modality: 'any',
      time: {
        bands: [
          { fromMinutes: 16, toMinutes: 37, code: 'P30' },
          { fromMinutes: 38, toMinutes: 52, code: 'P45' },
          { fromMinutes: 53, toMinutes: null, code: 'P60' },
        ],
        further: null,
        withoutStop: null,
        source: '16, 38 and 53 minutes',
      },
      beyond: { afterMinutes: 60, everyMinutes: 15, code: 'P-EXTRA' },
    },
    { rule: 'drug', modality: 'infusion', code: 'KET', mcgPerUnit: 10_000, rounding: 'begun', source: 'practice' },
  ],
  packages: [
    {
      code: 'SIX-KAP',
      words: 'Six medicine sessions',
      priceCents: 330_000,
      contents: [{ code: 'KAP', count: 6 }],
      validMonths: 12,
      transferable: true,
      refund: 'pro-rata',
      noShowConsumes: false,
    },
  ],
})

export const marigoldVersion: ScheduleVersion = {
  version: 1,
  schedule: marigoldFees,
  proposedByName: 'Priya Raman',
  approved: { at: '2026-01-01T15:00:00.000Z', byName: 'Dana Whitfield' },
}

export const at = (time: string) => instant.parse(`2026-11-21T${time}:00.000Z`)

/** Ana's session: a 40-minute infusion of 35 mg with therapy from 15:05 to 16:35, signed. */
export const anasSession: ChargeableFacts = {
  sessionId: sessionId.parse('018f0000-0000-7000-8000-000000000f01'),
  date: calendarDate.parse('2026-11-21'),
  modality: 'kap',
  protocolTitle: 'KAP, six in three weeks',
  openedAt: at('14:50'),
  endedAt: at('17:00'),
  ending: 'completed',
  signedAt: at('17:10'),
  signedBy: { name: 'Dr Helen Ames', credential: 'MD', membershipId: '018f0000-0000-7000-8000-000000000b01' },
  therapists: [{ name: 'L. Okafor LMFT', membershipId: '018f0000-0000-7000-8000-000000000b03' }],
  infusions: [
    {
      startedAt: at('15:02'),
      stoppedAt: at('15:47'),
      running: [
        { from: at('15:02'), to: at('15:20') },
        { from: at('15:25'), to: at('15:47') },
      ],
      givenMcg: 35_000,
    },
  ],
  injections: [],
  psychotherapy: [{ startedAt: at('15:05'), stoppedAt: at('16:35') }],
}
