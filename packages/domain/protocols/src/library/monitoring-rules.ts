import type { MonitorRuleData } from '../monitor-plan.ts'
import type { ProtocolData } from '../protocol-version.ts'
import { notSet, placeholder, stated } from '../sourced.ts'

// Source of this file: section 4 of the protocol reference, "Monitoring schedule and limits" (a template that needs the
// medical director's sign-off), with its evidence grades; the boundary list there fixes which side each number falls on.

const mmHg = 'mm[Hg]'
const perMinute = '/min'
const percent = '%'
const everywhere = ['pre', 'during', 'recovery'] as const
const afterDose = ['during', 'recovery'] as const

export const monitoringRules = [
  {
    id: 'bp.pre.warn',
    ladder: 'bp-before-dose',
    any: [
      { item: 'sbp', op: '>', value: 140, ucum: mmHg },
      { item: 'dbp', op: '>', value: 90, ucum: mmHg },
    ],
    stages: ['pre'],
    severity: 'low',
    prompt: 'record-decision',
    words: 'Blood pressure is above 140/90 before the dose: the prescriber records whether to go on.',
    notify: ['prescriber'],
    acknowledgeWithin: placeholder(10),
    evidence: 'V',
    sources: ['spravato-pi'],
  },
  {
    id: 'bp.pre.hold',
    ladder: 'bp-before-dose',
    any: [
      { item: 'sbp', op: '>=', value: 160, ucum: mmHg },
      { item: 'dbp', op: '>=', value: 100, ucum: mmHg },
    ],
    stages: ['pre'],
    severity: 'medium',
    prompt: 'hold',
    words: 'Blood pressure is 160/100 or above before the dose: recheck or hold.',
    notify: ['prescriber'],
    acknowledgeWithin: placeholder(5),
    evidence: 'V2',
    sources: ['clinic-article'],
  },
  {
    id: 'bp.high',
    ladder: 'bp-high',
    any: [
      { item: 'sbp', op: '>=', value: 180, ucum: mmHg },
      { item: 'dbp', op: '>=', value: 110, ucum: mmHg },
    ],
    stages: [...afterDose],
    severity: 'high',
    prompt: 'hold',
    words: 'Blood pressure is 180/110 or above: slow or hold, and tell the prescriber.',
    notify: ['prescriber'],
    acknowledgeWithin: placeholder(2),
    evidence: 'V2',
    sources: ['ketamine-association'],
  },
  {
    id: 'bp.low',
    ladder: 'bp-low',
    any: [{ item: 'sbp', op: '<', value: 90, ucum: mmHg }],
    stages: [...everywhere],
    severity: 'high',
    prompt: 'stop',
    words: 'Systolic pressure is below 90: stop.',
    notify: ['prescriber'],
    acknowledgeWithin: placeholder(2),
    evidence: 'V2',
    sources: ['ketamine-association'],
  },
  {
    id: 'hr.high',
    ladder: 'hr-high',
    any: [{ item: 'hr', op: '>', value: 120, ucum: perMinute }],
    stages: [...everywhere],
    severity: 'medium',
    prompt: 'assess',
    words: 'Heart rate is above 120: assess, or slow.',
    notify: ['prescriber'],
    acknowledgeWithin: placeholder(5),
    evidence: 'V2',
    sources: ['ketamine-association'],
  },
  {
    id: 'hr.low',
    ladder: 'hr-low',
    any: [{ item: 'hr', op: '<', value: 50, ucum: perMinute }],
    stages: [...everywhere],
    severity: 'high',
    prompt: 'stop',
    words: 'Heart rate is below 50: stop.',
    notify: ['prescriber'],
    acknowledgeWithin: placeholder(2),
    evidence: 'V2',
    sources: ['ketamine-association'],
  },
  {
    id: 'spo2.recheck',
    ladder: 'spo2-low',
    any: [{ item: 'spo2', op: '<=', value: 94, ucum: percent }],
    stages: [...everywhere],
    severity: 'medium',
    prompt: 'recheck',
    words: 'Oxygen saturation is 94 % or below: recheck, give oxygen.',
    notify: ['prescriber'],
    acknowledgeWithin: placeholder(5),
    evidence: 'V2',
    sources: ['ketamine-association'],
  },
  {
    id: 'spo2.stop',
    ladder: 'spo2-low',
    any: [{ item: 'spo2', op: '<', value: 92, ucum: percent }],
    stages: [...everywhere],
    severity: 'high',
    prompt: 'stop',
    words: 'Oxygen saturation is below 92 %: stop.',
    notify: ['prescriber'],
    acknowledgeWithin: placeholder(2),
    evidence: 'V2',
    sources: ['ketamine-association'],
  },
  {
    id: 'spo2.emergency',
    ladder: 'spo2-low',
    any: [{ item: 'spo2', op: '<', value: 88, ucum: percent }],
    stages: [...everywhere],
    severity: 'high',
    prompt: 'emergency',
    words: 'Oxygen saturation is below 88 %: emergency.',
    notify: ['prescriber', 'nurse', 'medical-director'],
    acknowledgeWithin: placeholder(1),
    evidence: 'V2',
    sources: ['ketamine-association'],
  },
  {
    id: 'rr.low',
    ladder: 'rr-low',
    any: [{ item: 'rr', op: '<', value: 8, ucum: perMinute }],
    stages: [...everywhere],
    severity: 'high',
    prompt: 'emergency',
    words: 'Breathing is below 8 a minute: respond to respiratory depression.',
    notify: ['prescriber', 'nurse', 'medical-director'],
    acknowledgeWithin: placeholder(1),
    evidence: 'V2',
    sources: ['ketamine-association'],
  },
  {
    id: 'sedation.alert',
    ladder: 'sedation',
    any: [{ item: 'moaas', op: '<=', value: 3, ucum: '{score}' }],
    stages: [...everywhere],
    severity: 'medium',
    prompt: 'assess',
    words: 'MOAA/S is 3 or below (answers only to a loud or repeated name): assess.',
    notify: ['prescriber'],
    acknowledgeWithin: placeholder(2),
    evidence: 'G',
    sources: ['placeholder'],
  },
  {
    id: 'sedation.emergency',
    ladder: 'sedation',
    any: [{ item: 'moaas', op: '<=', value: 2, ucum: '{score}' }],
    stages: [...everywhere],
    severity: 'high',
    prompt: 'emergency',
    words: 'MOAA/S is 2 or below (answers only to prodding, or not at all): emergency.',
    notify: ['prescriber', 'nurse', 'medical-director'],
    acknowledgeWithin: placeholder(1),
    evidence: 'G',
    sources: ['placeholder'],
  },
] satisfies MonitorRuleData[]

