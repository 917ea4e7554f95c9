import type { Log } from './request-log.ts'

/** What was opened, to be closed in the opposite order, each once, whatever the others do. */
export interface Closing {
  readonly add: (name: string, close: () => Promise<void> | void) => void
  readonly all: () => Promise<void>
}

export function closing(log: Log): Closing {
  const open: { readonly name: string; readonly close: () => Promise<void> | void }[] = []
  return {
    add: (name, close) => open.push({ name, close }),
    all: async () => {
      for (let one = open.pop(); one !== undefined; one = open.pop()) {
        try {
          await one.close()
        } catch (error) {
          log('error', 'closing failed', { part: one.name, error: error instanceof Error ? error.name : 'unknown' })
        }
      }
    },
  }
}
