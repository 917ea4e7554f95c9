import type { PracticeId } from '@holdspace/kit/ids'
import { asc, eq } from 'drizzle-orm'
import type { IdentityReach } from './account-store.ts'
import { type Letterhead, practice } from './schema/identity.ts'

export interface PracticeRow {
  readonly practiceId: PracticeId
  readonly name: string
  /** IANA zone, e.g. `America/New_York`. */
  readonly zone: string
  /** Lower-case letters, digits and dashes; unique in this installation. */
  readonly slug: string
  readonly letterhead: Letterhead
}

/** False when a practice with this id or slug is already there. */
export async function insertPractice(db: IdentityReach, row: PracticeRow): Promise<boolean> {
  const inserted = await db
    .insert(practice)
    .values({ id: row.practiceId, name: row.name, zone: row.zone, slug: row.slug, letterhead: row.letterhead })
    .onConflictDoNothing()
    .returning({ id: practice.id })
  return inserted.length === 1
}

export async function findPractice(db: IdentityReach, id: PracticeId): Promise<PracticeRow | null> {
  const rows = await db.select().from(practice).where(eq(practice.id, id))
  return rows[0] === undefined ? null : practiceRow(rows[0])
}

export async function findPracticeBySlug(db: IdentityReach, slug: string): Promise<PracticeRow | null> {
  const rows = await db.select().from(practice).where(eq(practice.slug, slug))
  return rows[0] === undefined ? null : practiceRow(rows[0])
}

export async function allPractices(db: IdentityReach): Promise<readonly PracticeRow[]> {
  return (await db.select().from(practice).orderBy(asc(practice.slug))).map(practiceRow)
}

function practiceRow(row: typeof practice.$inferSelect): PracticeRow {
  return {
    practiceId: row.id as PracticeId,
    name: row.name,
    zone: row.zone,
    slug: row.slug,
    letterhead: row.letterhead,
  }
}
