/** Who wants to hear which topic. A listener that throws is its own trouble: the others still hear. */
export function listeners() {
  const byTopic = new Map<string, Set<() => void>>()

  const call = (all: Iterable<() => void>) => {
    for (const heard of [...all]) {
      try {
        heard()
      } catch {
        // Whoever listens answers for its own errors; a broken screen must not silence another.
      }
    }
  }

  return {
    add: (topic: string, heard: () => void): (() => void) => {
      const all = byTopic.get(topic) ?? new Set()
      // Wrapped, so that one function listening twice is two listeners.
      const one = () => heard()
      byTopic.set(topic, all.add(one))
      return () => {
        all.delete(one)
        if (all.size === 0 && byTopic.get(topic) === all) byTopic.delete(topic)
      }
    },
    tell: (topic: string): void => call(byTopic.get(topic) ?? []),
    tellAll: (): void => {
      for (const all of [...byTopic.values()]) call(all)
    },
  }
}
