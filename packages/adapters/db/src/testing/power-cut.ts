import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const pageBytes = 8192
const sectorBytes = 512
const segmentBytes = 16 * 1024 * 1024

/** Files of tables and indexes; they are synced at checkpoints only, so a power cut may take what came since. */
const relation = /^(base\/\d+|global)\/\d+(_fsm|_vm)?(\.\d+)?$/

/** Where the write-ahead log was known to be on disk, in bytes from its beginning. */
export type FlushedTo = bigint

/** `0/1A2B3C4` as PostgreSQL writes it. */
export function flushedTo(lsn: string): FlushedTo {
  const [high = '0', low = '0'] = lsn.split('/')
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`)
}

export function copyFolder(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true })
  // cp keeps whose the files are; Node's own copy does not, and the server may run as another user than the test.
  const { status, stderr } = spawnSync('cp', ['-Rp', from, to], { encoding: 'utf8' })
  // A file of a running server may go while it is copied; what counts is checked when the copy is started.
  if (status !== 0 && !/No such file|vanished/i.test(stderr)) throw new Error(stderr)
}

/** The relation files of a cluster, by path, as they are at this moment: written to the system, perhaps not to the disk. */
export function relationFiles(cluster: string): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  const databases = readdirSync(join(cluster, 'base')).map((name) => `base/${name}`)
  for (const folder of ['global', ...databases]) {
    for (const name of readdirSync(join(cluster, folder))) {
      const path = `${folder}/${name}`
      if (relation.test(path)) files.set(path, readFileSync(join(cluster, path)))
    }
  }
  return files
}

export interface Cut {
  /** The cluster as it was when everything was on disk: a copy made right after a checkpoint. */
  readonly synced: string
  /** Relation files seen before the log was flushed to `upTo`; a cut keeps any part of them, down to single sectors. */
  readonly written: ReadonlyMap<string, Buffer>
  /** A folder with the whole log, of which the cut leaves what was flushed. */
  readonly log: string
  readonly upTo: FlushedTo
  readonly chance: () => number
}

/** Lays the disk as a power cut may have left it into `cluster`: what was synced, and of the rest whatever chance kept. */
export function layDisk(cluster: string, cut: Cut): void {
  copyFolder(cut.synced, cluster)
  rmSync(join(cluster, 'postmaster.pid'), { force: true })
  const { uid, gid } = statSync(cluster)
  const put = (path: string, bytes: Buffer) => {
    mkdirSync(dirname(join(cluster, path)), { recursive: true })
    writeFileSync(join(cluster, path), bytes, { mode: 0o600 })
    chownSync(join(cluster, path), uid, gid)
  }
  for (const [path, bytes] of cut.written) {
    const before = existsSync(join(cluster, path)) ? readFileSync(join(cluster, path)) : Buffer.alloc(0)
    if (!bytes.equals(before)) put(path, torn(before, bytes, cut.chance))
  }
  for (const name of readdirSync(join(cluster, 'pg_wal'))) {
    if (/^[0-9A-F]{24}$/.test(name)) rmSync(join(cluster, 'pg_wal', name))
  }
  for (const name of readdirSync(cut.log)) {
    if (!/^[0-9A-F]{24}$/.test(name)) continue
    const begins =
      BigInt(`0x${name.slice(8, 16)}`) * 0x1_0000_0000n + BigInt(`0x${name.slice(16)}`) * BigInt(segmentBytes)
    if (begins >= cut.upTo) continue
    const segment = Buffer.from(readFileSync(join(cut.log, name)))
    segment.fill(0, Number(cut.upTo - begins < BigInt(segmentBytes) ? cut.upTo - begins : segmentBytes))
    put(`pg_wal/${name}`, segment)
  }
}

/** Page by page the old one, the new one, or some sectors of each. */
function torn(before: Buffer, after: Buffer, chance: () => number): Buffer {
  const disk = Buffer.alloc(Math.max(before.length, after.length))
  before.copy(disk)
  for (let page = 0; page < after.length; page += pageBytes) {
    const kept = chance()
    if (kept < 0.4) continue
    const step = kept < 0.8 ? pageBytes : sectorBytes
    for (let from = page; from < page + pageBytes; from += step) {
      if (step === pageBytes || chance() < 0.5) after.copy(disk, from, from, from + step)
    }
  }
  return disk
}
