import type { IdentityReach } from '@holdspace/db/account-store'
import { findPractice } from '@holdspace/db/practice-store'
import type { PracticeId } from '@holdspace/kit/ids'

/** Name and zone of the practice a link leads to. It is there: links refer to it. */
export async function practiceOfLink(
  db: IdentityReach,
  practiceId: PracticeId,
): Promise<{ readonly practiceName: string; readonly practiceZone: string }> {
  const practice = await findPractice(db, practiceId)
  if (practice === null) throw new Error(`There is no practice ${practiceId}.`)
  return { practiceName: practice.name, practiceZone: practice.zone }
}
