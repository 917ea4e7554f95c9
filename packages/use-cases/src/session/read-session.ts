import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import type { RecordedStandings } from '@holdspace/clinic/gates/gate-facts'
import type { PlanContent } from '@holdspace/clinic/plan/plan-content'
import type { PinnedLimit } from '@holdspace/clinic/session/patient-limits'
import type { EarlierWeight } from '@holdspace/clinic/session/weighing'
import { inPractice } from '@holdspace/db/database'
import { listPresence, type Presence } from '@holdspace/db/presence-store'
import { deviceProgress, type SessionRow } from '@holdspace/db/session-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { sessionId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { isOfKind, type StoredEntry } from '@holdspace/record/entry'
import { z } from 'zod'
import { readRecordedStandings } from '../gates/read-recorded-standings.ts'
import type { House } from '../house.ts'
import { readLimitsInForce, readPlannedDose } from '../plan/read-plan-standing.ts'
import { earlierWeights } from './earlier-weights.ts'
import { type InstructionsText, instructionsInEffect } from './instructions-in-effect.ts'
import { readLedger } from './ledger.ts'
import { noteReading } from './note-reading.ts'
import { openLedger } from './open-ledger.ts'
import { sessionNotFound } from './session-refusals.ts'
import { type NamablePrescriber, namablePrescribers } from './take-verbal-order.ts'

/** What: somebody of the care team opens the session room. Everything the room shows is worked out from this answer. */
export const readSessionInput = z.strictObject({ sessionId })

export interface SessionRoom {
  readonly sessionId: string
  readonly patientId: string
  readonly status: SessionRow['status']
  readonly zone: string
  readonly practiceName: string
  readonly entries: readonly StoredEntry[]
  readonly protocol: ProtocolVersion
  readonly earlierWeights: readonly EarlierWeight[]
  /** What is kept of this person outside the session: the dose gate asks it together with the record. */
  readonly recorded: RecordedStandings
  readonly presence: readonly Presence[]
  /** Who can be named as having given an order by word today (RULINGS 3). */
  readonly prescribers: readonly NamablePrescriber[]
  /** What the plan in force says now; the next order pins it (RULINGS 5). */
  readonly patientLimits: readonly PinnedLimit[]
  /** The doses the plan in force speaks of: outside them an order asks for a reason. */
  readonly plannedDose: PlanContent['dose'] | null
  /** What the escort reads and signs at discharge, in every language the practice has approved; none before it has one. */
  readonly instructions: readonly InstructionsText[]
  /** Who asks, on which device: the room greys an act by the same rules the server refuses it by. */
  readonly actor: StaffActor
  /** How far this device's own count got in this session. */
  readonly lastDeviceSeq: number
  readonly serverNow: Instant
}

export async function readSession(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'hashing'>,
  actor: StaffActor,
  input: z.output<typeof readSessionInput>,
): Promise<Decision<SessionRoom>> {
  const now = house.clock()
  const { practiceId, practiceZone: zone, practiceName } = actor
  const prescribers = await namablePrescribers(house, practiceId, dateInZone(now, zone))
  return inPractice(house.db, practiceId, async (tx) => {
    const opened = await openLedger(tx, house, actor, {
      sessionId: input.sessionId,
      act: 'session.read',
      subject: 'session',
    })
    if (!opened.ok) return opened
    const { sessionId: id, patientId, status, entries, protocol } = opened.value
    const devices = await deviceProgress(tx, practiceId, id)
    const own = devices.find((one) => one.deviceId === actor.deviceId)
    const earlier = await earlierWeights(tx, { practiceId, patientId, zone }, id)
    const recorded = await readRecordedStandings(tx, house, { practiceId, zone, patientId, protocol, at: now })
    const presence = await listPresence(tx, practiceId, id)
    const patientLimits = await readLimitsInForce(tx, practiceId, zone, patientId)
    const plannedDose = await readPlannedDose(tx, practiceId, patientId)
    const patientName = nameIn(entries)
    const instructions = await instructionsInEffect(tx, { practiceId, practiceName, zone, patientName, at: now })
    const shown = { sessionId: id, patientId, status, zone, practiceName, entries, protocol }
    return accept({
      ...shown,
      actor,
      earlierWeights: earlier,
      recorded,
      presence,
      prescribers,
      patientLimits,
      plannedDose,
      instructions,
      lastDeviceSeq: own?.lastDeviceSeq ?? 0,
      serverNow: now,
    })
  })
}

/** As they were known when the session opened: `Ana Lucía Rivera`. */
function nameIn(entries: readonly StoredEntry[]): string {
  const opened = entries.find((entry) => isOfKind(entry, 'session-opened'))
  const { given = '', family = '' } = opened?.body?.patient ?? {}
  return `${given} ${family}`.trim()
}

/** What: a device that has the room open asks for what came after the entries it knows. `isFirst`: for the first time. */
export const readEntriesAfterInput = z.strictObject({ sessionId, afterSeq: z.int().min(0), isFirst: z.boolean() })

export async function readEntriesAfter(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'hashing'>,
  actor: StaffActor,
  input: z.output<typeof readEntriesAfterInput>,
): Promise<Decision<{ readonly entries: readonly StoredEntry[]; readonly status: SessionRow['status'] }>> {
  const ledger = await readLedger(house, actor.practiceId, input.sessionId)
  if (ledger === null) return refuse(sessionNotFound)
  const today = dateInZone(house.clock(), actor.practiceZone)
  const permitted = permit(actor, 'session.read', { today, patientId: ledger.patientId })
  if (!permitted.ok) return permitted
  if (input.isFirst) await noteReading(house, actor, ledger)
  return accept({ entries: ledger.entries.slice(input.afterSeq), status: ledger.status })
}
