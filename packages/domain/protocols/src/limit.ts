import type { Sourced } from './sourced.ts'

/**
 * The value of a limit that approval has already proved to be set. An unset one here is a fault of ours, and guessing
 * about a limit is worse than stopping.
 */
export function limit<T>(of: Sourced<T>, name: string): T {
  if (of.value === null) throw new Error(`The limit "${name}" is not set, and a protocol without it must not run.`)
  return of.value
}
