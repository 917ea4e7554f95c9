import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Binaries, binariesAt, canRun } from './binaries.ts'
import { StartRefused } from './start-refused.ts'

/** Whom the server runs as; empty when the launcher itself is not root. */
export interface RunAs {
  readonly uid?: number
  readonly gid?: number
}

export interface Place {
  /** Under the data folder: password, log, lock, pointer. */
  readonly folder: string
  /** The cluster (PGDATA). */
  readonly cluster: string
  readonly binaries: Binaries
  readonly runAs: RunAs
}

const elsewhere = '/var/lib/holdspace'

/**
 * PostgreSQL refuses to run as root. Then it runs as the user `postgres`, or `nobody` where there is none, and its files
 * must lie where that user can reach them. A clone in /root cannot be reached by anybody else: in that case the cluster
 * (and a copy of the programs) lie under /var/lib/holdspace, and `postgres/place.json` in the data folder says where.
 */
export function findPlace(dataDir: string, binaries: Binaries): Place {
  const folder = join(resolve(dataDir), 'postgres')
  mkdirSync(folder, { recursive: true })
  const runAs = unprivilegedUser()
  const pointer = join(folder, 'place.json')
  if (existsSync(pointer)) {
    return { folder, cluster: readPointer(pointer), binaries: reachableBinaries(binaries, runAs), runAs }
  }
  if (runAs.uid === undefined) return { folder, cluster: join(folder, 'cluster'), binaries, runAs }
  const reachable = reachableBinaries(binaries, runAs)
  if (canWork(ownedFolder(join(folder, 'home'), runAs), runAs)) {
    return { folder, cluster: join(folder, 'home', 'cluster'), binaries: reachable, runAs }
  }
  rmSync(join(folder, 'home'), { recursive: true, force: true })
  const outside = ownedFolder(join(elsewhere, randomBytes(8).toString('hex')), runAs)
  if (!canWork(outside, runAs)) throw unreachable(dataDir)
  const cluster = join(outside, 'cluster')
  writeFileSync(join(outside, 'belongs-to'), `${resolve(dataDir)}\n`)
  writeFileSync(pointer, `${JSON.stringify({ cluster }, null, 2)}\n`)
  return { folder, cluster, binaries: reachable, runAs }
}

/** The same place without making anything: null when no cluster was ever made for this data folder. */
export function existingPlace(dataDir: string): { folder: string; cluster: string } | null {
  const folder = join(resolve(dataDir), 'postgres')
  const pointer = join(folder, 'place.json')
  const candidates = existsSync(pointer)
    ? [readPointer(pointer)]
    : [join(folder, 'cluster'), join(folder, 'home', 'cluster')]
  const cluster = candidates.find((candidate) => existsSync(join(candidate, 'PG_VERSION')))
  return cluster === undefined ? null : { folder, cluster }
}

function unprivilegedUser(): RunAs {
  if (process.getuid === undefined || process.getuid() !== 0) return {}
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':')
    if (fields !== undefined) return { uid: Number(fields[2]), gid: Number(fields[3]) }
  }
  throw new StartRefused(
    'The embedded database does not run as root and this machine has neither a user postgres nor nobody: start as an ordinary user, or set DATABASE_URL.',
  )
}

function ownedFolder(path: string, { uid, gid }: RunAs): string {
  try {
    mkdirSync(path, { recursive: true, mode: 0o755 })
    if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid)
  } catch {
    // The caller asks next whether the folder can be used, and refuses in one sentence.
  }
  return path
}

function canWork(path: string, runAs: RunAs): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1" && test -w .', 'sh', path], { ...runAs, cwd: '/' }).status === 0
}

function reachableBinaries(binaries: Binaries, runAs: RunAs): Binaries {
  if (runAs.uid === undefined || canRun(binaries, runAs)) return binaries
  const copy = join(elsewhere, `programs-${binaries.packageVersion}-${process.platform}-${process.arch}`)
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`
    mkdirSync(elsewhere, { recursive: true, mode: 0o755 })
    cpSync(binaries.root, draft, { recursive: true, verbatimSymlinks: true })
    rmSync(copy, { recursive: true, force: true })
    renameSync(draft, copy)
  }
  const moved = binariesAt(copy, binaries.packageVersion)
  if (!canRun(moved, runAs)) throw unreachable(binaries.root)
  return moved
}

function readPointer(path: string): string {
  const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
  if (typeof value === 'object' && value !== null && 'cluster' in value && typeof value.cluster === 'string') {
    return value.cluster
  }
  throw new StartRefused(
    `${path} does not say where the database lies: restore it, or restore the folder from a backup.`,
  )
}

function unreachable(what: string): StartRefused {
  return new StartRefused(
    `The embedded database does not run as root, and its unprivileged user can reach neither ${what} nor ${elsewhere}: start as an ordinary user, or set HOLDSPACE_DATA_DIR to a folder every user may pass.`,
  )
}
