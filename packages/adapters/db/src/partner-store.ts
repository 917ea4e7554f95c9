import type { PartnerId, PracticeId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs, msBetween } from '@holdspace/kit/instant'
import { and, asc, eq, inArray, lt, sql } from 'drizzle-orm'
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

/** A registration as it was read, and by what it is known to be the same still. */
export interface Registration {
  readonly partner: PartnerRow
  /** Another one as soon as anything in the row is another. */
  readonly revision: string
}

/** Of the whole row, so that no column can be forgotten. */
function revisionOf(row: string): string {
  return `sha256(convert_to(${row}::text, 'UTF8'))::text`
}

/** So many registrations are remembered; then all are read again. */
const mostRemembered = 200
const remembered = perDatabase(() => new Map<string, Registration>())

/**
 * The registration as this process read it last, null when it never did: enough to begin with, and never to give a token
 * by. `spendAssertion` asks in its own statement whether it is still the registered one.
 */
export function rememberedRegistration(db: Database, clientId: string): Registration | null {
  return remembered(db).get(clientId) ?? null
}

/** For the token door: before a token there is no practice. Read anew, together with others that arrived. */
export function readRegistration(db: Database, clientId: string): Promise<Registration | null> {
  return sharedLooks(db)('', clientId)
}

/** So many assertions share a statement at most: none waits long for the others. */
const mostTogether = 32

const sharedLooks = perDatabase((db) =>
  shareStatements<string, Registration | null>({
    most: mostTogether,
    run: async (clientIds) => {
      const rows = await db
        .select({ client: partnerClient, revision: sql<string>`${sql.raw(revisionOf('partner_client'))}` })
        .from(partnerClient)
        .where(inArray(partnerClient.clientId, [...new Set(clientIds)]))
      const known = remembered(db)
      if (known.size + rows.length > mostRemembered) known.clear()
      for (const { client, revision } of rows) known.set(client.clientId, { partner: partnerRow(client), revision })
      const found = new Set(rows.map(({ client }) => client.clientId))
      return clientIds.map((clientId) => (found.has(clientId) ? (known.get(clientId) ?? null) : null))
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
  /** By which it proved itself. */
  readonly registration: Registration
  readonly jti: string
  readonly expiresAt: Instant
  readonly token: NewToken | null
}

export interface NewToken {
  readonly tokenSha256: string
  readonly scopes: readonly string[]
  readonly grants: readonly string[]
  readonly issuedAt: Instant
  readonly expiresAt: Instant
}

/** `other-registration`: the client is no longer active, or registered otherwise than it proved itself by; nothing was spent. */
export type Spending = 'spent' | 'used-before' | 'other-registration'

/**
 * Spends a client assertion and keeps its token, both or neither, for a client that is active and registered as it was when
 * the assertion proved itself: `spent` for the first use of this `jti`, whichever process asks (S46). Those of a client that
 * arrive together share a statement and its commit; answered is after it.
 */
export function spendAssertion(db: Database, spent: SpentAssertion): Promise<Spending> {
  const { partner, revision } = spent.registration
  return sharedSpending(db)(`${partner.partnerId} ${revision}`, spent)
}

const sharedSpending = perDatabase((db) =>
  shareStatements<SpentAssertion, Spending>({
    most: mostTogether,
    run: async (asked) => {
      const [first] = asked
      if (first === undefined) return []
      const { partner, revision } = first.registration
      const tokens = asked.map(({ token }) => token)
      const { rows } = await db.$client.query<{ places: number[] }>({
        name: 'spend_assertion',
        text: spendStatement,
        values: [
          partner.partnerId,
          revision,
          asked.map(({ jti }) => jti),
          asked.map(({ expiresAt }) => expiresAt),
          tokens.map((token) => token?.tokenSha256),
          tokens.map((token) => token?.scopes.join(' ')),
          tokens.map((token) => token?.grants.join(' ')),
          tokens.map((token) => token?.issuedAt),
          tokens.map((token) => token?.expiresAt),
        ],
      })
      const [row] = rows
      if (row === undefined) return asked.map(() => 'other-registration' as const)
      return asked.map((_one, at) => (row.places.includes(at + 1) ? 'spent' : 'used-before'))
    },
  }),
)

/**
 * $1 the client, $2 its revision, then one array element an assertion. Scopes and grants are words without spaces. One
 * assertion sent twice at once is spent by the first of the two. No row when the registration is another.
 */
const spendStatement = `
with known as materialized (
  select c.id, c.client_id from identity.partner_client c
  where c.id = $1::uuid and c.status = 'active' and ${revisionOf('c')} = $2::text
), asked as materialized (
  select distinct on (one.jti) known.id, known.client_id, one.* from known cross join unnest($3::text[], $4::timestamptz[],
      $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::timestamptz[]) with ordinality
    as one (jti, expires_at, token_sha256, scopes, grants, issued_at, token_expires_at, place)
  order by one.jti, one.place
), spent as (
  insert into identity.partner_assertion (client_id, jti, expires_at) select client_id, jti, expires_at from asked
  on conflict do nothing returning jti
), kept as (
  insert into identity.partner_token (token_sha256, partner_id, scopes, grants, issued_at, expires_at)
  select token_sha256, id, string_to_array(scopes, ' '), string_to_array(grants, ' '), issued_at, token_expires_at
  from asked join spent using (jti) where token_sha256 is not null
)
select array(select place::integer from asked join spent using (jti)) as places from known`

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
