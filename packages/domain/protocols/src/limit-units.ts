import { formatNumber } from '@holdspace/kit/format-amount'
import type { FoundLimit } from './limits-set.ts'
import type { ProtocolContent } from './protocol-version.ts'

/** How a person writes a limit: `mg` where micrograms are stored. `stored` of the record's units make one of these. */
export interface LimitUnit {
  readonly unit: string
  readonly stored: number
  readonly decimals: number
}

const milligrams: LimitUnit = { unit: 'mg', stored: 1000, decimals: 3 }
const milligramsPerKg: LimitUnit = { unit: 'mg/kg', stored: 1000, decimals: 3 }
const millilitres: LimitUnit = { unit: 'mL', stored: 1000, decimals: 3 }
const whole = (unit: string): LimitUnit => ({ unit, stored: 1, decimals: 0 })

/** By the end of a limit's path, the first that fits. Sessions and parts are counted; a score has points. */
const units: readonly (readonly [RegExp, LimitUnit])[] = [
  [/^drug\.absoluteMax$/, milligrams],
  [/^drug\.titration\.step(Up|Down)$/, milligramsPerKg],
  [/^drug\.labelAnaesthetic\.doseFrom$/, milligramsPerKg],
  [/^drug\.labelAnaesthetic\.rateFromMcgPerKgPerMinute$/, whole('mcg/kg/min')],
  [/^drug\.(roundVolumeTo|imMaxPerSite)$/, millilitres],
  [/^drug\.overMinutes\./, whole('min')],
  [/percent$/i, whole('%')],
  [/hours$/i, whole('h')],
  [/days(\.(min|max))?$/i, whole('days')],
  [/^ageYears\./, whole('years')],
  [/bmi(\.(min|max))?$/i, whole('kg/m²')],
  [/minutes|min$|acknowledgeWithin$/i, whole('min')],
  [/minScore$/, whole('points')],
  [/(minCompleted|count|perDosing|weekMost)$/, whole('sessions')],
  [/maxRoomsPerProvider$/, whole('rooms')],
  [/everyDoses$/, whole('doses')],
  [/maxParts$/, whole('parts')],
]

/** The unit somebody enters this limit in; null for one that is no single number (a list, a time of day, a rule). */
export function limitUnit(content: ProtocolContent, path: string): LimitUnit | null {
  const { drug } = content
  if (/^(drug\.dose\.(default|min|max|hardCeiling))$/.test(path)) {
    return drug.dose.kind === 'weight' ? milligramsPerKg : milligrams
  }
  const wait = /^followUp\.(.+)\.after\.count$/.exec(path)
  if (wait !== null) return waitUnitOf(content, wait[1])
  if (path === 'drug.maxPerSession.limit') return drug.maxPerSession.kind === 'per-kg' ? milligramsPerKg : milligrams
  if (
    /^rules\.(?!.*acknowledgeWithin$)|\.(fixedAtMin|ladder|allowed|unitStrengths|nextDayTime|hold\.afterwards)$/.test(
      path,
    )
  )
    return null
  return units.find(([pattern]) => pattern.test(path))?.[1] ?? null
}

/** A follow-up waits in the unit in which its protocol says it. */
function waitUnitOf({ followUp }: ProtocolContent, id: string | undefined): LimitUnit | null {
  const step = followUp.find((one) => one.id === id)
  return step === undefined || typeof step.after === 'string' ? null : whole(step.after.unit)
}

/** `100 mg`, for reading a value over; its stored form where it has no unit. */
export function limitWords(content: ProtocolContent, { path, value }: Pick<FoundLimit, 'path' | 'value'>): string {
  const unit = limitUnit(content, path)
  if (value === null) return 'not set'
  if (unit === null || typeof value !== 'number') return String(value)
  // What is counted one by one (`sessions`, `days`) loses its ending where there is one of it.
  const said = value === unit.stored ? unit.unit.replace(/^(\w{3,})s$/, '$1') : unit.unit
  return `${formatNumber((value * 1000) / unit.stored)}\u00a0${said}`
}
