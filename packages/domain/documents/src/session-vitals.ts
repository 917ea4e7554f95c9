import { formatNumber } from '@holdspace/kit/format-amount'
import { type Instant, minutesBetween, plusMinutes, plusMs } from '@holdspace/kit/instant'
import { isStanding, type Reading, type Standing } from '@holdspace/record/effective'
import type { SessionState } from '@holdspace/record/state'
import type { Vitals } from '@holdspace/record/vitals'
import { type Block, type BlockOf, muted, openRow, plain, type Rich, type Row, strong } from './block.ts'
import { correctionRuns, type PaperClock, timeCell } from './record-times.ts'
import { doseLabel, infusionLabel } from './session-dose.ts'
import type { VitalsGap } from './vitals-gaps.ts'

/** One column of the vitals table: shown when it is always expected or when at least one reading has it. */
interface Measure {
  readonly title: string
  readonly always: boolean
  readonly parts: number
  readonly text: (set: Vitals) => string | undefined
}

const whole = (value: number | undefined) => (value === undefined ? undefined : String(value))
const measures: readonly Measure[] = [
  {
    title: 'BP mmHg',
    always: true,
    parts: 11,
    text: (set) => (set.systolicMmHg === undefined ? undefined : `${set.systolicMmHg}/${set.diastolicMmHg}`),
  },
  { title: 'Pulse /min', always: true, parts: 9, text: (set) => whole(set.heartRateBpm) },
  { title: 'SpO2 %', always: true, parts: 8, text: (set) => whole(set.spo2Percent) },
  { title: 'Breaths /min', always: false, parts: 10, text: (set) => whole(set.respiratoryRatePerMin) },
  {
    title: 'Temp °C',
    always: false,
    parts: 8,
    text: ({ temperatureDeciCelsius: t }) => (t === undefined ? undefined : formatNumber(t * 100)),
  },
  { title: 'MOAA/S', always: false, parts: 9, text: (set) => whole(set.sedationMoaas) },
  { title: 'Dissoc. /10', always: false, parts: 9, text: (set) => whole(set.dissociation) },
  {
    title: 'O2 L/min',
    always: false,
    parts: 9,
    text: ({ oxygenMlPerMin: flow }) => (flow === undefined ? undefined : formatNumber(flow)),
  },
]

/** Chart, table and gaps. The chart shows raw readings only: nothing is smoothed or invented between them (CH4). */
export function vitalsBlocks(
  reading: Reading,
  state: SessionState,
  gaps: readonly VitalsGap[],
  clock: PaperClock,
): readonly Block[] {
  const chart = vitalsChart(state, gaps, clock)
  return [
    { block: 'heading', text: 'Vital signs' },
    ...(chart === undefined ? [] : [chart]),
    vitalsTable(reading, state, gaps, clock),
  ]
}

function vitalsTable(reading: Reading, state: SessionState, gaps: readonly VitalsGap[], clock: PaperClock): Block {
  const shown = measures.filter(({ always, text }) => always || state.vitals.some((set) => text(set) !== undefined))
  const taken = reading.standing.filter((one) => isStanding(one, 'vitals-taken'))
  const refused = reading.standing.filter((one) => isStanding(one, 'vitals-not-obtained'))
  const lines = [
    ...taken.map((one) => ({ at: one.occurredAt, row: takenRow(one, shown, clock) })),
    ...refused.map((one) => ({ at: one.occurredAt, row: notObtainedRow(one, shown, clock) })),
    ...gaps.map((gap) => ({ at: plusMs(gap.from, 1), row: gapRow(gap, shown, clock) })),
  ]
  lines.sort((one, other) => (one.at < other.at ? -1 : 1))
  return {
    block: 'table',
    caption: 'Vital signs in order of time',
    columns: [
      { title: 'Time', align: 'left', parts: 15 },
      ...shown.map(({ title, parts }) => ({ title, align: 'right' as const, parts })),
      { title: 'Taken by, notes', align: 'left', parts: 72 - shown.reduce((sum, { parts }) => sum + parts, 0) + 13 },
    ],
    rows: lines.map(({ row }) => row),
    empty: 'No vital signs were recorded.',
  }
}

function takenRow(
  standing: Extract<Standing, { kind: 'vitals-taken' }>,
  shown: readonly Measure[],
  clock: PaperClock,
): Row {
  const { entry, body } = standing
  const simulated = body.source === 'simulated' ? [muted(' (simulated)')] : []
  return openRow(timeCell(standing, clock), ...shown.map(({ text }): Rich => [plain(text(body) ?? '–')]), [
    plain(entry.actor.name),
    ...simulated,
    ...correctionRuns(standing, clock),
  ])
}

const itemWords = {
  bp: 'blood pressure',
  hr: 'pulse',
  spo2: 'SpO2',
  rr: 'breaths',
  temp: 'temperature',
  sedation: 'sedation',
  dissociation: 'dissociation',
} as const

