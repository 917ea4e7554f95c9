import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'

/**
 * Every mutation goes through tRPC, so the web build must hold no server action at all (SECURITY S43). Next lists them
 * in this manifest; reading the list of the build is stronger than searching the sources.
 */
export async function serverActionsBuilt() {
  const path = join(root, 'apps', 'web', '.next', 'server', 'server-reference-manifest.json')
  if (!existsSync(path)) return { code: 1, output: 'The web build left no list of server actions to look at.' }
  const manifest = JSON.parse(readFileSync(path, 'utf8'))
  const found = [...Object.keys(manifest.node ?? {}), ...Object.keys(manifest.edge ?? {})]
  return found.length === 0
    ? { code: 0, output: '' }
    : {
        code: 1,
        output: `The web build holds ${found.length} server action(s); every mutation must be a tRPC procedure.`,
      }
}
