import { inPractice } from '@holdspace/db/database'
import type { EntryPlace } from '@holdspace/db/entry-rows'
import { misfiledSessions, placeAfter, strayColumns } from '@holdspace/db/repeated-columns-store'
import type { PracticeId } from '@holdspace/kit/ids'
import type { House } from '../house.ts'
import type { Finding } from './verify-log.ts'

/** A second's work for the database: nobody's entry waits for it, and no transaction stays open for long. */
const entriesAtOnce = 100_000

/**
 * What stands beside the bytes of the ledger says what they say. Lists, doses given and charts are found by it, so an entry
 * under another kind or time, or a session under another person, would mislead although every hash holds (attack 7).
 */
export async function verifyColumns(house: Pick<House, 'db'>, practiceId: PracticeId): Promise<readonly Finding[]> {
  const stray: EntryPlace[] = []
  for (let after: EntryPlace | null = null, isMore = true; isMore; isMore = after !== null) {
    const page = await nextStray(house, practiceId, after)
    stray.push(...page.stray)
    after = page.upTo
  }
  const misfiled = await inPractice(house.db, practiceId, (tx) => misfiledSessions(tx, practiceId))
  return [
    ...stray.map(({ sessionId, seq }) => ({
      code: 'columns-differ',
      sentence: `Entry ${seq} of session ${sessionId} is listed otherwise than the entry itself says.`,
    })),
    ...misfiled.map((sessionId) => ({
      code: 'session-misfiled',
      sentence: `Session ${sessionId} is filed under another person or protocol than it was opened with.`,
    })),
  ]
}

interface StrayPage {
  /** Where the page ends; null when it is the last. */
  readonly upTo: EntryPlace | null
  readonly stray: readonly EntryPlace[]
}

async function nextStray(
  { db }: Pick<House, 'db'>,
  practiceId: PracticeId,
  after: EntryPlace | null,
): Promise<StrayPage> {
  return inPractice(db, practiceId, async (tx) => {
    const upTo = await placeAfter(tx, practiceId, after, entriesAtOnce)
    return { upTo, stray: await strayColumns(tx, practiceId, after, upTo) }
  })
}
