import type { Act } from '@holdspace/clinic/access/acts'
import { actOfKind } from '@holdspace/clinic/session/acts-of-kinds'
import type { AuditEvent } from '@holdspace/db/audit-row'
import { inPractice, type Tx } from '@holdspace/db/database'
import { type Recorded, type RecordedAct, recordAct } from '@holdspace/db/record-act'
import type { RecordPaper } from '@holdspace/fhir/session-context'
import type { AccountId, EntryId, IdempotencyKey } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { Refusal } from '@holdspace/kit/refusal'
import { hex } from '@holdspace/proof/bytes'
import { canonicalJson, type Json } from '@holdspace/proof/canonical-json'
import { type ChainHead, type SealedEntry, sealEntry } from '@holdspace/proof/session-chain'
import { utf8 } from '@holdspace/proof/utf8'
import type { StoredEntry } from '@holdspace/record/entry'
import { parseBody } from '@holdspace/record/read-entry'
import type { House } from '../house.ts'
import { accessBy } from '../people/acting.ts'
import type { Appending } from './appending.ts'
import type { EntryAuthor } from './entry-author.ts'
import { actorText } from './entry-codec.ts'
import { forgetLedger, rememberAppended, type SessionLedger } from './ledger.ts'
import { fhirChanges } from './session-fhir.ts'
import { ledgerOrigin, sessionBoardTopic, sessionTopic } from './session-names.ts'
import { keyReused, sessionSealed } from './session-refusals.ts'
import { storedEntry } from './stored-entry.ts'

export type Appended =
  | { readonly outcome: 'recorded'; readonly entries: readonly { readonly id: EntryId; readonly seq: number }[] }
  /** Somebody else recorded first: read the ledger again, decide again. */
  | { readonly outcome: 'head-moved' }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }

export interface AppendOptions extends Pick<RecordedAct, 'change' | 'afterSeal'> {
  readonly procedure: string
  readonly now: Instant
  /** Sealed beforehand (`sealAll`), where a paper had to name the leaf hash. */
  readonly sealed?: readonly SealedEntry[]
  /** The drawn paper, when these entries sign the record or add to it. */
  readonly paper?: RecordPaper
  /** More to write in the same transaction, once the act is recorded: the papers of a signature. */
  readonly alongside?: (tx: Tx) => Promise<void>
}

type AppendHouse = Pick<House, 'db' | 'newId' | 'hashing' | 'randomBytes' | 'announce' | 'publicUrl'>

/** Seals decided entries onto the head they were decided on, and records them with audit and FHIR in one round trip. */
export async function appendEntries(
  house: AppendHouse,
  actor: EntryAuthor,
  ledger: SessionLedger,
  entries: readonly Appending[],
  options: AppendOptions,
): Promise<Appended> {
  const sealed = options.sealed ?? sealAll(house, actor, ledger, entries, options.now)
  const first = entries[0]
  if (first === undefined) return { outcome: 'recorded', entries: [] }
  const stored = storedAll(actor, ledger, entries, sealed, options.now)
  const answer = stored.map(({ id, seq }) => ({ id, seq }))
  const recorded = await commit(house, actor, options, {
    practiceId: actor.practiceId,
    sessionId: ledger.sessionId,
    once: {
      actorId: ownerOfKey(actor),
      procedure: options.procedure,
      key: first.id as string as IdempotencyKey,
      bodyHash: house.hashing.sha256(utf8(canonicalJson(entries.map(keyed) as Json))),
    },
    answer,
    at: options.now,
    head: ledger.head,
    entries: sealed,
    audit: auditOf(house, actor, ledger, entries, options),
    withdraws: entries.flatMap((entry) => (entry.kind === 'entry-withdrawn' ? [entry.body.withdrawsSeq] : [])),
    fhir: fhirChanges(house, actor, ledger, stored, options.paper ?? null),
    ...(options.change === undefined ? {} : { change: options.change }),
    ...(options.afterSeal === undefined ? {} : { afterSeal: options.afterSeal }),
  })
  switch (recorded.outcome) {
    case 'recorded':
      if (addsOnly(entries, options)) rememberAppended(house.db, actor.practiceId, ledger, sealed)
      else forgetLedger(house.db, actor.practiceId, ledger.sessionId)
      house.announce(sessionTopic(ledger.sessionId))
      if (options.change !== undefined) house.announce(sessionBoardTopic(actor.practiceId))
      return { outcome: 'recorded', entries: answer }
    case 'replayed':
    case 'head-moved':
      return { outcome: 'head-moved' }
    case 'key-reused':
      return { outcome: 'refused', refusal: keyReused }
    case 'sealed':
      return { outcome: 'refused', refusal: sessionSealed }
  }
}

