import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { allergyStatusAfter, decideNewFact, newFact } from '@holdspace/clinic/chart/decide-fact'
import type { FactKind } from '@holdspace/clinic/chart/fact-kinds'
import type { Concept } from '@holdspace/clinic/referral/referral-content'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import type { FactLists, FactsOf } from '@holdspace/db/fact-store'
import { changeAllergyStatus } from '@holdspace/db/patient-store'
import { type RecordedFact, recordAllergy, recordMedication, recordProblem } from '@holdspace/db/recorded-fact-store'
import { accept, type Decision } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from './acting.ts'
import { changeChart } from './change-chart.ts'

export const recordFactInput = z.strictObject({
  /** Made once per intention: sent twice, it stands once. */
  id: z.uuid(),
  patientId,
  fact: newFact,
})
type Input = z.output<typeof recordFactInput>

/** What: a prescriber or nurse puts an allergy, a problem or a medicine on the chart. FHIR and audit commit with it. */
export async function recordFact(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  { id, patientId: whose, fact }: Input,
): Promise<Decision<{ readonly id: string }>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const permitted = permit(actor, 'chart.change-facts', { today, patientId: whose })
  if (!permitted.ok) return permitted
  return inPractice(house.db, actor.practiceId, (tx) =>
    changeChart(tx, whose, refs, async ({ patient, facts }) => {
      const lines = linesOf(facts, fact.kind)
      if ([...lines, ...linesOf(facts.enteredInError, fact.kind)].some((one) => one.id === id)) return accept({ id })
      const decided = decideNewFact({ actor, today, patientId: whose, fact, onChart: lines })
      if (!decided.ok) return decided
      const signed = { at: now, by: actor.membershipId, byName: actor.displayName }
      await write(tx, { ...signed, id, patientId: whose, sourceId: id, concept: decided.value }, fact, actor.practiceId)
      if (fact.kind === 'allergy') {
        const status = allergyStatusAfter(patient.allergyStatus, 1)
        await changeAllergyStatus(tx, actor.practiceId, whose, status, now)
      }
      const details = { kind: fact.kind, fact: id, coded: isCoded(decided.value) }
      const touched = { act: 'chart.change-facts', at: now, patientId: whose, details } as const
      await recordAccess(tx, actor.practiceId, accessBy(house, actor, touched))
      return accept({ id })
    }),
  )
}

function isCoded({ codings }: Concept): boolean {
  return codings.length > 0
}

async function write(tx: Tx, row: RecordedFact, fact: Input['fact'], practiceId: StaffActor['practiceId']) {
  switch (fact.kind) {
    case 'allergy': {
      const { reactions, criticality, onset } = fact
      return recordAllergy(tx, practiceId, { ...row, reactions, criticality, onset })
    }
    case 'problem':
      return recordProblem(tx, practiceId, { ...row, onset: fact.onset })
    case 'medicine': {
      const instructions = fact.instructions === '' ? null : fact.instructions
      return recordMedication(tx, practiceId, { ...row, instructions })
    }
  }
}

/** The list of one kind. */
export function linesOf(facts: FactLists, kind: FactKind): readonly FactLine[] {
  switch (kind) {
    case 'allergy':
      return facts.allergies
    case 'problem':
      return facts.problems
    case 'medicine':
      return facts.medications
  }
}

export type FactLine = FactsOf['problems' | 'allergies' | 'medications'][number]
