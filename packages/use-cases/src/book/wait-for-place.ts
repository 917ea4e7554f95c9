import { permit } from '@holdspace/clinic/access/permit'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { findPatient } from '@holdspace/db/patient-store'
import { addToWaitlist, appointmentTypesOf, takeOffWaitlist } from '@holdspace/db/schedule-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, byWhom, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { noSuchType } from './book-appointment.ts'
import type { Booking } from './booking.ts'

export const waitForPlaceInput = z.discriminatedUnion('change', [
  z.strictObject({
    change: z.literal('add'),
    id: z.uuid(),
    patientId,
    typeKey: z.string().max(60),
    wishes: z.string().trim().max(300),
  }),
  z.strictObject({ change: z.literal('take-off'), id: z.uuid(), why: z.string().trim().min(2).max(200) }),
])

/** What: somebody would come sooner if a place comes free, or has one now. */
export async function waitForPlace(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: Booking,
  input: z.output<typeof waitForPlaceInput>,
): Promise<Decision<{ readonly done: true }>> {
  const { now, today } = await occasionOf(house, actor)
  const about = input.change === 'add' ? { patientId: input.patientId } : {}
  const permitted = permit(actor, 'appointment.book', { today, ...about })
  if (!permitted.ok) return permitted
  const { practiceId } = actor
  return inPractice(house.db, practiceId, async (tx) => {
    let whose = input.change === 'add' ? input.patientId : null
    if (input.change === 'add') {
      if ((await findPatient(tx, practiceId, input.patientId)) === null) return refuse(noSuchPatient)
      const types = await appointmentTypesOf(tx, practiceId)
      if (!types.some((type) => type.key === input.typeKey)) return refuse(noSuchType)
      const { change: _add, ...entry } = input
      await addToWaitlist(tx, practiceId, { ...entry, at: now, byName: byWhom(actor).name })
    } else {
      whose = await takeOffWaitlist(tx, practiceId, input.id, { at: now, why: input.why })
    }
    if (whose === null) return refuse(notWaiting)
    const touched = { act: 'appointment.book', at: now, patientId: whose, details: { waitlist: input.change } }
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept({ done: true } as const)
  })
}

const notWaiting = {
  family: 'not-found',
  code: 'not-on-the-waitlist',
  sentence: 'This person is not on the waiting list any more.',
} as const
