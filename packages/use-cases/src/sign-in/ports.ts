import type { Database } from '@holdspace/db/database'
import type { Clock } from '@holdspace/kit/instant'
import type { NewId } from '@holdspace/kit/new-id'

/** What signing in needs of the house. */
export interface SignInHouse {
  readonly db: Database
  readonly clock: Clock
  readonly newId: NewId
  /** `HOLDSPACE_SECRET_KEY`; keys for single purposes are derived from it. */
  readonly secretKey: string
  /** One-click sign-in exists only here. */
  readonly isDemo: boolean
}
