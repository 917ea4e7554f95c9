/** As many as the server takes; a tab that crashed without a word must not make it refuse the others. */
const mostSessions = 24

/** A session one tab shows, and the last sequence that tab has. */
export interface Followed {
  readonly sessionId: string
  readonly afterSeq: number
}

/**
 * What the tabs of a browser want to hear, as the tab that leads knows it. The stream starts each session where the tab
 * that knows least stands, so that no tab loses an entry; a tab that knows more drops what it has (by sequence).
 */
export class Wanted {
  private readonly byTab = new Map<string, Map<string, number>>()

  /** What a tab shows now. True when the open stream does not give it all of that. */
  set(tab: string, followed: readonly Followed[], open: ReadonlyMap<string, number>): boolean {
    this.byTab.set(tab, new Map(followed.map(({ sessionId, afterSeq }) => [sessionId, afterSeq])))
    return followed.some(({ sessionId, afterSeq }) => {
      const given = open.get(sessionId)
      return given === undefined || given > afterSeq
    })
  }

  forget(tab: string): void {
    this.byTab.delete(tab)
  }

  /** Every tab was handed this session up to this sequence. */
  handed(sessionId: string, seq: number): void {
    for (const sessions of this.byTab.values()) {
      const known = sessions.get(sessionId)
      if (known !== undefined && known < seq) sessions.set(sessionId, seq)
    }
  }

  /** Each session once, from where the tab that knows least stands. */
  all(): Followed[] {
    const least = new Map<string, number>()
    for (const sessions of this.byTab.values()) {
      for (const [id, seq] of sessions) least.set(id, Math.min(seq, least.get(id) ?? seq))
    }
    return [...least].map(([sessionId, afterSeq]) => ({ sessionId, afterSeq })).slice(-mostSessions)
  }
}
