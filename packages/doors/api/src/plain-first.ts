import superjson from 'superjson'

type Packed = ReturnType<typeof superjson.serialize>

/**
 * superjson's own form, in which what JSON can say by itself stands as it is: almost every question and answer. superjson
 * copies each value it is given, which for a short act cost as much as reading and checking what was sent.
 */
export const plainFirst = {
  serialize: (value: unknown): Packed =>
    saysItself(value, 0) ? { json: value as Packed['json'] } : superjson.serialize(value),
  /** What was parsed from a request belongs to it alone and need not be copied. */
  deserialize: (packed: Packed): unknown => (isBare(packed) ? packed.json : superjson.deserialize(packed)),
}

function isBare(packed: unknown): packed is { readonly json: unknown } {
  return typeof packed === 'object' && packed !== null && 'json' in packed && !('meta' in packed)
}

/** Deeper than any answer of ours: what points back at itself is left to superjson, which says so. */
const deepest = 32

/** Whether reading back what JSON writes of a value gives the same again. */
function saysItself(value: unknown, depth: number): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
    case 'object':
      if (value === null) return true
      if (depth > deepest) return false
      return Array.isArray(value) ? value.every((one) => saysItself(one, depth + 1)) : isPlain(value, depth)
    default:
      return false
  }
}

/** Names that superjson takes for an attempt on the prototype, and refuses. */
const refused = new Set(['__proto__', 'constructor', 'prototype'])

function isPlain(value: object, depth: number): boolean {
  if (Object.getPrototypeOf(value) !== Object.prototype || 'toJSON' in value) return false
  for (const name in value) {
    if (refused.has(name) || !saysItself((value as Readonly<Record<string, unknown>>)[name], depth + 1)) return false
  }
  return true
}
