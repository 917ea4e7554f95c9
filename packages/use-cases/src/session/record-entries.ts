import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { spansInForce } from '@holdspace/clinic/consent/in-force'
import { decideEntry } from '@holdspace/clinic/session/chart-entry'
import type { InstructionsInForce } from '@holdspace/clinic/session/instructions'
import { consentVersions } from '@holdspace/db/consent-store'
import { inPractice } from '@holdspace/db/database'
import { type CalendarDate, dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type EntryId, sessionId } from '@holdspace/kit/ids'
import { type Instant, instant } from '@holdspace/kit/instant'
import { joined } from '@holdspace/kit/joined'
import type { Refusal } from '@holdspace/kit/refusal'
import { canonicalJson, type Json } from '@holdspace/proof/canonical-json'
import { type Bodies, catalogue, isKind, type Kind } from '@holdspace/record/catalogue'
import { isOfKind, type StoredEntry } from '@holdspace/record/entry'
import { type Grown, grow } from '@holdspace/record/grow'
import { type EntryDraft, entryDraft } from '@holdspace/record/read-entry'
import { z } from 'zod'
import { callsNoted } from '../calls/calls-noted.ts'
import type { House } from '../house.ts'
import { appendAddendum } from './append-addendum.ts'
import { type Appended, type AppendOptions, appendEntries } from './append-entries.ts'
import type { Appending } from './appending.ts'
import { lateAddendum } from './late-entry.ts'
import { entryOf, readLedger, recallLedger, type SessionLedger } from './ledger.ts'
import { recordDevice } from './session-names.ts'
import { sessionNotFound } from './session-refusals.ts'
import { inSessionTurn, longestLine, turnOf } from './session-turns.ts'
import { storedEntry } from './stored-entry.ts'
import { together } from './take-turns.ts'

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

type Input = z.output<typeof recordEntriesInput>
type Answer = Decision<{ readonly results: readonly EntryAnswer[] }>

/** `madeBefore`: set while the login is locked; only entries that happened before the lock are taken (RULINGS 14). */
export async function recordEntries(
  house: RecordHouse,
  actor: StaffActor,
  input: Input,
  madeBefore: Instant | null = null,
): Promise<Answer> {
  return sendTogether(turnOf(actor.practiceId, input.sessionId), { house, actor, input, madeBefore })
}

interface Sent {
  readonly house: RecordHouse
  readonly actor: StaffActor
  readonly input: Input
  readonly madeBefore: Instant | null
}

/** All that is known of who sends: only what is sent with exactly the same rights is recorded together. */
function rightsOf({ actor, madeBefore }: Sent): string {
  return JSON.stringify([actor, madeBefore])
}

const mostTogether = 50

const sendTogether = together<Sent, Answer>({
  inTurn: inSessionTurn,
  longest: longestLine,
  fits: (chosen, next) => {
    const [first] = chosen
    const drafts = chosen.flatMap((sent) => sent.input.drafts)
    // The same entry sent again finds itself in the record on the next turn.
    const ids = new Set(drafts.map((draft) => draft.id))
    const isNew = next.input.drafts.every((draft) => !ids.has(draft.id))
    return (
      first.house === next.house &&
      isNew &&
      drafts.length + next.input.drafts.length <= mostTogether &&
      rightsOf(first) === rightsOf(next)
    )
  },
  run: async (all) => {
    const [{ house, actor, input, madeBefore }] = all
    const drafts = all.flatMap((sent) => sent.input.drafts)
    const settled = await settle(house, actor, { sessionId: input.sessionId, drafts }, madeBefore)
    return all.map((sent) => (settled.ok ? accept({ results: inOrder(sent.input.drafts, settled.value) }) : settled))
  },
})

type Settled = ReadonlyMap<EntryId, EntryAnswer>

