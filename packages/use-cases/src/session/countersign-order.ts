import type { StaffActor } from '@holdspace/clinic/access/actor'
import { decideCountersign } from '@holdspace/clinic/session/verbal-order'
import type { Tx } from '@holdspace/db/database'
import { lockTask, recordTaskStep, taskOfEvidence } from '@holdspace/db/task-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { entryId, sessionId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { StoredEntry } from '@holdspace/record/entry'
import { z } from 'zod'
import type { House } from '../house.ts'
import { sentBeforeAsAnother } from '../sent-before.ts'
import { appendEntries } from './append-entries.ts'
import { readLedger } from './ledger.ts'
import { nextRecordDeviceSeq, type OrderHouse } from './order-dose.ts'
import { recordDevice } from './session-names.ts'
import { sessionNotFound } from './session-refusals.ts'
import { inSessionTurn, turnOf } from './session-turns.ts'
import { verbalOrderEvidence } from './take-verbal-order.ts'

/** What: the prescriber takes an order they gave by word for their own, under their password (RULINGS 3). */
export const countersignOrderInput = z.strictObject({ id: entryId, sessionId, orderEntryId: entryId })

type Input = z.output<typeof countersignOrderInput>

export async function countersignOrder(
  house: OrderHouse,
  actor: StaffActor,
  input: Input,
): Promise<Decision<{ readonly seq: number }>> {
  return inSessionTurn(turnOf(actor.practiceId, input.sessionId), () => countersignInTurn(house, actor, input))
}

async function countersignInTurn(
  house: OrderHouse,
  actor: StaffActor,
  input: Input,
): Promise<Decision<{ readonly seq: number }>> {
  for (;;) {
    const ledger = await readLedger(house, actor.practiceId, input.sessionId)
    if (ledger === null) return refuse(sessionNotFound)
    const known = ledger.entries.find((entry) => entry.id === input.id)
    if (known !== undefined)
      return isSent(known, actor, input) ? accept({ seq: known.seq }) : refuse(sentBeforeAsAnother)
    const now = house.clock()
    const { orderEntryId } = input
    const today = dateInZone(now, actor.practiceZone)
    const decided = decideCountersign({ actor, state: ledger.state, orderEntryId, now, today })
    if (!decided.ok) return decided
    const entry = {
      kind: 'order-countersigned' as const,
      body: decided.value,
      id: input.id,
      occurredAt: now,
      deviceId: recordDevice,
      deviceSeq: nextRecordDeviceSeq(ledger),
    }
    const appended = await appendEntries(house, actor, ledger, [entry], {
      now,
      alongside: (tx) => closeTask(tx, house, actor, input, now),
    })
    if (appended.outcome === 'head-moved') continue
    if (appended.outcome === 'refused') return refuse(appended.refusal)
    return accept({ seq: appended.entries[0]?.seq ?? 0 })
  }
}

/** The same order by the same person; anything else under this id countersigns nothing (IK5). */
function isSent(known: StoredEntry, actor: StaffActor, { orderEntryId }: Input): boolean {
  if (known.kind !== 'order-countersigned' || known.actor.membershipId !== actor.membershipId) return false
  return known.body === null || known.body.orderEntryId === orderEntryId
}

async function closeTask(
  tx: Tx,
  house: Pick<House, 'newId'>,
  actor: StaffActor,
  input: Input,
  at: Instant,
): Promise<void> {
  const evidence = verbalOrderEvidence(input.sessionId, input.orderEntryId)
  const opened = await taskOfEvidence(tx, actor.practiceId, 'countersign-order', evidence)
  if (opened === null || opened.status === 'done') return
  await lockTask(tx, actor.practiceId, opened.taskId)
  const by = { membershipId: actor.membershipId, name: actor.displayName }
  const step = { id: house.newId(), taskId: opened.taskId, at, kind: 'done' as const, by, words: 'Countersigned' }
  await recordTaskStep(tx, actor.practiceId, step, {})
}
