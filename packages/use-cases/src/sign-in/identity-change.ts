import { type Database, inIdentity, type Tx } from '@holdspace/db/database'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { isRefusalError } from '@holdspace/kit/refusal'

/** One transaction of sign-in. A refusal thrown inside rolls everything back and comes out as a value. */
export async function identityChange<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<Decision<T>> {
  try {
    return accept(await inIdentity(db, work))
  } catch (thrown) {
    if (isRefusalError(thrown)) return refuse(thrown.refusal)
    throw thrown
  }
}
