import { formatDate } from '@holdspace/kit/calendar-words'
import { limit } from './limit.ts'
import type { Comparison, Measure, MonitorRule, PatientLimit, Prompt, Stage } from './monitor-plan.ts'
import type { ProtocolVersion } from './protocol-version.ts'
import type { CareRole } from './roles.ts'
import type { Evidence } from './sourced.ts'

/** One set of vital signs, in the names and units of the record. */
export interface VitalReading {
  readonly systolicMmHg?: number | undefined
  readonly diastolicMmHg?: number | undefined
  readonly heartRateBpm?: number | undefined
  readonly spo2Percent?: number | undefined
  readonly respiratoryRatePerMin?: number | undefined
  readonly sedationMoaas?: number | undefined
}

/** A limit that was crossed: what the protocol says, and by what authority. It asks for an answer and does nothing itself. */
export interface CrossedLimit {
  readonly ruleId: string
  readonly severity: MonitorRule['severity']
  readonly prompt: Prompt
  /** What was read, and the limit: `Systolic pressure 182 mmHg, limit ≥ 180`. */
  readonly readings: readonly string[]
  readonly words: string
  /** The evidence grade and the titles of the sources, for the screen's small print. */
  readonly source: string
  readonly evidence: Evidence
  readonly notify: readonly CareRole[]
  readonly acknowledgeWithinMinutes: number
  /** Set by the prescriber for this patient, with the reason; null where the protocol's own number stands (RULINGS 5). */
  readonly patientLimit: PatientLimit | null
}

/** How strict a prompt is; within one ladder only the strictest crossed rule speaks. */
const strictness: readonly Prompt[] = ['record-decision', 'recheck', 'assess', 'slow', 'hold', 'stop', 'emergency']

/**
 * The limits a set of vitals crosses at a stage of the session, strictest first (PROTOCOLS section 4). Measures that
 * were not taken cross nothing: that they are missing is the clock's business (`dueClock`).
 */
export function crossedLimits(
  protocol: Pick<ProtocolVersion, 'rules' | 'sources' | 'patientLimits'>,
  reading: VitalReading,
  at: Stage,
  patientLimits: readonly PatientLimit[] = [],
): readonly CrossedLimit[] {
  const crossed = protocol.rules
    .filter((rule) => rule.stages.includes(at))
    .map((rule) => ({ rule, found: crossing(reading, boundsInForce(protocol, rule, patientLimits)) }))
    .filter(({ found }) => found.length > 0)
  return crossed
    .filter(({ rule }) => !crossed.some((other) => other.rule.ladder === rule.ladder && isStricter(other.rule, rule)))
    .sort((left, right) => strictness.indexOf(right.rule.prompt) - strictness.indexOf(left.rule.prompt))
    .map(({ rule, found }) => toldBy(rule, found, protocol.sources))
}

/** The dose is not to be given before somebody decided: a hold, stop or emergency before it (PROTOCOLS, pre-dose hold). */
export function holdsDose(crossed: readonly CrossedLimit[]): boolean {
  return crossed.some((one) => one.prompt === 'hold' || one.prompt === 'stop' || one.prompt === 'emergency')
}

function isStricter(left: MonitorRule, right: MonitorRule): boolean {
  return strictness.indexOf(left.prompt) > strictness.indexOf(right.prompt)
}

/** One line of a rule as it holds for one person: the protocol's number, or theirs in its place. */
export interface BoundInForce extends Pick<Comparison, 'item' | 'op'> {
  readonly bound: number
  /** Null where the protocol's own number stands. */
  readonly patientLimit: PatientLimit | null
}

/** The lines of a rule with this person's own limits in place of the protocol's: for alarms, charts and papers alike. */
export function boundsInForce(
  protocol: Pick<ProtocolVersion, 'patientLimits'>,
  rule: MonitorRule,
  patientLimits: readonly PatientLimit[],
): readonly BoundInForce[] {
  const own = ownLimits(protocol, rule, patientLimits)
  return rule.any.map(({ item, op, value }) => {
    const patientLimit = own.find((one) => one.item === item) ?? null
    return { item, op, bound: patientLimit?.value ?? value, patientLimit }
  })
}

interface Crossing extends BoundInForce {
  readonly words: string
}

function crossing(reading: VitalReading, bounds: readonly BoundInForce[]): readonly Crossing[] {
  return bounds.flatMap((line) => {
    const { item, op, bound } = line
    const value = readingOf(reading, item)
    if (value === undefined || !holds(value, op, bound)) return []
    return [{ ...line, words: `${measuredWords(item, value)}, limit ${signs[op]} ${bound}` }]
  })
}

