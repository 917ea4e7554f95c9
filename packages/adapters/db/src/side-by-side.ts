import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import type { PracticeId } from '@holdspace/kit/ids'
import DataLoader from 'dataloader'
import type pg from 'pg'
import { type Tx, txOver } from './database.ts'

/** So many keys at most go into one statement; PostgreSQL takes 65,535 parameters, and a question may have several a key. */
const maxBatchSize = 1000

/** Resolves once no statement of this transaction is under way and nobody was about to ask one. */
const idleOf = new WeakMap<Tx, () => Promise<void>>()

/**
 * Does the same reading for each of several people side by side, on the one connection of the caller's transaction. What
 * they ask through `aboutEach` goes out as one statement about all of them, so that a board of twenty costs what a board
 * of one costs; every other statement waits its turn. All have ended before the first failure is thrown: nothing is ever
 * asked behind the caller's back, on a connection that was given away.
 */
export async function sideBySide<Item, Result>(
  connection: pg.PoolClient,
  items: readonly Item[],
  read: (tx: Tx, item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const { client, idle } = oneAtATime(connection)
  const tx = txOver(client)
  idleOf.set(tx, idle)
  const results = await Promise.allSettled(items.map((item) => read(tx, item)))
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason
    return result.value
  })
}

/**
 * A question about one thing of a practice, asked as a question about many: `ask` answers all keys in their order. Alone
 * it is one statement about one; side by side, those who ask while a statement is under way share the next one.
 */
export function aboutEach<Key, Answer, Place = PracticeId>(
  ask: (tx: Tx, place: Place, keys: readonly Key[]) => Promise<readonly Answer[]>,
): (tx: Tx, place: Place, key: Key) => Promise<Answer> {
  const loaders = new WeakMap<Tx, Map<Place, DataLoader<Key, Answer>>>()
  const loaderOf = (tx: Tx, place: Place, idle: () => Promise<void>): DataLoader<Key, Answer> => {
    const ofTx = loaders.get(tx) ?? new Map<Place, DataLoader<Key, Answer>>()
    loaders.set(tx, ofTx)
    const known = ofTx.get(place)
    if (known !== undefined) return known
    // What was read is not kept: the same question later in the transaction is answered anew.
    const options = { cache: false, maxBatchSize, batchScheduleFn: (send: () => void) => void idle().then(send) }
    const loader = new DataLoader<Key, Answer>((keys) => ask(tx, place, keys), options)
    ofTx.set(place, loader)
    return loader
  }
  return async (tx, place, key) => {
    const idle = idleOf.get(tx)
    return idle === undefined ? theOnly(await ask(tx, place, [key])) : loaderOf(tx, place, idle).load(key)
  }
}

/** The rows of each key, in the order of the keys and of the rows. */
export function ofEach<Key, Row>(
  keys: readonly Key[],
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): readonly Row[][] {
  const found = new Map<Key, Row[]>()
  for (const row of rows) {
    const own = found.get(keyOf(row))
    if (own === undefined) found.set(keyOf(row), [row])
    else own.push(row)
  }
  return keys.map((key) => found.get(key) ?? [])
}

function theOnly<Answer>(answers: readonly Answer[]): Answer {
  const [answer] = answers
  if (answers.length !== 1 || answer === undefined) throw new Error('One question was asked, and not answered once')
  return answer
}

/** The driver takes one statement at a time; whoever else asks waits here, in the order in which they asked. */
function oneAtATime(connection: pg.PoolClient): { readonly client: pg.PoolClient; readonly idle: () => Promise<void> } {
  let last: Promise<unknown> = Promise.resolve()
  const query = (...asked: unknown[]): Promise<unknown> => {
    const answer = last.then(() => Reflect.apply(connection.query, connection, asked) as Promise<unknown>)
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
  return { client: Object.assign(Object.create(connection) as pg.PoolClient, { query }), idle }
}
