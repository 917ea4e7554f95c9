import type { SystemActor } from '@holdspace/clinic/access/actor'
import { inPractice } from '@holdspace/db/database'
import { lockLog, newestCheckpoint } from '@holdspace/db/practice-log-store'
import { accept, type Decision } from '@holdspace/kit/decision'
import { msBetween } from '@holdspace/kit/elapsed'
import type { House } from '../house.ts'
import { checkpointNow, takeLeaves } from './practice-log.ts'

const dayMs = 24 * 60 * 60 * 1000

/**
 * What: Holdspace itself, every few seconds, gives what was recorded its place in the practice's log, and signs the log
 * once a day: nothing stays uncovered for longer (T2). Answers the newest checkpoint, null before the first.
 */
export async function keepLog(
  house: Pick<House, 'db' | 'clock' | 'hashing' | 'secretKey'>,
  { practiceId }: SystemActor,
): Promise<Decision<{ readonly size: number; readonly newest: Uint8Array | null }>> {
  const now = house.clock()
  return inPractice(house.db, practiceId, async (tx) => {
    await lockLog(tx, practiceId)
    const size = await takeLeaves(tx, house, practiceId, now)
    const newest = await newestCheckpoint(tx, practiceId)
    const isDue = size > (newest?.size ?? 0) && (newest === null || msBetween(newest.signedAt, now) >= dayMs)
    if (!isDue) return accept({ size, newest: newest?.note ?? null })
    const signed = await checkpointNow(tx, house, practiceId, { why: 'nightly', now })
    return signed.ok ? accept({ size, newest: signed.value.note }) : signed
  })
}
