import { type ProtocolData, type ProtocolVersion, suppliedDraft } from '../protocol-version.ts'
import { placeholder, stated } from '../sourced.ts'
import {
  absoluteMaximumOpen,
  dischargeAfter,
  infusionVitals,
  monitoringRules,
  verbalOrders,
} from './monitoring-rules.ts'
import { infusionPhases, infusionTrack, kapPhases, kapTrack } from './session-rules.ts'
import { sourcesNamed } from './sources.ts'

// Source of this file: section 2 (`iv-std`, `iv-titrate`) and section 8 (supplied draft `kap-iv-6-in-3wk` and its twins) of
// the protocol reference: 0.5 mg/kg over 40 min, Talati & Sharma 2019 (doi 10.5005/jp-journals-10067-0041) and Taylor (PMC5729569).

export const intravenousKetamine: ProtocolData['drug'] = {
  ingredient: { name: 'ketamine', rxnorm: '6130' },
  route: 'IV',
  routeSnomed: '47625008',
  schedule: 'CIII',
  dose: {
    kind: 'weight',
    default: stated(500, 'V', ['talati', 'taylor']),
    min: placeholder(300),
    max: placeholder(750),
    hardCeiling: stated(1_000, 'V2', ['ketamine-association'], 'Also the floor of the label’s range: to be settled'),
  },
  overMinutes: {
    default: stated(40, 'V', ['talati', 'taylor']),
    min: stated(40, 'V', ['talati', 'taylor']),
    max: stated(90, 'V2', ['ketamine-association']),
  },
  allowedConcentrations: [10, 50, 100],
  mustDilute: [100],
  labelAnaesthetic: { rateFromMcgPerKgPerMinute: stated(500, 'V', ['ketamine-label'], '1–2 mg/kg at 0.5 mg/kg/min') },
  absoluteMax: absoluteMaximumOpen,
  maxPerSession: { kind: 'per-kg', limit: placeholder(1_000) },
  roundVolumeTo: placeholder(10),
  maxRoundingPercent: placeholder(5),
  verbalOrders,
  titration: {
    instrument: 'PHQ-9',
    stepUpBelowPercent: stated(25, 'V2', ['ketamine-association']),
    stepUp: stated(100, 'V2', ['ketamine-association']),
    stepDown: stated(100, 'V2', ['ketamine-association']),
    slowerMinutes: stated(60, 'V2', ['ketamine-association']),
  },
}

const common = {
  version: '1.0.0',
  changeNote: 'Supplied with the product as a draft',
  sources: sourcesNamed(
    'A3',
    'A4',
    'A5',
    'talati',
    'taylor',
    'ketamine-association',
    'ketamine-label',
    'spravato-pi',
    'clinic-article',
    'padss',
    'access-ux',
    'sanacora',
    'placeholder',
  ),
  drug: intravenousKetamine,
  vitals: infusionVitals,
  rules: monitoringRules,
  discharge: dischargeAfter(placeholder(45)),
}

/** One infusion, or as many as a plan asks for, without a course. */
export const singleInfusion: ProtocolVersion = suppliedDraft({
  ...common,
  ...infusionTrack,
  id: 'iv-0.5-over-40-infusion',
  title: 'Ketamine infusion, 0.5 mg/kg over 40 min',
  phases: infusionPhases({ sessions: 1 }),
})

const inThreeWeeks = [14, 21] as const
const inSixWeeks = [21, 42] as const

export const intravenousCourses: readonly ProtocolVersion[] = [
  suppliedDraft({
    ...common,
    ...kapTrack,
    id: 'kap-iv-6-in-3wk',
    title: 'KAP by infusion, six sessions in 2–3 weeks (about 2–3 a week)',
    phases: kapPhases({ sessions: 6, windowDays: inThreeWeeks }),
  }),
  suppliedDraft({
    ...common,
    ...kapTrack,
    id: 'kap-iv-6-in-6wk',
    title: 'KAP by infusion, six sessions in 3–6 weeks (about 1–2 a week)',
    phases: kapPhases({ sessions: 6, windowDays: inSixWeeks }),
  }),
  suppliedDraft({
    ...common,
    ...infusionTrack,
    id: 'infusion-iv-6-in-3wk',
    title: 'Ketamine infusions, six in 2–3 weeks (about 2–3 a week)',
    phases: infusionPhases({ sessions: 6, windowDays: inThreeWeeks }),
  }),
  suppliedDraft({
    ...common,
    ...infusionTrack,
    id: 'infusion-iv-6-in-6wk',
    title: 'Ketamine infusions, six in 3–6 weeks (about 1–2 a week)',
    phases: infusionPhases({ sessions: 6, windowDays: inSixWeeks }),
  }),
]
