import type { StaffActor } from '@holdspace/clinic/access/actor'
import { decideSettling } from '@holdspace/clinic/screening/decide-eligibility'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { findPatient } from '@holdspace/db/patient-store'
import { addSettled } from '@holdspace/db/screening-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'

export const settleRuleInput = z.strictObject({
  id: z.uuid(),
  patientId,
  rule: z.string().max(60),
  truth: z.enum(['yes', 'no']),
  /** What was found out and how, so that another clinician can check it. */
  how: z.string().trim().max(1000),
})

/** What: a prescriber settles what no answer and no import settles, in words another can check. */
export async function settleRule(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof settleRuleInput>,
): Promise<Decision<{ readonly settled: true }>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId } = actor
  const { patientId: id, rule, how, truth } = input
  const decided = decideSettling({ actor, today, patientId: id, rule, how })
  if (!decided.ok) return decided
  return inPractice(house.db, practiceId, async (tx) => {
    if ((await findPatient(tx, practiceId, id)) === null) return refuse(noSuchPatient)
    const signed = { at: now, byMembership: actor.membershipId, byName: actor.displayName }
    await addSettled(tx, practiceId, { id: input.id, patientId: id, rule, truth, how, ...signed })
    const touched = { act: 'screening.decide', at: now, patientId: id, details: { rule, truth } }
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept({ settled: true as const })
  })
}
