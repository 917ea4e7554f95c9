import { createHash } from 'node:crypto'

/**
 * So many shapes of statement keep their plan on each connection. A shape beyond them is planned each time it is asked,
 * so that nobody who invents shapes fills the memory of the database.
 */
const mostShapes = 64
const names = new Map<string, string>()

/** The name under which the driver prepares a statement once for each connection; empty when there are too many already. */
export function keptPlan(sql: string): { readonly name?: string } {
  const known = names.get(sql)
  if (known !== undefined) return { name: known }
  if (names.size >= mostShapes) return {}
  const name = `kept_${createHash('sha256').update(sql).digest('hex').slice(0, 24)}`
  names.set(sql, name)
  return { name }
}
