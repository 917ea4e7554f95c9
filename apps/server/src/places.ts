import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Where things lie beside the running code. From the bundle in `apps/server/dist` and from the sources alike, the root
 * is the nearest folder above that holds the workspace file.
 */
function findRoot(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'pnpm-workspace.yaml'))) return folder
  }
  throw new Error('The folder of Holdspace was not found above its server: pnpm-workspace.yaml is missing.')
}

export const root = findRoot()
export const webDir = join(root, 'apps', 'web')
export const serverDist = join(root, 'apps', 'server', 'dist')
export const migrationsDir = join(root, 'packages', 'adapters', 'db', 'migrations')
/** From here the programs of the embedded database are found. */
export const postgresModules = join(root, 'infra', 'postgres')
