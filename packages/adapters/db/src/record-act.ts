import type { AccountId, IdempotencyKey, PartnerId, PatientId, PracticeId, SessionId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { ChainHead, SealedEntry } from '@holdspace/proof/session-chain'
import { sql } from 'drizzle-orm'
import { type AuditEvent, auditRow } from './audit-row.ts'
import { type Database, sqlState, type Tx } from './database.ts'
import { perDatabase, shareStatements } from './share-statements.ts'

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
  /**
   * Left out where the ledger itself says that this was recorded, because the request's key is the id of its entry: whoever
   * sends that again finds the head moved, reads, and finds the entry.
   */
  readonly once?: OnceKey
  /** With `once`: JSON given back to a repeat of the same request: ids and sequence numbers, no words about a patient. */
  readonly answer?: unknown
  readonly at: Instant
  /** The head the decision was made on: `null` before the first entry. */
  readonly head: ChainHead | null
  /** Sealed onto `head`, in order, without a gap. */
  readonly entries: readonly SealedEntry[]
  readonly audit: readonly AuditEvent[]
  /** Given when this act opens the session; `head` is then null. */
  readonly opens?: NewSession
  /** True only for what may follow a signature: an addendum (RULINGS 1). */
  readonly afterSeal?: boolean | undefined
  readonly change?: { readonly status?: SessionStatus; readonly sealedAt?: Instant } | undefined
  /** Sequence numbers whose body and salt go; each is named by an `entry-withdrawn` entry of this act (RULINGS 10). */
  readonly withdraws?: readonly number[]
  /** What `clinic.write_resources` takes: the FHIR resources that mirror this act. */
  readonly fhir?: readonly unknown[]
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
 * Acts of different sessions that arrive while others are under way share the next statement and its commit, each with
 * its own outcome. Only `recorded` wrote anything. Throws when the session does not exist or the entries do not follow
 * `head`.
 */
export async function recordAct(db: Database | Tx, act: RecordedAct): Promise<Recorded> {
  try {
    if (!isPool(db)) {
      const parts = sql.join(valuesOf([act]).map(parameter), sql`, `)
      return onlyOne(outcomesOf((await db.execute(sql`select clinic.record_acts(${parts}) as told`)).rows))
    }
    const outcome = isPlain(act) ? await sharedActs(db)(act.practiceId, act) : 'busy'
    return outcome === 'busy' ? onlyOne(await recordTogether(db, [act])) : outcome
  } catch (error) {
    // Somebody else opened a session for this person in the same moment.
    if (sqlState(error) === '23505' && constraintOf(error) === 'session_one_open') return { outcome: 'head-moved' }
    // Another session took an entry of this id in the same moment: the same id for another request is a reused key.
    if (sqlState(error) === '23505' && constraintOf(error) === 'entry_id_once') return { outcome: 'key-reused' }
    throw error
  }
}

/** `busy`: somebody else holds the session, and the others in the statement did not wait for that. */
type Told = Recorded | 'busy'

/** What opens, ends, seals or withdraws, or keeps an answer, stands alone: it is rare, and touches more than its own session. */
function isPlain({ opens, change, withdraws, once }: RecordedAct): boolean {
  return opens === undefined && change === undefined && once === undefined && (withdraws ?? []).length === 0
}

/** So many at most in one statement: none waits long for the others. */
const mostTogether = 32

const sharedActs = perDatabase((db) =>
  shareStatements<RecordedAct, Told>({
    most: mostTogether,
    // What a statement and its commit cost hardly grows with the acts in it: one after the other, each takes more along.
    underWay: 1,
    run: async (acts) => {
      // A session's second act of a statement would be decided on a head that its first has moved: it goes by itself.
      const firsts = acts.filter((act, at) => acts.findIndex((one) => one.sessionId === act.sessionId) === at)
      const told = await recordTogether(db, firsts)
      return acts.map((act) => told[firsts.indexOf(act)] ?? 'busy')
    },
  }),
)

async function recordTogether(db: Database, acts: readonly RecordedAct[]): Promise<readonly Told[]> {
  return outcomesOf((await db.$client.query({ name: 'record_acts', text: statement, values: valuesOf(acts) })).rows)
}

function onlyOne([told]: readonly Told[]): Recorded {
  if (told === undefined || told === 'busy') throw new Error('clinic.record_acts gave no answer')
  return told
}

const types = ['uuid', 'jsonb', 'jsonb', 'integer[]', 'jsonb', 'jsonb', 'integer[]'] as const
const statement = `select clinic.record_acts(${types.map((type, at) => `$${at + 1}::${type}`).join(', ')}) as told`

function parameter(value: unknown, at: number) {
  return sql`${sql.param(value)}::${sql.raw(types[at] ?? 'text')}`
}

function valuesOf(acts: readonly RecordedAct[]): unknown[] {
  const numbered = acts.map((act, at) => ({ act, n: at + 1 }))
  const mirrored = numbered.flatMap(({ act, n }) => (act.fhir ?? []).map((write) => ({ write, n })))
  return [
    acts[0]?.practiceId,
    JSON.stringify(acts.map(actRow)),
    JSON.stringify(numbered.flatMap(({ act, n }) => entryRows(act, n))),
    acts.flatMap((act) => act.withdraws ?? []),
    JSON.stringify(numbered.flatMap(({ act, n }) => act.audit.map((event) => Object.assign(auditRow(event), { n })))),
    mirrored.length === 0 ? null : JSON.stringify(mirrored.map(({ write }) => write)),
    mirrored.map(({ n }) => n),
  ]
}

function actRow(act: RecordedAct) {
  const last = act.entries.at(-1)
  return {
    session: act.sessionId,
    key: act.once === undefined ? undefined : keyRow(act.once, act),
    next_seq: (act.head?.sessionSeq ?? 0) + 1,
    head: act.head === null ? null : base64(act.head.leafHash),
    new_head: last === undefined ? null : base64(last.leafHash),
    entries: act.entries.length,
    after_seal: act.afterSeal ?? false,
    opens: act.opens === undefined ? undefined : sessionRow(act.opens, act.at),
    change: act.change === undefined ? undefined : { status: act.change.status, sealed_at: act.change.sealedAt },
  }
}

/** The columns repeat what the header says, so they are read from it: the two cannot come apart. */
function entryRows(act: RecordedAct, n: number) {
  return act.entries.map((entry, at) => {
    // `sealEntry` wrote these bytes a moment ago and checked their form.
    const header = JSON.parse(Buffer.from(entry.headerBytes).toString('utf8')) as Readonly<Record<string, unknown>>
    const seq = (act.head?.sessionSeq ?? 0) + 1 + at
    if (entry.sessionSeq !== seq || header.session_seq !== seq || header.session_id !== act.sessionId) {
      throw new Error(`Entry ${entry.sessionSeq} does not follow entry ${seq - 1} of session ${act.sessionId}`)
    }
    return {
      n,
      session: act.sessionId,
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

function keyRow({ actorId, procedure, key, bodyHash }: OnceKey, { answer, at }: Pick<RecordedAct, 'answer' | 'at'>) {
  return { actor: actorId, procedure, key, body_hash: base64(bodyHash), answer: answer ?? null, at }
}

function sessionRow(opens: NewSession, at: Instant) {
  return {
    opened_at: at,
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

function outcomesOf(rows: readonly unknown[]): readonly Told[] {
  const [row] = rows as readonly { readonly told: StoredOutcomes }[]
  if (row === undefined) throw new Error('clinic.record_acts gave no answer')
  const { outcomes, answers } = row.told
  return outcomes.map((outcome, at): Told => {
    if (outcome === 'busy') return 'busy'
    return outcome === 'replayed' ? { outcome, answer: answers[at] } : { outcome }
  })
}

interface StoredOutcomes {
  readonly outcomes: readonly (Recorded['outcome'] | 'busy')[]
  readonly answers: readonly unknown[]
}

function constraintOf(error: unknown): string | null {
  for (let each = error; each instanceof Error; each = each.cause) {
    if ('constraint' in each && typeof each.constraint === 'string') return each.constraint
  }
  return null
}
