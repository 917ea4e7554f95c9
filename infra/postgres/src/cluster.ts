import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { Place } from './place.ts'
import { ownerName } from './postmaster.ts'
import { StartRefused } from './start-refused.ts'

/** Makes the cluster when there is none, and gives the owner's password. Refuses a cluster of another major version. */
export function ensureCluster(place: Place): string {
  const passwordFile = join(place.folder, 'password')
  if (!existsSync(join(place.cluster, 'PG_VERSION'))) return makeCluster(place, passwordFile)
  const found = readFileSync(join(place.cluster, 'PG_VERSION'), 'utf8').trim()
  if (found !== place.binaries.major) {
    throw new StartRefused(
      `${place.cluster} was written by PostgreSQL ${found} and this Holdspace brings PostgreSQL ${place.binaries.major}: restore a backup into a new data folder, or start the version that wrote it.`,
    )
  }
  return readPassword(passwordFile)
}

export function readPassword(passwordFile: string): string {
  try {
    return readFileSync(passwordFile, 'utf8').trim()
  } catch {
    throw new StartRefused(`${passwordFile} is missing: the database is there, its password is not. Restore that file.`)
  }
}

/**
 * initdb writes beside the final folder, which appears only by rename once it is whole and its password is on disk:
 * a first start killed half-way leaves nothing that a second start would take for a cluster.
 */
function makeCluster(place: Place, passwordFile: string): string {
  const draft = `${place.cluster}.new`
  rmSync(draft, { recursive: true, force: true })
  const password = randomBytes(24).toString('hex')
  const handover = join(dirname(place.cluster), 'initdb-password')
  writeFileSync(handover, password, { mode: 0o600 })
  if (place.runAs.uid !== undefined && place.runAs.gid !== undefined) {
    chownSync(handover, place.runAs.uid, place.runAs.gid)
  }
  const made = spawnSync(
    place.binaries.initdb,
    ['-D', draft, '-U', ownerName, `--pwfile=${handover}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C'],
    { ...place.runAs, cwd: '/', encoding: 'utf8', env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } },
  )
  rmSync(handover, { force: true })
  if (made.status !== 0) {
    const reason = made.stderr?.trim().split('\n').at(-1) ?? made.error?.message ?? 'no reason given'
    throw new StartRefused(`The embedded database could not be made in ${place.cluster}: ${reason}`)
  }
  writeDurably(passwordFile, `${password}\n`)
  renameSync(draft, place.cluster)
  return password
}

function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'w', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
