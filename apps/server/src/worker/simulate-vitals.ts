import type { SystemActor } from '@holdspace/clinic/access/actor'
import { monitoringOf } from '@holdspace/clinic/session/monitoring'
import { inPractice } from '@holdspace/db/database'
import { listUnsealedSessions } from '@holdspace/db/session-store'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { maraQuist } from '@holdspace/fixture-clinic/people'
import { entryId, type SessionId } from '@holdspace/kit/ids'
import { minutesBetween, plusMs } from '@holdspace/kit/instant'
import { firstDoseAt, type SessionState } from '@holdspace/record/state'
import type { House } from '@holdspace/use-cases/house'
import { readLedger } from '@holdspace/use-cases/session/ledger'
import { recordEntries } from '@holdspace/use-cases/session/record-entries'

/**
 * Demo only (RULINGS 25): where every reading of a running session so far was simulated, the next one is charted when it
 * is due, through the same use case as a nurse's and marked as simulated. The first reading a person types ends it.
 */
export async function simulateVitals(house: House, { practiceId }: SystemActor): Promise<number> {
  if (!house.isDemo || practiceId !== maraQuist.practiceId) return 0
  const sessions = await inPractice(house.db, practiceId, (tx) => listUnsealedSessions(tx, practiceId))
  let charted = 0
  for (const { id } of sessions) if (await simulateIn(house, id)) charted += 1
  return charted
}

/** The simulator counts its entries like any device in the room. */
const simulatorDevice = 9

async function simulateIn(house: House, sessionId: SessionId): Promise<boolean> {
  const ledger = await readLedger(house, maraQuist.practiceId, sessionId)
  if (ledger === null || !isSimulated(ledger.state)) return false
  const now = house.clock()
  const dueAt = monitoringOf(ledger.state, ledger.protocol, now).nextDueAt
  const startedAt = firstDoseAt(ledger.state)
  if (startedAt === null || dueAt === null || dueAt > plusMs(now, 20_000)) return false
  const actor = actAs(maraQuist, house.clock, simulatorDevice)
  const counted = ledger.entries.filter((entry) => entry.deviceId === actor.deviceId)
  const recorded = await recordEntries(house, actor, {
    sessionId,
    drafts: [
      {
        id: entryId.parse(house.newId()),
        kind: 'vitals-taken',
        body: { ...vitalsAt(minutesBetween(startedAt, now)), source: 'simulated' },
        occurredAt: now,
        deviceId: actor.deviceId,
        deviceSeq: counted.length + 1,
      },
    ],
  })
  return recorded.ok && recorded.value.results.every((answer) => answer.outcome === 'recorded')
}

function isSimulated(state: SessionState): boolean {
  return state.ended === null && state.vitals.length > 0 && state.vitals.every((set) => set.source === 'simulated')
}

/** A quiet course after the dose: pressure and pulse rise for half an hour and settle by the second. */
export function vitalsAt(minutes: number) {
  const rise = minutes < 30 ? minutes / 30 : Math.max(0, 1 - (minutes - 30) / 60)
  const wave = Math.round(2 * Math.sin(minutes))
  const between = (rest: number, peak: number) => Math.round(rest + (peak - rest) * rise)
  return {
    systolicMmHg: between(120, 144) + wave,
    diastolicMmHg: between(76, 88) + wave,
    heartRateBpm: between(70, 88) + wave,
    spo2Percent: 98 - (rise > 0.6 ? 1 : 0),
    respiratoryRatePerMin: 14,
    sedationMoaas: rise > 0.4 ? 4 : 5,
    ...(rise > 0.4 ? { dissociation: Math.round(rise * 7) } : {}),
  }
}
