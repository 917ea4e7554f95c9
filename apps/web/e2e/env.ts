import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** What the runner hands to the browser tests (playwright.config.ts); everything else of the environment is left alone. */
const dataDir = process.env.HOLDSPACE_E2E_DATA_DIR ?? join(tmpdir(), 'holdspace-e2e')
export const isContinuousIntegration = process.env.CI === 'true'
/** `npm run soak` runs the full sizes, `npm test` the small ones (RULINGS 23). */
export const isFullSize = process.env.HOLDSPACE_SIZE === 'full'
/** The folder for pictures, set only by `npm run screenshots`. */
export const pictureFolder = process.env.HOLDSPACE_SCREENSHOTS ?? ''

/** Beside the clone, where it is at hand; a stranger's clone has none (RULINGS 24). */
const sharedFolder = resolve(import.meta.dirname, '../../../../shared')

export interface DemoFile {
  readonly fhirBaseUrl: string
  readonly databaseUrl: string
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

/** Everything the demo clinic's server wrote down about what it did. */
export function serverLog(): string {
  const path = join(dataDir, 'server.log')
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

/** What a second server of the same demo clinic is started with: the same key, nothing of this machine but what runs it. */
export function forAnotherServer(): { readonly [name: string]: string } {
  return {
    PATH: process.env.PATH ?? '',
    NEXT_TELEMETRY_DISABLED: '1',
    HOLDSPACE_DEMO: '1',
    HOLDSPACE_SECRET_KEY: readFileSync(join(dataDir, 'secret-key'), 'utf8').trim(),
  }
}

/** A generated referral nobody here wrote, or null in a clone that has none. */
export function syntheaFile(name: string): string | null {
  const path = join(sharedFolder, 'fhir', 'synthea', name)
  return existsSync(path) ? path : null
}
