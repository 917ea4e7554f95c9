import type { HelpCall } from '@holdspace/clinic/calls/help-call'
import type { Tx } from '@holdspace/db/database'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { entryId } from '@holdspace/kit/ids'
import type { Bodies } from '@holdspace/record/catalogue'
import type { HelpCall as RecordedCall } from '@holdspace/record/state'
import type { House } from '../house.ts'
import { appendEntries } from '../session/append-entries.ts'
import type { EntryAuthor } from '../session/entry-author.ts'
import { readLedger } from '../session/ledger.ts'
import { nextRecordDeviceSeq } from '../session/order-dose.ts'
import { recordDevice } from '../session/session-names.ts'
import { sessionNotFound, sessionSealed } from '../session/session-refusals.ts'
import { inSessionTurn, turnOf } from '../session/session-turns.ts'
import { callsNoted } from './calls-noted.ts'

type CallEntry =
  | { readonly kind: 'help-answered'; readonly body: Bodies['help-answered'] }
  | { readonly kind: 'help-escalated'; readonly body: Bodies['help-escalated'] }

type CallHouse = Pick<House, 'db' | 'clock' | 'newId' | 'hashing' | 'randomBytes' | 'announce' | 'publicUrl'>

/**
 * Writes into the session's record what became of a call. `before` is asked of the call as the record has it, again
 * whenever somebody else recorded in between: what it answers is given back, and nothing is written.
 */
export async function recordOfCall<Before>(
  house: CallHouse,
  author: EntryAuthor,
  call: Pick<HelpCall, 'callId' | 'sessionId'>,
  entry: CallEntry,
  before: (call: RecordedCall) => Before | null,
  alongside: (tx: Tx) => Promise<void> = async () => undefined,
): Promise<Decision<{ readonly before: Before | null }>> {
  return inSessionTurn(turnOf(author.practiceId, call.sessionId), async () => {
    for (;;) {
      const ledger = await readLedger(house, author.practiceId, call.sessionId)
      const recorded = ledger?.state.helpCalls.find((one) => one.entryId === call.callId)
      if (ledger === null || recorded === undefined) return refuse(sessionNotFound)
      const known = before(recorded)
      if (known !== null) return accept({ before: known })
      if (ledger.state.signature !== null) return refuse(sessionSealed)
      const now = house.clock()
      const place = { deviceId: recordDevice, deviceSeq: nextRecordDeviceSeq(ledger), occurredAt: now }
      const entries = [{ ...entry, ...place, id: entryId.parse(house.newId()) }]
      const calls = callsNoted(house, author, ledger, entries, now)
      const appended = await appendEntries(house, author, ledger, entries, {
        now,
        alongside: async (tx) => {
          await calls?.keep(tx)
          await alongside(tx)
        },
      })
      if (appended.outcome === 'head-moved') continue
      if (appended.outcome === 'refused') return refuse(appended.refusal)
      calls?.announce()
      return accept({ before: null })
    }
  })
}
