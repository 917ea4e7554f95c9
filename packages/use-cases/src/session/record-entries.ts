import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { decideEntry } from '@holdspace/clinic/session/chart-entry'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type EntryId, sessionId } from '@holdspace/kit/ids'
import { type Instant, instant } from '@holdspace/kit/instant'
import type { Refusal } from '@holdspace/kit/refusal'
import { canonicalJson, type Json } from '@holdspace/proof/canonical-json'
import { readEntries } from '@holdspace/record/effective'
import { type EntryDraft, entryDraft, type StoredEntry } from '@holdspace/record/entry'
import { stateOf } from '@holdspace/record/evolve'
import { z } from 'zod'
import type { House } from '../house.ts'
import { type Appending, appendEntries } from './append-entries.ts'
import { readLedger, type SessionLedger } from './ledger.ts'
import { sessionNotFound } from './session-refusals.ts'
import { storedEntry } from './stored-entry.ts'

/**
 * What: somebody in the room records what happened, one entry or those that waited on a device. Each entry is decided by
 * itself: one that cannot be a fact is refused by name and holds back none of the others.
 */
export const recordEntriesInput = z.strictObject({
  sessionId,
  drafts: z.array(entryDraft).min(1).max(50),
})

export type EntryAnswer =
  | { readonly id: EntryId; readonly outcome: 'recorded'; readonly seq: number; readonly recordedAt: Instant }
  | { readonly id: EntryId; readonly outcome: 'refused'; readonly refusal: Refusal }

type RecordHouse = Pick<House, 'db' | 'clock' | 'newId' | 'hashing' | 'randomBytes' | 'announce' | 'publicUrl'>

/** `madeBefore`: set while the login is locked; only entries that happened before the lock are taken (RULINGS 14). */
export async function recordEntries(
  house: RecordHouse,
  actor: StaffActor,
  input: z.output<typeof recordEntriesInput>,
  madeBefore: Instant | null = null,
): Promise<Decision<{ readonly results: readonly EntryAnswer[] }>> {
  const settled = new Map<EntryId, EntryAnswer>()
  for (;;) {
    const ledger = await readLedger(house, actor.practiceId, input.sessionId)
    const now = house.clock()
    const today = dateInZone(now, actor.practiceZone)
    if (ledger === null) return refuse(sessionNotFound)
    const permitted = permit(actor, 'session.read', { today, patientId: ledger.patientId })
    if (!permitted.ok) return permitted
    const recordable: Appending[] = []
    let entries = ledger.entries
    for (const draft of input.drafts) {
      const answered = answerKnown(draft, ledger) ?? answerLocked(draft, madeBefore)
      if (answered !== null) {
        settled.set(draft.id, answered)
        continue
      }
      const reading = readEntries(entries)
      const decided = decideEntry({
        actor,
        state: stateOf(reading),
        reading,
        draft,
        now,
        today,
        protocol: ledger.protocol,
      })
      if (!decided.ok) {
        settled.set(draft.id, { id: draft.id, outcome: 'refused', refusal: decided.refusal })
        continue
      }
      const appending = { ...decided.value, id: draft.id, deviceId: draft.deviceId, deviceSeq: draft.deviceSeq }
      recordable.push(appending)
      const place = { sessionId: input.sessionId, seq: entries.length + 1, recordedAt: now, leafHash: '' }
      entries = [...entries, storedEntry(appending, actor, place)]
    }
    if (recordable.length === 0) return accept({ results: inOrder(input.drafts, settled) })
    const ends = recordable.some((entry) => entry.kind === 'session-ended')
    const appended = await appendEntries(house, actor, ledger, recordable, {
      procedure: 'session.record',
      now,
      ...(ends ? { change: { status: 'ended' as const } } : {}),
    })
    if (appended.outcome === 'head-moved') continue
    if (appended.outcome === 'refused') return refuse(appended.refusal)
    for (const one of appended.entries) settled.set(one.id, { ...one, outcome: 'recorded', recordedAt: now })
    return accept({ results: inOrder(input.drafts, settled) })
  }
}

/** An entry that is already in the record: the same content is answered again, another content is a reused id (IK4, IK5). */
function answerKnown(draft: EntryDraft, ledger: SessionLedger): EntryAnswer | null {
  const known = ledger.entries.find((entry) => entry.id === draft.id)
  if (known === undefined) return null
  if (known.body !== null && !saysTheSame(known, draft)) {
    return { id: draft.id, outcome: 'refused', refusal: reusedId }
  }
  return { id: draft.id, outcome: 'recorded', seq: known.seq, recordedAt: known.recordedAt }
}

function saysTheSame(known: StoredEntry, draft: EntryDraft): boolean {
  return known.kind === draft.kind && canonicalJson(known.body as Json) === canonicalJson(draft.body as Json)
}

function answerLocked(draft: EntryDraft, madeBefore: Instant | null): EntryAnswer | null {
  const made = instant.safeParse(draft.occurredAt)
  if (madeBefore === null || (made.success && made.data <= madeBefore)) return null
  return { id: draft.id, outcome: 'refused', refusal: madeAfterLock }
}

function inOrder(drafts: readonly EntryDraft[], settled: ReadonlyMap<EntryId, EntryAnswer>): EntryAnswer[] {
  return drafts.flatMap((draft) => settled.get(draft.id) ?? [])
}

const reusedId: Refusal = {
  family: 'unprocessable',
  code: 'entry-id-reused',
  field: 'id',
  sentence: 'An entry with this id says something else already. It was not changed; write a new entry.',
}

const madeAfterLock: Refusal = {
  family: 'login-locked',
  code: 'made-after-lock',
  sentence: 'This login was locked when the entry was made. Unlock with your password, then record it again.',
}
