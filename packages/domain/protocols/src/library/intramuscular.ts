import { type ProtocolData, type ProtocolVersion, suppliedDraft } from '../protocol-version.ts'
import { placeholder, stated } from '../sourced.ts'
import {
  absoluteMaximumOpen,
  dischargeAfter,
  injectionVitals,
  monitoringRules,
  verbalOrders,
} from './monitoring-rules.ts'
import { kapPhases, kapTrack } from './session-rules.ts'
import { sourcesNamed } from './sources.ts'

// Source of this file: section 2 of the protocol reference, row `im`: racemic ketamine IM 0.5–1.0 mg/kg, onset 5–15 min,
// effect 60–90 min, bolus, single or split (`V2`, ketamine-association article, unreviewed); route from article A2.

const intramuscularKetamine: ProtocolData['drug'] = {
  ingredient: { name: 'ketamine', rxnorm: '6130' },
  route: 'IM',
  routeSnomed: '78421000',
  schedule: 'CIII',
  dose: {
    kind: 'weight',
    default: placeholder(500),
    min: stated(500, 'V2', ['ketamine-association']),
    max: stated(1_000, 'V2', ['ketamine-association']),
    hardCeiling: placeholder(1_500, 'No source gives a ceiling for this route'),
  },
  allowedConcentrations: [10, 50, 100],
  labelAnaesthetic: { doseFrom: stated(6_500, 'V', ['ketamine-label'], 'IM 6.5–13 mg/kg') },
  absoluteMax: absoluteMaximumOpen,
  maxPerSession: { kind: 'per-kg', limit: stated(1_000, 'V2', ['ketamine-association']) },
  roundVolumeTo: placeholder(10),
  maxRoundingPercent: placeholder(5),
  verbalOrders,
  imMaxPerSite: placeholder(5_000),
}

const common = {
  ...kapTrack,
  version: '1.0.0',
  changeNote: 'Supplied with the product as a draft',
  sources: sourcesNamed(
    'A2',
    'A3',
    'A4',
    'A5',
    'ketamine-association',
    'ketamine-label',
    'spravato-pi',
    'clinic-article',
    'padss',
    'access-ux',
    'sanacora',
    'placeholder',
  ),
  phases: kapPhases({ sessions: 6, windowDays: [21, 42] }),
  vitals: injectionVitals,
  rules: monitoringRules,
  discharge: dischargeAfter(placeholder(90, 'The effect lasts 60–90 min')),
}

export const kapSingleInjection: ProtocolVersion = suppliedDraft({
  ...common,
  id: 'kap-im',
  title: 'KAP by injection into the muscle, one injection',
  drug: intramuscularKetamine,
})

export const kapSplitInjection: ProtocolVersion = suppliedDraft({
  ...common,
  id: 'kap-im-split',
  title: 'KAP by injection into the muscle, split into parts',
  drug: {
    ...intramuscularKetamine,
    dose: { ...intramuscularKetamine.dose, min: placeholder(100, 'One part of a split dose may be small') },
    splitDose: { maxParts: placeholder(3), minMinutesBetween: placeholder(10) },
  } as ProtocolData['drug'],
})