/** Decides and records until every draft has its answer. Decided on what this process remembers, where that is enough. */
async function settle(
  house: RecordHouse,
  actor: StaffActor,
  input: Input,
  madeBefore: Instant | null,
): Promise<Decision<Settled>> {
  const { practiceId } = actor
  const settled = new Map<EntryId, EntryAnswer>()
  let known = recallLedger(house.db, practiceId, input.sessionId)
  const texts = await instructionsFor(house, actor, input.drafts)
  // Memory is up to date when we have just recorded onto it; otherwise another process may have recorded since.
  let isCurrent = false
  for (;;) {
    const ledger = known ?? (await readLedger(house, practiceId, input.sessionId))
    if (known === null) isCurrent = true
    if (ledger === null) return refuse(sessionNotFound)
    const now = house.clock()
    const today = dateInZone(now, actor.practiceZone)
    const permitted = permit(actor, 'session.read', { today, patientId: ledger.patientId })
    if (!permitted.ok) return permitted
    const batch = { actor, ledger, drafts: input.drafts, madeBefore, now, today, instructionsTexts: texts }
    const recordable = decideAll(batch, settled)
    if (!isCurrent && [...settled.values()].some((answer) => answer.outcome === 'refused')) {
      settled.clear()
      known = null
      continue
    }
    if (recordable.length === 0) return accept(settled)
    const appended = await append(house, actor, ledger, recordable, now)
    if (appended.outcome === 'refused' && isCurrent)
      return onlyOneAtATime(house, actor, input, madeBefore, appended.refusal)
    // What somebody else recorded in between is found in the ledger on the next turn.
    isCurrent = appended.outcome === 'recorded'
    if (appended.outcome === 'recorded') {
      for (const { id, seq } of appended.entries) settled.set(id, { id, outcome: 'recorded', seq, recordedAt: now })
      if (input.drafts.every((draft) => settled.has(draft.id))) return accept(settled)
    }
    known = isCurrent ? recallLedger(house.db, practiceId, input.sessionId) : null
  }
}

/** Before the signature as they are; after it each as an unconfirmed addendum of its own (RULINGS 1). */
async function append(
  house: RecordHouse,
  actor: StaffActor,
  ledger: SessionLedger,
  recordable: readonly Appending[],
  now: Instant,
): Promise<Appended> {
  const [first] = recordable
  if (first === undefined || ledger.state.signature === null) {
    const calls = callsNoted(house, actor, ledger, recordable, now)
    const appended = await appendEntries(house, actor, ledger, recordable, {
      now,
      change: ending(recordable),
      alongside: calls?.keep,
    })
    if (appended.outcome === 'recorded') calls?.announce()
    return appended
  }
  return appendAddendum(house, actor, ledger, { ...first, kind: 'addendum-filed', body: lateAddendum(first) }, now)
}

/** Something in the batch was taken before under another content: each entry then answers for itself. */
async function onlyOneAtATime(
  house: RecordHouse,
  actor: StaffActor,
  input: Input,
  madeBefore: Instant | null,
  refusal: Refusal,
): Promise<Decision<Settled>> {
  const [only] = input.drafts
  if (input.drafts.length === 1 && only !== undefined) {
    return accept(new Map([[only.id, { id: only.id, outcome: 'refused', refusal }]]))
  }
  const settled = new Map<EntryId, EntryAnswer>()
  for (const draft of input.drafts) {
    const one = await settle(house, actor, { ...input, drafts: [draft] }, madeBefore)
    if (!one.ok) return one
    for (const [id, answer] of one.value) settled.set(id, answer)
  }
  return accept(settled)
}

interface Batch {
  readonly actor: StaffActor
  readonly ledger: SessionLedger
  readonly drafts: readonly EntryDraft[]
  readonly madeBefore: Instant | null
  readonly now: Instant
  readonly today: CalendarDate
  readonly instructionsTexts: readonly InstructionsInForce[]
}

/** What escorts may have signed; read only where an answer of one is among the drafts. */
async function instructionsFor(
  { db }: RecordHouse,
  { practiceId, practiceZone: zone }: StaffActor,
  drafts: readonly EntryDraft[],
): Promise<readonly InstructionsInForce[]> {
  if (drafts.every(({ kind }) => kind !== 'instructions-answered')) return []
  const published = await inPractice(db, practiceId, (tx) => consentVersions(tx, practiceId, 'discharge-instructions'))
  return spansInForce(published, zone)
}

