import { describe, expect, it } from 'vitest'
import { takeTurns, together } from './take-turns.ts'

/** Work that ends when it is told to, so that a test decides the order of things. */
function held() {
  const gates: (() => void)[] = []
  const began: string[] = []
  const work = (name: string) => () =>
    new Promise<string>((resolve) => {
      began.push(name)
      gates.push(() => resolve(name))
    })
  const release = async () => {
    gates.shift()?.()
    await settle()
  }
  return { began, work, release }
}

/** Lets every promise that can go on go on. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('acts of one session take turns', () => {
  it('given two acts of one session and one of another, then only the second of the first session waits', async () => {
    const { began, work, release } = held()
    const inTurn = takeTurns(10)
    const done = [inTurn('cedar', work('cedar 1')), inTurn('cedar', work('cedar 2')), inTurn('birch', work('birch 1'))]
    await settle()
    expect(began).toEqual(['cedar 1', 'birch 1'])
    await release()
    expect(began).toEqual(['cedar 1', 'birch 1', 'cedar 2'])
    await release()
    await release()
    expect(await Promise.all(done)).toEqual(['cedar 1', 'cedar 2', 'birch 1'])
  })

  it('an act that fails fails alone: the next one has its turn', async () => {
    const inTurn = takeTurns(10)
    const failing = inTurn('cedar', () => Promise.reject(new Error('the database went away')))
    const next = inTurn('cedar', async () => 'recorded')
    await expect(failing).rejects.toThrow('the database went away')
    expect(await next).toBe('recorded')
  })

  it('refuses by name what comes after the longest line, and takes it again once the line is shorter', async () => {
    const { work, release } = held()
    const inTurn = takeTurns(2)
    const first = inTurn('cedar', work('first'))
    const second = inTurn('cedar', work('second'))
    expect(() => inTurn('cedar', work('third'))).toThrow('Too much is being recorded')
    await settle()
    await release()
    await first
    const fourth = inTurn('cedar', async () => 'fourth')
    await release()
    expect(await second).toBe('second')
    expect(await fourth).toBe('fourth')
  })
})

describe('what has queued is done together', () => {
  const rooms = (run: (jobs: readonly string[]) => Promise<readonly string[]>, longest = 100) =>
    together<string, string>({ inTurn: takeTurns(100), longest, fits: (chosen, next) => chosen[0][0] === next[0], run })

  it('given one job running, then those that fit run as one behind it, the rest in the turn after', async () => {
    const { work, release } = held()
    const turns: (readonly string[])[] = []
    const send = rooms(async (jobs) => {
      turns.push(jobs)
      await work(jobs.join())()
      return jobs.map((job) => `${job} done`)
    })
    const first = send('cedar', 'n1')
    await settle()
    const others = ['n2', 't1', 'n3', 't2'].map((job) => send('cedar', job))
    await settle()
    expect(turns).toEqual([['n1']])
    await release()
    expect(turns).toEqual([['n1'], ['n2', 'n3']])
    await release()
    expect(turns).toEqual([['n1'], ['n2', 'n3'], ['t1', 't2']])
    await release()
    expect(await Promise.all([first, ...others])).toEqual(['n1 done', 'n2 done', 't1 done', 'n3 done', 't2 done'])
  })

  it('when a turn fails, everything in it is told so, and the next turn goes on', async () => {
    const { work, release } = held()
    let turn = 0
    const send = rooms(async (jobs) => {
      turn += 1
      if (turn === 2) throw new Error('the database went away')
      await work(jobs.join())()
      return jobs
    })
    const first = send('cedar', 'n1')
    await settle()
    const lost = [send('cedar', 'n2'), send('cedar', 'n3')].map((one) => expect(one).rejects.toThrow('went away'))
    const after = send('cedar', 't1')
    await settle()
    await release()
    await Promise.all(lost)
    await release()
    expect(await first).toBe('n1')
    expect(await after).toBe('t1')
  })

  it('a job refused for want of room is never done behind its back', async () => {
    const { work, release } = held()
    const done: string[] = []
    const send = rooms(async (jobs) => {
      await work(jobs.join())()
      done.push(...jobs)
      return jobs
    }, 2)
    const kept = [send('cedar', 'n1'), send('cedar', 'n2')]
    await expect(send('cedar', 'n3')).rejects.toMatchObject({ refusal: { code: 'session-busy' } })
    await settle()
    await release()
    await Promise.all(kept)
    expect(done).toEqual(['n1', 'n2'])
  })

  it('given writers who never stop, then the queue stays as long as they are many, and nobody is refused', async () => {
    const turns: number[] = []
    const send = together<string, string>({
      inTurn: takeTurns(3),
      longest: 64,
      fits: (chosen) => chosen.length < 50,
      run: async (jobs) => {
        turns.push(jobs.length)
        await settle()
        return jobs
      },
    })
    const writers = Array.from({ length: 64 }, async (_, writer) => {
      for (let count = 0; count < 40; count += 1)
        expect(await send('cedar', `${writer} ${count}`)).toBe(`${writer} ${count}`)
    })
    await Promise.all(writers)
    expect(turns.reduce((sum, jobs) => sum + jobs, 0)).toBe(64 * 40)
  })

  it('lets another act of the session in between two turns of a long queue', async () => {
    const inTurn = takeTurns(10)
    const order: string[] = []
    const send = together<string, string>({
      inTurn,
      longest: 10,
      fits: () => false,
      run: async (jobs) => {
        order.push(...jobs)
        return jobs
      },
    })
    const entries = ['n1', 'n2', 'n3'].map((job) => send('cedar', job))
    const signed = inTurn('cedar', async () => order.push('signature'))
    await Promise.all([...entries, signed])
    expect(order).toEqual(['n1', 'signature', 'n2', 'n3'])
  })
})
