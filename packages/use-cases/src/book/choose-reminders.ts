import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { findPatient } from '@holdspace/db/patient-store'
import { addReminderChoice } from '@holdspace/db/reminder-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, byWhom, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'

export const chooseRemindersInput = z.strictObject({
  /** Made once per intention. */
  id: z.uuid(),
  patientId,
  wants: z.boolean(),
})

/** What: a patient says that they want no reminders, or want them again; the newest word counts, the earlier ones stay. */
export async function chooseReminders(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof chooseRemindersInput>,
): Promise<Decision<{ readonly wants: boolean }>> {
  const { now, today } = await occasionOf(house, actor)
  const { id, patientId: whose, wants } = input
  const permitted = permit(actor, 'appointment.book', { today, patientId: whose })
  if (!permitted.ok) return permitted
  const { practiceId } = actor
  return inPractice(house.db, practiceId, async (tx) => {
    if ((await findPatient(tx, practiceId, whose)) === null) return refuse(noSuchPatient)
    const by = byWhom(actor)
    const choice = { id, patientId: whose, wants, at: now, byMembership: by.membershipId, byName: by.name }
    await addReminderChoice(tx, practiceId, choice)
    const touched = { act: 'appointment.book', at: now, patientId: whose, details: { reminders: wants } } as const
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept({ wants })
  })
}
