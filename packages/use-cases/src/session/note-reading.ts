import type { StaffActor } from '@holdspace/clinic/access/actor'
import { absoluteLimitMs } from '@holdspace/clinic/access/login-limits'
import { hasAccess, recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import type { PatientId, SessionId } from '@holdspace/kit/ids'
import { plusMs } from '@holdspace/kit/instant'
import type { House } from '../house.ts'
import { accessBy } from '../people/acting.ts'

/**
 * Everything of a session that is shown beside its room (what comes in, what a dose would be) belongs to the opening of the
 * room, whose line is in the trail. Whoever asks for it without having opened the room, as long as a login lasts, leaves
 * that line now (S50).
 */
export async function noteReading(
  house: Pick<House, 'db' | 'clock' | 'newId'>,
  actor: StaffActor,
  { patientId, sessionId }: { readonly patientId: PatientId; readonly sessionId: SessionId },
): Promise<void> {
  const at = house.clock()
  const { practiceId, accountId: actorId } = actor
  const act = 'session.read' as const
  await inPractice(house.db, practiceId, async (tx) => {
    const opening = { actorId, act, patientId, subjectId: sessionId }
    if (await hasAccess(tx, practiceId, opening, plusMs(at, -absoluteLimitMs))) return
    const subject = { type: 'session', id: sessionId }
    await recordAccess(tx, practiceId, accessBy(house, actor, { act, at, patientId, subject }))
  })
}
