import { sessionState } from '@holdspace/record/evolve'
import type { SessionState } from '@holdspace/record/state'
import type { EsketamineSheetInput } from '../src/esketamine-sheet.ts'
import { Charting, helenAmes, margueritesOpening, minute, rosaDelgado } from './marigold-session.ts'

const pressure = (systolicMmHg: number, diastolicMmHg: number, more: object = {}) => ({
  systolicMmHg,
  diastolicMmHg,
  heartRateBpm: 74,
  spo2Percent: 98,
  source: 'typed',
  ...more,
})

const device = (lot: string | undefined) => ({
  drug: 'esketamine',
  route: 'IN',
  givenMcg: 28_000,
  unit: 'device',
  units: [{ strengthMcg: 28_000, count: 1 }],
  ...(lot === undefined ? {} : { lot, expires: '2027-08-31' }),
})

/** An esketamine session at Marigold House: two devices five minutes apart, charted by Rosa Delgado. */
export function nasalSession(): Charting {
  return new Charting()
    .chart(helenAmes, 0, 'session-opened', {
      ...margueritesOpening,
      protocol: {
        ...margueritesOpening.protocol,
        protocolId: 'esketamine-nasal',
        title: 'Esketamine nasal spray, observed for two hours',
        route: 'IN',
      },
    })
    .chart(rosaDelgado, 5, 'vitals-taken', pressure(128, 78, { sedationMoaas: 5, dissociation: 0 }))
    .chart(rosaDelgado, 10, 'dose-given', device('KB4471'))
    .chart(rosaDelgado, 15, 'dose-given', device('KB4472'))
    .chart(rosaDelgado, 35, 'vitals-taken', pressure(142, 88, { sedationMoaas: 4, dissociation: 5 }))
    .chart(rosaDelgado, 56, 'vitals-taken', pressure(150, 92, { sedationMoaas: 3, dissociation: 6 }))
    .chart(rosaDelgado, 80, 'adverse-effect-noted', {
      effect: 'nausea',
      severity: 'mild',
      action: 'Water and rest',
      resolved: true,
    })
    .chart(rosaDelgado, 100, 'vitals-taken', pressure(132, 80, { sedationMoaas: 5, dissociation: 0 }))
    .chart(rosaDelgado, 120, 'discharge-scored', {
      scale: 'padss',
      items: { vitalSigns: 2, activity: 2, nauseaAndPain: 2, bleeding: 2, intake: 2 },
      total: 10,
      oriented: true,
      gaitAtOwnBaseline: true,
      instructionsGiven: true,
      followUpBooked: true,
    })
    .chart(rosaDelgado, 134, 'vitals-taken', pressure(126, 78, { sedationMoaas: 5, dissociation: 0 }))
    .chart(rosaDelgado, 135, 'escort-confirmed', {
      name: 'Paul Whitfield',
      phone: '518-555-0123',
      relationship: 'husband',
      present: true,
    })
    .chart(rosaDelgado, 136, 'session-ended', { ending: 'completed', unmetCriteria: [] })
}

export function nasalSheet(
  state: SessionState = sessionState(nasalSession().entries),
  more: Partial<EsketamineSheetInput> = {},
): EsketamineSheetInput {
  return {
    practice: { name: 'Marigold House', lines: ['12 Canal Street, Albany NY 12207'], zone: 'America/New_York' },
    state,
    treatedBefore: 0,
    medicines: [
      { title: 'Benzodiazepines', listed: ['Lorazepam 1 mg'] },
      { title: 'Opioids', listed: [] },
    ],
    observationMinutes: 120,
    asOf: minute(140),
    ...more,
  }
}
