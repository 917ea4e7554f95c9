import type { PracticeId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { type Database, inPractice } from './database.ts'
import type { PageStatement } from './fhir-page-sql.ts'
import { readStatement } from './fhir-read-sql.ts'
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
      // No row at all: nobody has this token.
      return reads.map((_read, at) => readAnswer(rows[at] ?? nobody))
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

const nobody: ReadRow = {
  outcome: 'unauthenticated',
  version: null,
  last_updated_ms: null,
  text: null,
  practice_id: null,
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

export type PageAnswer =
  | {
      readonly outcome: 'ok'
      /** The entries of the bundle as JSON, apart by commas: matches in order, then what was included. */
      readonly entries: string
      readonly matches: number
      /** The last match of a full page, from where the next one goes on; null when this page is the last. */
      readonly next: PageEnd | null
      /** Null unless it was counted. */
      readonly total: number | null
    }
  | { readonly outcome: 'unauthenticated' | 'scope' }

export interface PageEnd {
  readonly id: string
  /** UTC with microseconds, or `-infinity`; only ever handed back here. */
  readonly at: string
  readonly lastUpdated: string
}

export interface WantedPage {
  readonly base: string
  readonly needs: readonly string[]
  readonly page: PageStatement
}

/** One page. Pages of the same shape and token that are asked for while others are under way share a statement. */
export function readPage(db: Database, request: PartnerRequest, wanted: WantedPage): Promise<PageAnswer> {
  const shape = wanted.page.plan.name ?? request.trace.id
  return sharedPages(db)(`${request.tokenSha256} ${shape}`, { request, wanted })
}

interface AskedPage {
  readonly request: PartnerRequest
  readonly wanted: WantedPage
}

/** A page is longer work than a read, so fewer wait for each other. */
const mostPages = 8

const sharedPages = perDatabase((db) =>
  shareStatements<AskedPage, PageAnswer>({
    most: mostPages,
    run: async (pages) => {
      const [first] = pages
      const latest = pages.at(-1)?.request
      if (first === undefined || latest === undefined) return []
      const { rows } = await db.$client.query<StoredPage>({
        ...first.wanted.page.plan,
        values: [
          latest.tokenSha256,
          latest.wallClock,
          latest.now,
          first.wanted.needs,
          `${first.wanted.base}/`,
          pages.map(({ request }) => request.trace.id),
          pages.map(({ request }) => request.trace.requestId),
          pages.map(({ request }) => request.trace.address),
          ...first.wanted.page.args.map((_arg, at) => pages.map(({ wanted }) => wanted.page.args[at])),
        ],
      })
      const byPage = new Map(rows.map((row) => [row.page, row]))
      return pages.map((_page, at) => pageAnswer(byPage.get(at + 1)))
    },
  }),
)

/** No row at all: nobody has this token. */
function pageAnswer(page: StoredPage | undefined): PageAnswer {
  if (page === undefined) return { outcome: 'unauthenticated' }
  if (page.outcome === 'scope') return { outcome: 'scope' }
  const last = { id: page.last_id ?? '', at: page.last_at ?? '-infinity', lastUpdated: page.last_updated ?? '' }
  return {
    outcome: 'ok',
    entries: page.entries ?? '',
    matches: page.matches,
    next: page.has_more ? last : null,
    total: page.total,
  }
}

interface StoredPage {
  readonly outcome: 'ok' | 'scope'
  /** From 1 on, in the order they were asked for. */
  readonly page: number
  readonly entries: string | null
  readonly matches: number
  readonly has_more: boolean
  readonly total: number | null
  readonly last_at: string | null
  readonly last_updated: string | null
  readonly last_id: string | null
}

/** The bytes of a paper whose Binary was just read with consent, by their hash; null when this practice has none such. */
export async function partnerPaper(db: Database, practiceId: PracticeId, pdfHash: string): Promise<Uint8Array | null> {
  return inPractice(db, practiceId, (tx) => readPdf(tx, practiceId, pdfHash))
}
