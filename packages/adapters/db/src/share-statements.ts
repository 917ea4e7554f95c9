import type { Database } from './database.ts'

export interface Sharing<Ask, Answer> {
  /** Answers all of them, in their order, in one statement. */
  readonly run: (asks: readonly Ask[]) => Promise<readonly Answer[]>
  /** So many at most share one. */
  readonly most: number
  /** Statements of one group that may be under way at the same time before asks begin to wait for each other; 2 unless told. */
  readonly underWay?: number
}

interface Waiting<Ask, Answer> {
  readonly ask: Ask
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

/**
 * So many groups are kept though nothing is under way in them. A Map out of which each ask takes what it put in builds its
 * table anew every few asks, and each table it leaves behind keeps what stood in it until the whole heap is swept
 * (decision 0045).
 */
const idleAtMost = 64

/**
 * Asks of one group that arrive while its statements are under way share the next one, instead of each making a round
 * trip and a commit of its own. Nobody waits for company: while nothing is under way an ask goes out in the same turn.
 */
export function shareStatements<Ask, Answer>({ run, most, underWay = 2 }: Sharing<Ask, Answer>) {
  const groups = new Map<string, { waiting: Waiting<Ask, Answer>[]; underWay: number; isDue: boolean }>()

  /** A statement that fails did nothing, so each then asks alone: nobody fails for another's sake. */
  const answer = async (together: readonly Waiting<Ask, Answer>[]): Promise<void> => {
    try {
      const answers = await run(together.map(({ ask }) => ask))
      together.forEach(({ resolve, reject }, at) => {
        const own = answers[at]
        if (own === undefined) reject(new Error('A shared statement gave too few answers'))
        else resolve(own)
      })
    } catch (error) {
      const [first, ...others] = together
      if (others.length > 0) for (const one of together) await answer([one])
      else first?.reject(error)
    }
  }

  const send = async (group: string): Promise<void> => {
    const own = groups.get(group)
    if (own === undefined) return
    own.isDue = false
    if (own.underWay >= underWay || own.waiting.length === 0) return
    const together = own.waiting.splice(0, most)
    own.underWay += 1
    try {
      await answer(together)
    } finally {
      own.underWay -= 1
      if (own.waiting.length > 0) void send(group)
      else if (own.underWay === 0 && groups.size > idleAtMost) groups.delete(group)
    }
  }

  return (group: string, ask: Ask): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const own = groups.get(group) ?? { waiting: [], underWay: 0, isDue: false }
      groups.set(group, own)
      own.waiting.push({ ask, resolve, reject })
      if (own.isDue || own.underWay >= underWay) return
      own.isDue = true
      // What was read from other sockets in this turn comes along.
      setImmediate(() => void send(group))
    })
}

/** Makes `make` once for each pool of connections. */
export function perDatabase<Made>(make: (db: Database) => Made): (db: Database) => Made {
  const made = new WeakMap<Database['$client'], Made>()
  return (db) => {
    const known = made.get(db.$client)
    if (known !== undefined) return known
    const fresh = make(db)
    made.set(db.$client, fresh)
    return fresh
  }
}
