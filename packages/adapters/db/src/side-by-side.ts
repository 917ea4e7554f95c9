import type { PracticeId } from '@holdspace/kit/ids'
import DataLoader from 'dataloader'
import { type Tx, whenIdle } from './database.ts'

/** So many keys at most go into one statement; PostgreSQL takes 65,535 parameters, and a question may have several a key. */
const maxBatchSize = 1000

/** Transactions in which several readings are under way side by side. */
const shared = new WeakSet<Tx>()

/**
 * Does the same reading for each of several people side by side, in the caller's transaction. What they ask through
 * `aboutEach` goes out as one statement about all of them, so that a board of twenty costs little more than a board of
 * one; every other statement waits its turn. The first failure is thrown when each reading has ended; what one of them had
 * still asked beside its failure is refused with the transaction (`one-at-a-time.ts`).
 */
export async function sideBySide<Item, Result>(
  tx: Tx,
  items: readonly Item[],
  read: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  shared.add(tx)
  const results = await Promise.allSettled(items.map(read))
  shared.delete(tx)
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
  const loaderOf = (tx: Tx, place: Place): DataLoader<Key, Answer> => {
    const ofTx = loaders.get(tx) ?? new Map<Place, DataLoader<Key, Answer>>()
    loaders.set(tx, ofTx)
    const known = ofTx.get(place)
    if (known !== undefined) return known
    // What was read is not kept: the same question later in the transaction is answered anew.
    const options = { cache: false, maxBatchSize, batchScheduleFn: (send: () => void) => void whenIdle(tx).then(send) }
    const loader = new DataLoader<Key, Answer>((keys) => ask(tx, place, keys), options)
    ofTx.set(place, loader)
    return loader
  }
  return async (tx, place, key) =>
    shared.has(tx) ? loaderOf(tx, place).load(key) : theOnly(await ask(tx, place, [key]))
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
