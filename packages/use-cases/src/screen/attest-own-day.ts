import type { PatientActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { lockedUntil } from '@holdspace/clinic/consent/decide-sign'
import { lockAt } from '@holdspace/clinic/consent/signature-lock'
import { dayOfAnswers, readDayOf } from '@holdspace/clinic/screening/day-of'
import { inPractice } from '@holdspace/db/database'
import { holdPacket } from '@holdspace/db/packet-store'
import { type Decision, refuse } from '@holdspace/kit/decision'
import { RefusalError } from '@holdspace/kit/refusal'
import { z } from 'zod'
import { lockSpansOf } from '../consent/consent-locks.ts'
import type { House } from '../house.ts'
import { noSuchForm } from '../intake/no-such-packet.ts'
import { openForm } from '../intake/open-form.ts'
import { closeForm, type SubmittedForm } from '../intake/submit-form.ts'
import { occasionOf } from '../people/acting.ts'
import { tasksChanged } from '../tasks/tasks-changed.ts'
import { keepDay } from './attest-day.ts'

export const attestOwnDayInput = z.strictObject({
  itemId: z.string().min(1).max(200),
  /** Made once per intention. */
  formId: z.uuid(),
  answers: dayOfAnswers,
})

type OwnHouse = Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl' | 'announce' | 'hashing'>

/**
 * What: on the day, the patient answers for themselves what has changed, on the tablet or their phone, before the first
 * dose: afterwards the words of somebody under the medicine are no attestation. What an answer calls for is the same as
 * when staff ask; the day it counts for is the day on which it is sent.
 */
export async function attestOwnDay(
  house: OwnHouse,
  actor: PatientActor,
  { itemId, formId, answers }: z.output<typeof attestOwnDayInput>,
): Promise<Decision<SubmittedForm>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId, practiceZone: zone, patientId } = actor
  const permitted = permit(actor, 'screening.attest-day', { today, patientId })
  if (!permitted.ok) return permitted
  const reopens = readDayOf(answers).reopens.map((question) => question.id)
  const attested = await inPractice(house.db, practiceId, async (tx) => {
    await holdPacket(tx, actor.packetId)
    const open = await openForm(tx, actor, itemId, now)
    if (!open.ok) return open
    if (open.value.item.kind !== 'day-of') return refuse(noSuchForm)
    const lock = lockAt(await lockSpansOf(tx, house, { practiceId, zone }, patientId, [now]), now)
    if (lock !== null) return refuse(lockedUntil(lock, zone))
    await keepDay(house, tx, actor, { formId, patientId, answers, reopens, now, today })
    const closed = await closeForm(house, tx, actor, itemId, now)
    if (!closed.ok) throw new RefusalError(closed.refusal)
    return closed
  })
  if (attested.ok && reopens.length > 0) house.announce(tasksChanged(practiceId))
  return attested
}
