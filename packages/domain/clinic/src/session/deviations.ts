import { formatMg, formatNumber } from '@holdspace/kit/format-amount'
import type { Instant } from '@holdspace/kit/instant'
import { wholeMcg } from '@holdspace/kit/whole-amounts'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import type { SessionState } from '@holdspace/record/state'
import { firstDoseAt, saidAt } from '@holdspace/record/state'
import { countersignRule, ordersToCountersign, waitsForCountersign } from './countersign-wait.ts'
import { alertsOf } from './monitoring.ts'
import { otherWayWords, takingDeviations } from './taking-deviations.ts'

/** Something that happened although a rule says it should not: recorded, shown, and explained by name (RULINGS 1). */
export interface Deviation {
  /** Rule id that an explaining `decision-recorded` names, with the entry it is about. */
  readonly ruleId: string
  readonly entryId: string
  readonly sentence: string
  readonly explained: boolean
}

type Found = Omit<Deviation, 'explained'>

/** Every departure from the protocol and the orders that the record itself shows, in the order of the record. */
export function deviationsOf(state: SessionState, protocol: ProtocolVersion): Deviation[] {
  const found = [
    ...withoutOrder(state, protocol),
    ...byLapsedClinician(state),
    ...otherThanOrdered(state),
    ...unitsOtherThanOrdered(state),
    ...givenAgain(state),
    ...takingDeviations(state, protocol),
    ...notCountersigned(state),
    ...beforeBaseline(state, protocol),
    ...aboveBag(state),
    ...afterWithdrawal(state),
  ]
  const said = lastSaid(state)
  return found.map((one) => ({
    ...one,
    explained: state.decisions.some(
      ({ about, actor, ...decision }) =>
        about.ruleId === one.ruleId &&
        about.entryId === one.entryId &&
        mayExplain(one.ruleId, actor.role) &&
        saidAt(decision) > (said.get(one.entryId) ?? 0),
    ),
  }))
}

/** Where each medicine's entry was last said: an explanation from before a correction explains what no longer stands. */
function lastSaid({ doses, infusions, holds }: SessionState): ReadonlyMap<string, number> {
  const ends = infusions.flatMap(({ stop }) => (stop === null ? [] : [stop]))
  const facts = [...doses, ...infusions.map(({ start }) => start), ...ends, ...holds]
  return new Map(facts.map((fact) => [fact.entryId, saidAt(fact)]))
}

/**
 * Who may answer for a deviation. That an order was never countersigned is a prescriber's to explain: whoever wrote the
 * order down does not vouch for it (RULINGS 3).
 */
export function mayExplain(ruleId: string, role: string): boolean {
  return ruleId !== countersignRule || role === 'prescriber'
}

/** An order given by word stays open until its prescriber takes it for their own, or a prescriber says why not (RULINGS 1, 3). */
function notCountersigned(state: SessionState): Found[] {
  return ordersToCountersign(state).map((order) => ({
    ruleId: countersignRule,
    entryId: order.entryId,
    sentence: waitsForCountersign(order),
  }))
}

/** Alerts nobody answered and deviations nobody explained, a sentence each: what stands between the record and a signature. */
export function unansweredOf(state: SessionState, protocol: ProtocolVersion): string[] {
  const alerts = alertsOf(state, protocol).filter((alert) => alert.decision === null)
  const deviations = deviationsOf(state, protocol).filter((one) => !one.explained)
  return [
    ...alerts.map((alert) => `${alert.words} (${alert.readings.join('; ')})`),
    ...deviations.map((one) => one.sentence),
  ]
}

/** Given by somebody whose licence was not in force that day (M13). */
function byLapsedClinician(state: SessionState): Found[] {
  const given = [...state.doses, ...state.infusions.map((run) => run.start)]
  return given.flatMap(({ breach, entryId }) =>
    breach === undefined
      ? []
      : [{ ruleId: 'given-by-lapsed-clinician', entryId, sentence: `Medicine was given although: ${breach}` }],
  )
}

function withoutOrder(state: SessionState, protocol: ProtocolVersion): Found[] {
  const given = [...state.doses, ...state.infusions.map((run) => run.start)]
  const known = new Set<string>(state.orders.map((order) => order.entryId))
  return given
    .filter((one) => one.orderEntryId === undefined || !known.has(one.orderEntryId))
    .map((one) => ({
      ruleId: 'dose-without-order',
      entryId: one.entryId,
      sentence: `Medicine was given without an order in this record.${otherWayWords(one, protocol)}`,
    }))
}

function otherThanOrdered(state: SessionState): Found[] {
  // An infusion is held against its order by what was hung: less may reach the person when it is stopped early.
  const boluses = state.doses
    .filter((dose) => !isInUnits(orderOf(state, dose)))
    .map((dose) => ({ ...dose, amountMcg: dose.givenMcg, was: 'given' }))
  const bags = state.infusions.map(({ start }) => ({ ...start, amountMcg: start.totalMcg, was: 'hung as an infusion' }))
  return [...boluses, ...bags].flatMap(({ entryId, orderEntryId, amountMcg, was }) => {
    const order = state.orders.find((one) => one.entryId === orderEntryId)
    if (order === undefined || order.drawnMcg === amountMcg) return []
    const [amount, ordered] = [formatMg(wholeMcg(amountMcg)), formatMg(wholeMcg(order.drawnMcg))]
    const sentence = `${amount} was ${was}; the order says ${ordered}.`
    return [{ ruleId: 'dose-other-than-ordered', entryId, sentence }]
  })
}