const baseline: ProtocolData['vitals']['baseline'] = ['bp', 'hr', 'spo2', 'rr', 'sedation']
const grace = placeholder(3)
/** Section 8 of the reference proposes 10 during and 15 in recovery; section 4 gives 10–15 (`V2`). */
const intervals = {
  during: { everyMin: stated(10, 'V2', ['ketamine-association'], '10–15 min'), items: baseline },
  recovery: { everyMin: stated(15, 'V2', ['ketamine-association']), items: baseline },
  graceMin: grace,
  bpCurrentForMin: stated(5, 'G', ['access-ux']),
}

export const infusionVitals: ProtocolData['vitals'] = { baseline, ...intervals }

/** An injection works for 60–90 minutes (`V2`): the closer watch lasts the shorter of these after the last part (P). */
export const injectionVitals: ProtocolData['vitals'] = { baseline, ...intervals, duringLastsMin: placeholder(60) }

/** Blood pressure before, at about 40 minutes, then as warranted; oximetry each session; two hours' observation (`V`). */
export const esketamineVitals: ProtocolData['vitals'] = {
  baseline,
  ...intervals,
  during: { everyMin: placeholder(20), items: ['bp', 'hr', 'spo2', 'sedation'] },
  duringLastsMin: stated(120, 'V', ['spravatohcp']),
  fixedAtMin: stated([40], 'V', ['spravatohcp']),
}

export const dischargeAfter = (
  minMinutesAfterEnd: ProtocolData['discharge']['minMinutesAfterEnd'],
): ProtocolData['discharge'] => ({
  scale: 'padss',
  minScore: stated(9, 'V', ['padss']),
  minMinutesAfterEnd,
  vitalsWithinPercent: placeholder(20, 'Near baseline; exactly this much counts as outside, the safer reading'),
  requires: [
    'score',
    'minimum-time',
    'vitals-near-baseline',
    'oriented',
    'gait',
    'nausea-controlled',
    'escort-present',
    'instructions-given',
    'follow-up-booked',
    'prescriber-signature',
  ],
})

export const absoluteMaximumOpen = notSet('No source gives an absolute maximum: the medical director enters one.')

/** Section 3 of the rulings asks for a time and names none; a day is what the product proposes. */
export const verbalOrders = { countersignWithinHours: placeholder(24, 'No source gives a time: the practice sets it') }
