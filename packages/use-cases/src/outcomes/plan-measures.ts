import type { SystemActor } from '@holdspace/clinic/access/actor'
import { zoneOfPerson } from '@holdspace/clinic/people/zone-of-person'
import { measuresAfter } from '@holdspace/clinic/screening/measures'
import { inPractice } from '@holdspace/db/database'
import { planMeasures } from '@holdspace/db/measure-store'
import { sessionsToMeasure } from '@holdspace/db/measured-session-store'
import { findPatient } from '@holdspace/db/patient-store'
import { findPractice } from '@holdspace/db/practice-store'
import type { Instant } from '@holdspace/kit/instant'
import { plusMinutes } from '@holdspace/kit/instant'
import type { House } from '../house.ts'
import { readLedgerIn } from '../session/ledger.ts'

/** Sessions that ended longer ago are not asked about any more: the moment has passed. */
const mostDaysBack = 35

/**
 * What: every session that ended with a dose gets its measures planned, once, by the clocks of the protocol it pinned, on
 * the calendar where its person lives. Run again and again; a session planned before is left as it is. Answers how many
 * were new.
 */
export async function planDueMeasures(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'hashing'>,
  actor: SystemActor,
): Promise<number> {
  const now = house.clock()
  const practice = await findPractice(house.db, actor.practiceId)
  if (practice === null) return 0
  return inPractice(house.db, actor.practiceId, async (tx) => {
    const since = plusMinutes(now, -mostDaysBack * 24 * 60)
    const sessions = await sessionsToMeasure(tx, actor.practiceId, since)
    let planned = 0
    for (const { sessionId, patientId } of sessions) {
      const ledger = await readLedgerIn(tx, house, actor.practiceId, sessionId)
      const endedAt: Instant | undefined = ledger?.state.ended?.occurredAt
      if (ledger === null || endedAt === undefined) continue
      const patient = await findPatient(tx, actor.practiceId, patientId)
      const zone = patient === null ? practice.zone : zoneOfPerson(patient.person, practice.zone)
      // What could no longer be answered is not asked for: a session that ended long ago makes no missed check-ins.
      const measures = measuresAfter({ endedAt, zone, followUp: ledger.protocol.followUp }).filter(
        (measure) => measure.closesAt > now,
      )
      await planMeasures(tx, actor.practiceId, measures, { patientId, sessionId, at: now, newId: house.newId })
      planned += 1
    }
    return planned
  })
}
