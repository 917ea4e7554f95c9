import { mcg } from '@holdspace/kit/amounts'
import { timeInZone } from '@holdspace/kit/calendar-date'
import { formatMg } from '@holdspace/kit/format-amount'
import { type Cents, timesUnits } from './cents.ts'
import type { ChargeableFacts, InfusionFacts } from './chargeable-facts.ts'
import { type ChargeRule, type ScheduleVersion, serviceOf } from './fee-schedule.ts'
import { type Span, unitsForMinutes, wholeMinutes } from './time-rule.ts'

/** A line of charges as Holdspace works it out: what, how many, and why, so that a person can check it by reading. */
export interface SuggestedLine {
  /** Stable for the same session and schedule: a person's confirmation names the lines by it. */
  readonly key: string
  readonly code: string
  readonly words: string
  readonly unit: string
  readonly units: number
  readonly unitCents: Cents
  readonly amountCents: Cents
  readonly performedBy: 'prescriber' | 'nurse' | 'therapist' | 'practice'
  /** Which times, route, amount and rounding led here, in a sentence. */
  readonly because: string
  readonly source: string
}

export interface Suggestion {
  readonly lines: readonly SuggestedLine[]
  /** What could not be charged and why, said rather than left out. */
  readonly gaps: readonly string[]
}

interface Wanted {
  readonly code: string
  readonly units: number
  readonly because: string
  readonly source: string
}

interface Worked {
  readonly wanted: readonly Wanted[]
  readonly gaps: readonly string[]
}

/**
 * The charges a session gives rise to under one version of the fee schedule. Pure: the same facts and schedule give the
 * same lines. It suggests; a person confirms. `zone` is the practice's, for the times in the sentences.
 */
export function suggestCharges(facts: ChargeableFacts, version: ScheduleVersion, zone: string): Suggestion {
  const { schedule } = version
  const worked = schedule.rules
    .filter(({ modality }) => modality === 'any' || modality === facts.modality)
    .map((rule) => ({ rule, ...workOut(rule, facts, zone) }))
  const lines = worked.flatMap(({ rule, wanted }) =>
    wanted.flatMap((one): readonly SuggestedLine[] => {
      const service = serviceOf(schedule, one.code)
      if (service === undefined || one.units === 0) return []
      return [
        {
          key: `${rule.rule}:${one.code}`,
          code: service.code,
          words: service.words,
          unit: service.unit,
          units: one.units,
          unitCents: service.unitCents,
          amountCents: timesUnits(service.unitCents, one.units),
          performedBy: service.performedBy,
          because: one.because,
          source: one.source,
        },
      ]
    }),
  )
  const gaps = [...openingGaps(facts), ...worked.flatMap((one) => one.gaps)]
  return { lines: merged(lines), gaps: [...new Set(gaps)] }
}

/** Two rules of the same name and code (an injection rule per route, say) are one line for the person who confirms. */
function merged(lines: readonly SuggestedLine[]): readonly SuggestedLine[] {
  const byKey = new Map<string, SuggestedLine>()
  for (const line of lines) {
    const known = byKey.get(line.key)
    byKey.set(
      line.key,
      known === undefined
        ? line
        : {
            ...known,
            units: known.units + line.units,
            amountCents: timesUnits(known.unitCents, known.units + line.units),
            because: `${known.because} ${line.because}`,
          },
    )
  }
  return [...byKey.values()]
}

function openingGaps(facts: ChargeableFacts): readonly string[] {
  return [
    ...(facts.signedAt === null ? ['The session is not signed yet: what it says may still change.'] : []),
    ...(facts.ending === 'ended-without-dose'
      ? ['The session ended without a dose: no session and no medicine is charged.']
      : []),
    ...(facts.ending === 'transferred-to-emergency-services'
      ? ['The session ended with a transfer to emergency services: look at each line before it is charged.']
      : []),
  ]
}

function workOut(rule: ChargeRule, facts: ChargeableFacts, zone: string): Worked {
  switch (rule.rule) {
    case 'session':
      return session(rule, facts, zone)
    case 'infusion-time':
      return infusionTime(rule, facts, zone)
    case 'injection':
      return injections(rule, facts, zone)
    case 'psychotherapy-time':
      return psychotherapyTime(rule, facts, zone)
    case 'drug':
      return drug(rule, facts)
  }
}

type RuleOf<R extends ChargeRule['rule']> = Extract<ChargeRule, { rule: R }>
const nothing: Worked = { wanted: [], gaps: [] }

function session({ code, source }: RuleOf<'session'>, facts: ChargeableFacts, zone: string): Worked {
  if (facts.infusions.length === 0 && facts.injections.length === 0) return nothing
  const ended = facts.endedAt === null ? 'not ended' : `ended ${timeInZone(facts.endedAt, zone)}`
  const because = `One session with medicine given: opened ${timeInZone(facts.openedAt, zone)}, ${ended} (${facts.protocolTitle}).`
  return { wanted: [{ code, units: 1, because, source }], gaps: [] }
}

