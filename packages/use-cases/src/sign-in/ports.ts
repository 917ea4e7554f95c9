import type { House } from '../house.ts'

/** What signing in needs of the house. */
export type SignInHouse = Pick<House, 'db' | 'clock' | 'newId' | 'secretKey' | 'isDemo' | 'announce' | 'demoPeople'>

/** What the request says about where it comes from. */
export interface WhereFrom {
  readonly ipAddress: string
  readonly userAgent: string
  /** The browser's own token, when it has been here before (S19). */
  readonly deviceToken: string | null
}
