import type { PartnerId, PracticeId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
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

/**
 * Spends a client assertion: true for the first use of this `jti`, false for every other, whichever process asks (S46).
 * Assertions that have expired are forgotten on the way: they are refused by their own `exp`.
 */
export async function spendAssertion(
  db: Database,
  assertion: { clientId: string; jti: string; expiresAt: Instant; wallClock: Instant },
): Promise<boolean> {
  const spent = await db
    .insert(partnerAssertion)
    .values({ clientId: assertion.clientId, jti: assertion.jti, expiresAt: new Date(assertion.expiresAt) })
    .onConflictDoNothing()
    .returning({ jti: partnerAssertion.jti })
  return spent.length === 1
}

/** Housekeeping: what has expired can no longer be used and need not be kept. */
export async function forgetExpired(db: Database, wallClock: Instant): Promise<void> {
  const now = new Date(wallClock)
  await db.delete(partnerAssertion).where(lt(partnerAssertion.expiresAt, now))
  await db.delete(partnerToken).where(lt(partnerToken.expiresAt, now))
}

export async function addToken(
  db: Database,
  token: {
    tokenSha256: string
    partnerId: PartnerId
    scopes: readonly string[]
    grants: readonly string[]
    issuedAt: Instant
    expiresAt: Instant
  },
): Promise<void> {
  await db.insert(partnerToken).values({
    tokenSha256: token.tokenSha256,
    partnerId: token.partnerId,
    scopes: [...token.scopes],
    grants: [...token.grants],
    issuedAt: new Date(token.issuedAt),
    expiresAt: new Date(token.expiresAt),
  })
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
