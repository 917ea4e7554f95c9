import type { EarlierWeight } from '@holdspace/clinic/session/weighing'
import type { Tx } from '@holdspace/db/database'
import { type ChartWeight, loadChartWeights, loadWeighings } from '@holdspace/db/weight-history-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import type { PatientId, PracticeId, SessionId } from '@holdspace/kit/ids'
import { isStanding, readEntries } from '@holdspace/record/effective'
import { decodeEntry } from './entry-codec.ts'

interface Whose {
  readonly practiceId: PracticeId
  readonly patientId: PatientId
  readonly zone: string
}

/** A weight on this practice's own scale, with where it was charted and by whom. */
export interface ChartedWeight extends EarlierWeight {
  /** Null for one that was taken outside a session. */
  readonly sessionId: SessionId | null
  readonly by: string
}

/** What the practice's own scale said in the person's other sessions and outside them, corrections applied, oldest first. */
export async function earlierWeights(tx: Tx, whose: Whose, except: SessionId | null): Promise<EarlierWeight[]> {
  const weights = await standingWeights(tx, whose, except)
  return weights.map(({ sessionId, by, ...weight }) => weight)
}

/** Every weight of this practice's own scale, in sessions and on the chart, corrections applied, oldest first. */
export async function chartedWeights(tx: Tx, whose: Whose): Promise<ChartedWeight[]> {
  return standingWeights(tx, whose, null)
}

async function standingWeights(tx: Tx, whose: Whose, except: SessionId | null): Promise<ChartedWeight[]> {
  const rows = await loadWeighings(tx, whose.practiceId, whose.patientId, except)
  const inSessions = readEntries(rows.map(decodeEntry)).standing.flatMap((one) => {
    if (!isStanding(one, 'weight-measured')) return []
    const measuredAt = one.occurredAt
    const { weightGrams, heightMm } = one.body
    const weighed = { grams: weightGrams, weighedOn: dateInZone(measuredAt, whose.zone), measuredAt }
    const charted = { sessionId: one.entry.sessionId, by: one.entry.actor.name }
    return [{ ...weighed, ...(heightMm === undefined ? {} : { heightMm }), ...charted }]
  })
  const onChart = await loadChartWeights(tx, whose.practiceId, whose.patientId)
  return [...inSessions, ...onChart.map((one) => chartWeight(one, whose.zone))].sort((left, right) =>
    left.measuredAt < right.measuredAt ? -1 : 1,
  )
}

function chartWeight(
  { grams, heightMm, measuredAt, changeConfirmed, byName }: ChartWeight,
  zone: string,
): ChartedWeight {
  return {
    grams,
    measuredAt,
    weighedOn: dateInZone(measuredAt, zone),
    ...(heightMm === null ? {} : { heightMm }),
    ...(changeConfirmed ? { changeConfirmed: true } : {}),
    sessionId: null,
    by: byName,
  }
}
