import type { StaffActor } from '@holdspace/clinic/access/actor'
import {
  decideEligibility as decide,
  eligibilityOutcomes,
  tracks,
} from '@holdspace/clinic/screening/decide-eligibility'
import { truths } from '@holdspace/clinic/screening/truth'
import { dueOf } from '@holdspace/clinic/tasks/coverage'
import { recordAccess } from '@holdspace/db/audit-store'
import { readCoverage } from '@holdspace/db/coverage-store'
import { inPractice } from '@holdspace/db/database'
import { addDecision, decisionsOf } from '@holdspace/db/screening-store'
import { openTask } from '@holdspace/db/task-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId, taskId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { sentBeforeAsAnother } from '../sent-before.ts'
import { tasksChanged } from '../tasks/tasks-changed.ts'
import { gatherFacts } from './gather-facts.ts'

export const decideEligibilityInput = z.strictObject({
  /** Made once per intention: sent twice, it is one decision. */
  decisionId: z.uuid(),
  patientId,
  track: z.enum(tracks),
  outcome: z.enum(eligibilityOutcomes),
  reason: z.string().trim().max(4000),
  capacity: z.enum(truths),
  willing: z.enum(truths),
  supported: z.enum(truths),
  acknowledged: z.array(z.string().max(60)).max(100),
})

export interface DecidedEligibility {
  readonly decisionId: string
  /** Hard stops a second person still has to answer for. */
  readonly awaits: readonly string[]
}

/** What: a prescriber decides whether somebody may have this treatment, with everything that stands against it kept. */
export async function decideEligibility(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl' | 'announce'>,
  actor: StaffActor,
  input: z.output<typeof decideEligibilityInput>,
): Promise<Decision<DecidedEligibility>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId } = actor
  const decided = await inPractice(house.db, practiceId, async (tx) => {
    const gathered = await gatherFacts(tx, practiceId, input.patientId, today)
    const findings = gathered?.findings ?? []
    const answer = decide({ ...input, actor, today, findings })
    if (!answer.ok) return answer
    if (gathered === null) return refuse(noSuchPatient)
    const { considered, awaits } = answer.value
    const signed = { at: now, byMembership: actor.membershipId, byName: actor.displayName }
    const { decisionId, acknowledged: _read, ...said } = input
    const row = { ...said, id: decisionId, considered, awaits, decidedOn: today, ...signed }
    const isNew = await addDecision(tx, practiceId, row)
    if (!isNew) {
      const before = (await decisionsOf(tx, practiceId, input.patientId)).find((one) => one.decisionId === decisionId)
      const isSame = before?.outcome === input.outcome && before.track === input.track && before.reason === input.reason
      return isSame ? accept({ decisionId, awaits: before.awaits }) : refuse(sentBeforeAsAnother)
    }
    if (awaits.length > 0) {
      const coverage = await readCoverage(tx, practiceId, actor.practiceZone, today)
      await openTask(tx, {
        id: taskId.parse(house.newId()),
        practiceId,
        patientId: input.patientId,
        kind: 'review-screening',
        title: 'A hard stop waits for a second signature.',
        ownerDuty: 'medical-director',
        dueAt: dueOf(coverage, 'review-screening', now),
        evidence: { type: 'eligibility-decision', id: decisionId },
        openedAt: now,
        openedBy: { membershipId: actor.membershipId, name: actor.displayName },
      })
    }
    const details = { decisionId, outcome: input.outcome, track: input.track, awaits }
    const touched = { act: 'screening.decide', at: now, patientId: input.patientId, details }
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept({ decisionId, awaits })
  })
  if (decided.ok && decided.value.awaits.length > 0) house.announce(tasksChanged(practiceId))
  return decided
}