/** Decides each draft on top of those before it; what is already known or refused goes to `settled`. */
function decideAll(batch: Batch, settled: Map<EntryId, EntryAnswer>): Appending[] {
  const { actor, ledger, now, today, instructionsTexts } = batch
  const recordable: Appending[] = []
  let grown: Grown = ledger
  for (const [at, draft] of batch.drafts.entries()) {
    const answered = answerKnown(draft, actor, ledger) ?? answerUntaken(draft, batch.madeBefore)
    if (answered !== null) {
      settled.set(draft.id, answered)
      continue
    }
    const { state, reading } = grown
    const { protocol } = ledger
    const decided = decideEntry({ actor, state, reading, draft, now, today, instructionsTexts, protocol })
    if (!decided.ok) {
      settled.set(draft.id, { id: draft.id, outcome: 'refused', refusal: decided.refusal })
      continue
    }
    const appending = joined(decided.value, { id: draft.id, deviceId: draft.deviceId, deviceSeq: draft.deviceSeq })
    recordable.push(appending)
    if (at + 1 === batch.drafts.length) break
    const place = { sessionId: ledger.sessionId, seq: grown.entries.length + 1, recordedAt: now, leafHash: '' }
    grown = grow(grown, storedEntry(appending, actor, place))
  }
  return recordable
}

function ending(entries: readonly Appending[]): AppendOptions['change'] {
  return entries.some((entry) => entry.kind === 'session-ended') ? { status: 'ended' } : undefined
}

/**
 * An entry that is already in the record: the same content of the same person is answered again, anything else is a reused
 * id, and nobody is told that it is recorded (IK2, IK4, IK5).
 */
function answerKnown(draft: EntryDraft, actor: StaffActor, ledger: SessionLedger): EntryAnswer | null {
  const known = entryOf(ledger, draft.id)
  if (known === null) return null
  const isTheirs = known.actor.membershipId === actor.membershipId
  if (!isTheirs || !isSameTime(known, draft) || (known.body !== null && !saysTheSame(known, draft))) {
    return { id: draft.id, outcome: 'refused', refusal: reusedId }
  }
  return { id: draft.id, outcome: 'recorded', seq: known.seq, recordedAt: known.recordedAt }
}

/** What a device whose clock ran ahead said of the time was recorded as the moment in which it came (`notLater`). */
function isSameTime(known: StoredEntry, { occurredAt }: EntryDraft): boolean {
  const said = instant.safeParse(occurredAt)
  if (!said.success) return false
  return said.data === known.occurredAt || (known.occurredAt === known.recordedAt && said.data > known.recordedAt)
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
  return canonicalJson(withoutServersWords(kind, parsed.data as Record<string, unknown>) as Json)
}

function withoutServersWords(kind: Kind, body: Record<string, unknown>): Record<string, unknown> {
  if (kind === 'session-ended') return { ...body, unmetCriteria: [] }
  if (kind === 'entry-corrected') {
    const { correctsKind, replacement } = body as Bodies['entry-corrected']
    return { ...body, replacement: isKind(correctsKind) ? said(correctsKind, replacement) : '' }
  }
  const { breach: _found, ...rest } = body
  return rest
}

function answerUntaken(draft: EntryDraft, madeBefore: Instant | null): EntryAnswer | null {
  if (draft.deviceId === recordDevice) return { id: draft.id, outcome: 'refused', refusal: notADevice }
  if (madeBefore === null) return null
  const made = instant.safeParse(draft.occurredAt)
  if (made.success && made.data <= madeBefore) return null
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

const notADevice: Refusal = {
  family: 'invalid',
  code: 'not-a-device',
  field: 'deviceId',
  sentence: 'Under this device only Holdspace itself writes. Send the entry under your own device.',
}

const madeAfterLock: Refusal = {
  family: 'login-locked',
  code: 'made-after-lock',
  sentence: 'This login was locked when the entry was made. Unlock with your password, then record it again.',
}
