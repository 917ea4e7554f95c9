import type { SystemActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { membersOf } from '@holdspace/db/account-store'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import {
  type ExportedEntry,
  type ExportedResource,
  nextEntries,
  nextResources,
} from '@holdspace/db/practice-export-store'
import { allCheckpoints, type LogLeaf, leavesFrom } from '@holdspace/db/practice-log-store'
import { findPractice } from '@holdspace/db/practice-store'
import { nextRecordRows, type RecordRow, recordTables } from '@holdspace/db/record-table-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { PracticeId } from '@holdspace/kit/ids'
import { base64 } from '@holdspace/proof/base64'
import { hex } from '@holdspace/proof/bytes'
import type { House } from '../house.ts'
import { accessBy } from '../people/acting.ts'
import { logKey } from '../verify/practice-log.ts'

type ExportHouse = Pick<House, 'db' | 'clock' | 'newId' | 'hashing' | 'secretKey'>

/** One line of one file of an export; lines of a file come one after the other. */
export interface ExportedLine {
  /** `fhir/Patient.ndjson`, `tables/task.jsonl`, `members.jsonl`, `ledger.jsonl`, `log.jsonl`, `checkpoints.jsonl`, `log-key.txt`. */
  readonly file: string
  readonly line: string
}

const linesAtOnce = 500
/** Papers come with their bytes. */
const filesAtOnce = 10

/**
 * What: the operator takes a practice's record out in open forms: every FHIR resource as NDJSON; every table of the
 * record row by row, papers with their bytes; and the ledger with headers, bodies and salts, the practice's log and its
 * checkpoints, so that the stand-alone verifier can check all of it without Holdspace (EX1, EX4). Psychotherapy notes are
 * their author's and not in it. Recorded in the audit trail before the first line is handed out.
 */
export async function exportPractice(
  house: ExportHouse,
  actor: SystemActor,
): Promise<Decision<AsyncGenerator<ExportedLine>>> {
  const { practiceId } = actor
  const practice = await findPractice(house.db, practiceId)
  if (practice === null) {
    return refuse({ family: 'not-found', code: 'practice-not-found', sentence: 'There is no such practice.' })
  }
  const today = dateInZone(house.clock(), practice.zone)
  for (const act of ['patient.read', 'session.read'] as const) {
    const may = permit(actor, act, { today })
    if (!may.ok) return may
  }
  await inPractice(house.db, practiceId, (tx) =>
    recordAccess(tx, practiceId, accessBy(house, actor, { act: 'practice.export', at: house.clock() })),
  )
  return accept(linesOf(house, actor))
}

async function* linesOf(house: ExportHouse, { practiceId }: SystemActor): AsyncGenerator<ExportedLine> {
  let resource: ExportedResource | null = null
  for (;;) {
    const page: readonly ExportedResource[] = await inPractice(house.db, practiceId, (tx) =>
      nextResources(tx, practiceId, resource, linesAtOnce),
    )
    for (const one of page) yield { file: `fhir/${one.type}.ndjson`, line: withMeta(one) }
    resource = page.at(-1) ?? null
    if (page.length < linesAtOnce) break
  }
  yield* recordLines(house, practiceId)
  let entry: ExportedEntry | null = null
  for (;;) {
    const page: readonly ExportedEntry[] = await inPractice(house.db, practiceId, (tx) =>
      nextEntries(tx, practiceId, entry, linesAtOnce),
    )
    for (const one of page) yield { file: 'ledger.jsonl', line: ledgerLine(one) }
    entry = page.at(-1) ?? null
    if (page.length < linesAtOnce) break
  }
  yield* logLines(house, practiceId)
}

/** Everything that was recorded around the sessions, table by table, and who the people are that the rows name. */
async function* recordLines(house: ExportHouse, practiceId: PracticeId): AsyncGenerator<ExportedLine> {
  for (const { membershipId, displayName, role, duties, credentials, active } of await membersOf(
    house.db,
    practiceId,
  )) {
    const member = { membershipId, displayName, role, duties, credentials, active }
    yield { file: 'members.jsonl', line: JSON.stringify(member) }
  }
  for (const table of await inPractice(house.db, practiceId, recordTables)) {
    const atMost = table.name === 'file' || table.name === 'referral_file' ? filesAtOnce : linesAtOnce
    let after: RecordRow['key'] | null = null
    for (;;) {
      const from: RecordRow['key'] | null = after
      const page: readonly RecordRow[] = await inPractice(house.db, practiceId, (tx) =>
        nextRecordRows(tx, practiceId, table, from, atMost),
      )
      for (const { line } of page) yield { file: `tables/${table.name}.jsonl`, line }
      after = page.at(-1)?.key ?? null
      if (page.length < atMost) break
    }
  }
}

/** The practice's log with its signed checkpoints and their key: what the stand-alone verifier needs (attack 11). */
async function* logLines(house: ExportHouse, practiceId: PracticeId): AsyncGenerator<ExportedLine> {
  let next = 0
  for (;;) {
    const from = next
    const page = await inPractice(house.db, practiceId, (tx) => leavesFrom(tx, practiceId, from, linesAtOnce))
    for (const one of page) yield { file: 'log.jsonl', line: leafLine(one) }
    next += page.length
    if (page.length < linesAtOnce) break
  }
  const checkpoints = await inPractice(house.db, practiceId, (tx) => allCheckpoints(tx, practiceId))
  for (const { size, note } of checkpoints) {
    yield { file: 'checkpoints.jsonl', line: JSON.stringify({ size, note: base64(note) }) }
  }
  yield { file: 'log-key.txt', line: logKey(house, practiceId).text }
}

function leafLine({ index, kind, sessionId, seq, leafHash, claim }: LogLeaf): string {
  const told = claim === null ? null : base64(claim)
  return JSON.stringify({ index, kind, session: sessionId, seq, leaf: hex(leafHash), claim: told })
}

/** A resource as a partner would read it: with the version and the time that are kept beside its text. */
function withMeta({ text, version, lastUpdated }: ExportedResource): string {
  const resource: { meta?: object } = JSON.parse(text)
  const meta = { ...resource.meta, versionId: String(version), lastUpdated: lastUpdated.toISOString() }
  return JSON.stringify({ ...resource, meta })
}

function ledgerLine({ sessionId, seq, kind, header, leafHash, body, salt }: ExportedEntry): string {
  return JSON.stringify({
    session: sessionId,
    seq,
    kind,
    leaf: hex(leafHash),
    header: base64(header),
    body: body === null ? null : base64(body),
    salt: salt === null ? null : base64(salt),
  })
}
