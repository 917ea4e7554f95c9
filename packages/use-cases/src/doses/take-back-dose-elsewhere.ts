import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { dosesElsewhereOf, takeBackDoseElsewhere as takeBack } from '@holdspace/db/dose-history-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'

/** What: a dose elsewhere that was entered in error is taken back, with the reason; it stays readable and counts no more. */
export const takeBackDoseElsewhereInput = z.strictObject({
  id: z.uuid(),
  patientId,
  reason: z.string().trim().min(3, 'Say why, in a few words.').max(300),
})

export async function takeBackDoseElsewhere(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof takeBackDoseElsewhereInput>,
): Promise<Decision<{ readonly id: string }>> {
  const { now, today } = await occasionOf(house, actor)
  const permitted = permit(actor, 'dose-history.enter', { today, patientId: input.patientId })
  if (!permitted.ok) return permitted
  return inPractice(house.db, actor.practiceId, async (tx) => {
    const known = await dosesElsewhereOf(tx, actor.practiceId, input.patientId)
    if (!known.some(({ id }) => id === input.id)) return refuse(noSuchDose)
    const by = { byMembership: actor.membershipId, byName: actor.displayName }
    await takeBack(tx, actor.practiceId, { id: input.id, reason: input.reason, at: now, ...by })
    const touched = {
      act: 'dose-history.enter',
      at: now,
      patientId: input.patientId,
      details: { takenBack: input.id },
    } as const
    await recordAccess(tx, actor.practiceId, accessBy(house, actor, touched))
    return accept({ id: input.id })
  })
}

const noSuchDose = {
  family: 'not-found',
  code: 'dose-elsewhere-not-found',
  sentence: 'There is no such dose in this person’s history.',
} as const
