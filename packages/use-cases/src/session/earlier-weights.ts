import type { EarlierWeight } from '@holdspace/clinic/session/weighing'
import type { Tx } from '@holdspace/db/database'
import { loadWeighings } from '@holdspace/db/weight-history-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import type { PatientId, PracticeId, SessionId } from '@holdspace/kit/ids'
import { isStanding, readEntries } from '@holdspace/record/effective'
import { decodeEntry } from './entry-codec.ts'

/** What the practice's own scale said in the person's other sessions, corrections applied, oldest first. */
export async function earlierWeights(
  tx: Tx,
  place: { readonly practiceId: PracticeId; readonly patientId: PatientId; readonly zone: string },
  except: SessionId,
): Promise<EarlierWeight[]> {
  const rows = await loadWeighings(tx, place.practiceId, place.patientId, except)
  return readEntries(rows.map(decodeEntry))
    .standing.flatMap((one) => {
      if (!isStanding(one, 'weight-measured')) return []
      const measuredAt = one.occurredAt
      const { weightGrams, heightMm } = one.body
      const weighed = { grams: weightGrams, weighedOn: dateInZone(measuredAt, place.zone), measuredAt }
      return [{ ...weighed, ...(heightMm === undefined ? {} : { heightMm }) }]
    })
    .sort((left, right) => (left.measuredAt < right.measuredAt ? -1 : 1))
}
