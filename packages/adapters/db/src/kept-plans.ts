import { createHash } from 'node:crypto'

/**
 * So many shapes of statement keep their plan on each connection. A shape beyond them is planned each time it is asked,
 * so that nobody who invents shapes fills the memory of the database.
 */
const mostShapes = 64
const known = new Map<string, KeptPlan>()

export interface KeptPlan {
  /** Under which the driver prepares the statement once for each connection; none when there are too many already. */
  readonly name?: string
  /** Always the same text for the same shape: the driver compares it each time. */
  readonly text: string
}

/** The statement of a shape, made by `make` when the shape is new. */
export function keptPlan(shape: string, make: () => string): KeptPlan {
  const kept = known.get(shape)
  if (kept !== undefined) return kept
  const text = make()
  if (known.size >= mostShapes) return { text }
  const fresh = { name: `kept_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`, text }
  known.set(shape, fresh)
  return fresh
}
