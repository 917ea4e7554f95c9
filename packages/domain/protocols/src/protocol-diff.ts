import { limitName } from './limit-names.ts'
import { allLimits, type FoundLimit } from './limits-set.ts'
import type { ProtocolContent } from './protocol-version.ts'

/** One number that differs between two versions, with the source it came from and the source it comes from now. */
export interface ChangedLimit {
  readonly path: string
  readonly sentence: string
  readonly before: FoundLimit | null
  readonly after: FoundLimit | null
}

/**
 * What changed between two versions of a protocol, number by number, in words a medical director reads before
 * approving: old and new value, old and new source. A source that changed under an unchanged number counts as well.
 */
export function changedLimits(before: ProtocolContent, after: ProtocolContent): readonly ChangedLimit[] {
  const [old, now] = [byPath(before), byPath(after)]
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((path): ChangedLimit[] => {
    const [left, right] = [old.get(path) ?? null, now.get(path) ?? null]
    const same = left !== null && right !== null && sayLimit(left) === sayLimit(right)
    return same ? [] : [{ path, before: left, after: right, sentence: `${limitName(path)}: ${change(left, right)}.` }]
  })
}

function byPath(content: ProtocolContent): ReadonlyMap<string, FoundLimit> {
  return new Map(allLimits(content).map((limit) => [limit.path, limit]))
}

function change(before: FoundLimit | null, after: FoundLimit | null): string {
  if (before === null) return after === null ? 'unchanged' : `new, ${sayLimit(after)}`
  return after === null ? `removed, was ${sayLimit(before)}` : `${sayLimit(before)} → ${sayLimit(after)}`
}

function sayLimit({ value, evidence, sources }: FoundLimit): string {
  const told = value === null ? 'not set' : Array.isArray(value) ? `[${value.join(', ')}]` : String(value)
  return `${told} (${[evidence, ...sources].join(', ')})`
}