/** Only ladders the protocol opens to it can carry a patient's own limit; any other is ignored, and the protocol's stands. */
function ownLimits(
  protocol: Pick<ProtocolVersion, 'patientLimits'>,
  rule: MonitorRule,
  limits: readonly PatientLimit[],
): readonly PatientLimit[] {
  if (!protocol.patientLimits.ladders.includes(rule.ladder)) return []
  return limits.filter((one) => one.ruleId === rule.id)
}

function holds(value: number, op: Comparison['op'], bound: number): boolean {
  switch (op) {
    case '<':
      return value < bound
    case '<=':
      return value <= bound
    case '>':
      return value > bound
    case '>=':
      return value >= bound
  }
}

/** As people write them, after the number and on its line; the UCUM code stays with the data, for machines. */
export const unitsInWords: { readonly [Item in Measure]: string } = {
  sbp: '\u00a0mmHg',
  dbp: '\u00a0mmHg',
  hr: '/min',
  spo2: '\u00a0%',
  rr: '/min',
  moaas: '',
}
const signs: { readonly [Op in Comparison['op']]: string } = { '<': '<', '<=': '≤', '>': '>', '>=': '≥' }

const labels: { readonly [Item in Measure]: string } = {
  sbp: 'Systolic pressure',
  dbp: 'Diastolic pressure',
  hr: 'Heart rate',
  spo2: 'Oxygen saturation',
  rr: 'Breathing rate',
  moaas: 'Sedation (MOAA/S)',
}

function readingOf(reading: VitalReading, item: Measure): number | undefined {
  const values: { readonly [Item in Measure]: number | undefined } = {
    sbp: reading.systolicMmHg,
    dbp: reading.diastolicMmHg,
    hr: reading.heartRateBpm,
    spo2: reading.spo2Percent,
    rr: reading.respiratoryRatePerMin,
    moaas: reading.sedationMoaas,
  }
  return values[item]
}

function toldBy(rule: MonitorRule, found: readonly Crossing[], sources: ProtocolVersion['sources']): CrossedLimit {
  const titles = rule.sources.map((id) => sources.find((source) => source.id === id)?.title ?? id)
  const own = found.filter((one) => one.patientLimit !== null)
  const ownSources = own.flatMap((one) => (one.patientLimit === null ? [] : [setByWords(one.patientLimit)]))
  return {
    ruleId: rule.id,
    severity: rule.severity,
    prompt: rule.prompt,
    readings: found.map((one) => one.words),
    words: own.length === 0 ? rule.words : own.map((one) => ownWords(one, rule.prompt)).join(' '),
    source: own.length === 0 ? `${rule.evidence}: ${titles.join('; ')}` : ownSources.join('; '),
    evidence: rule.evidence,
    notify: rule.notify,
    acknowledgeWithinMinutes: limit(rule.acknowledgeWithin, 'time to acknowledge'),
    patientLimit: own[0]?.patientLimit ?? null,
  }
}

/** `set by Dr Helen Ames on 14-Nov-2026: takes a beta-blocker`. */
export function setByWords({ setBy, setOn, reason }: PatientLimit): string {
  return `set by ${setBy}${setOn === undefined ? '' : ` on ${formatDate(setOn)}`}: ${reason}`
}

/** `Heart rate 45/min`: what is measured, with its number and unit. */
export function measuredWords(item: Measure, value: number): string {
  return `${labels[item]} ${value}${unitsInWords[item]}`
}

/** `Heart rate < 45`, the protocol's number beside it where another one rules. */
export function boundWords({ item, op, bound }: Pick<BoundInForce, 'item' | 'op' | 'bound'>): string {
  return `${labels[item]} ${signs[op]} ${bound}${unitsInWords[item]}`
}

const asked: { readonly [P in Prompt]: string } = {
  'record-decision': 'the prescriber records whether to go on',
  recheck: 'recheck',
  assess: 'assess',
  slow: 'slow',
  hold: 'hold',
  stop: 'stop',
  emergency: 'emergency',
}

/** The rule's own sentence names the protocol's number, which is not the one that was crossed here. */
function ownWords(crossed: Crossing, prompt: Prompt): string {
  return `${boundWords(crossed)}, the limit of this patient: ${asked[prompt]}.`
}
