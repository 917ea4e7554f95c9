import type { Writable } from 'node:stream'

/**
 * A terminal that is closed, or a program that read what the server says and ended, takes nothing with it: what can no
 * longer be written there is lost, and the clinic's day goes on. Without a listener each failed line is an exception that
 * nobody catches; it is said on the same broken output, fails again, and the server does nothing else any more.
 */
export function outliveOutput(outputs: readonly Writable[]): void {
  for (const output of outputs) output.on('error', () => undefined)
}
