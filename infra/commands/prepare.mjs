import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pnpm, root, run, runTurbo, say, since } from './run.mjs'

const notSource = new Set(['node_modules', 'dist', '.next', '.turbo', 'test-results', 'playwright-report', 'coverage'])

function* filesUnder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (notSource.has(entry.name)) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesUnder(path)
    else if (entry.isFile()) yield path
  }
}

function houseFiles() {
  return ['apps', 'packages', 'infra'].flatMap((top) => [...filesUnder(join(root, top))]).sort()
}

function stampOf(name, lines) {
  const stamp = createHash('sha256').update(lines.join('\n')).digest('hex')
  const path = join(root, 'node_modules', '.holdspace', name)
  return {
    holds: () => existsSync(path) && readFileSync(path, 'utf8') === stamp,
    keep: () => {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, stamp)
    },
  }
}

/** Dependencies, exactly as the lockfile says; nothing is done while neither it nor a package.json has changed. */
export async function ensureInstalled() {
  const manifests = houseFiles().filter((path) => path.endsWith('package.json'))
  const asked = [
    join(root, 'pnpm-lock.yaml'),
    join(root, 'pnpm-workspace.yaml'),
    join(root, 'package.json'),
    ...manifests,
  ]
  const stamp = stampOf(
    'installed',
    asked.map((path) => readFileSync(path, 'utf8')),
  )
  if (existsSync(join(root, 'node_modules')) && stamp.holds()) return true
  const started = performance.now()
  say('Holdspace: bringing the dependencies the lockfile names …')
  const { code, output } = await run('npx', ['--yes', pnpm, 'install', '--frozen-lockfile'], { quiet: true })
  if (code !== 0) {
    say(output)
    say('Holdspace: the dependencies could not be installed; the reason is above.')
    return false
  }
  stamp.keep()
  say(`Holdspace: dependencies are here (${since(started)}).`)
  return true
}

/** What no build reads, and what the page build itself writes. */
const notBuilt = /\.test\.tsx?$|[\\/](e2e|bench|soak|checks|commands)[\\/]|next-env\.d\.ts$|\.tsbuildinfo$/

/** Pages and server, built again only when a source file has changed since. */
export async function ensureBuilt() {
  const sources = houseFiles().filter((path) => !notBuilt.test(path))
  const stamp = stampOf(
    'built',
    [join(root, 'pnpm-lock.yaml'), ...sources].map((path) => {
      const { size, mtimeMs } = statSync(path)
      return `${path} ${size} ${mtimeMs}`
    }),
  )
  if (stamp.holds() && existsSync(serverBundle)) return true
  const started = performance.now()
  say('Holdspace: building the pages and the server …')
  const { code, output } = await runTurbo(['run', 'build', '--output-logs=errors-only'], { quiet: true })
  if (code !== 0) {
    say(output)
    say('Holdspace: the build failed; the reason is above.')
    return false
  }
  stamp.keep()
  say(`Holdspace: built (${since(started)}).`)
  return true
}

export const serverBundle = join(root, 'apps', 'server', 'dist', 'server.mjs')
