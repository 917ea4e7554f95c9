import type { PracticeId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { type Database, inPractice } from './database.ts'
import { readStatement } from './fhir-read-sql.ts'
import type { PageStatement } from './fhir-search-sql.ts'
import { keptPlan } from './kept-plans.ts'
import { readPdf } from './paper-store.ts'
import { perDatabase, shareStatements } from './share-statements.ts'

/** Who asks, by what, and when: the same for every request of a partner. */
export interface PartnerRequest {
  /** Hex SHA-256 of the bearer token. */
  readonly tokenSha256: string
  /** The real time, against which tokens expire. */
  readonly wallClock: Instant
  /** The practice's time, against which releases are in force. */
  readonly now: Instant
  /** `id`: of the line that this request leaves in the trail, a UUIDv7. */
  readonly trace: { readonly id: string; readonly requestId: string; readonly address: string }
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

/**
 * One read: token, scope, release, signature, and the line of the trail are all inside one statement. Reads with the same
 * token that arrive while one is under way share the next one.
 */
export function readResource(db: Database, request: PartnerRequest, wanted: WantedResource): Promise<ReadAnswer> {
  return sharedReads(db)(request.tokenSha256, { request, wanted })
}

export interface WantedResource {
  readonly type: string
  readonly id: string
  readonly version: number | null
}

interface Read {
  readonly request: PartnerRequest
  readonly wanted: WantedResource
}

/** So many at most in one statement: none waits long for the others. */
const mostReads = 32

const sharedReads = perDatabase((db) =>
  shareStatements<Read, ReadAnswer>({
    most: mostReads,
    run: async (reads) => {
      const asked = reads.map(({ request }) => request)
      const latest = asked.at(-1)
      if (latest === undefined) return []
      const { rows } = await db.$client.query<ReadRow>({
        name: 'fhir_read',
        text: readStatement,
        values: [
          latest.tokenSha256,
          latest.wallClock,
          latest.now,
          reads.map(({ wanted }) => wanted.type),
          reads.map(({ wanted }) => wanted.id),
          reads.map(({ wanted }) => wanted.version),
          asked.map(({ trace }) => trace.id),
          asked.map(({ trace }) => trace.requestId),
          asked.map(({ trace }) => trace.address),
        ],
      })
      return rows.map(readAnswer)
    },
  }),
)

interface ReadRow {
  readonly outcome: ReadOutcome
  readonly version: number | null
  readonly last_updated_ms: number | null
  readonly text: string | null
  readonly practice_id: PracticeId | null
}

function readAnswer(row: ReadRow): ReadAnswer {
  return {
    outcome: row.outcome,
    version: row.version ?? 0,
    lastUpdated: row.last_updated_ms === null ? '' : new Date(row.last_updated_ms).toISOString(),
    text: row.text ?? '',
    practiceId: row.practice_id,
  }
}

export interface PageRow {
  readonly mode: 'match' | 'include'
  readonly type: string
  readonly id: string
  readonly version: number
  readonly lastUpdated: string
  readonly deleted: boolean
  readonly text: string
}

export type PageAnswer =
  | {
      readonly outcome: 'ok'
      /** Matches in order, then what was included. */
      readonly rows: readonly PageRow[]
      readonly hasMore: boolean
      /** When the last match of a full page happened: UTC with microseconds or `-infinity`; only ever handed back here. */
      readonly lastAt: string
      /** Null unless it was counted. */
      readonly total: number | null
    }
  | { readonly outcome: 'unauthenticated' | 'scope' }

export async function readPage(
  db: Database,
  request: PartnerRequest,
  wanted: { readonly needs: readonly string[]; readonly page: PageStatement },
): Promise<PageAnswer> {
  const { trace } = request
  const { rows } = await db.$client.query<StoredPage>({
    ...keptPlan(wanted.page.sql),
    text: wanted.page.sql,
    values: [
      request.tokenSha256,
      request.wallClock,
      request.now,
      wanted.needs,
      trace.id,
      trace.requestId,
      trace.address,
      ...wanted.page.args,
    ],
  })
  const [page] = rows
  if (page === undefined) throw new Error('The page gave no answer')
  if (page.outcome !== 'ok') return { outcome: page.outcome }
  return {
    outcome: 'ok',
    rows: page.told === null ? [] : page.told.split(betweenRows).map(pageRow),
    hasMore: page.has_more,
    lastAt: page.last_at ?? '-infinity',
    total: page.total,
  }
}

interface StoredPage {
  readonly outcome: 'ok' | 'unauthenticated' | 'scope'
  readonly told: string | null
  readonly has_more: boolean
  readonly total: number | null
  readonly last_at: string | null
}

const betweenRows = '\u001e'
const betweenFields = '\u001f'

function pageRow(told: string): PageRow {
  const [mode, type = '', id = '', version, lastUpdated, deleted, text = ''] = told.split(betweenFields)
  return {
    mode: mode === 'include' ? 'include' : 'match',
    type,
    id,
    version: Number(version),
    lastUpdated: new Date(Number(lastUpdated)).toISOString(),
    deleted: deleted === '1',
    text,
  }
}

/** The bytes of a paper whose Binary was just read with consent, by their hash; null when this practice has none such. */
export async function partnerPaper(db: Database, practiceId: PracticeId, pdfHash: string): Promise<Uint8Array | null> {
  return inPractice(db, practiceId, (tx) => readPdf(tx, practiceId, pdfHash))
}
