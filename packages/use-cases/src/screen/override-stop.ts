import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { decideOverride } from '@holdspace/clinic/screening/decide-eligibility'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { findPatient } from '@holdspace/db/patient-store'
import { addOverride, decisionsOf } from '@holdspace/db/screening-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'

export const overrideStopInput = z.strictObject({
  id: z.uuid(),
  patientId,
  decisionId: z.uuid(),
  rule: z.string().max(60),
  reason: z.string().trim().max(1000),
})

/** What: a second prescriber or the medical director answers by name for a hard stop, with a reason. */
export async function overrideStop(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof overrideStopInput>,
): Promise<Decision<{ readonly overridden: true }>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId } = actor
  const permitted = permit(actor, 'screening.override', { today, patientId: input.patientId })
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    if ((await findPatient(tx, practiceId, input.patientId)) === null) return refuse(noSuchPatient)
    const decisions = await decisionsOf(tx, practiceId, input.patientId)
    const asked = decisions.find((one) => one.decisionId === input.decisionId)
    // Only the newest decision for a treatment counts; an older one is overtaken and takes no signature.
    const newest = decisions.find((one) => one.track === asked?.track)
    const decision = asked !== undefined && newest?.decisionId === asked.decisionId ? asked : null
    const { patientId: id, rule, reason } = input
    const decided = decideOverride({ actor, today, patientId: id, decision, rule, reason })
    if (!decided.ok) return decided
    if (decision === null) return refuse(overtaken)
    await addOverride(tx, practiceId, {
      id: input.id,
      decisionId: decision.decisionId,
      patientId: id,
      rule,
      reason,
      at: now,
      byMembership: actor.membershipId,
      byName: actor.displayName,
      decidedBy: decision.decidedBy,
    })
    const details = { decisionId: decision.decisionId, rule }
    const touched = { act: 'screening.override', at: now, patientId: id, details }
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept({ overridden: true as const })
  })
}

const overtaken = {
  family: 'conflict',
  code: 'decision-overtaken',
  sentence: 'A newer decision has taken the place of this one. Load the page again.',
} as const
