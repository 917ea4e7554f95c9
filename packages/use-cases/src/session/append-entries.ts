import type { Act } from '@holdspace/clinic/access/acts'
import { actOfKind } from '@holdspace/clinic/session/acts-of-kinds'
import type { AuditEvent } from '@holdspace/db/audit-row'
import { inPractice, type Tx } from '@holdspace/db/database'
import { type Recorded, type RecordedAct, recordAct } from '@holdspace/db/record-act'
import type { RecordPaper } from '@holdspace/fhir/session-context'
import type { EntryId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { Refusal } from '@holdspace/kit/refusal'
import type { Json } from '@holdspace/proof/canonical-json'
import { type ChainHead, type SealedEntry, sealEntry } from '@holdspace/proof/session-chain'
import type { StoredEntry } from '@holdspace/record/entry'
import { type Grown, grow } from '@holdspace/record/grow'
import type { House } from '../house.ts'
import { accessBy } from '../people/acting.ts'
import type { Appending } from './appending.ts'
import type { EntryAuthor } from './entry-author.ts'
import { actorText, decodeEntry } from './entry-codec.ts'
import { forgetLedger, rememberGrown, type SessionLedger } from './ledger.ts'
import { fhirChanges } from './session-fhir.ts'
import { ledgerOrigin, sessionBoardTopic, sessionTopic } from './session-names.ts'
import { keyReused, sessionSealed } from './session-refusals.ts'

export type Appended =
  | { readonly outcome: 'recorded'; readonly entries: readonly { readonly id: EntryId; readonly seq: number }[] }
  /** Somebody else recorded first: read the ledger again, decide again. */
  | { readonly outcome: 'head-moved' }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }

export interface AppendOptions extends Pick<RecordedAct, 'change' | 'afterSeal'> {
  readonly now: Instant
  /** Sealed beforehand (`sealAll`), where a paper had to name the leaf hash. */
  readonly sealed?: readonly SealedEntry[]
  /** The drawn paper, when these entries sign the record or add to it. */
  readonly paper?: RecordPaper
  /** More to write in the same transaction, once the act is recorded: the papers of a signature. */
  readonly alongside?: ((tx: Tx) => Promise<void>) | undefined
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
  if (entries.length === 0) return { outcome: 'recorded', entries: [] }
  const stored = storedAll(sealed)
  const after = stored.reduce<Grown>(grow, ledger)
  const recorded = await commit(house, actor, options, {
    practiceId: actor.practiceId,
    sessionId: ledger.sessionId,
    at: options.now,
    head: ledger.head,
    entries: sealed,
    audit: auditOf(house, actor, ledger, entries, options),
    withdraws: entries.flatMap((entry) => (entry.kind === 'entry-withdrawn' ? [entry.body.withdrawsSeq] : [])),
    fhir: fhirChanges(house, actor, { before: ledger, added: stored, after }, options.paper ?? null),
    change: options.change,
    afterSeal: options.afterSeal,
  })
  switch (recorded.outcome) {
    case 'recorded':
      if (addsOnly(entries, options)) rememberGrown(house.db, actor.practiceId, ledger, after)
      else forgetLedger(house.db, actor.practiceId, ledger.sessionId)
      house.announce(sessionTopic(ledger.sessionId))
      if (options.change !== undefined) house.announce(sessionBoardTopic(actor.practiceId))
      return { outcome: 'recorded', entries: stored.map(({ id, seq }) => ({ id, seq })) }
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
 * The entries as the record will hold them, read back from their own bytes before they are recorded: memory, projection and
 * database cannot differ. Throws where a kind cannot read its body: what the ledger once holds stays, and such an entry would
 * close the whole session to everybody for ever.
 */
export function storedAll(sealed: readonly SealedEntry[]): StoredEntry[] {
  return sealed.map(decodeEntry)
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
