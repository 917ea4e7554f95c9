import type { StaffActor } from '@holdspace/clinic/access/actor'
import { decideAnswer, noSuchCall } from '@holdspace/clinic/calls/help-call'
import { inPractice } from '@holdspace/db/database'
import { findCall, type KnownCall } from '@holdspace/db/help-call-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { entryId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { recordOfCall } from './record-of-call.ts'

export const answerCallInput = z.strictObject({
  callId: entryId,
  /** Said by whoever called: nobody needs to come any more. */
  calledOff: z.boolean(),
})

type CallHouse = Pick<House, 'db' | 'clock' | 'newId' | 'hashing' | 'randomBytes' | 'announce' | 'publicUrl'>

/**
 * What: somebody of the staff says by name that they come, from whatever page they have open; the session's record holds
 * it (RULINGS 17). Of a call somebody has answered already they are told by whom, and nothing is written twice.
 */
export async function answerCall(
  house: CallHouse,
  actor: StaffActor,
  { callId, calledOff }: z.output<typeof answerCallInput>,
): Promise<Decision<{ readonly answeredBy: string }>> {
  const now = house.clock()
  const call = await inPractice(house.db, actor.practiceId, (tx) => findCall(tx, actor.practiceId, callId))
  if (call === null) return refuse(noSuchCall)
  const decided = decideAnswer(actor, call, { calledOff, today: dateInZone(now, actor.practiceZone) })
  if (!decided.ok) return decided
  const known = answerOf(call)
  if (known !== null) return accept({ answeredBy: known })
  const body = { callEntryId: callId, ...(calledOff ? { calledOff: true as const } : {}) }
  const recorded = await recordOfCall(house, actor, call, { kind: 'help-answered', body }, ({ answeredBy }) =>
    answeredBy === null ? null : { answeredBy: answeredBy.name },
  )
  if (!recorded.ok) return recorded
  return accept(recorded.value.before ?? { answeredBy: actor.displayName })
}

function answerOf(call: KnownCall): string | null {
  return call.answeredByName ?? (call.isOver ? 'The session has ended' : null)
}
