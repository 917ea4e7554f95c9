import { createHash } from 'node:crypto'

const base = Date.parse('2026-01-01T00:00:00.000Z')

/**
 * Ids of the demo from a fixed seed: two fresh installations have the same people under the same ids, so that scripts
 * written against one work against the other. UUIDv7 in form, one millisecond apart.
 */
export function demoIds(seed = 'marigold'): () => string {
  let count = 0
  return () => {
    count += 1
    const time = (base + count).toString(16).padStart(12, '0')
    const chance = createHash('sha256').update(`${seed} ${count}`).digest('hex')
    return `${time.slice(0, 8)}-${time.slice(8)}-7${chance.slice(0, 3)}-8${chance.slice(3, 6)}-${chance.slice(6, 18)}`
  }
}
