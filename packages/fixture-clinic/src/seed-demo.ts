import type { House } from '@holdspace/use-cases/house'
import { seedPractices } from './seed-practices.ts'

/** The stories of the demo clinic, by the names `demo.json` gives them. */
export type DemoStory =
  | 'ready-today'
  | 'in-session'
  | 'in-recovery'
  | 'new-referral'
  | 'contraindicated'
  | 'consent-outdated'
  | 'series-complete'
  | 'non-responder'
  | 'relapse'
  | 'positive-item-9'
  | 'consent-withdrawn'
  | 'self-pay-package'
  | 'outside-therapist'

export interface DemoPatient {
  readonly story: DemoStory
  readonly id: string
  readonly fhirId: string
  readonly name: string
  readonly birthDate: string
  readonly formLinks: readonly string[]
}

export interface DemoPartner {
  readonly name: string
  readonly clientId: string
  readonly scope: string
  readonly privateJwk: object
  readonly groupId: string | null
}

/** What `demo.json` says of the clinic besides its people. */
export interface DemoClinic {
  readonly patients: readonly DemoPatient[]
  readonly partners: readonly DemoPartner[]
}

/** Fills an empty installation with Marigold House and Juniper Row. Demo and tests only. */
export async function seedDemo(house: House): Promise<DemoClinic> {
  await seedPractices(house)
  return { patients: [], partners: [] }
}