function infusionTime(rule: RuleOf<'infusion-time'>, facts: ChargeableFacts, zone: string): Worked {
  if (facts.infusions.length === 0) return nothing
  const { time } = rule
  const open = facts.infusions.filter((one) => one.stoppedAt === null)
  if (open.length > 0) {
    const started = open.map((one) => timeInZone(one.startedAt, zone)).join(' and ')
    const gap = `The infusion started ${started} has no recorded stop: its time is not known and is never guessed.`
    if (time.withoutStop === null) return { wanted: [], gaps: [gap] }
    const because = `Infusion started ${started}, no stop recorded: charged as the shortest service.`
    return { wanted: [{ code: time.withoutStop, units: 1, because, source: time.source }], gaps: [gap] }
  }
  const spans = facts.infusions.flatMap((one) => bridged(one, rule.pausesCountUpToMinutes))
  const minutes = wholeMinutes(spans)
  const told = `Infusion ran ${spanWords(spans, zone)}: ${minutes} min of running time, seconds added up and the rest dropped.`
  const wanted = unitsForMinutes(time, minutes).map(({ code, units }) => ({
    code,
    units,
    because: told,
    source: time.source,
  }))
  if (wanted.length > 0) return { wanted, gaps: [] }
  return { wanted: [], gaps: [`${told} That is too short for any service of the schedule.`] }
}

/** Running stretches with short pauses closed, where the payer counts a brief change of bag as running. */
function bridged({ running }: InfusionFacts, upToMinutes: number): readonly Span[] {
  const closed: Span[] = []
  for (const span of running) {
    const last = closed.at(-1)
    const pause = last === undefined ? Number.POSITIVE_INFINITY : Date.parse(span.from) - Date.parse(last.to)
    if (last !== undefined && pause <= upToMinutes * 60_000)
      closed[closed.length - 1] = { from: last.from, to: span.to }
    else closed.push(span)
  }
  return closed
}

function injections({ code, source }: RuleOf<'injection'>, facts: ChargeableFacts, zone: string): Worked {
  const given = facts.injections.filter(({ route }) => route === 'IM')
  if (given.length === 0) return nothing
  const told = given.map((one) => `${timeInZone(one.at, zone)} (${formatMg(mcg.parse(one.givenMcg))})`).join(' and ')
  const because = `${given.length === 1 ? 'One injection' : `${given.length} injections`}, given ${told}, IM.`
  return { wanted: [{ code, units: given.length, because, source }], gaps: [] }
}

function psychotherapyTime(rule: RuleOf<'psychotherapy-time'>, facts: ChargeableFacts, zone: string): Worked {
  if (facts.psychotherapy.length === 0) {
    const present = facts.therapists.map(({ name }) => name).join(' and ')
    return present === ''
      ? nothing
      : {
          wanted: [],
          gaps: [
            `${present} was present, but no psychotherapy start and stop were recorded: being in the room is not charged.`,
          ],
        }
  }
  const running = facts.psychotherapy.filter((one) => one.stoppedAt === null)
  const gaps = running.map(
    (one) =>
      `Psychotherapy started ${timeInZone(one.startedAt, zone)} has no recorded stop: that stretch is not charged.`,
  )
  const spans = facts.psychotherapy.flatMap(({ startedAt, stoppedAt }) =>
    stoppedAt === null ? [] : [{ from: startedAt, to: stoppedAt }],
  )
  if (spans.length === 0) return { wanted: [], gaps }
  const minutes = wholeMinutes(spans)
  const told = `Psychotherapy ${spanWords(spans, zone)}: ${minutes} min between start and stop, the rest dropped.`
  const base = unitsForMinutes(rule.time, minutes)
  if (base.length === 0) return { wanted: [], gaps: [...gaps, `${told} That is too short to be charged.`] }
  const { beyond } = rule
  const extra = beyond === null ? 0 : Math.max(0, Math.floor((minutes - beyond.afterMinutes) / beyond.everyMinutes))
  return {
    wanted: [
      ...base.map(({ code, units }) => ({ code, units, because: told, source: rule.time.source })),
      ...(beyond === null || extra === 0
        ? []
        : [
            {
              code: beyond.code,
              units: extra,
              because: `${minutes} min are ${minutes - beyond.afterMinutes} beyond ${beyond.afterMinutes}: ${extra} whole ${extra === 1 ? 'unit' : 'units'} of ${beyond.everyMinutes} min, as a self-pay service and never as a second base unit.`,
              source: rule.time.source,
            },
          ]),
    ],
    gaps,
  }
}

function drug(rule: RuleOf<'drug'>, facts: ChargeableFacts): Worked {
  const open = facts.infusions.filter((one) => one.givenMcg === null)
  const otherwise = facts.injections.filter(({ route }) => route !== 'IM' && route !== 'IV')
  const gaps = [
    ...(open.length === 0
      ? []
      : ['An infusion has no recorded stop: the amount given is not known and is not charged.']),
    ...(otherwise.length === 0
      ? []
      : ['Tablets, drinks and sprays are not charged by the milligram from a vial: add the product that was used.']),
  ]
  const parts = [
    ...facts.infusions.flatMap((one) => (one.givenMcg === null ? [] : [{ mcg: one.givenMcg, route: 'IV' }])),
    ...facts.injections
      .filter((one) => !otherwise.includes(one))
      .map((one) => ({ mcg: one.givenMcg, route: one.route })),
  ]
  const total = parts.reduce((sum, one) => sum + one.mcg, 0)
  if (total === 0) return { wanted: [], gaps }
  const exact = total / rule.mcgPerUnit
  const units = rule.rounding === 'begun' ? Math.ceil(exact) : Math.floor(exact)
  const routes = [...new Set(parts.map(({ route }) => route))].join(' and ')
  const rounding = rule.rounding === 'begun' ? 'a unit begun counts' : 'whole units only'
  const because = `${formatMg(mcg.parse(total))} given ${routes}: ${units} × ${formatMg(mcg.parse(rule.mcgPerUnit))}, ${rounding}.`
  return { wanted: [{ code: rule.code, units, because, source: rule.source }], gaps }
}

function spanWords(spans: readonly Span[], zone: string): string {
  return spans.map(({ from, to }) => `${timeInZone(from, zone)} to ${timeInZone(to, zone)}`).join(' and ')
}