function addsOnly(entries: readonly Appending[], { change }: AppendOptions): boolean {
  return change === undefined && !entries.some((entry) => entry.kind === 'entry-withdrawn')
}

/** One statement where the act stands alone; one transaction where something else belongs to it. */
async function commit(
  house: AppendHouse,
  actor: EntryAuthor,
  options: AppendOptions,
  act: RecordedAct,
): Promise<Recorded> {
  const { alongside } = options
  if (alongside === undefined) return recordAct(house.db, act)
  return inPractice(house.db, actor.practiceId, async (tx) => {
    const recorded = await recordAct(tx, act)
    if (recorded.outcome === 'recorded') await alongside(tx)
    return recorded
  })
}

/** Under whose name a request is remembered, so that a repeat finds its answer; Holdspace's own under the practice's. */
function ownerOfKey(author: EntryAuthor): RecordedAct['once']['actorId'] {
  switch (author.kind) {
    case 'staff':
      return author.accountId
    case 'patient':
      return author.patientId
    case 'system':
      return author.practiceId as string as AccountId
  }
}

/** What makes two requests the same: the entries' own content, not when the server took them in. */
function keyed({ id, kind, occurredAt, body }: Appending) {
  return { id, kind, occurredAt, body }
}

/** Gives the entries their places after the head they were decided on, each with a fresh salt. */
export function sealAll(
  house: Pick<House, 'hashing' | 'randomBytes'>,
  actor: EntryAuthor,
  ledger: SessionLedger,
  entries: readonly Appending[],
  now: Instant,
): SealedEntry[] {
  let head: ChainHead | undefined = ledger.head ?? undefined
  return entries.map((entry) => {
    assertReadable(entry)
    const sealed = sealEntry(
      head,
      {
        ledger: ledgerOrigin(actor.practiceId),
        sessionId: ledger.sessionId,
        idempotencyKey: entry.id,
        kind: entry.kind,
        actor: actorText(actor),
        deviceId: entry.deviceId,
        deviceSeq: entry.deviceSeq,
        occurredAt: entry.occurredAt,
        recordedAt: now,
        body: entry.body as Json,
      },
      house.randomBytes(32),
      house.hashing.sha256,
    )
    head = sealed
    return sealed
  })
}

/**
 * Throws before anything is sealed. What the ledger once holds stays, and a body that its kind cannot read would close the
 * whole session to everybody for ever.
 */
export function assertReadable({ kind, body }: Pick<Appending, 'kind' | 'body'>): void {
  parseBody(kind, body)
}

/** The entries as the record will hold them. */
export function storedAll(
  actor: EntryAuthor,
  ledger: SessionLedger,
  entries: readonly Appending[],
  sealed: readonly SealedEntry[],
  recordedAt: Instant,
): StoredEntry[] {
  return entries.flatMap((entry, at) => {
    const seal = sealed[at]
    if (seal === undefined) return []
    const place = { sessionId: ledger.sessionId, seq: seal.sessionSeq, recordedAt, leafHash: hex(seal.leafHash) }
    return [storedEntry(entry, actor, place)]
  })
}

/** An order written down for somebody else is its own act in the access record (RULINGS 3). */
function actOf(entry: Appending): Act {
  const isVerbal = entry.kind === 'dose-ordered' && entry.body.verbal !== undefined
  return isVerbal ? 'session.take-verbal-order' : actOfKind[entry.kind]
}

function auditOf(
  house: AppendHouse,
  actor: EntryAuthor,
  ledger: SessionLedger,
  entries: readonly Appending[],
  options: AppendOptions,
): AuditEvent[] {
  return entries.map((entry) =>
    accessBy(house, actor, {
      act: actOf(entry),
      at: options.now,
      patientId: ledger.patientId,
      subject: { type: 'session', id: ledger.sessionId },
      details: { entry: entry.id, kind: entry.kind },
    }),
  )
}
