import type { PartnerId, PracticeId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs, msBetween } from '@holdspace/kit/instant'
import { and, asc, eq, inArray, lt } from 'drizzle-orm'
import type { Database, Tx } from './database.ts'
import { partnerAssertion, partnerClient, partnerToken } from './schema/fhir.ts'
import { perDatabase, shareStatements } from './share-statements.ts'

export type Purpose = 'TREAT' | 'HPAYMT' | 'HOPERAT' | 'PATRQT'

/** Another organisation's system that reads over FHIR. */
export interface PartnerRow {
  readonly partnerId: PartnerId
  readonly practiceId: PracticeId
  readonly clientId: string
  readonly name: string
  readonly purpose: Purpose
  readonly jwks: { readonly keys: readonly Record<string, unknown>[] }
  readonly scopes: readonly string[]
  readonly status: 'active' | 'revoked'
  readonly registeredAt: Instant
  readonly registeredBy: string
  readonly revokedAt: Instant | null
}

export type NewPartner = Omit<PartnerRow, 'status' | 'revokedAt'>

/** False when the client id is already taken. */
export async function addPartner(db: Database | Tx, partner: NewPartner): Promise<boolean> {
  const added = await db
    .insert(partnerClient)
    .values({
      id: partner.partnerId,
      practiceId: partner.practiceId,
      clientId: partner.clientId,
      name: partner.name,
      purpose: partner.purpose,
      jwks: { keys: [...partner.jwks.keys] },
      scopes: [...partner.scopes],
      status: 'active',
      registeredAt: new Date(partner.registeredAt),
      registeredBy: partner.registeredBy,
    })
    .onConflictDoNothing()
    .returning({ id: partnerClient.id })
  return added.length === 1
}

/** For the token door: before a token there is no practice. Read anew for every assertion, together with others that arrived. */
export function findPartnerByClientId(db: Database, clientId: string): Promise<PartnerRow | null> {
  return sharedLooks(db)('', clientId)
}

/** So many assertions share a statement at most: none waits long for the others. */
const mostTogether = 32

const sharedLooks = perDatabase((db) =>
  shareStatements<string, PartnerRow | null>({
    most: mostTogether,
    run: async (clientIds) => {
      const rows = await db
        .select()
        .from(partnerClient)
        .where(inArray(partnerClient.clientId, [...new Set(clientIds)]))
      const known = new Map(rows.map((row) => [row.clientId, partnerRow(row)]))
      return clientIds.map((clientId) => known.get(clientId) ?? null)
    },
  }),
)

export async function findPartner(
  db: Database | Tx,
  practiceId: PracticeId,
  partnerId: PartnerId,
): Promise<PartnerRow | null> {
  const rows = await db
    .select()
    .from(partnerClient)
    .where(and(eq(partnerClient.practiceId, practiceId), eq(partnerClient.id, partnerId)))
  return rows[0] === undefined ? null : partnerRow(rows[0])
}

export async function partnersOf(db: Database | Tx, practiceId: PracticeId): Promise<readonly PartnerRow[]> {
  const rows = await db
    .select()
    .from(partnerClient)
    .where(eq(partnerClient.practiceId, practiceId))
    .orderBy(asc(partnerClient.name))
  return rows.map(partnerRow)
}

/** From the next request on its tokens open nothing. False when it was not an active partner of this practice. */
export async function markPartnerRevoked(
  db: Database | Tx,
  revoked: { practiceId: PracticeId; partnerId: PartnerId; at: Instant; by: string; why: string },
): Promise<boolean> {
  const rows = await db
    .update(partnerClient)
    .set({ status: 'revoked', revokedAt: new Date(revoked.at), revokedBy: revoked.by, revokedWhy: revoked.why })
    .where(
      and(
        eq(partnerClient.practiceId, revoked.practiceId),
        eq(partnerClient.id, revoked.partnerId),
        eq(partnerClient.status, 'active'),
      ),
    )
    .returning({ id: partnerClient.id })
  return rows.length === 1
}

