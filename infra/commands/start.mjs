/**
 * `npm start`: everything needed, then the demo clinic in the foreground. The server runs in this same process, so
 * Ctrl-C reaches it directly and it alone decides how to stop.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { becomeDemo } from './env.mjs'
import { ensureBuilt, ensureInstalled, serverBundle } from './prepare.mjs'
import { root, say } from './run.mjs'

if (!(await ensureInstalled()) || !(await ensureBuilt())) process.exit(1)
if (!existsSync(serverBundle)) {
  say('Holdspace: the build made no server (apps/server/dist/server.mjs is missing).')
  process.exit(1)
}
becomeDemo(join(root, '.holdspace'))
await import(pathToFileURL(serverBundle).href)
