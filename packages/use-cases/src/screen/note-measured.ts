import type { Tx } from '@holdspace/db/database'
import { changeMeasure } from '@holdspace/db/measure-store'
import type { PracticeId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'

/** A planned measure was answered: nobody has to call for it any more. The first questionnaire of it counts. */
export async function noteMeasured(tx: Tx, practiceId: PracticeId, measureId: string, now: Instant): Promise<void> {
  await changeMeasure(tx, practiceId, measureId, { answered: now })
}
