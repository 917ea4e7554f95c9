import { joined } from '@holdspace/kit/joined'
import type { Bodies } from '@holdspace/record/catalogue'
import type { VitalItem, Vitals } from '@holdspace/record/vitals'
import {
  component,
  localCode,
  type Measurement,
  notObtained,
  type Observed,
  observationOf,
  publicCode,
  quantity,
  scorePoints,
} from './observation.ts'
import type { Served } from './resource-types.ts'
import type { MappedFact, SessionContext } from './session-context.ts'
import { profiles } from './systems.ts'

type Frame = Omit<Measurement, 'body'>

/** What each vital sign is called and which profile it follows: one row per item the session room can chart. */
function frameOf(item: VitalItem, context: SessionContext): Frame {
  const vital = { key: item, category: 'vital-signs' } as const
  const exam = { key: item, category: 'exam', profile: profiles.clinicalResult } as const
  switch (item) {
    case 'bp':
      return { ...vital, profile: profiles.bloodPressure, code: publicCode('bloodPressure') }
    case 'hr':
      return { ...vital, profile: profiles.heartRate, code: publicCode('heartRate') }
    case 'spo2':
      return { ...vital, profile: profiles.pulseOximetry, code: publicCode('spo2PulseOximetry', 'spo2') }
    case 'rr':
      return { ...vital, profile: profiles.respiratoryRate, code: publicCode('respiratoryRate') }
    case 'temp':
      return { ...vital, profile: profiles.bodyTemperature, code: publicCode('bodyTemperature') }
    case 'sedation':
      return { ...exam, code: localCode('sedation-moaas', context) }
    case 'dissociation':
      return { ...exam, code: localCode('dissociation-0-10', context) }
  }
}

type Measured = readonly [VitalItem, Observed]

/** One Observation per measure of a set, all at the set's own time. */
export function vitalSigns(set: Vitals, fact: MappedFact, context: SessionContext): Served<'Observation'>[] {
  const measured = [...circulation(set), ...breathing(set), ...mind(set)]
  return measured.map(([item, body]) =>
    observationOf({ ...frameOf(item, context), body: joined(body, methodOf(set)) }, fact, context),
  )
}

function circulation(set: Vitals): Measured[] {
  const { systolicMmHg: systolic, diastolicMmHg: diastolic, heartRateBpm: pulse, temperatureDeciCelsius: temp } = set
  return [
    ...(systolic === undefined || diastolic === undefined ? [] : [bloodPressure(systolic, diastolic)]),
    ...(pulse === undefined ? [] : [['hr', { valueQuantity: quantity(pulse, 'beats/minute', '/min') }] as const]),
    ...(temp === undefined ? [] : [['temp', { valueQuantity: quantity(temp / 10, 'C', 'Cel') }] as const]),
  ]
}

function bloodPressure(systolic: number, diastolic: number): Measured {
  const parts = [
    component(publicCode('systolic'), { valueQuantity: quantity(systolic, 'mmHg', 'mm[Hg]') }),
    component(publicCode('diastolic'), { valueQuantity: quantity(diastolic, 'mmHg', 'mm[Hg]') }),
  ]
  return ['bp', { component: parts }]
}

function breathing(set: Vitals): Measured[] {
  const { respiratoryRatePerMin: rate } = set
  return [
    ...(rate === undefined ? [] : [['rr', { valueQuantity: quantity(rate, 'breaths/minute', '/min') }] as const]),
    ...oxygen(set),
  ]
}

/** Oxygen given is part of the reading it was given for; given without a reading, the reading is absent, not invented. */
function oxygen({ spo2Percent, oxygenMlPerMin }: Vitals): Measured[] {
  if (spo2Percent === undefined && oxygenMlPerMin === undefined) return []
  const value: Observed =
    spo2Percent === undefined
      ? { dataAbsentReason: notObtained('Oxygen was given; no saturation was charted with it.') }
      : { valueQuantity: quantity(spo2Percent, '%', '%') }
  const flow =
    oxygenMlPerMin === undefined
      ? {}
      : {
          component: [
            component(publicCode('oxygenFlow'), { valueQuantity: quantity(oxygenMlPerMin / 1000, 'L/min', 'L/min') }),
          ],
        }
  return [['spo2', { ...value, ...flow }]]
}

function mind({ sedationMoaas, dissociation }: Vitals): Measured[] {
  return [
    ...(sedationMoaas === undefined ? [] : [['sedation', { valueQuantity: scorePoints(sedationMoaas) }] as const]),
    ...(dissociation === undefined ? [] : [['dissociation', { valueQuantity: scorePoints(dissociation) }] as const]),
  ]
}

const methods = {
  typed: {},
  device: { method: { text: 'Read from a monitoring device' } },
  // A made-up reading of the demo clinic must never pass for a patient's.
  simulated: { method: { text: 'Simulated by the demo clinic' } },
} as const

function methodOf(set: Vitals): Observed {
  return methods[set.source]
}

/** What was due and not obtained is told, item by item, with the reason. */
export function vitalsNotObtained(
  body: Bodies['vitals-not-obtained'],
  fact: MappedFact,
  context: SessionContext,
): Served<'Observation'>[] {
  const absent = { dataAbsentReason: notObtained(body.reason) }
  return body.items.map((item) => {
    const observed: Observed =
      item === 'bp'
        ? { component: [component(publicCode('systolic'), absent), component(publicCode('diastolic'), absent)] }
        : absent
    return observationOf({ ...frameOf(item, context), body: observed }, fact, context)
  })
}

/** Kilograms and centimetres; pounds and inches are never sent. */
export function weightAndHeight(
  body: Bodies['weight-measured'],
  fact: MappedFact,
  context: SessionContext,
): Served<'Observation'>[] {
  const vital = { category: 'vital-signs' } as const
  const weight = { valueQuantity: quantity(body.weightGrams / 1000, 'kg', 'kg') }
  const weighed = {
    ...vital,
    key: 'weight',
    profile: profiles.bodyWeight,
    code: publicCode('bodyWeight'),
    body: weight,
  }
  if (body.heightMm === undefined) return [observationOf(weighed, fact, context)]
  const height = { valueQuantity: quantity(body.heightMm / 10, 'cm', 'cm') }
  const measured = {
    ...vital,
    key: 'height',
    profile: profiles.bodyHeight,
    code: publicCode('bodyHeight'),
    body: height,
  }
  return [observationOf(weighed, fact, context), observationOf(measured, fact, context)]
}
