import type { StaffActor } from '@holdspace/clinic/access/actor'
import { decideAddendum } from '@holdspace/clinic/session/file-addendum'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { entryId, sessionId } from '@holdspace/kit/ids'
import type { StoredEntry } from '@holdspace/record/entry'
import { z } from 'zod'
import type { House } from '../house.ts'
import { sentBeforeAsAnother } from '../sent-before.ts'
import { type AddendumHouse, appendAddendum } from '../session/append-addendum.ts'
import { readLedger } from '../session/ledger.ts'
import { nextRecordDeviceSeq } from '../session/order-dose.ts'
import { recordDevice } from '../session/session-names.ts'
import { sessionNotFound } from '../session/session-refusals.ts'
import { inSessionTurn, turnOf } from '../session/session-turns.ts'
import { sealSoon } from './seal-in-log.ts'

/** What: somebody of the care team adds to a signed record. The signed content stays; the papers are drawn anew with the addendum. */
export const fileAddendumInput = z.strictObject({ id: entryId, sessionId, text: z.string().trim().min(1).max(8_000) })

export async function fileAddendum(
  house: AddendumHouse & Pick<House, 'clock' | 'secretKey'>,
  actor: StaffActor,
  input: z.output<typeof fileAddendumInput>,
): Promise<Decision<{ readonly seq: number }>> {
  return inSessionTurn(turnOf(actor.practiceId, input.sessionId), () => fileInTurn(house, actor, input))
}

async function fileInTurn(
  house: AddendumHouse & Pick<House, 'clock' | 'secretKey'>,
  actor: StaffActor,
  input: z.output<typeof fileAddendumInput>,
): Promise<Decision<{ readonly seq: number }>> {
  for (;;) {
    const now = house.clock()
    const ledger = await readLedger(house, actor.practiceId, input.sessionId)
    if (ledger === null) return refuse(sessionNotFound)
    const known = ledger.entries.find((entry) => entry.id === input.id)
    if (known !== undefined)
      return isSent(known, actor, input) ? accept({ seq: known.seq }) : refuse(sentBeforeAsAnother)
    const today = dateInZone(now, actor.practiceZone)
    const decided = decideAddendum({ actor, state: ledger.state, text: input.text, today })
    if (!decided.ok) return decided
    const count = { deviceId: recordDevice, deviceSeq: nextRecordDeviceSeq(ledger) }
    const entry = { kind: 'addendum-filed' as const, body: decided.value, occurredAt: now, id: input.id, ...count }
    const appended = await appendAddendum(house, actor, ledger, entry, now)
    if (appended.outcome === 'head-moved') continue
    if (appended.outcome === 'refused') return refuse(appended.refusal)
    await sealSoon(house, actor, input.sessionId)
    return accept({ seq: appended.entries[0]?.seq ?? 0 })
  }
}

/** The same words by the same person; anything else under this id is another addendum, and it is not on record (IK5). */
function isSent(known: StoredEntry, actor: StaffActor, { text }: z.output<typeof fileAddendumInput>): boolean {
  if (known.kind !== 'addendum-filed' || known.actor.membershipId !== actor.membershipId) return false
  return known.body === null || known.body.text === text
}
