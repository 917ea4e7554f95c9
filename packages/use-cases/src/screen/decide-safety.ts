import type { StaffActor } from '@holdspace/clinic/access/actor'
import { decideMoodSafety, safetyAssessment, safetyOutcomes } from '@holdspace/clinic/screening/mood-safety'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { resultsOf } from '@holdspace/db/instrument-store'
import { findPatient } from '@holdspace/db/patient-store'
import { addSafety, safetyOf } from '@holdspace/db/screening-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { sentBeforeAsAnother } from '../sent-before.ts'

export const decideSafetyInput = z.strictObject({
  decisionId: z.uuid(),
  patientId,
  assessment: safetyAssessment,
  outcome: z.enum(safetyOutcomes),
  reason: z.string().trim().max(4000),
})

/**
 * What: a prescriber or a therapist has spoken with the person and decides about mood and safety. Where the practice has
 * the C-SSRS, its newest tier is part of the question; else the structured assessment stands alone (RULINGS 7).
 */
export async function decideSafety(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof decideSafetyInput>,
): Promise<Decision<{ readonly decisionId: string }>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId } = actor
  const { decisionId, patientId: id, assessment, outcome, reason } = input
  return inPractice(house.db, practiceId, async (tx) => {
    const results = await resultsOf(tx, practiceId, id)
    const screener = results.filter((one) => one.instrumentId === 'c-ssrs' && one.status === 'complete').at(-1)
    const tier = screener?.findings.find((finding) => finding.id === 'tier')?.tier ?? null
    const decided = decideMoodSafety({ actor, today, patientId: id, assessment, tier, outcome, reason })
    if (!decided.ok) return decided
    if ((await findPatient(tx, practiceId, id)) === null) return refuse(noSuchPatient)
    const isNew = await addSafety(tx, practiceId, {
      id: decisionId,
      patientId: id,
      outcome,
      assessment,
      responseId: screener?.responseId ?? null,
      reason,
      at: now,
      byMembership: actor.membershipId,
      byName: actor.displayName,
      byRole: actor.role,
    })
    if (!isNew) {
      const before = (await safetyOf(tx, practiceId, id)).find((one) => one.decisionId === decisionId)
      const isSame = before?.outcome === outcome && before.reason === reason
      return isSame ? accept({ decisionId }) : refuse(sentBeforeAsAnother)
    }
    const touched = { act: 'safety.decide', at: now, patientId: id, details: { decisionId, outcome } }
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept({ decisionId })
  })
}
