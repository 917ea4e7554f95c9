import { type Clock, instantFromMs } from '@holdspace/kit/instant'

/**
 * The clock of the machine, or in the demo one that starts at a given instant and then runs on evenly: the steady clock
 * is not bent when somebody sets the machine's time (RELIABILITY CK3).
 */
export function clockFrom(startsMs: number | null): Clock {
  if (startsMs === null) return () => instantFromMs(Date.now())
  const started = performance.now()
  return () => instantFromMs(startsMs + Math.round(performance.now() - started))
}
