/** Joins byte strings in order: the `||` of TAMPER-EVIDENCE section 8. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false
  for (let at = 0; at < left.length; at += 1) if (left[at] !== right[at]) return false
  return true
}

const twoDigits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Lower-case hexadecimal, two digits a byte. */
export function hex(bytes: Uint8Array): string {
  // Joined, not added up: these are kept by the thousand, and what is added up keeps its pieces.
  return Array.from(bytes, (byte) => twoDigits[byte]).join('')
}

/** Hashes what stands behind one fixed beginning; see `behind`. */
export type HashBehind = (hash: (bytes: Uint8Array) => Uint8Array, first: Uint8Array, second?: Uint8Array) => Uint8Array

const nothing = new Uint8Array()

/**
 * Hashes `beginning || first || second`. The beginning stands ready in a buffer that is used again for every hash, because
 * joining three pieces anew costs as much as hashing them; what does not fit there is joined after all.
 */
export function behind(beginning: Uint8Array): HashBehind {
  const buffer = new Uint8Array(8192)
  buffer.set(beginning)
  // One for each length that is met: a chain has few, and to make a view costs a tenth of a hash.
  const views: (Uint8Array | undefined)[] = []
  return (hash, first, second = nothing) => {
    const length = beginning.length + first.length + second.length
    if (length > buffer.length) return hash(concat(beginning, first, second))
    buffer.set(first, beginning.length)
    if (second.length > 0) buffer.set(second, beginning.length + first.length)
    const view = views[length] ?? buffer.subarray(0, length)
    views[length] = view
    return hash(view)
  }
}
