import { appendFileSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { instantFromMs } from '@holdspace/kit/elapsed'
import { joined } from '@holdspace/kit/joined'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'
/** Only plain values: a number, a word, a yes or no. Nothing a person typed is ever one of them. */
export type LogFields = { readonly [name: string]: string | number | boolean | null }
export type Log = (level: LogLevel, message: string, fields?: LogFields) => void

/**
 * One JSON object a line (LG1). JSON escapes line ends and control characters, so that no input can begin a record of
 * its own (LG3). The application's log and the audit trail are different stores; this one may be lost without losing an
 * audit row (LG5).
 */
export function jsonLog(write: (line: string) => void, now: () => number = Date.now): Log {
  return (level, message, fields = {}) => {
    write(`${JSON.stringify(joined({ at: instantFromMs(now()), level, message }, fields))}\n`)
  }
}

export function toStandardOutput(line: string): void {
  process.stdout.write(line)
}

/** How long a line may wait for company: opening, writing and closing for each would cost more than the request. */
const gatherMs = 50

/**
 * The demo keeps its console for the few lines a person should read. Lines are written in the order they came, those of a
 * moment together; what still waits when the process ends is written then. Where the file cannot be written, the lines
 * go to standard error and the server goes on.
 */
export function toFile(path: string): (line: string) => void {
  mkdirSync(dirname(path), { recursive: true })
  let waiting = ''
  let isDue = false
  const flush = (): void => {
    isDue = false
    const lines = waiting
    waiting = ''
    if (lines === '') return
    try {
      appendFileSync(path, lines, { mode: 0o600 })
    } catch {
      // A full disk or a folder taken away must not end the clinic's day: the lines go where somebody may still see them.
      process.stderr.write(lines)
    }
  }
  process.once('exit', flush)
  return (line) => {
    waiting += line
    if (isDue) return
    isDue = true
    setTimeout(flush, gatherMs).unref()
  }
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi

/**
 * A path as it may be logged: without its query, ids and link tokens replaced, and cut to a length. Who opened whose
 * chart is told by the audit trail, never by this log (S36, S53).
 */
export function loggablePath(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? '/'
  return path
    .replace(uuid, ':id')
    .replace(/^\/p\/.*/, '/p/:token')
    .replace(/[^\x21-\x7e]/g, '?')
    .slice(0, 200)
}
