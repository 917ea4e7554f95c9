import type { StaffActor } from '@holdspace/clinic/access/actor'
import { decideReview } from '@holdspace/clinic/chart/decide-fact'
import { factKinds } from '@holdspace/clinic/chart/fact-kinds'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { changeAllergyStatus } from '@holdspace/db/patient-store'
import { addListReview } from '@holdspace/db/recorded-fact-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from './acting.ts'
import { changeChart } from './change-chart.ts'
import { linesOf } from './record-fact.ts'

export const reviewListInput = z.strictObject({
  /** Made once per intention: sent twice, it is reviewed once. */
  id: z.uuid(),
  patientId,
  list: z.enum(factKinds),
  says: z.enum(['as-listed', 'none-known']),
  /** The lines that were on the screen, with their status: a name is put to what was read, not to what came since. */
  seen: z.array(z.strictObject({ id: z.uuid(), status: z.string().max(20) })).max(500),
})
type Input = z.output<typeof reviewListInput>

/** What: a prescriber or nurse went through a list with the person and puts their name and the day to it. */
export async function reviewList(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  { id, patientId: whose, list, says, seen }: Input,
): Promise<Decision<{ readonly id: string }>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId } = actor
  return inPractice(house.db, practiceId, (tx) =>
    changeChart(tx, whose, refs, async ({ patient, facts }) => {
      const activeAllergies = facts.allergies.filter((one) => one.status === 'active').length
      const { allergyStatus } = patient
      const decided = decideReview({ actor, today, patientId: whose, kind: list, says, allergyStatus, activeAllergies })
      if (!decided.ok) return decided
      if (!isSameList(seen, linesOf(facts, list))) return refuse(changedMeanwhile)
      const signed = { at: now, by: actor.membershipId, byName: actor.displayName }
      const isNew = await addListReview(tx, practiceId, { ...signed, id, patientId: whose, list, says })
      // Said again of a list that says it already, it is the newer statement, and partners see its day.
      if (isNew && says === 'none-known') await changeAllergyStatus(tx, practiceId, whose, 'none-known', now)
      const touched = { act: 'chart.change-facts', at: now, patientId: whose, details: { list, says } } as const
      await recordAccess(tx, practiceId, accessBy(house, actor, touched))
      return accept({ id })
    }),
  )
}

type Seen = readonly { readonly id: string; readonly status: string }[]

function isSameList(seen: Seen, lines: Seen): boolean {
  const keys = (some: Seen) =>
    some
      .map((one) => `${one.id} ${one.status}`)
      .toSorted()
      .join()
  return keys(seen) === keys(lines)
}

const changedMeanwhile = {
  family: 'conflict',
  code: 'chart-changed',
  sentence: 'The list was changed meanwhile. Load the page again and review what stands there now.',
} as const
