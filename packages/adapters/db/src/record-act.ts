import type { AccountId, IdempotencyKey, PartnerId, PatientId, PracticeId, SessionId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { ChainHead, SealedEntry } from '@holdspace/proof/session-chain'
import { sql } from 'drizzle-orm'
import { type AuditEvent, auditRow } from './audit-row.ts'
import { type Database, sqlState, type Tx } from './database.ts'

export type SessionStatus = 'open' | 'ended' | 'sealed'

/** Who asked, for what, with which key: where the answer is kept for a repeat (IK2). */
export interface OnceKey {
  readonly actorId: AccountId | PartnerId | PatientId
  /** The procedure's own name, e.g. `session.recordEntry`. */
  readonly procedure: string
  readonly key: IdempotencyKey
  /** SHA-256 of the canonical JSON of the request's body, 32 bytes (IK5). */
  readonly bodyHash: Uint8Array
}

/** Everything one act records, decided beforehand. */
export interface RecordedAct {
  readonly practiceId: PracticeId
  readonly sessionId: SessionId
  readonly once: OnceKey
  /** JSON given back to a repeat of the same request: ids and sequence numbers, no words about a patient. */
  readonly answer: unknown
  readonly at: Instant
  /** The head the decision was made on: `null` before the first entry. */
  readonly head: ChainHead | null
  /** Sealed onto `head`, in order, without a gap. */
  readonly entries: readonly SealedEntry[]
  readonly audit: readonly AuditEvent[]
  /** Given when this act opens the session; `head` is then null. */
  readonly opens?: NewSession
  /** True only for what may follow a signature: an addendum (RULINGS 1). */
  readonly afterSeal?: boolean
  readonly change?: { readonly status?: SessionStatus; readonly sealedAt?: Instant }
  /** Sequence numbers whose body and salt go; each is named by an `entry-withdrawn` entry of this act (RULINGS 10). */
  readonly withdraws?: readonly number[]
  /** What `clinic.write_resources` takes: the FHIR resources that mirror this act. */
  readonly fhir?: unknown
}

export interface NewSession {
  readonly patientId: PatientId
  readonly protocolId: string
  readonly protocolVersion: string
  readonly protocolHash: string
  readonly createdBy: AccountId
}

export type Recorded =
  | { readonly outcome: 'recorded' }
  /** The same request was recorded before; this is what it was answered. */
  | { readonly outcome: 'replayed'; readonly answer: unknown }
  /** Another entry arrived first: load it, decide again, call again. */
  | { readonly outcome: 'head-moved' }
  /** The key was used for another request (IK5). */
  | { readonly outcome: 'key-reused' }
  | { readonly outcome: 'sealed' }

/**
 * Records an act: entries, bodies, head, device counts, audit, idempotency and FHIR projection, in one statement that
 * commits by itself when `db` is given, or inside the caller's transaction (`inPractice`, same practice) when a `Tx` is.
 * Only `recorded` wrote anything. Throws when the session does not exist or the entries do not follow `head`.
 */
export async function recordAct(db: Database | Tx, act: RecordedAct): Promise<Recorded> {
  const values = valuesOf(act)
  try {
    if (isPool(db)) return outcomeOf((await db.$client.query({ name: 'record_act', text: statement, values })).rows)
    return outcomeOf(
      (await db.execute(sql`select clinic.record_act(${sql.join(values.map(parameter), sql`, `)}) as answer`)).rows,
    )
  } catch (error) {
    // Somebody else opened a session for this person in the same moment.
    if (sqlState(error) === '23505' && constraintOf(error) === 'session_one_open') return { outcome: 'head-moved' }
    // An entry keeps its id longer than its stored answer lives; the same id for another request is a reused key.
    if (sqlState(error) === '23505' && constraintOf(error) === 'entry_id_once') return { outcome: 'key-reused' }
    throw error
  }
}

const types = [
  'uuid',
  'uuid',
  'uuid',
  'text',
  'uuid',
  'bytea',
  'jsonb',
  'timestamptz',
  'integer',
  'bytea',
  'boolean',
  'jsonb',
  'jsonb',
  'jsonb',
  'integer[]',
  'jsonb',
  'jsonb',
] as const
const statement = `select clinic.record_act(${types.map((type, at) => `$${at + 1}::${type}`).join(', ')}) as answer`

function parameter(value: unknown, at: number) {
  return sql`${sql.param(value)}::${sql.raw(types[at] ?? 'text')}`
}

function valuesOf(act: RecordedAct): unknown[] {
  return [
    act.practiceId,
    act.sessionId,
    act.once.actorId,
    act.once.procedure,
    act.once.key,
    Buffer.from(act.once.bodyHash),
    JSON.stringify(act.answer ?? null),
    act.at,
    (act.head?.sessionSeq ?? 0) + 1,
    act.head === null ? null : Buffer.from(act.head.leafHash),
    act.afterSeal ?? false,
    JSON.stringify(entryRows(act)),
    act.opens === undefined ? null : JSON.stringify(sessionRow(act.opens)),
    act.change === undefined ? null : JSON.stringify({ status: act.change.status, sealed_at: act.change.sealedAt }),
    [...(act.withdraws ?? [])],
    JSON.stringify(act.audit.map(auditRow)),
    act.fhir === undefined ? null : JSON.stringify(act.fhir),
  ]
}

/** The columns repeat what the header says, so they are read from it: the two cannot come apart. */
function entryRows(act: RecordedAct) {
  return act.entries.map((entry, at) => {
    // `sealEntry` wrote these bytes a moment ago and checked their form.
    const header = JSON.parse(Buffer.from(entry.headerBytes).toString('utf8')) as Readonly<Record<string, unknown>>
    const seq = (act.head?.sessionSeq ?? 0) + 1 + at
    if (entry.sessionSeq !== seq || header.session_seq !== seq || header.session_id !== act.sessionId) {
      throw new Error(`Entry ${entry.sessionSeq} does not follow entry ${seq - 1} of session ${act.sessionId}`)
    }
    return {
      seq,
      id: header.idempotency_key,
      kind: header.kind,
      actor: header.actor,
      device_id: header.device_id,
      device_seq: header.device_seq,
      occurred_at: header.occurred_at,
      recorded_at: header.recorded_at,
      header: base64(entry.headerBytes),
      leaf: base64(entry.leafHash),
      body: base64(entry.bodyBytes),
      salt: base64(entry.salt),
    }
  })
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}

function sessionRow(opens: NewSession) {
  return {
    patient_id: opens.patientId,
    protocol_id: opens.protocolId,
    protocol_version: opens.protocolVersion,
    protocol_hash: opens.protocolHash,
    created_by: opens.createdBy,
  }
}

function isPool(db: Database | Tx): db is Database {
  return '$client' in db
}

function outcomeOf(rows: readonly unknown[]): Recorded {
  const row = rows[0]
  if (typeof row === 'object' && row !== null && 'answer' in row) return row.answer as Recorded
  throw new Error('clinic.record_act gave no answer')
}

function constraintOf(error: unknown): string | null {
  for (let each = error; each instanceof Error; each = each.cause) {
    if ('constraint' in each && typeof each.constraint === 'string') return each.constraint
  }
  return null
}
