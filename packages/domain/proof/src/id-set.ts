import { utf8, utf8Text } from './utf8.ts'

/**
 * The idempotency keys of one session, as they are seen. A million of them must not cost a hundred megabytes: a key in the
 * form of a UUID is kept as its sixteen bytes in an open table; whatever else somebody wrote is kept as text.
 */
export interface IdSet {
  /** True when the key, the UTF-8 bytes from `from` to `to`, was not there yet; it is there from now on. */
  readonly add: (bytes: Uint8Array, from: number, to: number) => boolean
  readonly addText: (text: string) => boolean
}

export function idSet(): IdSet {
  const others = new Set<string>()
  // Four words a key, and for each place whether it is taken: a key of zeros is a key.
  let capacity = 64
  let words = new Uint32Array(capacity * 4)
  let taken = new Uint8Array(capacity)
  let count = 0

  const place = (id: Uint32Array, at: number): boolean => {
    for (let slot = slotOf(id, at, capacity); ; slot = (slot + 1) % capacity) {
      if (taken[slot] === 0) {
        taken[slot] = 1
        for (let word = 0; word < 4; word += 1) words[slot * 4 + word] = id[at + word] ?? 0
        count += 1
        return true
      }
      if (isSame(words, slot * 4, id, at)) return false
    }
  }
  const grow = () => {
    const [before, wasTaken] = [words, taken]
    capacity *= 2
    words = new Uint32Array(capacity * 4)
    taken = new Uint8Array(capacity)
    count = 0
    for (let slot = 0; slot < wasTaken.length; slot += 1) if (wasTaken[slot] === 1) place(before, slot * 4)
  }
  const id = new Uint32Array(4)
  const add = (bytes: Uint8Array, from: number, to: number): boolean => {
    if (!readUuid(bytes, from, to, id)) {
      const text = utf8Text(bytes.subarray(from, to)) ?? ''
      if (others.has(text)) return false
      others.add(text)
      return true
    }
    if (count * 2 >= capacity) grow()
    return place(id, 0)
  }
  return {
    add,
    addText: (text) => {
      const bytes = utf8(text)
      return add(bytes, 0, bytes.length)
    },
  }
}

function slotOf(id: Uint32Array, at: number, capacity: number): number {
  let mixed = 0
  for (let word = 0; word < 4; word += 1) mixed = Math.imul(mixed ^ (id[at + word] ?? 0), 0x9e3779b1)
  return (mixed ^ (mixed >>> 15)) & (capacity - 1)
}

function isSame(left: Uint32Array, at: number, right: Uint32Array, from: number): boolean {
  for (let word = 0; word < 4; word += 1) if (left[at + word] !== right[from + word]) return false
  return true
}

/** What each byte is worth as a lower-case digit of base sixteen; −1 for what is none. */
const digitOf = new Int8Array(256).fill(-1)
for (let digit = 0; digit < 16; digit += 1) digitOf[digit.toString(16).charCodeAt(0)] = digit

/** Reads a UUID of lower-case digits into four words; false for any other spelling, which is another key. */
function readUuid(bytes: Uint8Array, from: number, to: number, id: Uint32Array): boolean {
  if (to - from !== 36) return false
  let digits = 0
  let word = 0
  for (let offset = 0; offset < 36; offset += 1) {
    const byte = bytes[from + offset] ?? 0
    if (offset === 8 || offset === 13 || offset === 18 || offset === 23) {
      if (byte !== 0x2d) return false
      continue
    }
    const digit = digitOf[byte] ?? -1
    if (digit < 0) return false
    word = (word << 4) | digit
    digits += 1
    if ((digits & 7) === 0) id[(digits >> 3) - 1] = word
  }
  return true
}
