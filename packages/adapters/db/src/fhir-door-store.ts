import type { PracticeId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { type Database, inPractice } from './database.ts'
import { readPdf } from './paper-store.ts'

/** Who asks, by what, and when: the same for every request of a partner. */
export interface PartnerRequest {
  /** Hex SHA-256 of the bearer token. */
  readonly tokenSha256: string
  /** The real time, against which tokens expire. */
  readonly wallClock: Instant
  /** The practice's time, against which releases are in force. */
  readonly now: Instant
  readonly trace: { readonly requestId: string; readonly address: string }
}

export type ReadOutcome = 'ok' | 'gone' | 'not-found' | 'unauthenticated' | 'scope'

export interface ReadAnswer {
  readonly outcome: ReadOutcome
  readonly version: number
  readonly lastUpdated: string
  /** The resource without version and last-updated; empty unless `ok`. */
  readonly text: string
  readonly practiceId: PracticeId | null
}

const readStatement =
  'select outcome, version, last_updated, text, practice_id from clinic.fhir_read($1, $2, $3, $4, $5, $6, $7)'

/** One read, one statement: token, scope, release, signature, audit and disclosure are all inside it. */
export async function readResource(
  db: Database,
  request: PartnerRequest,
  wanted: { readonly type: string; readonly id: string; readonly version: number | null },
): Promise<ReadAnswer> {
  const { rows } = await db.$client.query<ReadRow>({
    name: 'fhir_read',
    text: readStatement,
    values: [
      request.tokenSha256,
      request.wallClock,
      request.now,
      wanted.type,
      wanted.id,
      wanted.version,
      JSON.stringify(request.trace),
    ],
  })
  const row = rows[0]
  if (row === undefined) throw new Error('clinic.fhir_read gave no answer')
  return {
    outcome: row.outcome,
    version: row.version ?? 0,
    lastUpdated: row.last_updated?.toISOString() ?? '',
    text: row.text ?? '',
    practiceId: row.practice_id,
  }
}

interface ReadRow {
  readonly outcome: ReadOutcome
  readonly version: number | null
  readonly last_updated: Date | null
  readonly text: string | null
  readonly practice_id: PracticeId | null
}

/** A statement out of the door's own table, and the values of the request, which reach it as data alone (S14). */
export interface PageStatement {
  readonly sql: string
  readonly args: readonly (string | number | null)[]
}

export interface PageRow {
  readonly mode: 'match' | 'include' | 'more' | 'total'
  readonly type: string
  readonly id: string
  readonly version: number
  readonly lastUpdated: string
  readonly deleted: boolean
  /** UTC with microseconds, or `-infinity`; only ever handed back to the database. */
  readonly at: string
  readonly text: string
  readonly total: number
}

export type PageAnswer =
  | { readonly outcome: 'ok'; readonly rows: readonly PageRow[] }
  | { readonly outcome: 'unauthenticated' | 'scope' }

const pageStatement = `
  select mode, type, id, version, last_updated, deleted, text, total,
         case when isfinite(at) then to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') else at::text end as at
  from clinic.fhir_page($1, $2, $3, $4, $5, $6, $7, $8, $9)`

export async function readPage(
  db: Database,
  request: PartnerRequest,
  wanted: {
    readonly needs: readonly string[]
    readonly act: string
    readonly type: string
    readonly page: PageStatement
  },
): Promise<PageAnswer> {
  const { rows } = await db.$client.query<StoredPageRow>({
    name: 'fhir_page',
    text: pageStatement,
    values: [
      request.tokenSha256,
      request.wallClock,
      request.now,
      [...wanted.needs],
      wanted.act,
      wanted.type,
      wanted.page.sql,
      JSON.stringify(wanted.page.args),
      JSON.stringify(request.trace),
    ],
  })
  const [first] = rows
  if (first?.mode === 'refused') return { outcome: first.text === 'scope' ? 'scope' : 'unauthenticated' }
  return { outcome: 'ok', rows: rows.flatMap(pageRow) }
}

interface StoredPageRow {
  readonly mode: PageRow['mode'] | 'refused'
  readonly type: string | null
  readonly id: string | null
  readonly version: number | null
  readonly last_updated: Date | null
  readonly deleted: boolean | null
  readonly at: string | null
  readonly text: string | null
  readonly total: string | null
}

function pageRow(row: StoredPageRow): PageRow[] {
  if (row.mode === 'refused') return []
  return [
    {
      mode: row.mode,
      type: row.type ?? '',
      id: row.id ?? '',
      version: row.version ?? 0,
      lastUpdated: row.last_updated?.toISOString() ?? '',
      deleted: row.deleted ?? false,
      at: row.at ?? '-infinity',
      text: row.text ?? '',
      total: Number(row.total ?? 0),
    },
  ]
}

/** The bytes of a paper whose Binary was just read with consent, by their hash; null when this practice has none such. */
export async function partnerPaper(db: Database, practiceId: PracticeId, pdfHash: string): Promise<Uint8Array | null> {
  return inPractice(db, practiceId, (tx) => readPdf(tx, practiceId, pdfHash))
}
