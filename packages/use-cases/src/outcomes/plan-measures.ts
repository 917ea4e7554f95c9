import type { SystemActor } from '@holdspace/clinic/access/actor'
import { measuresAfter } from '@holdspace/clinic/screening/measures'
import { inPractice } from '@holdspace/db/database'
import { planMeasures } from '@holdspace/db/measure-store'
import { sessionsToMeasure } from '@holdspace/db/measured-session-store'
import { findPractice } from '@holdspace/db/practice-store'
import { type InstrumentId, instrumentIds } from '@holdspace/instruments/instrument'
import type { Instant } from '@holdspace/kit/instant'
import { plusMinutes } from '@holdspace/kit/instant'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import type { House } from '../house.ts'
import { readLedgerIn } from '../session/ledger.ts'

/** Sessions that ended longer ago are not asked about any more: the moment has passed. */
const mostDaysBack = 35

/**
 * What: every session that ended with a dose gets its measures planned, once: check-ins by the hour, questionnaires by the
 * calendar of the practice. Run again and again; a session planned before is left as it is. Answers how many were new.
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
      const followUpInstruments = atFollowUp(ledger.protocol)
      // What could no longer be answered is not asked for: a session that ended long ago makes no missed check-ins.
      const measures = measuresAfter({ endedAt, zone: practice.zone, followUpInstruments }).filter(
        (measure) => measure.closesAt > now,
      )
      await planMeasures(tx, actor.practiceId, measures, { patientId, sessionId, at: now, newId: house.newId })
      planned += 1
    }
    return planned
  })
}

/** What the protocol measures at follow-up, as far as the catalogue knows it; GAD-7 goes along with PHQ-9. */
function atFollowUp({ instruments }: ProtocolVersion): readonly InstrumentId[] {
  const named = instruments
    .filter((plan) => plan.when.includes('follow-up'))
    .flatMap((plan) => instrumentIds.filter((id) => id === plan.instrumentId))
  return named.includes('phq-9') && !named.includes('gad-7') ? [...named, 'gad-7'] : named
}
