import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { inPractice } from '@holdspace/db/database'
import { reportPresence as savePresence } from '@holdspace/db/presence-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { sessionId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { House } from '../house.ts'
import { readLedger } from './ledger.ts'
import { sessionNotFound } from './session-refusals.ts'

/**
 * What: a device in the room says how many entries still wait on it, so that whoever signs knows what is missing
 * (RULINGS 1). The answer tells the server's time, by which the device sees how far its own clock is off (CK5).
 */
export const reportPresenceInput = z.strictObject({
  sessionId,
  label: z.string().trim().min(1).max(300),
  waiting: z.int().min(0).max(100_000),
})

export async function reportPresence(
  house: Pick<House, 'db' | 'clock' | 'hashing'>,
  actor: StaffActor,
  input: z.output<typeof reportPresenceInput>,
): Promise<Decision<{ readonly serverNow: Instant }>> {
  const now = house.clock()
  const ledger = await readLedger(house, actor.practiceId, input.sessionId)
  if (ledger === null) return refuse(sessionNotFound)
  const today = dateInZone(now, actor.practiceZone)
  const permitted = permit(actor, 'session.read', { today, patientId: ledger.patientId })
  if (!permitted.ok) return permitted
  const { practiceId, deviceId, displayName: person } = actor
  const place = { practiceId, sessionId: input.sessionId }
  const { label, waiting } = input
  await inPractice(house.db, practiceId, (tx) =>
    savePresence(tx, place, { deviceId, label, person, waiting, reportedAt: now }),
  )
  return accept({ serverNow: now })
}
