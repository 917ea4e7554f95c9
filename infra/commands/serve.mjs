/** `holdspace serve`: the server for real people. Nothing is seeded and nothing is assumed: the variables decide. */
import { pathToFileURL } from 'node:url'
import { becomeProduction } from './env.mjs'
import { ensureBuilt, ensureInstalled, serverBundle } from './prepare.mjs'

if (!(await ensureInstalled()) || !(await ensureBuilt())) process.exit(1)
becomeProduction()
await import(pathToFileURL(serverBundle).href)
