import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** What the runner hands to the browser tests (playwright.config.ts); everything else of the environment is left alone. */
const dataDir = process.env.HOLDSPACE_E2E_DATA_DIR ?? join(tmpdir(), 'holdspace-e2e')
export const isContinuousIntegration = process.env.CI === 'true'
/** The folder for pictures, set only by `npm run screenshots`. */
export const pictureFolder = process.env.HOLDSPACE_SCREENSHOTS ?? ''

/** Beside the clone, where it is at hand; a stranger's clone has none (RULINGS 24). */
const sharedFolder = resolve(import.meta.dirname, '../../../../shared')

export interface DemoFile {
  readonly fhirBaseUrl: string
  readonly people: readonly {
    readonly role: string
    readonly name: string
    readonly email: string
    readonly password: string
    readonly totpSecret: string
  }[]
  readonly patients: readonly { readonly story: string; readonly id: string; readonly name: string }[]
  readonly partners: readonly {
    readonly name: string
    readonly clientId: string
    readonly scope: string
    readonly privateJwk: Record<string, unknown>
  }[]
}

/** What the demo clinic of this run says of itself, for programs (docs/run.md). */
export function demoFile(): DemoFile {
  return JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8'))
}

/** A generated referral nobody here wrote, or null in a clone that has none. */
export function syntheaFile(name: string): string | null {
  const path = join(sharedFolder, 'fhir', 'synthea', name)
  return existsSync(path) ? path : null
}
