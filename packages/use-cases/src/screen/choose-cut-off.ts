import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { stepUpLastsMs } from '@holdspace/clinic/session/sign-session'
import { recordAccess } from '@holdspace/db/audit-store'
import { addCutOff, cutOffsOf } from '@holdspace/db/cut-off-store'
import { inPractice } from '@holdspace/db/database'
import { cutOffInstruments, decideCutOff } from '@holdspace/instruments/cut-offs'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { msBetween } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'

export const chooseCutOffInput = z.strictObject({
  /** Made once per intention. */
  id: z.uuid(),
  instrumentId: z.enum(cutOffInstruments),
  value: z.int(),
  policy: z.string().trim().min(3, 'Name the policy it stands in.').max(500),
})

/**
 * What: the medical director chooses the cut-off of a questionnaire, after giving the password again. From then on totals
 * are read by it; what was read before keeps the rule it was read by.
 */
export async function chooseCutOff(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof chooseCutOffInput>,
): Promise<Decision<{ readonly version: number }>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId } = actor
  const permitted = permit(actor, 'instrument.choose-cut-off', { today })
  if (!permitted.ok) return permitted
  if (actor.lastStepUpAt === null || msBetween(actor.lastStepUpAt, now) > stepUpLastsMs) return refuse(stepUpFirst)
  return inPractice(house.db, practiceId, async (tx) => {
    const { id, ...wish } = input
    const decided = decideCutOff(await cutOffsOf(tx, practiceId), { ...wish, approvedBy: actor.displayName })
    if (!decided.ok) return decided
    const row = { ...decided.value, id, at: now, byMembership: actor.membershipId }
    if (!(await addCutOff(tx, practiceId, row))) return refuse(chosenMeanwhile)
    const details = { instrumentId: input.instrumentId, version: row.version, value: row.value }
    const touched = { act: 'instrument.choose-cut-off', at: now, details } as const
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept({ version: row.version })
  })
}

const stepUpFirst = {
  family: 'step-up-required',
  code: 'step-up-required',
  sentence: 'Choosing a cut-off asks for your password again.',
} as const

const chosenMeanwhile = {
  family: 'conflict',
  code: 'cut-off-chosen-meanwhile',
  sentence: 'Somebody else was choosing this cut-off at the same time. Look again.',
} as const
