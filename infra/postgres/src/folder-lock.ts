import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { processMark } from './process-mark.ts'

export interface Holder {
  readonly pid: number
  readonly mark: string
}

export type Taken =
  | { readonly taken: true; readonly release: () => void }
  | { readonly taken: false; readonly by: Holder }

/**
 * A lock file that names its holder and goes stale by itself when that process is gone, so that a kill -9 never leaves a
 * folder locked. Taking is one atomic link; taking over a stale lock happens under a second lock, so two starters
 * arriving together cannot both believe they won.
 */
export function takeLock(path: string): Taken {
  mkdirSync(dirname(path), { recursive: true })
  const first = tryLink(path)
  if (first.taken || isHeld(first.by)) return first
  const takeover = tryLink(`${path}.takeover`)
  if (!takeover.taken) {
    if (!isHeld(takeover.by)) rmSync(`${path}.takeover`, { force: true })
    return { taken: false, by: takeover.by }
  }
  try {
    const again = lockHolder(path)
    if (again !== null) return { taken: false, by: again }
    rmSync(path, { force: true })
    return tryLink(path)
  } finally {
    takeover.release()
  }
}

/** Waits for the lock, does the work, gives it back. Throws after `patienceMs`. */
export async function withLock<T>(path: string, work: () => Promise<T>, patienceMs = 120_000): Promise<T> {
  const until = performance.now() + patienceMs
  for (;;) {
    const lock = takeLock(path)
    if (lock.taken) {
      try {
        return await work()
      } finally {
        lock.release()
      }
    }
    if (performance.now() > until) throw new Error(`${path} is held by process ${lock.by.pid} and was not given back`)
    await pause(25)
  }
}

/** The living process that holds the lock, or null. */
export function lockHolder(path: string): Holder | null {
  const holder = readHolder(path)
  return holder !== null && isHeld(holder) ? holder : null
}

function isHeld(holder: Holder): boolean {
  return processMark(holder.pid) === holder.mark
}

function tryLink(path: string): Taken {
  const own: Holder = { pid: process.pid, mark: processMark(process.pid) ?? 'unknown' }
  const draft = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`
  writeFileSync(draft, JSON.stringify(own))
  try {
    linkSync(draft, path)
    return { taken: true, release: () => rmSync(path, { force: true }) }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    return { taken: false, by: readHolder(path) ?? { pid: 0, mark: 'gone' } }
  } finally {
    rmSync(draft, { force: true })
  }
}

function readHolder(path: string): Holder | null {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('mark' in value)) return null
    return typeof value.pid === 'number' && typeof value.mark === 'string' ? { pid: value.pid, mark: value.mark } : null
  } catch {
    return null
  }
}
