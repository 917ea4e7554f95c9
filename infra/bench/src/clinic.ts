import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stopPostgres } from '@holdspace/postgres-launcher/start-postgres'
import { freePort, type RunningServer, startServer } from '@holdspace/server/testing/running-server'

/** What the bench reads of `demo.json`. */
export interface DemoFile {
  readonly fhirBaseUrl: string
  readonly databaseUrl: string
  readonly people: readonly { readonly role: string; readonly email: string }[]
  readonly patients: readonly { readonly story: string; readonly fhirId: string; readonly name: string }[]
  readonly partners: readonly { readonly clientId: string; readonly scope: string; readonly privateJwk: object }[]
}

export interface Clinic {
  readonly dataDir: string
  readonly server: RunningServer
  readonly demo: DemoFile
  /** Another process on the same database, with the same secret. */
  readonly second: () => Promise<RunningServer>
  readonly close: () => Promise<void>
}

/** A freshly filled demo clinic in a folder of its own, served by the built server. */
export async function openClinic(): Promise<Clinic> {
  const folder = mkdtempSync(join(tmpdir(), 'holdspace-bench-'))
  const dataDir = join(folder, 'clinic')
  const others: RunningServer[] = []
  const server = await startServer(dataDir, await freePort())
  const demo: DemoFile = JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8'))
  return {
    dataDir,
    server,
    demo,
    second: async () => {
      const other = await startServer(join(folder, `second-${others.length}`), await freePort(), {
        DATABASE_URL: demo.databaseUrl,
        HOLDSPACE_SECRET_KEY: readFileSync(join(dataDir, 'secret-key'), 'utf8').trim(),
      })
      others.push(other)
      return other
    },
    close: async () => {
      for (const other of others) await other.stop()
      await server.stop()
      await stopPostgres({ dataDir })
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