/** A client assertion that proved itself, and the token it is good for; null where it earned none. */
export interface SpentAssertion {
  readonly clientId: string
  readonly jti: string
  readonly expiresAt: Instant
  readonly token: NewToken | null
}

export interface NewToken {
  readonly tokenSha256: string
  readonly partnerId: PartnerId
  readonly scopes: readonly string[]
  readonly grants: readonly string[]
  readonly issuedAt: Instant
  readonly expiresAt: Instant
}

/**
 * Spends a client assertion and keeps its token, both or neither: true for the first use of this `jti`, false for every
 * other, whichever process asks (S46). Those that arrive together share a statement and its commit; answered is after it.
 */
export function spendAssertion(db: Database, spent: SpentAssertion): Promise<boolean> {
  return sharedSpending(db)('', spent)
}

const sharedSpending = perDatabase((db) =>
  shareStatements<SpentAssertion, boolean>({
    most: mostTogether,
    run: async (asked) => {
      const tokens = asked.map(({ token }) => token)
      const { rows } = await db.$client.query<{ place: number }>({
        name: 'spend_assertion',
        text: spendStatement,
        values: [
          asked.map(({ clientId }) => clientId),
          asked.map(({ jti }) => jti),
          asked.map(({ expiresAt }) => expiresAt),
          tokens.map((token) => token?.tokenSha256),
          tokens.map((token) => token?.partnerId),
          tokens.map((token) => token?.scopes.join(' ')),
          tokens.map((token) => token?.grants.join(' ')),
          tokens.map((token) => token?.issuedAt),
          tokens.map((token) => token?.expiresAt),
        ],
      })
      const first = new Set(rows.map(({ place }) => place))
      return asked.map((_one, at) => first.has(at + 1))
    },
  }),
)

/** Scopes and grants are words without spaces. One assertion sent twice at once is spent by the first of the two. */
const spendStatement = `
with asked as (
  select distinct on (client_id, jti) * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::uuid[], $6::text[],
      $7::text[], $8::timestamptz[], $9::timestamptz[]) with ordinality
    as one (client_id, jti, expires_at, token_sha256, partner_id, scopes, grants, issued_at, token_expires_at, place)
  order by client_id, jti, place
), spent as (
  insert into identity.partner_assertion (client_id, jti, expires_at) select client_id, jti, expires_at from asked
  on conflict do nothing returning client_id, jti
), kept as (
  insert into identity.partner_token (token_sha256, partner_id, scopes, grants, issued_at, expires_at)
  select token_sha256, partner_id, string_to_array(scopes, ' '), string_to_array(grants, ' '), issued_at, token_expires_at
  from asked join spent using (client_id, jti) where token_sha256 is not null
)
select place::integer from asked join spent using (client_id, jti)`

const lastSwept = new WeakMap<Database['$client'], Instant>()
const sweepEveryMs = 60_000

/** Housekeeping, once a minute at most: what has expired can no longer be used and need not be kept. */
export async function forgetExpired(db: Database, wallClock: Instant): Promise<void> {
  const last = lastSwept.get(db.$client)
  if (last !== undefined && msBetween(last, wallClock) < sweepEveryMs) return
  lastSwept.set(db.$client, wallClock)
  const now = new Date(wallClock)
  await db.delete(partnerAssertion).where(lt(partnerAssertion.expiresAt, now))
  await db.delete(partnerToken).where(lt(partnerToken.expiresAt, now))
}

function partnerRow(row: typeof partnerClient.$inferSelect): PartnerRow {
  return {
    partnerId: row.id as PartnerId,
    practiceId: row.practiceId as PracticeId,
    clientId: row.clientId,
    name: row.name,
    purpose: row.purpose,
    jwks: row.jwks,
    scopes: row.scopes,
    status: row.status,
    registeredAt: instantFromMs(row.registeredAt.getTime()),
    registeredBy: row.registeredBy,
    revokedAt: row.revokedAt === null ? null : instantFromMs(row.revokedAt.getTime()),
  }
}
