import type { Answers } from '../outputs.ts'
import { type Followed, Wanted } from './wanted.ts'

/** What the server's stream says, one thing at a time. */
export type LiveNews =
  Answers['live']['follow'] extends AsyncIterable<infer Each>
    ? Each extends { readonly data: infer News }
      ? News
      : never
    : never

export type Connection = 'online' | 'reconnecting'

/** What tabs of one login say to each other. Never stored; it passes through the browser's memory alone. */
type Said =
  | { readonly say: 'i-follow'; readonly tab: string; readonly sessions: readonly Followed[] }
  | { readonly say: 'i-am-gone'; readonly tab: string }
  | { readonly say: 'i-lead' }
  | { readonly say: 'ask-again' }
  | { readonly say: 'news'; readonly news: LiveNews }
  | { readonly say: 'connection'; readonly connection: Connection }

export interface OpenStream {
  readonly close: () => void
}

/** What a hub stands on; in a browser these are Web Locks, BroadcastChannel and the event stream. */
export interface LiveWorld {
  readonly tab: string
  /** Calls back once this tab leads; it leads until the answered function is called or the tab is gone. */
  readonly lead: (chosen: () => void) => () => void
  readonly channel: {
    readonly post: (said: unknown) => void
    readonly hear: (heard: (said: unknown) => void) => () => void
  }
  readonly open: (
    sessions: readonly Followed[],
    on: {
      readonly news: (news: LiveNews) => void
      readonly connection: (now: Connection) => void
      readonly ended: () => void
    },
  ) => OpenStream
  readonly soon: (run: () => void, ms: number) => () => void
}

interface Follower {
  readonly sessionId: string
  /** The last sequence this part of the page has. */
  readonly afterSeq: () => number
}

const gatherMs = 30
const tryAgainMs = 3_000

/**
 * One event stream for all tabs of a browser (RULINGS 18): HTTP/1.1 gives a browser six connections, and a seventh tab would
 * wait for ever. The tab that holds the lock leads: it listens for all and hands on. When it goes, the lock falls to the
 * next, every tab says again what it shows and how far it is, and the new stream starts there: nothing is lost between.
 */
export class LiveHub {
  private readonly followers = new Set<Follower>()
  private readonly hearers = new Set<(news: LiveNews) => void>()
  private readonly watchers = new Set<(now: Connection) => void>()
  private readonly wanted = new Wanted()
  private connection: Connection = 'online'
  /** The newest word on calls for help, for a tab or a part of the page that comes later. */
  private lastCalls: LiveNews | null = null
  private leads = false
  private stream: OpenStream | null = null
  /** What the open stream was asked for, and how far it has given it. */
  private given = new Map<string, number>()
  private cancelOpening: (() => void) | null = null
  private readonly endings: (() => void)[] = []

  constructor(private readonly world: LiveWorld) {}

  start(): void {
    this.endings.push(this.world.channel.hear((said) => this.heard(said as Said)))
    this.endings.push(this.world.lead(() => this.takeLead()))
    this.tellWhatIFollow()
  }

  stop(): void {
    this.say({ say: 'i-am-gone', tab: this.world.tab })
    this.cancelOpening?.()
    this.stream?.close()
    this.stream = null
    this.leads = false
    for (const end of this.endings.splice(0)) end()
  }

  /** This page shows a session from now on, until the answered function is called. */
  follow(follower: Follower): () => void {
    this.followers.add(follower)
    this.tellWhatIFollow()
    return () => {
      this.followers.delete(follower)
      this.tellWhatIFollow()
    }
  }

  onNews(hear: (news: LiveNews) => void): () => void {
    this.hearers.add(hear)
    if (this.lastCalls !== null) hear(this.lastCalls)
    return () => this.hearers.delete(hear)
  }

  onConnection(watch: (now: Connection) => void): () => void {
    this.watchers.add(watch)
    watch(this.connection)
    return () => this.watchers.delete(watch)
  }

  /** The network came back or somebody unlocked: the stream is made anew, and says so by coming. */
  askAgain(): void {
    this.noteConnection('reconnecting')
    if (this.leads) this.openSoon()
    else this.say({ say: 'ask-again' })
  }

  private takeLead(): void {
    this.leads = true
    this.say({ say: 'i-lead' })
    this.wanted.set(this.world.tab, this.mine(), this.given)
    this.openSoon()
  }

  private heard(said: Said): void {
    switch (said.say) {
      case 'news':
        this.hand(said.news)
        break
      case 'connection':
        this.noteConnection(said.connection)
        break
      case 'i-lead':
        this.tellWhatIFollow()
        break
      case 'ask-again':
        if (this.leads) this.openSoon()
        break
      case 'i-am-gone':
        this.wanted.forget(said.tab)
        break
      case 'i-follow':
        if (this.leads) this.take(said.tab, said.sessions)
        break
    }
  }

  /** A tab says what it shows and how far it is: the stream is made anew only where it does not give that. */
  private take(tab: string, sessions: readonly Followed[]): void {
    if (this.wanted.set(tab, sessions, this.given)) this.openSoon()
    else this.say({ say: 'connection', connection: this.connection })
    if (this.lastCalls !== null && tab !== this.world.tab) this.say({ say: 'news', news: this.lastCalls })
  }

  private tellWhatIFollow(): void {
    if (this.leads) this.take(this.world.tab, this.mine())
    else this.say({ say: 'i-follow', tab: this.world.tab, sessions: this.mine() })
  }

  private mine(): Followed[] {
    return [...this.followers].map(({ sessionId, afterSeq }) => ({ sessionId, afterSeq: afterSeq() }))
  }

  /** Several tabs speaking up at once are one new stream. */
  private openSoon(ms = gatherMs): void {
    this.cancelOpening?.()
    this.cancelOpening = this.world.soon(() => this.open(), ms)
  }

  private open(): void {
    if (!this.leads) return
    this.stream?.close()
    const sessions = this.wanted.all()
    this.given = new Map(sessions.map(({ sessionId, afterSeq }) => [sessionId, afterSeq]))
    const stream: OpenStream = this.world.open(sessions, {
      news: (news) => this.pass(news),
      connection: (now) => this.tellConnection(now),
      ended: () => {
        if (this.stream !== stream) return
        this.tellConnection('reconnecting')
        this.openSoon(tryAgainMs)
      },
    })
    this.stream = stream
  }

  private pass(news: LiveNews): void {
    if (news.about === 'session') {
      const seq = news.entries.at(-1)?.seq
      if (seq !== undefined) {
        this.given.set(news.sessionId, seq)
        this.wanted.handed(news.sessionId, seq)
      }
    }
    this.say({ say: 'news', news })
    this.hand(news)
  }

  private tellConnection(now: Connection): void {
    this.say({ say: 'connection', connection: now })
    this.noteConnection(now)
  }

  private noteConnection(now: Connection): void {
    this.connection = now
    for (const watch of this.watchers) watch(now)
  }

  private hand(news: LiveNews): void {
    if (news.about === 'calls') this.lastCalls = news
    for (const hear of this.hearers) hear(news)
  }

  private say(said: Said): void {
    this.world.channel.post(said)
  }
}
