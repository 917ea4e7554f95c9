/** A waiting room: so many at once, so many in line, the rest sent away. */
export function placesFor(limits: { readonly atOnce: number; readonly waiting: number }) {
  let working = 0
  const line: (() => void)[] = []
  return {
    /** Runs the work when a place is free, or answers `busy` at once when the line is full. */
    run: async <T>(work: () => Promise<T>): Promise<T | 'busy'> => {
      if (working >= limits.atOnce) {
        if (line.length >= limits.waiting) return 'busy'
        // Whoever leaves hands the place over, so `working` stays as it is.
        await new Promise<void>((resolve) => line.push(resolve))
      } else {
        working += 1
      }
      try {
        return await work()
      } finally {
        const next = line.shift()
        if (next === undefined) working -= 1
        else next()
      }
    },
  }
}
