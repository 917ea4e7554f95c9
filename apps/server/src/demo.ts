import type { House } from '@holdspace/use-cases/house'
import type { DemoPerson } from '@holdspace/use-cases/sign-in/demo-person'
import type { Settings } from './env.ts'

export interface Introduction {
  readonly address: string
  readonly publicUrl: string
  readonly ownerUrl: string
  readonly house: House
  readonly say: (line: string) => void
}

export interface Demo {
  readonly people: readonly DemoPerson[]
  /** Seeds the clinic when the data folder is new. */
  readonly fill: (house: House, say: (line: string) => void) => Promise<void>
  /** Writes demo.json and prints the address and one line per role. */
  readonly introduce: (introduction: Introduction) => Promise<void>
}

export function demoOf(_settings: Settings): Demo {
  return {
    people: [],
    fill: async () => undefined,
    introduce: async ({ address, say }) => say(`Holdspace is at ${address}`),
  }
}
