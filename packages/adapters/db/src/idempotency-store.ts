import type { PracticeId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { RefusalError } from '@holdspace/kit/refusal'
import { and, eq, lt } from 'drizzle-orm'
import { sqlState, type Tx } from './database.ts'
import type { OnceKey } from './record-act.ts'
import { idempotency } from './schema/ledger.ts'

/** Answers are kept longer than the oldest entry a device may still hold, which is 7 days (IK8). */
export const answersLastDays = 30

export type Once<Answer> =
  | { readonly outcome: 'done'; readonly answer: Answer }
  /** The same request was answered before; this is that answer, and nothing was done again (IK4). */
  | { readonly outcome: 'replayed'; readonly answer: Answer }
  /** The key came with another body (IK5). */
  | { readonly outcome: 'key-reused' }

export interface OnceRequest extends OnceKey {
  readonly practiceId: PracticeId
  readonly at: Instant
}

/**
 * Does `work` once per key inside the transaction of `inPractice`, for every mutation that does not go through
 * `recordAct`. Effect and key commit together (IK3); a throw leaves neither (IK7). A repeat that arrives while the first
 * still runs waits for it; past the lock's patience it is refused as `still-running`, and the client tries again (IK6).
 * `Answer` is JSON and is kept under the same row-level security as what it shows (IK10); ask permission before calling.
 */
export async function once<Answer>(tx: Tx, request: OnceRequest, work: () => Promise<Answer>): Promise<Once<Answer>> {
  const { practiceId, actorId, procedure, key, bodyHash, at } = request
  const here = and(
    eq(idempotency.practiceId, practiceId),
    eq(idempotency.actorId, actorId),
    eq(idempotency.procedure, procedure),
    eq(idempotency.key, key),
  )
  const claimed = await claim(tx, { practiceId, actorId, procedure, key, bodyHash, createdAt: new Date(at) })
  if (claimed) {
    const answer = await work()
    await tx
      .update(idempotency)
      .set({ answer: answer ?? null })
      .where(here)
    return { outcome: 'done', answer }
  }
  const [known] = await tx.select().from(idempotency).where(here)
  if (known === undefined) throw new Error('An idempotency key was there and is gone within one transaction')
  if (!Buffer.from(known.bodyHash).equals(Buffer.from(bodyHash))) return { outcome: 'key-reused' }
  // Written by this very function for the same procedure and body, so it has the same shape.
  return { outcome: 'replayed', answer: known.answer as Answer }
}

/** Forgets answers older than `before`; keys are not reused after that, for ledger entries keep their own id. */
export async function forgetAnswers(tx: Tx, practiceId: PracticeId, before: Instant): Promise<number> {
  const gone = await tx
    .delete(idempotency)
    .where(and(eq(idempotency.practiceId, practiceId), lt(idempotency.createdAt, new Date(before))))
  return gone.rowCount ?? 0
}

async function claim(tx: Tx, row: typeof idempotency.$inferInsert): Promise<boolean> {
  try {
    const inserted = await tx.insert(idempotency).values(row).onConflictDoNothing()
    return inserted.rowCount === 1
  } catch (error) {
    if (sqlState(error) !== '55P03') throw error
    throw new RefusalError({
      family: 'conflict',
      code: 'still-running',
      sentence: 'The same request is still being worked on. It is tried again by itself; nothing was done twice.',
    })
  }
}
