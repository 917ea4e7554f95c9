import { describe, expect, it } from 'vitest'
import { shareStatements } from './share-statements.ts'

/** Statements that end when the test says so. */
function statements(most = 3) {
  const begun: { readonly asks: readonly string[]; readonly end: (error?: Error) => void }[] = []
  const ask = shareStatements<string, string>({
    most,
    run: (asks) =>
      new Promise((resolve, reject) => {
        begun.push({
          asks,
          end: (error) => (error === undefined ? resolve(asks.map((one) => `${one}!`)) : reject(error)),
        })
      }),
  })
  return { begun, ask, turn: () => new Promise((resolve) => setImmediate(() => setImmediate(resolve))) }
}

describe('asks that arrive together', () => {
  it('share one statement, each with its own answer', async () => {
    const { begun, ask, turn } = statements()
    const answers = [ask('riverside', 'Ada'), ask('riverside', 'Ben')]
    await turn()
    expect(begun.map(({ asks }) => asks)).toEqual([['Ada', 'Ben']])
    begun[0]?.end()
    expect(await Promise.all(answers)).toEqual(['Ada!', 'Ben!'])
  })

  it('of two partners never share one', async () => {
    const { begun, ask, turn } = statements()
    const answers = [ask('riverside', 'Ada'), ask('lakeside', 'Ada')]
    await turn()
    expect(begun).toHaveLength(2)
    for (const each of begun) each.end()
    await Promise.all(answers)
  })

  it('wait for no company, are at most so many together, and go on when one has ended', async () => {
    const { begun, ask, turn } = statements(2)
    const answers = [ask('riverside', 'one')]
    await turn()
    answers.push(ask('riverside', 'two'))
    await turn()
    expect(begun.map(({ asks }) => asks)).toEqual([['one'], ['two']])
    for (const name of ['three', 'four', 'five']) answers.push(ask('riverside', name))
    await turn()
    expect(begun).toHaveLength(2)
    begun[0]?.end()
    await turn()
    expect(begun[2]?.asks).toEqual(['three', 'four'])
    for (let at = 1; at < 4; at += 1) {
      begun[at]?.end()
      await turn()
    }
    expect(await Promise.all(answers)).toEqual(['one!', 'two!', 'three!', 'four!', 'five!'])
  })

  it('ask alone when their statement fails, so that only the one that is at fault is refused', async () => {
    const { begun, ask, turn } = statements()
    const good = ask('riverside', 'good')
    const bad = ask('riverside', 'bad')
    const refused = bad.catch((error: Error) => error.message)
    await turn()
    begun[0]?.end(new Error('both failed'))
    await turn()
    begun[1]?.end()
    await turn()
    begun[2]?.end(new Error('bad failed'))
    expect([await good, await refused]).toEqual(['good!', 'bad failed'])
  })
})
