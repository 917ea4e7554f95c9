import { beforeEach, describe, expect, it } from 'vitest'
import { type Connection, LiveHub, type LiveNews, type LiveWorld } from './live-hub.ts'
import type { Followed } from './wanted.ts'

/** One browser and its server: a lock one tab holds, a channel between the tabs, and a ledger of one session. */
class Browser {
  private readonly queue: { tab: string; chosen: () => void }[] = []
  private readonly ears = new Map<string, (said: unknown) => void>()
  readonly streams = new Map<
    string,
    { sessions: readonly Followed[]; give: () => void; ended: () => void; say: (news: LiveNews) => void }
  >()
  opened = 0
  ledger: number[] = []

  world(tab: string): LiveWorld {
    return {
      tab,
      lead: (chosen) => {
        this.queue.push({ tab, chosen })
        if (this.queue.length === 1) chosen()
        return () => this.leave(tab)
      },
      channel: {
        post: (said) => {
          for (const [other, hear] of [...this.ears]) if (other !== tab) hear(structuredClone(said))
        },
        hear: (heard) => {
          this.ears.set(tab, heard)
          return () => this.ears.delete(tab)
        },
      },
      open: (sessions, on) => this.open(tab, sessions, on.news, on.connection, on.ended),
      soon: (run) => {
        const turn = { run }
        this.turns.add(turn)
        return () => this.turns.delete(turn)
      },
    }
  }

  private readonly turns = new Set<{ run: () => void }>()
  /** Time passes: everything that waited for a moment has its turn. */
  later() {
    for (const turn of [...this.turns]) {
      this.turns.delete(turn)
      turn.run()
    }
  }

  record(seq: number) {
    this.ledger = [...this.ledger, seq]
    for (const { give } of this.streams.values()) give()
  }

  /** The tab is closed without a word, as a crash does it. */
  crash(tab: string) {
    this.ears.delete(tab)
    this.streams.delete(tab)
    this.leave(tab)
  }

  private leave(tab: string) {
    const wasFirst = this.queue[0]?.tab === tab
    this.queue.splice(
      this.queue.findIndex((one) => one.tab === tab),
      1,
    )
    if (wasFirst) this.queue[0]?.chosen()
  }

  private open(
    tab: string,
    sessions: readonly Followed[],
    news: (news: LiveNews) => void,
    connection: (now: Connection) => void,
    ended: () => void,
  ) {
    this.opened += 1
    let known = sessions.find((one) => one.sessionId === 'one')?.afterSeq
    const give = () => {
      const entries = this.ledger.filter((seq) => known !== undefined && seq > known).map((seq) => ({ seq }))
      if (entries.length === 0) return
      known = entries.at(-1)?.seq
      news({ about: 'session', sessionId: 'one', entries, status: 'open' } as unknown as LiveNews)
    }
    this.streams.set(tab, { sessions, give, ended, say: news })
    connection('online')
    give()
    return { close: () => this.streams.delete(tab) }
  }
}

/** A tab that shows session one and keeps what it heard, each sequence once. */
function tab(browser: Browser, name: string) {
  const hub = new LiveHub(browser.world(name))
  const seen: number[] = []
  let connection: Connection | null = null
  hub.onNews((news) => {
    if (news.about !== 'session') return
    for (const { seq } of news.entries) if (seq > (seen.at(-1) ?? 0)) seen.push(seq)
  })
  hub.onConnection((now) => {
    connection = now
  })
  hub.start()
  const leave = hub.follow({ sessionId: 'one', afterSeq: () => seen.at(-1) ?? 0 })
  browser.later()
  return { hub, seen, leave, connection: () => connection }
}

let browser: Browser
beforeEach(() => {
  browser = new Browser()
})

describe('six tabs of one browser (RULINGS 18)', () => {
  it('have one stream between them, and each hears everything', () => {
    const tabs = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => tab(browser, name))
    expect([...browser.streams.keys()]).toEqual(['a'])
    for (const seq of [1, 2, 3]) browser.record(seq)
    for (const { seen } of tabs) expect(seen).toEqual([1, 2, 3])
    for (const { connection } of tabs) expect(connection()).toBe('online')
  })

  it('given the one that leads closes, then another leads and no entry is lost in between', () => {
    const [first, ...rest] = ['a', 'b', 'c'].map((name) => tab(browser, name))
    browser.record(1)
    first?.hub.stop()
    // Nobody listens at this moment.
    browser.record(2)
    browser.later()
    browser.record(3)
    expect([...browser.streams.keys()]).toEqual(['b'])
    for (const { seen } of rest) expect(seen).toEqual([1, 2, 3])
  })

  it('given the one that leads dies without a word, then the next starts where the tab that knows least stands', () => {
    const [, second, third] = ['a', 'b', 'c'].map((name) => tab(browser, name))
    browser.record(1)
    browser.crash('a')
    browser.record(2)
    browser.later()
    expect(browser.streams.get('b')?.sessions).toEqual([{ sessionId: 'one', afterSeq: 1 }])
    expect(second?.seen).toEqual([1, 2])
    expect(third?.seen).toEqual([1, 2])
  })

  it('given a tab opened later that knows less than was handed on, then it is given the rest', () => {
    tab(browser, 'a')
    for (const seq of [1, 2]) browser.record(seq)
    const late = tab(browser, 'b')
    expect(late.seen).toEqual([1, 2])
    expect(browser.streams.size).toBe(1)
  })

  it('given a tab that knows all, then the stream is left as it is', () => {
    tab(browser, 'a')
    const before = browser.opened
    const hub = new LiveHub(browser.world('b'))
    hub.start()
    hub.follow({ sessionId: 'one', afterSeq: () => 0 })
    browser.later()
    expect(browser.opened).toBe(before)
  })
})

describe('calls for help', () => {
  it('are told to a tab that comes later, though nothing new has come since (RULINGS 17)', () => {
    tab(browser, 'a')
    const calls = { about: 'calls', calls: [{ room: 'Cedar' }] } as unknown as LiveNews
    browser.streams.get('a')?.say(calls)
    const late = new LiveHub(browser.world('b'))
    const heard: LiveNews[] = []
    late.onNews((news) => heard.push(news))
    late.start()
    browser.later()
    expect(heard).toContainEqual(calls)
    const again: LiveNews[] = []
    late.onNews((news) => again.push(news))
    expect(again).toEqual([calls])
  })
})

describe('a stream that ended', () => {
  it('is opened again by the one that leads, from where it was', () => {
    const { seen, connection } = tab(browser, 'a')
    browser.record(1)
    browser.streams.get('a')?.ended()
    expect(connection()).toBe('reconnecting')
    browser.record(2)
    browser.later()
    expect(seen).toEqual([1, 2])
    expect(connection()).toBe('online')
  })

  it('is made anew when any tab asks for it, and only one of them', () => {
    const tabs = ['a', 'b'].map((name) => tab(browser, name))
    const before = browser.opened
    for (const { hub } of tabs) hub.askAgain()
    browser.later()
    expect(browser.opened).toBe(before + 1)
    expect(browser.streams.size).toBe(1)
  })
})
