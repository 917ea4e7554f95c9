import type { Role } from '@holdspace/clinic/access/actor'

/** A made-up member of the fixture clinic, with everything needed to sign in. Exists in the demo and in tests only. */
export interface DemoPerson {
  readonly role: Role
  readonly name: string
  readonly practiceName: string
  readonly email: string
  readonly password: string
  readonly totpSecret: string
}
