#!/usr/bin/env node
/**
 * The `holdspace` command. This file is committed JavaScript, so `npx holdspace` finds it without a registry and
 * without a build (RULINGS 26); the command itself is built on its first use.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const cli = join(dirname(fileURLToPath(import.meta.url)), '..')
const bundle = join(cli, 'dist', 'cli.mjs')

if (!existsSync(bundle)) {
  process.stderr.write('Holdspace: building the command for its first use …\n')
  const built = spawnSync(process.execPath, [join(cli, 'build.mjs')], {
    cwd: cli,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (built.status !== 0) {
    process.stderr.write(
      'Holdspace: the command could not be built. Run `npm start` or `npm test` once: they install what it needs.\n',
    )
    process.exit(1)
  }
}
await import(pathToFileURL(bundle).href)