function notObtainedRow(
  standing: Extract<Standing, { kind: 'vitals-not-obtained' }>,
  shown: readonly Measure[],
  clock: PaperClock,
): Row {
  const { entry, body } = standing
  const why = `\nNot obtained: ${body.items.map((item) => itemWords[item]).join(', ')}: ${body.reason}`
  return openRow(timeCell(standing, clock), ...shown.map((): Rich => [plain('–')]), [
    plain(entry.actor.name),
    muted(why),
    ...correctionRuns(standing, clock),
  ])
}

/** A reason somebody gave stands in the row of its own entry; here it is only told when nobody gave one. */
function gapRow(gap: VitalsGap, shown: readonly Measure[], clock: PaperClock): Row {
  const unexplained = gap.reasons.length === 0 ? ', no reason recorded' : ''
  return openRow([muted(`${clock.time(gap.from)} – ${clock.time(gap.to)}`)], ...shown.map((): Rich => [muted('–')]), [
    strong('Gap'),
    muted(`: no reading for ${gap.minutes} min, due every ${gap.dueEveryMin} min${unexplained}`),
  ])
}

/** Undefined when nothing was measured and nothing given: an empty grid tells nobody anything. */
function vitalsChart(
  state: SessionState,
  gaps: readonly VitalsGap[],
  clock: PaperClock,
): BlockOf<'vitals-chart'> | undefined {
  const runs = state.infusions.map((run) => ({ from: run.start.occurredAt, to: run.stop?.occurredAt, run }))
  const moments = [
    ...state.vitals.map(({ occurredAt }) => occurredAt),
    ...state.doses.map(({ occurredAt }) => occurredAt),
    ...runs.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to])),
    ...(state.ended === null ? [] : [state.ended.occurredAt]),
  ].sort()
  const [from, to] = [moments[0], moments.at(-1)]
  if (from === undefined || to === undefined || state.vitals.length === 0) return undefined
  return {
    block: 'vitals-chart',
    alt: chartInWords(state, gaps, clock),
    from,
    to,
    ticks: ticksBetween(from, to).map((at) => ({ at, label: clock.time(at) })),
    readings: state.vitals.map(({ occurredAt, systolicMmHg, diastolicMmHg, heartRateBpm, spo2Percent }) => ({
      at: occurredAt,
      ...(systolicMmHg === undefined ? {} : { systolicMmHg }),
      ...(diastolicMmHg === undefined ? {} : { diastolicMmHg }),
      ...(heartRateBpm === undefined ? {} : { heartRateBpm }),
      ...(spo2Percent === undefined ? {} : { spo2Percent }),
    })),
    doses: state.doses.map((dose) => ({ at: dose.occurredAt, label: doseLabel(dose) })),
    infusions: runs.map((one) => ({ from: one.from, to: one.to ?? to, label: infusionLabel(one.run) })),
    gaps: gaps
      .filter((gap) => gap.from < to)
      .map((gap) => ({ from: gap.from, to: gap.to, label: `no reading, ${gap.minutes} min` })),
  }
}

/** Ticks on whole quarter hours, wider apart in a long session so that their labels never touch. */
function ticksBetween(from: Instant, to: Instant): readonly Instant[] {
  const length = minutesBetween(from, to)
  const step = [5, 10, 15, 30, 60, 120, 240].find((minutes) => length / minutes <= 10) ?? 480
  const past = minutesBetween('1970-01-01T00:00:00.000Z' as Instant, from)
  const first = plusMinutes(from, (step - (past % step)) % step)
  const ticks: Instant[] = []
  for (let at = first; at <= to; at = plusMinutes(at, step)) ticks.push(at)
  return ticks
}

function chartInWords(state: SessionState, gaps: readonly VitalsGap[], clock: PaperClock): string {
  const range = (unit: string, values: readonly (number | undefined)[]) => {
    const known = values.filter((value) => value !== undefined)
    return known.length === 0 ? [] : [`${unit} ${Math.min(...known)} to ${Math.max(...known)}`]
  }
  const sets = state.vitals
  const first = sets[0]
  const last = sets.at(-1)
  const span =
    first === undefined || last === undefined
      ? ''
      : ` from ${clock.time(first.occurredAt)} to ${clock.time(last.occurredAt)}`
  return [
    `Chart of ${sets.length} sets of vital signs${span}`,
    ...range(
      'systolic pressure in mmHg',
      sets.map((set) => set.systolicMmHg),
    ),
    ...range(
      'diastolic pressure in mmHg',
      sets.map((set) => set.diastolicMmHg),
    ),
    ...range(
      'pulse per minute',
      sets.map((set) => set.heartRateBpm),
    ),
    ...range(
      'SpO2 in percent',
      sets.map((set) => set.spo2Percent),
    ),
    gaps.length === 0 ? 'no gap' : `${gaps.length} ${gaps.length === 1 ? 'gap' : 'gaps'}`,
    'the readings are in the table that follows',
  ].join('; ')
}
