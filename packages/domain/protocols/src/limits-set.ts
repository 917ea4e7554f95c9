import type { ProtocolContent } from './protocol-version.ts'
import type { Evidence } from './sourced.ts'

/** A clinical number found in a protocol, by its path (`drug.absoluteMax`, `phases.dosing.count`). */
export interface FoundLimit {
  readonly path: string
  readonly value: unknown
  readonly evidence: Evidence
  readonly sources: readonly string[]
  readonly placeholder: boolean
}

/** Every sourced number of a protocol, in the order in which it is written. Monitoring rules count, one for each comparison. */
export function allLimits(content: ProtocolContent): readonly FoundLimit[] {
  const found: FoundLimit[] = []
  walk(content, '', found)
  for (const rule of content.rules) {
    const { evidence, sources } = rule
    for (const { item, op, value } of rule.any) {
      found.push({ path: `rules.${rule.id}.${item} ${op}`, value, evidence, sources, placeholder: false })
    }
  }
  return found
}

/** Limits without a value, or on which the sources conflict: each one blocks approval until a clinician enters a value and a source. */
export function openLimits(content: ProtocolContent): readonly FoundLimit[] {
  return allLimits(content).filter((one) => one.value === null || one.evidence === 'X')
}

function walk(node: unknown, path: string, found: FoundLimit[]): void {
  if (typeof node !== 'object' || node === null) return
  if (isSourced(node)) {
    found.push({ ...node, path, placeholder: node.placeholder === true })
    return
  }
  const members = Array.isArray(node) ? node.map((item: unknown, at) => [nameOf(item, at), item]) : Object.entries(node)
  for (const [name, member] of members) walk(member, path === '' ? String(name) : `${path}.${name}`, found)
}

/** A value with its evidence and sources, wherever it stands in a protocol. */
export function isSourced(node: object): node is Omit<FoundLimit, 'path' | 'placeholder'> & { placeholder?: boolean } {
  return 'value' in node && 'evidence' in node && 'sources' in node && Array.isArray(node.sources)
}

/** How an item of a list is called in a path: by its key or id, by its place where it has neither. */
export function nameOf(item: unknown, at: number): string {
  if (typeof item !== 'object' || item === null) return String(at)
  if ('key' in item && typeof item.key === 'string') return item.key
  return 'id' in item && typeof item.id === 'string' ? item.id : String(at)
}
