import type { Mcg, McgPerKg } from '@holdspace/kit/amounts'
import { formatDate } from '@holdspace/kit/calendar-date'
import {
  formatConcentration,
  formatKg,
  formatLb,
  formatMg,
  formatMgPerKg,
  formatMl,
} from '@holdspace/kit/format-amount'
import { minutesBetween } from '@holdspace/kit/instant'
import type { Bodies } from '@holdspace/record/catalogue'
import type { Fact, Infusion, SessionState } from '@holdspace/record/state'
import { holdEnds, inWords, leftoverText, pumpText, unitsText } from '@holdspace/record/timeline'
import { type Block, type BlockOf, muted, openRow, plain, type Rich, type Row, strong } from './block.ts'
import type { PaperClock } from './record-times.ts'

const routeWords = { IV: 'intravenous', IM: 'intramuscular', SL: 'sublingual', PO: 'by mouth', IN: 'nasal' } as const

/** `ketamine 35 mg IM`: the mark on the chart. */
export function doseLabel(dose: Bodies['dose-given']): string {
  return `${dose.drug} ${formatMg(dose.givenMcg)} ${dose.route}`
}

/** What the pump gave once it has stopped; before that only the plan, and it says so (RULINGS 6). */
export function infusionLabel(run: Infusion): string {
  const amount = run.stop === null ? `${formatMg(run.start.totalMcg)} planned` : formatMg(run.stop.givenMcg)
  return `${run.start.drug} ${amount} IV`
}

/** Orders with their working, what was given, and the total against the weight. */
export function doseBlocks(state: SessionState, clock: PaperClock): readonly Block[] {
  const given = [
    ...state.doses.map((dose) => ({ at: dose.occurredAt, row: bolusRow(dose, state, clock) })),
    ...state.infusions.map((run) => ({ at: run.start.occurredAt, row: infusionRow(run, clock) })),
  ].sort((one, other) => (one.at < other.at ? -1 : 1))
  return [
    { block: 'heading', text: 'Dose' },
    ...state.orders.flatMap((order) => orderBlocks(order, state, clock)),
    {
      block: 'table',
      caption: 'What was given',
      columns: [
        { title: 'Time', align: 'left', parts: 15 },
        { title: 'Given', align: 'right', parts: 14 },
        { title: 'Volume', align: 'right', parts: 14 },
        { title: 'How', align: 'left', parts: 40 },
        { title: 'Given by', align: 'left', parts: 17 },
      ],
      rows: given.map(({ row }) => row),
      empty: 'No dose was given.',
    },
    ...totalBlocks(state),
  ]
}

function orderBlocks(order: Bodies['dose-ordered'] & Fact, state: SessionState, clock: PaperClock): readonly Block[] {
  return [
    {
      block: 'key-values',
      rows: [
        // The label DOSE stands before the dose, amount and unit are bold (ACCESSIBILITY-UX DS5).
        {
          label: 'DOSE ordered',
          value: [strong(formatMg(order.orderMcg)), plain(` ${order.drug} ${routeWords[order.route]}`)],
        },
        { label: 'Order', value: [plain(order.line)] },
        ...measuredOut(order, clock),
        ...(order.working.length === 0 ? [] : [{ label: 'Working', value: [muted(order.working.join('\n'))] }]),
        ...order.overrides.map(({ code, reason }) => ({
          label: 'Overridden',
          value: [strong(code), plain(` ${reason}`)],
        })),
        ...orderedBy(order, state, clock),
      ],
    },
  ]
}

type KeyValue = BlockOf<'key-values'>['rows'][number]

function measuredOut(order: Bodies['dose-ordered'] & Fact, clock: PaperClock): readonly KeyValue[] {
  if ('units' in order) return [{ label: 'Counted out', value: [plain(unitsText(order.units, order.unit))] }]
  const weight = `${formatKg(order.weightGrams)} (${formatLb(order.weightGrams)}), measured ${clock.time(order.weightMeasuredAt)}`
  const vial = `${formatMl(order.volumeMicrolitres)} of ${formatConcentration(order.concentrationMcgPerMicrolitre)}`
  return [
    { label: 'Per weight', value: [plain(`${formatMgPerKg(order.doseMcgPerKg)} × ${weight}`)] },
    { label: 'Drawn up', value: [plain(`${vial} = ${formatMg(order.drawnMcg)}`)] },
  ]
}

/** A written order is its prescriber's; one given by word says who wrote it down and whether it was countersigned (RULINGS 3). */
function orderedBy(order: Bodies['dose-ordered'] & Fact, state: SessionState, clock: PaperClock): readonly KeyValue[] {
  const { verbal, actor, occurredAt, entryId } = order
  if (verbal === undefined) return [{ label: 'Ordered by', value: [plain(`${actor.name}, ${clock.time(occurredAt)}`)] }]
  const signed = state.countersignatures.find((one) => one.orderEntryId === entryId)
  const said = `by ${verbal.orderedBy}, ${clock.time(occurredAt)}; read back by ${verbal.readBackBy}; written down by ${actor.name}`
  return [
    { label: 'Ordered by word', value: [plain(said)] },
    {
      label: 'Countersigned',
      value:
        signed === undefined
          ? [strong('Not countersigned'), plain(`, due by ${clock.time(verbal.countersignBy)}`)]
          : [
              plain(
                [signed.signerName, signed.signerCredential, clock.time(signed.occurredAt)].filter(Boolean).join(', '),
              ),
              muted(`\n${signed.meaningText}`),
            ],
    },
  ]
}

