import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { addDoseElsewhere } from '@holdspace/db/dose-history-store'
import { findPatient } from '@holdspace/db/patient-store'
import { mcg } from '@holdspace/kit/amounts'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'

/** What: a prescriber or nurse enters a dose that a person had somewhere else, and how that is known. */
export const enterDoseElsewhereInput = z.strictObject({
  /** Made once per intention: sent twice, it is recorded once. */
  id: z.uuid(),
  patientId,
  givenOn: calendarDate,
  route: z.enum(['IV', 'IM', 'SL', 'PO', 'IN']),
  /** Micrograms; null where nobody knows. Above 1 g nothing is believed: milligrams were typed as grams. */
  amountMcg: mcg
    .refine((amount) => amount > 0 && amount <= 1_000_000, 'Enter the amount in mg, up to 1,000 mg.')
    .nullable(),
  givenWhere: z.string().trim().min(2).max(300),
  knownFrom: z.string().trim().min(2).max(300),
})

export async function enterDoseElsewhere(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof enterDoseElsewhereInput>,
): Promise<Decision<{ readonly id: string }>> {
  const { now, today } = await occasionOf(house, actor)
  const permitted = permit(actor, 'dose-history.enter', { today, patientId: input.patientId })
  if (!permitted.ok) return permitted
  if (input.givenOn > today) return refuse(inTheFuture)
  return inPractice(house.db, actor.practiceId, async (tx) => {
    if ((await findPatient(tx, actor.practiceId, input.patientId)) === null) return refuse(noSuchPatient)
    const recorded = { recordedAt: now, recordedBy: actor.membershipId, recordedByName: actor.displayName }
    await addDoseElsewhere(tx, actor.practiceId, { ...input, ...recorded })
    const touched = { act: 'dose-history.enter', at: now, patientId: input.patientId } as const
    await recordAccess(tx, actor.practiceId, accessBy(house, actor, touched))
    return accept({ id: input.id })
  })
}

const inTheFuture = {
  family: 'invalid',
  code: 'dose-in-the-future',
  sentence: 'A dose that was given lies in the past. Check the date.',
  field: 'givenOn',
} as const
