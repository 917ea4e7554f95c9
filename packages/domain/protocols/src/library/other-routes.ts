import { type ProtocolData, type ProtocolVersion, suppliedDraft } from '../protocol-version.ts'
import { notSet, placeholder, stated } from '../sourced.ts'
import {
  absoluteMaximumOpen,
  dischargeAfter,
  esketamineVitals,
  injectionVitals,
  monitoringRules,
  verbalOrders,
} from './monitoring-rules.ts'
import { esketaminePhases, infusionPhases, infusionTrack, kapPhases, kapTrack } from './session-rules.ts'
import { sourcesNamed } from './sources.ts'

// Source of this file: section 2 of the protocol reference, rows `sl-kap` (range `V`, Ketamine Training Center), `oral`
// (KheirAbadi 2023, abstract) and `esk` (spravatohcp.com). In the office only: take-home use is off (RULINGS 4).

const common = {
  version: '1.0.0',
  changeNote: 'Supplied with the product as a draft',
  rules: monitoringRules,
  discharge: dischargeAfter(placeholder(90)),
}
const commonSources = [
  'A3',
  'A4',
  'A5',
  'ketamine-association',
  'spravato-pi',
  'clinic-article',
  'padss',
  'access-ux',
  'sanacora',
  'placeholder',
] as const

const sublingualTablets: ProtocolData['drug'] = {
  ingredient: { name: 'ketamine', rxnorm: '6130' },
  route: 'SL',
  routeSnomed: '37839007',
  schedule: 'CIII',
  dose: {
    kind: 'fixed',
    unit: 'tablet',
    allowed: stated([], 'V', ['wolfson'], 'Any amount that whole tablets make within the range'),
    unitStrengths: stated([50_000, 100_000], 'V', ['wolfson']),
    min: stated(100_000, 'V', ['wolfson']),
    max: stated(400_000, 'V', ['wolfson']),
  },
  absoluteMax: absoluteMaximumOpen,
  maxPerSession: { kind: 'amount', limit: stated(400_000, 'V', ['wolfson']) },
  hold: {
    leastMinutes: stated(10, 'V2', ['ketamine-association'], 'Hold time 10–15 min'),
    mostMinutes: stated(15, 'V2', ['ketamine-association'], 'Hold time 10–15 min'),
    afterwards: placeholder('swallow', 'Sources give the time in the mouth and not what follows'),
  },
  roundVolumeTo: placeholder(10),
  maxRoundingPercent: placeholder(5),
  verbalOrders,
}

export const sublingualKap: ProtocolVersion = suppliedDraft({
  ...common,
  ...kapTrack,
  id: 'kap-sl',
  title: 'KAP by tablets under the tongue, in the office',
  sources: sourcesNamed('wolfson', ...commonSources),
  phases: kapPhases({ sessions: 6, windowDays: [21, 42] }),
  drug: sublingualTablets,
  vitals: injectionVitals,
})

const oralSolution: ProtocolData['drug'] = {
  ingredient: { name: 'ketamine', rxnorm: '6130' },
  route: 'PO',
  routeSnomed: '26643006',
  schedule: 'CIII',
  dose: {
    kind: 'weight',
    default: stated(1_000, 'V', ['kheirabadi']),
    min: stated(1_000, 'V', ['kheirabadi']),
    max: stated(2_000, 'V', ['kheirabadi']),
    hardCeiling: notSet('One trial compared 1 and 2 mg/kg; nothing was found on a ceiling by mouth.'),
  },
  allowedConcentrations: [10, 50, 100],
  absoluteMax: absoluteMaximumOpen,
  maxPerSession: { kind: 'per-kg', limit: stated(2_000, 'V', ['kheirabadi']) },
  roundVolumeTo: placeholder(10),
  maxRoundingPercent: placeholder(5),
  verbalOrders,
}

export const oralKetamine: ProtocolVersion = suppliedDraft({
  ...common,
  ...infusionTrack,
  id: 'oral-office',
  title: 'Ketamine by mouth, in the office',
  sources: sourcesNamed('kheirabadi', ...commonSources),
  phases: infusionPhases({ sessions: 12 }),
  drug: oralSolution,
  vitals: injectionVitals,
})

const esketamineDevices: ProtocolData['drug'] = {
  ingredient: { name: 'esketamine', productRxcui: '2201625' },
  route: 'IN',
  routeSnomed: '46713006',
  schedule: 'CIII',
  dose: {
    kind: 'fixed',
    unit: 'device',
    allowed: stated([56_000, 84_000], 'V', ['spravatohcp']),
    unitStrengths: stated([28_000], 'V', ['spravatohcp']),
    min: stated(56_000, 'V', ['spravatohcp']),
    max: stated(84_000, 'V', ['spravatohcp']),
    minutesBetweenUnits: stated(5, 'V', ['spravatohcp']),
  },
  absoluteMax: stated(84_000, 'V', ['spravatohcp']),
  maxPerSession: { kind: 'amount', limit: stated(84_000, 'V', ['spravatohcp']) },
  roundVolumeTo: placeholder(10),
  maxRoundingPercent: placeholder(5),
  verbalOrders,
}

export const esketamineNasal: ProtocolVersion = suppliedDraft({
  ...common,
  ...infusionTrack,
  id: 'esketamine-nasal',
  title: 'Esketamine nasal spray, observed for two hours',
  // What the label names: trauma and anxiety are not among it, and its consent speaks of the approved use.
  indications: infusionTrack.indications.filter(({ code }) => code.startsWith('F33')),
  consents: ['esketamine-treatment', 'ride-and-no-driving'],
  sources: sourcesNamed('spravatohcp', ...commonSources),
  phases: esketaminePhases,
  drug: esketamineDevices,
  vitals: esketamineVitals,
  discharge: dischargeAfter(stated(120, 'V', ['spravatohcp'])),
})