function bolusRow(dose: Bodies['dose-given'] & Fact, state: SessionState, clock: PaperClock): Row {
  const strength = dose.concentrationMcgPerMicrolitre
  const hold = state.holds.findLast((one) => one.doseEntryId === dose.entryId)
  const how = [
    `${dose.drug} ${routeWords[dose.route]}`,
    ...(strength === undefined ? [] : [`of ${formatConcentration(strength)}`]),
    ...(dose.units === undefined || dose.unit === undefined ? [] : [unitsText(dose.units, dose.unit)]),
    ...(hold === undefined ? [] : [heldWords(dose, hold)]),
    ...(dose.leftover === undefined ? [] : [leftoverText(dose.leftover)]),
    ...(dose.site === undefined ? [] : [dose.site]),
    ...vialWords(dose),
  ].join(', ')
  const deviation: Rich = dose.orderEntryId === undefined ? [strong('\nwithout an order')] : []
  return openRow(
    [plain(clock.time(dose.occurredAt))],
    [strong(formatMg(dose.givenMcg))],
    [plain(dose.volumeMicrolitres === undefined ? '–' : formatMl(dose.volumeMicrolitres))],
    [plain(how), ...deviation],
    [plain(dose.actor.name)],
  )
}

/** `held 12 min, then swallowed`. */
function heldWords(dose: Pick<Fact, 'occurredAt'>, hold: Bodies['hold-ended'] & Fact): string {
  return `held ${Math.round(minutesBetween(dose.occurredAt, hold.occurredAt))} min, then ${holdEnds[hold.afterwards]}`
}

function infusionRow(run: Infusion, clock: PaperClock): Row {
  const { start, stop } = run
  const rates = run.segments.map(({ from, pumpMicrolitresPerHour }) => {
    const rate = pumpMicrolitresPerHour === 0 ? 'paused' : pumpText(pumpMicrolitresPerHour)
    return `${clock.time(from)} ${rate}`
  })
  const planned = `${formatMg(start.totalMcg)} in ${formatMl(start.finalVolumeMicrolitres)} planned over ${start.plannedMinutes} min`
  const ended =
    stop === null ? 'no stop recorded' : `stopped: ${inWords(stop.why).toLowerCase()}, by the pump’s reading`
  const deviation: Rich = start.orderEntryId === undefined ? [strong('\nwithout an order')] : []
  return openRow(
    [plain(`${clock.time(start.occurredAt)} – ${stop === null ? '?' : clock.time(stop.occurredAt)}`)],
    [strong(stop === null ? '–' : formatMg(stop.givenMcg))],
    [plain(stop === null ? '–' : formatMl(stop.volumeGivenMicrolitres))],
    [
      plain([`${start.drug} infusion, intravenous`, planned, ended, ...vialWords(start)].join(', ')),
      muted(`\nrate: ${rates.join(' · ')}`),
      ...deviation,
    ],
    [plain(start.actor.name)],
  )
}

function vialWords(vial: Pick<Bodies['dose-given'], 'lot' | 'expires'>): readonly string[] {
  return [
    ...(vial.lot === undefined || vial.lot === '' ? [] : [`lot ${vial.lot}`]),
    ...(vial.expires === undefined ? [] : [`expires ${formatDate(vial.expires)}`]),
  ]
}

function totalBlocks(state: SessionState): readonly Block[] {
  const running = state.infusions.some((run) => run.stop === null)
  const amounts = [
    ...state.doses.map((dose) => dose.givenMcg),
    ...state.infusions.map((run) => run.stop?.givenMcg ?? 0),
  ]
  const totalMcg = amounts.reduce((sum: number, amount) => sum + amount, 0)
  const order = state.orders.at(-1)
  const orderedFor = order !== undefined && 'weightGrams' in order ? order.weightGrams : undefined
  const weight = state.weights.at(-1)?.weightGrams ?? orderedFor
  if (amounts.length === 0) return []
  const drugs = [...new Set([...state.doses, ...state.infusions.map((run) => run.start)].map(({ drug }) => drug))].join(
    ' and ',
  )
  if (running) {
    return [
      { block: 'notice', tone: 'warning', text: 'An infusion has no stop recorded: the total given is not known.' },
    ]
  }
  const perKg =
    weight === undefined || weight === 0
      ? ''
      : ` = ${formatMgPerKg(Math.round((totalMcg * 1000) / weight) as McgPerKg)} of ${formatKg(weight)}`
  const value = [strong(formatMg(totalMcg as Mcg)), plain(` ${drugs}${perKg}`)]
  return [{ block: 'key-values', rows: [{ label: 'DOSE given in all', value }] }]
}
