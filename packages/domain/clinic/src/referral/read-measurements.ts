import { grams, millimetres } from '@holdspace/kit/amounts'
import type { LeftOutItem, Reading } from './left-out.ts'
import type { BundleResource } from './open-bundle.ts'
import { asNumber, asObject, asObjects, asText, type Untrusted } from './parse-untrusted.ts'
import { codeSystems, readCodings, statusCode } from './read-concept.ts'
import { type MeasuredMoment, readMoment } from './read-time.ts'
import type { ReferredBloodPressure, ReferredMeasurement } from './referral-content.ts'

export interface MeasurementReading extends Reading<ReferredMeasurement> {
  readonly bloodPressure?: ReferredBloodPressure
}

/**
 * FHIR Observation → weights and heights, and the newest blood pressure for the reviewer's eye. A number without a
 * unit is never guessed to be kilograms (M02), and an impossible one is left out rather than charted.
 */
export function readMeasurements(resources: readonly BundleResource[]): MeasurementReading {
  const byMoment = new Map<string, ReferredMeasurement>()
  const pressures: ReferredBloodPressure[] = []
  const left: LeftOutItem[] = []
  for (const { type, id, body } of resources) {
    const kind = kindOf(body)
    const moment = readMoment(body.effectiveDateTime) ?? readMoment(asObject(body.effectivePeriod)?.start)
    const reason = kind === undefined ? notTaken : whyUnusable(body, moment)
    if (reason !== undefined || moment === undefined) {
      left.push({ type, reason: reason ?? notDated })
      continue
    }
    if (kind === 'blood-pressure') {
      const pressure = readPressure(body, moment)
      if (pressure === undefined) left.push({ type, reason: 'A blood pressure without two usable numbers.' })
      else pressures.push(pressure)
      continue
    }
    const quantity = asObject(body.valueQuantity)
    const size = kind === 'weight' ? readGrams(quantity) : readMillimetres(quantity)
    if (size === undefined) left.push({ type, reason: `A ${kind} without a known unit, or one no adult has.` })
    else {
      const known = byMoment.get(moment.at)
      byMoment.set(moment.at, measured(known, id, moment, size, entered(quantity)))
    }
  }
  const newest = pressures.toSorted((one, other) => (one.measuredAt < other.measuredAt ? 1 : -1))[0]
  for (let count = 1; count < pressures.length; count += 1) left.push({ type: 'Observation', reason: onlyNewest })
  const taken = [...byMoment.values()].toSorted((one, other) => (one.measuredAt < other.measuredAt ? 1 : -1))
  return { taken, left, ...(newest === undefined ? {} : { bloodPressure: newest }) }
}

const notTaken = 'Only weight, height and the newest blood pressure are taken.'
const notDated = 'A measurement without a date and time.'
const onlyNewest = 'An earlier blood pressure; only the newest is shown.'

type Kind = 'weight' | 'height' | 'blood-pressure'
const kindByLoinc: ReadonlyMap<string, Kind> = new Map([
  ['29463-7', 'weight'],
  ['3141-9', 'weight'],
  ['3142-7', 'weight'],
  ['8302-2', 'height'],
  ['3137-7', 'height'],
  ['8301-4', 'height'],
  ['85354-9', 'blood-pressure'],
  ['55284-4', 'blood-pressure'],
])

function kindOf(body: Untrusted): Kind | undefined {
  const codes = readCodings(asObject(body.code)?.coding).filter((one) => one.system === codeSystems.loinc)
  return codes.map((one) => kindByLoinc.get(one.code)).find((kind) => kind !== undefined)
}

function whyUnusable(body: Untrusted, moment: MeasuredMoment | undefined): string | undefined {
  const status = statusCode(body.status)
  if (status === 'entered-in-error' || status === 'cancelled') return 'The sender marked it as entered in error.'
  return moment === undefined ? notDated : undefined
}

function measured(
  known: ReferredMeasurement | undefined,
  sourceId: string,
  moment: MeasuredMoment,
  size: Pick<ReferredMeasurement, 'weightG' | 'heightMm'>,
  words: string,
): ReferredMeasurement {
  if (known === undefined) {
    return { sourceId, measuredAt: moment.at, precision: moment.precision, ...size, entered: words }
  }
  return { ...known, ...size, entered: `${known.entered} · ${words}` }
}

function entered(quantity: Untrusted | undefined): string {
  return `${String(asNumber(quantity?.value))} ${unitOf(quantity)}`
}

/** The UCUM code where there is one, else the unit in words. */
function unitOf(quantity: Untrusted | undefined): string {
  return asText(quantity?.code, 30) ?? asText(quantity?.unit, 30) ?? ''
}

/** Grams in one unit. 1 lb = 453.59237 g and 1 oz a sixteenth of it, exactly (international avoirdupois pound, 1959). */
const gramsPerUnit: ReadonlyMap<string, number> = new Map([
  ['kg', 1000],
  ['g', 1],
  ['[lb_av]', 453.59237],
  ['lb', 453.59237],
  ['lbs', 453.59237],
  ['[oz_av]', 28.349523125],
])

/** Millimetres in one unit; an inch is 25.4 mm exactly. */
const millimetresPerUnit: ReadonlyMap<string, number> = new Map([
  ['cm', 10],
  ['m', 1000],
  ['mm', 1],
  ['[in_i]', 25.4],
  ['in', 25.4],
  ['[ft_i]', 304.8],
])

/** Weights and heights of people, with room: outside them a typing error is likelier than a person. */
const plausible = { weightG: [2_000, 400_000], heightMm: [400, 2_500] } as const

function readGrams(quantity: Untrusted | undefined): { weightG: ReferredMeasurement['weightG'] } | undefined {
  const size = converted(quantity, gramsPerUnit, plausible.weightG)
  return size === undefined ? undefined : { weightG: grams.parse(size) }
}

function readMillimetres(quantity: Untrusted | undefined): { heightMm: ReferredMeasurement['heightMm'] } | undefined {
  const size = converted(quantity, millimetresPerUnit, plausible.heightMm)
  return size === undefined ? undefined : { heightMm: millimetres.parse(size) }
}

function converted(
  quantity: Untrusted | undefined,
  factors: ReadonlyMap<string, number>,
  [least, most]: readonly [number, number],
): number | undefined {
  const value = asNumber(quantity?.value)
  const factor = factors.get(unitOf(quantity))
  if (value === undefined || factor === undefined || quantity?.comparator !== undefined) return undefined
  const size = Math.round(value * factor)
  return size >= least && size <= most ? size : undefined
}

function readPressure(body: Untrusted, moment: MeasuredMoment): ReferredBloodPressure | undefined {
  const part = (loinc: string) => {
    const component = asObjects(body.component).find((one) =>
      readCodings(asObject(one.code)?.coding).some((code) => code.code === loinc),
    )
    const value = asNumber(asObject(component?.valueQuantity)?.value)
    return value !== undefined && value >= 20 && value <= 350 ? Math.round(value) : undefined
  }
  const [systolicMmHg, diastolicMmHg] = [part('8480-6'), part('8462-4')]
  if (systolicMmHg === undefined || diastolicMmHg === undefined) return undefined
  return { measuredAt: moment.at, systolicMmHg, diastolicMmHg }
}
