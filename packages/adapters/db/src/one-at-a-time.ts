import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import type pg from 'pg'

export interface OneAtATime {
  /** The connection as drizzle sees it. */
  readonly client: pg.PoolClient
  /** Resolves once every statement has been answered, and nobody who was answered asks another one. */
  readonly idle: () => Promise<void>
  /** From now on nothing is asked any more, by whomever; resolves once what was under way has been answered. */
  readonly close: () => Promise<void>
}

/**
 * The driver takes one statement at a time. Work that is done side by side in one transaction waits its turn here, in the
 * order in which it asked; and work that outlives its transaction is refused, instead of reaching into the next one that
 * gets the connection.
 */
export function oneAtATime(connection: pg.PoolClient): OneAtATime {
  let last: Promise<unknown> = Promise.resolve()
  let isOver = false
  const query = (...asked: unknown[]): Promise<unknown> => {
    const answer = last.then(() => {
      if (isOver) throw new Error('The transaction of this statement is over')
      return Reflect.apply(connection.query, connection, asked) as Promise<unknown>
    })
    last = answer.catch(() => undefined)
    return answer
  }
  const idle = async (): Promise<void> => {
    for (let seen: unknown = null; seen !== last; ) {
      seen = last
      await last
      // Whoever was just answered asks the next question in this turn.
      await turnOfTheLoop()
    }
  }
  const close = async (): Promise<void> => {
    isOver = true
    await last
  }
  return { client: Object.assign(Object.create(connection) as pg.PoolClient, { query }), idle, close }
}
