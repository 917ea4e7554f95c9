import type { PracticeId, SessionId } from '@holdspace/kit/ids'
import pg from 'pg'
import { copyOut } from './copy-out.ts'
import { type Database, inPractice } from './database.ts'
import { type EntryPlace, placeOf } from './entry-rows.ts'

/** Entries as the database's own binary COPY gives them, whole rows one behind the other: `eachEntry` reads them. */
export interface EntryPage {
  readonly rows: Uint8Array<ArrayBuffer>
  readonly count: number
  readonly last: EntryPlace | null
}

/**
 * The next entries of a practice in the order of session and number, from behind `after` up to the last of session `upTo`.
 * Bytes stay bytes on the whole way: as text or as values, reading them costs more than verifying them. `memory` of a page
 * that nobody needs any more is written over.
 */
export async function readEntryPage(
  db: Database,
  practiceId: PracticeId,
  { after, upTo }: { readonly after: EntryPlace | null; readonly upTo: SessionId },
  atMost: number,
  memory: ArrayBuffer = new ArrayBuffer(usualBytes),
): Promise<EntryPage> {
  const rows = new Rows(memory)
  const statement = pageStatement(practiceId, after, upTo, atMost)
  await inPractice(db, practiceId, (_tx, client) => copyOut(client, statement, (row) => rows.take(row)))
  return rows.page()
}

/**
 * Both sides of the join are bounded by the same places, so that each is read along its key from there on. COPY takes no
 * parameters: what is put in are ids and numbers of ours.
 */
function pageStatement(practiceId: PracticeId, after: EntryPlace | null, upTo: SessionId, atMost: number): string {
  const id = pg.escapeLiteral
  const within = (table: string) => {
    const from =
      after === null ? '' : ` and (${table}.session_id, ${table}.seq) > (${id(after.sessionId)}, ${after.seq})`
    return `${table}.practice_id = ${id(practiceId)} and ${table}.session_id <= ${id(upTo)}${from}`
  }
  return `copy (
    select e.session_id, e.seq, e.leaf_hash, e.header, b.salt, b.canonical
    from clinic.entry e
      left join clinic.entry_body b on b.session_id = e.session_id and b.seq = e.seq and ${within('b')}
    where ${within('e')}
    order by e.session_id, e.seq limit ${atMost}
  ) to stdout (format binary)`
}

/** Room for a page of four thousand entries of the usual size. */
const usualBytes = 4 << 20

/** Puts rows one behind the other. */
class Rows {
  private bytes: Buffer<ArrayBuffer>
  private used = 0
  private count = 0
  private lastRow = 0

  constructor(memory: ArrayBuffer) {
    this.bytes = Buffer.from(memory)
  }

  take(row: Buffer): void {
    const { length } = row
    if (this.used + length > this.bytes.length) {
      const larger = Buffer.from(new ArrayBuffer(Math.max(this.bytes.length * 2, this.used + length)))
      this.bytes.copy(larger, 0, 0, this.used)
      this.bytes = larger
    }
    this.bytes.set(row, this.used)
    this.lastRow = this.used
    this.used += length
    this.count += 1
  }

  page(): EntryPage {
    const rows = new Uint8Array(this.bytes.buffer, 0, this.used)
    return { rows, count: this.count, last: this.count === 0 ? null : placeOf(rows.subarray(this.lastRow)) }
  }
}
