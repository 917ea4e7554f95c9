import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { findMail, sendMailAgain } from '@holdspace/db/mail-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { mailId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy } from '../people/acting.ts'

export const sendAgainInput = z.strictObject({ mailId })

/** What: a message that did not arrive is tried again from the start, once its address is known to be right. */
export async function sendAgain(
  house: Pick<House, 'db' | 'clock' | 'newId'>,
  actor: StaffActor,
  input: z.output<typeof sendAgainInput>,
): Promise<Decision<{ readonly queued: true }>> {
  const now = house.clock()
  const permitted = permit(actor, 'mail.send-again', { today: dateInZone(now, actor.practiceZone) })
  if (!permitted.ok) return permitted
  return inPractice(house.db, actor.practiceId, async (tx) => {
    const mail = await findMail(tx, actor.practiceId, input.mailId)
    if (mail === null) return refuse(noSuchMail)
    if (mail.status === 'sent' || !(await sendMailAgain(tx, actor.practiceId, input.mailId, now))) {
      return refuse(sentAlready)
    }
    if (mail.patientId !== null) {
      const touched = { act: 'mail.send-again', at: now, patientId: mail.patientId, details: { mailId: mail.mailId } }
      await recordAccess(tx, actor.practiceId, accessBy(house, actor, touched))
    }
    return accept({ queued: true } as const)
  })
}

const noSuchMail = {
  family: 'not-found',
  code: 'mail-not-found',
  sentence: 'This message is not in the outbox.',
} as const

const sentAlready = {
  family: 'conflict',
  code: 'mail-sent-already',
  sentence: 'This message has been sent meanwhile. Write a new one if another is needed.',
} as const
