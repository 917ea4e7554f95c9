import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { recordAccesses } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { listMails, type MailRow } from '@holdspace/db/mail-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision } from '@holdspace/kit/decision'
import type { Instant } from '@holdspace/kit/instant'
import type { House } from '../house.ts'
import { accessBy } from '../people/acting.ts'

export interface Outbox {
  /** In the demo everything with its words, because nobody receives it; else what waits or was not delivered. */
  readonly isDemo: boolean
  readonly mails: readonly MailRow[]
  readonly zone: string
  readonly serverNow: Instant
  readonly maySendAgain: boolean
}

/** What: staff look at what was written to people: in the demo all of it, elsewhere what has not arrived. */
export async function listOutbox(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'isDemo'>,
  actor: StaffActor,
): Promise<Decision<Outbox>> {
  const now = house.clock()
  const today = dateInZone(now, actor.practiceZone)
  const permitted = permit(actor, 'mail.read', { today })
  if (!permitted.ok) return permitted
  return inPractice(house.db, actor.practiceId, async (tx) => {
    const found = await listMails(tx, actor.practiceId, {
      ...(house.isDemo ? {} : { statuses: ['queued', 'not-delivered'] as const }),
      limit: 200,
    })
    const patients = [...new Set(found.flatMap((mail) => (mail.patientId === null ? [] : [mail.patientId])))]
    const touched = patients.map((patientId) => accessBy(house, actor, { act: 'mail.read', at: now, patientId }))
    await recordAccesses(tx, actor.practiceId, touched)
    return accept({
      isDemo: house.isDemo,
      // A link in a waiting message is the patient's own key; outside the demo nobody here reads it.
      mails: house.isDemo ? found : found.map((mail) => ({ ...mail, body: null })),
      zone: actor.practiceZone,
      serverNow: now,
      maySendAgain: permit(actor, 'mail.send-again', { today }).ok,
    })
  })
}
