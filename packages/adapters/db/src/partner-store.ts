import type { PartnerId, PracticeId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs, msBetween } from '@holdspace/kit/instant'
import { and, asc, eq, lt } from 'drizzle-orm'
import type { Database, Tx } from './database.ts'
import { partnerAssertion, partnerClient, partnerToken } from './schema/fhir.ts'

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

/** For the token door: before a token there is no practice. */
export async function findPartnerByClientId(db: Database | Tx, clientId: string): Promise<PartnerRow | null> {
  const rows = await db.select().from(partnerClient).where(eq(partnerClient.clientId, clientId))
  return rows[0] === undefined ? null : partnerRow(rows[0])
}

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
 * other, whichever process asks (S46).
 */
export async function spendAssertion(
  db: Database,
  { clientId, jti, expiresAt, token }: SpentAssertion,
): Promise<boolean> {
  const { rows } = await db.$client.query({
    name: 'spend_assertion',
    text: spendStatement,
    values: [
      clientId,
      jti,
      expiresAt,
      token?.tokenSha256,
      token?.partnerId,
      token?.scopes,
      token?.grants,
      token?.issuedAt,
      token?.expiresAt,
    ],
  })
  return rows.length === 1
}

const spendStatement = `
with spent as (
  insert into identity.partner_assertion (client_id, jti, expires_at) values ($1::text, $2::text, $3::timestamptz)
  on conflict do nothing returning jti
), kept as (
  insert into identity.partner_token (token_sha256, partner_id, scopes, grants, issued_at, expires_at)
  select $4::text, $5::uuid, $6::text[], $7::text[], $8::timestamptz, $9::timestamptz from spent where $4::text is not null
)
select jti from spent`

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