type Order = SessionState['orders'][number]

function orderOf(state: SessionState, given: { readonly orderEntryId?: string | undefined }): Order | undefined {
  return state.orders.find((one) => one.entryId === given.orderEntryId)
}

const isInUnits = (order: Order | undefined): boolean => order !== undefined && 'units' in order

/**
 * Tablets and devices are given one after the other under one order, so it is their sum that is held against it: above it
 * at once, below it once the session is over and no further one can come.
 */
function unitsOtherThanOrdered(state: SessionState): Found[] {
  return state.orders.filter(isInUnits).flatMap((order) => {
    const doses = state.doses.filter((dose) => dose.orderEntryId === order.entryId)
    const last = doses.at(-1)
    const given = doses.reduce((sum, dose) => sum + dose.givenMcg, 0)
    if (last === undefined || given === order.drawnMcg || (given < order.drawnMcg && state.ended === null)) return []
    const [amount, ordered] = [formatMg(wholeMcg(given)), formatMg(wholeMcg(order.drawnMcg))]
    const sentence = `${amount} was given in all; the order says ${ordered}.`
    return [{ ruleId: 'dose-other-than-ordered', entryId: last.entryId, sentence }]
  })
}

/** One order is one dose: two people who both chart it given is either a dose too many or an entry too many. */
function givenAgain(state: SessionState): Found[] {
  const given = [...state.doses, ...state.infusions.map((run) => run.start)].toSorted((a, b) => a.seq - b.seq)
  return given
    .filter(({ orderEntryId, seq }) => given.some((one) => one.orderEntryId === orderEntryId && one.seq < seq))
    .filter((one) => one.orderEntryId !== undefined && !isInUnits(orderOf(state, one)))
    .map(({ entryId }) => ({
      ruleId: 'order-given-again',
      entryId,
      sentence: 'This order is in the record as given already; a second dose needs an order of its own.',
    }))
}

/** The person had taken their consent to treatment back: what was given all the same stands with the breach (M09). */
function afterWithdrawal(state: SessionState): Found[] {
  const withdrawn = state.consentWithdrawals.filter(({ treatment }) => treatment).map(({ occurredAt }) => occurredAt)
  const [first] = withdrawn.toSorted()
  if (first === undefined) return []
  return [...state.doses, ...state.infusions.map((run) => run.start)]
    .filter(({ occurredAt }) => occurredAt > first)
    .map(({ entryId }) => ({
      ruleId: 'dose-after-withdrawal',
      entryId,
      sentence: 'Medicine was given after the consent to treatment had been withdrawn.',
    }))
}

/** The first dose needs a baseline before it: without one nobody can tell what the medicine changed (M05). */
function beforeBaseline(state: SessionState, protocol: ProtocolVersion): Found[] {
  const first = firstDoseAt(state)
  if (first === null || missingBaseline(state, protocol, first).length === 0) return []
  const entry = [...state.doses, ...state.infusions.map((run) => run.start)].find((one) => one.occurredAt === first)
  const missing = missingBaseline(state, protocol, first).join(', ')
  if (entry === undefined) return []
  return [
    {
      ruleId: 'dose-before-baseline',
      entryId: entry.entryId,
      sentence: `The first dose came before a complete baseline: ${missing} missing.`,
    },
  ]
}

const itemValues = {
  bp: 'systolicMmHg',
  hr: 'heartRateBpm',
  spo2: 'spo2Percent',
  rr: 'respiratoryRatePerMin',
  temp: 'temperatureDeciCelsius',
  sedation: 'sedationMoaas',
  dissociation: 'dissociation',
} as const

const itemWords: { readonly [Item in keyof typeof itemValues]: string } = {
  bp: 'blood pressure',
  hr: 'pulse',
  spo2: 'SpO2',
  rr: 'breathing rate',
  temp: 'temperature',
  sedation: 'sedation',
  dissociation: 'dissociation',
}

/** The baseline measures nobody took, and nobody said could not be had, before `moment`. */
export function missingBaseline(state: SessionState, protocol: ProtocolVersion, moment: Instant): string[] {
  const before = state.vitals.filter((set) => set.occurredAt <= moment)
  const excused = new Set(state.notObtained.filter((one) => one.occurredAt <= moment).flatMap((one) => one.items))
  return protocol.vitals.baseline
    .filter((item) => !excused.has(item) && !before.some((set) => set[itemValues[item]] !== undefined))
    .map((item) => itemWords[item])
}

function aboveBag(state: SessionState): Found[] {
  return state.infusions.flatMap((run) => {
    if (run.stop === null || run.stop.volumeGivenMicrolitres <= run.start.finalVolumeMicrolitres) return []
    const [read, bag] = [run.stop.volumeGivenMicrolitres, run.start.finalVolumeMicrolitres].map((one) =>
      formatNumber(one),
    )
    return [
      {
        ruleId: 'given-above-bag',
        entryId: run.stop.entryId,
        sentence: `The pump reads ${read} mL, more than the ${bag} mL prepared.`,
      },
    ]
  })
}
