import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { decideEntry } from '@holdspace/clinic/session/chart-entry'
import { type CalendarDate, dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type EntryId, sessionId } from '@holdspace/kit/ids'
import { type Instant, instant } from '@holdspace/kit/instant'
import type { Refusal } from '@holdspace/kit/refusal'
import { canonicalJson, type Json } from '@holdspace/proof/canonical-json'
import { catalogue, type Kind } from '@holdspace/record/catalogue'
import { readEntries } from '@holdspace/record/effective'
import { type EntryDraft, entryDraft, isOfKind, type StoredEntry } from '@holdspace/record/entry'
import { stateOf } from '@holdspace/record/evolve'
import { z } from 'zod'
import type { House } from '../house.ts'
import { appendAddendum } from './append-addendum.ts'
import { type Appending, type AppendOptions, appendEntries } from './append-entries.ts'
import { lateAddendum } from './late-entry.ts'
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

type RecordHouse = Pick<
  House,
  'db' | 'clock' | 'newId' | 'hashing' | 'randomBytes' | 'announce' | 'publicUrl' | 'drawPdf'
>

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
    const recordable = decideAll({ actor, ledger, drafts: input.drafts, madeBefore, now, today }, settled)
    const first = recordable[0]
    if (first === undefined) return accept({ results: inOrder(input.drafts, settled) })
    const appended =
      ledger.state.signature === null
        ? await appendEntries(house, actor, ledger, recordable, {
            procedure: 'session.record',
            now,
            ...ending(recordable),
          })
        : await appendAddendum(
            house,
            actor,
            ledger,
            { ...first, kind: 'addendum-filed', body: lateAddendum(first) },
            now,
          )
    if (appended.outcome === 'refused') return onlyOneAtATime(house, actor, input, madeBefore, appended.refusal)
    // Recorded entries are found in the ledger on the next turn; so is whatever somebody else recorded in between.
  }
}

/** Something in the batch was taken before under another content: each entry then answers for itself. */
async function onlyOneAtATime(
  house: RecordHouse,
  actor: StaffActor,
  input: z.output<typeof recordEntriesInput>,
  madeBefore: Instant | null,
  refusal: Refusal,
): Promise<Decision<{ readonly results: readonly EntryAnswer[] }>> {
  const [only] = input.drafts
  if (input.drafts.length === 1 && only !== undefined) {
    return accept({ results: [{ id: only.id, outcome: 'refused', refusal }] })
  }
  const results: EntryAnswer[] = []
  for (const draft of input.drafts) {
    const one = await recordEntries(house, actor, { ...input, drafts: [draft] }, madeBefore)
    if (!one.ok) return one
    results.push(...one.value.results)
  }
  return accept({ results })
}

interface Batch {
  readonly actor: StaffActor
  readonly ledger: SessionLedger
  readonly drafts: readonly EntryDraft[]
  readonly madeBefore: Instant | null
  readonly now: Instant
  readonly today: CalendarDate
}

/** Decides each draft on top of those before it; what is already known or refused goes to `settled`. */
function decideAll(batch: Batch, settled: Map<EntryId, EntryAnswer>): Appending[] {
  const { actor, ledger, now, today } = batch
  const recordable: Appending[] = []
  let entries = ledger.entries
  for (const draft of batch.drafts) {
    const answered = answerKnown(draft, ledger) ?? answerLocked(draft, batch.madeBefore)
    if (answered !== null) {
      settled.set(draft.id, answered)
      continue
    }
    const reading = readEntries(entries)
    const question = { actor, state: stateOf(reading), reading, draft, now, today, protocol: ledger.protocol }
    const decided = decideEntry(question)
    if (!decided.ok) {
      settled.set(draft.id, { id: draft.id, outcome: 'refused', refusal: decided.refusal })
      continue
    }
    const appending = { ...decided.value, id: draft.id, deviceId: draft.deviceId, deviceSeq: draft.deviceSeq }
    recordable.push(appending)
    const place = { sessionId: ledger.sessionId, seq: entries.length + 1, recordedAt: now, leafHash: '' }
    entries = [...entries, storedEntry(appending, actor, place)]
  }
  return recordable
}

function ending(entries: readonly Appending[]): Pick<AppendOptions, 'change'> {
  return entries.some((entry) => entry.kind === 'session-ended') ? { change: { status: 'ended' } } : {}
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
  if (isOfKind(known, 'addendum-filed') && known.body.lateEntry !== undefined) {
    return (
      known.body.lateEntry.kind === draft.kind &&
      said(draft.kind, known.body.lateEntry.body) === said(draft.kind, draft.body)
    )
  }
  return known.kind === draft.kind && said(known.kind, known.body) === said(draft.kind, draft.body)
}

/** What a body says once its schema has read it. The unmet criteria of an ending are the server's words, not the client's. */
function said(kind: Kind, body: unknown): string {
  const parsed = catalogue[kind].safeParse(body)
  if (!parsed.success) return ''
  return canonicalJson((kind === 'session-ended' ? { ...parsed.data, unmetCriteria: [] } : parsed.data) as Json)
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
