import type { ChosenCutOff } from '@holdspace/instruments/cut-offs'
import type { MembershipId, PracticeId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { asc, eq } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { instrumentCutOff } from './schema/screening.ts'

export interface CutOffRow extends ChosenCutOff {
  readonly at: Instant
}

/** Every cut-off the practice ever chose, in the order in which they were chosen. */
export async function cutOffsOf(tx: Tx, practiceId: PracticeId): Promise<readonly CutOffRow[]> {
  const rows = await tx
    .select()
    .from(instrumentCutOff)
    .where(eq(instrumentCutOff.practiceId, practiceId))
    .orderBy(asc(instrumentCutOff.instrumentId), asc(instrumentCutOff.version))
  return rows.map(({ instrumentId, version, value, policy, byName, at }) => ({
    instrumentId,
    version,
    value,
    policy,
    approvedBy: byName,
    at: instantFromMs(at.getTime()),
  }))
}

/** False when this version was chosen already: two people chose at once, or one pressed twice. */
export async function addCutOff(
  tx: Tx,
  practiceId: PracticeId,
  { approvedBy, at, ...row }: CutOffRow & { readonly id: string; readonly byMembership: MembershipId },
): Promise<boolean> {
  const added = await tx
    .insert(instrumentCutOff)
    .values({ ...row, practiceId, byName: approvedBy, at: new Date(at) })
    .onConflictDoNothing()
    .returning({ id: instrumentCutOff.id })
  return added.length === 1
}
