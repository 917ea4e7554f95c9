import type { Role } from '@holdspace/clinic/access/actor'

/** A made-up patient, by the story they tell. Exists in the demo and in tests only. */
export interface DemoPatientName {
  readonly story: string
  readonly id: string
  readonly name: string
}

/** A made-up member of the fixture clinic, with everything needed to sign in. Exists in the demo and in tests only. */
export interface DemoPerson {
  readonly role: Role
  readonly name: string
  readonly practiceName: string
  readonly email: string
  readonly password: string
  readonly totpSecret: string
}
