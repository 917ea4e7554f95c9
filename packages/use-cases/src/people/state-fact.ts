import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { allergyStatusAfter, decideFactStatus } from '@holdspace/clinic/chart/decide-fact'
import { allFactStatuses, factKinds } from '@holdspace/clinic/chart/fact-kinds'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { changeAllergyStatus } from '@holdspace/db/patient-store'
import { addFactStatement, statementThere } from '@holdspace/db/recorded-fact-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from './acting.ts'
import { changeChart } from './change-chart.ts'
import { linesOf } from './record-fact.ts'

export const stateFactInput = z.strictObject({
  /** Made once per intention: sent twice, it is said once. */
  id: z.uuid(),
  patientId,
  kind: z.enum(factKinds),
  factId: z.uuid(),
  says: z.enum(allFactStatuses),
  /** How the line stood when it was decided; where it changed meanwhile, one looks again. */
  seen: z.string().max(20),
  reason: z.string().trim().max(300),
})

/**
 * What: a prescriber or nurse says that a line of the chart ended, is there again, or was entered in error. The line and
 * every earlier word stay. When the last allergy goes, the banner asks again instead of reading like "none".
 */
export async function stateFact(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof stateFactInput>,
): Promise<Decision<{ readonly id: string }>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId } = actor
  const { id, patientId: whose, kind, factId, says, reason } = input
  const permitted = permit(actor, 'chart.change-facts', { today, patientId: whose })
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, (tx) =>
    changeChart(tx, whose, refs, async ({ patient, facts }) => {
      const mistake = linesOf(facts.enteredInError, kind).find((one) => one.id === factId)
      const line = linesOf(facts, kind).find((one) => one.id === factId)
      if (line === undefined && mistake === undefined) return refuse(noSuchLine)
      if (await statementThere(tx, practiceId, id)) return accept({ id })
      const current = line?.status ?? 'entered-in-error'
      const decided = decideFactStatus({ actor, today, patientId: whose, kind, current, next: says, reason })
      if (!decided.ok) return decided
      if (current !== input.seen) return refuse(changedMeanwhile)
      const signed = { at: now, by: actor.membershipId, byName: actor.displayName }
      await addFactStatement(tx, practiceId, { ...signed, id, patientId: whose, kind, factId, says, reason })
      if (kind === 'allergy') {
        const others = facts.allergies.filter((one) => one.id !== factId && one.status === 'active').length
        const status = allergyStatusAfter(patient.allergyStatus, others + (says === 'active' ? 1 : 0))
        if (status !== patient.allergyStatus) await changeAllergyStatus(tx, practiceId, whose, status, now)
      }
      const details = { kind, fact: factId, says }
      const touched = { act: 'chart.change-facts', at: now, patientId: whose, details } as const
      await recordAccess(tx, practiceId, accessBy(house, actor, touched))
      return accept({ id })
    }),
  )
}

const noSuchLine = {
  family: 'not-found',
  code: 'fact-not-found',
  sentence: 'There is no such line on this person’s chart.',
} as const

const changedMeanwhile = {
  family: 'conflict',
  code: 'chart-changed',
  sentence: 'The line was changed meanwhile. Load the page again and decide on what stands there now.',
} as const
