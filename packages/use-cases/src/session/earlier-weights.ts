import type { EarlierWeight } from '@holdspace/clinic/session/weighing'
import type { Tx } from '@holdspace/db/database'
import { loadWeighings } from '@holdspace/db/weight-history-store'
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
  readonly sessionId: SessionId
  readonly by: string
}

/** What the practice's own scale said in the person's other sessions, corrections applied, oldest first. */
export async function earlierWeights(tx: Tx, whose: Whose, except: SessionId): Promise<EarlierWeight[]> {
  const weights = await standingWeights(tx, whose, except)
  return weights.map(({ sessionId, by, ...weight }) => weight)
}

/** Every weight charted in the person's sessions, corrections applied, oldest first. */
export async function chartedWeights(tx: Tx, whose: Whose): Promise<ChartedWeight[]> {
  return standingWeights(tx, whose, null)
}

async function standingWeights(tx: Tx, whose: Whose, except: SessionId | null): Promise<ChartedWeight[]> {
  const rows = await loadWeighings(tx, whose.practiceId, whose.patientId, except)
  return readEntries(rows.map(decodeEntry))
    .standing.flatMap((one) => {
      if (!isStanding(one, 'weight-measured')) return []
      const measuredAt = one.occurredAt
      const { weightGrams, heightMm } = one.body
      const weighed = { grams: weightGrams, weighedOn: dateInZone(measuredAt, whose.zone), measuredAt }
      const charted = { sessionId: one.entry.sessionId, by: one.entry.actor.name }
      return [{ ...weighed, ...(heightMm === undefined ? {} : { heightMm }), ...charted }]
    })
    .sort((left, right) => (left.measuredAt < right.measuredAt ? -1 : 1))
}
