import { deepest } from './canonical-json.ts'
import { codePointAt } from './utf8.ts'

/**
 * Whether the bytes are certainly in ledger form, seen in one pass over them: nothing is decoded, sorted or written anew.
 * True only where `parseLedgerBytes` would answer a value. False says nothing: it is that function that judges, and what
 * is rare in a ledger (an escaped member name, a number of sixteen digits) is left to it.
 */
export function isPlainLedgerForm(bytes: Uint8Array): boolean {
  return valueEnd(bytes, 0, 0) === bytes.length
}

export const quote = 0x22
export const backslash = 0x5c
const [comma, colon, minus] = [0x2c, 0x3a, 0x2d] as const
const [openObject, closeObject, openList, closeList] = [0x7b, 0x7d, 0x5b, 0x5d] as const
const [zero, nine] = [0x30, 0x39] as const

/** ASCII bytes of a text of ours. */
export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

const literals = new Map(['true', 'false', 'null'].map((word) => [word.charCodeAt(0), ascii(word)] as const))

/** Where `words` end when they stand at `at`; otherwise −1. Every function here takes −1 for a place and answers it. */
export function wordsEnd(bytes: Uint8Array, at: number, words: Uint8Array): number {
  if (at < 0) return -1
  for (let offset = 0; offset < words.length; offset += 1) if (bytes[at + offset] !== words[offset]) return -1
  return at + words.length
}

/** Where the text that begins at `at`, behind its opening quote, has its closing one. */
function textEnd(bytes: Uint8Array, at: number): number {
  for (let here = at; here < bytes.length; ) {
    const byte = bytes[here] ?? 0
    if (byte === quote) return here
    if (byte < 0x20) return -1
    if (byte >= 0x80) {
      const point = codePointAt(bytes, here)
      if (point === undefined) return -1
      here += point.length
    } else if (byte !== backslash) here += 1
    else {
      here = escapeEnd(bytes, here)
      if (here < 0) return -1
    }
  }
  return -1
}

/** The letters after a backslash that stand for themselves, and the control characters that have no letter. */
const shortEscapes = new Set(ascii('"\\bfnrt'))
const hasLetter = new Set([8, 9, 10, 12, 13])

function escapeEnd(bytes: Uint8Array, at: number): number {
  if (shortEscapes.has(bytes[at + 1] ?? 0)) return at + 2
  const ten = wordsEnd(bytes, at, longEscape)
  const digit = bytes[ten] ?? 0
  const unit = hexDigits.indexOf(bytes[ten + 1] ?? 0)
  if (ten < 0 || (digit !== zero && digit !== zero + 1) || unit < 0) return -1
  return hasLetter.has((digit - zero) * 16 + unit) ? -1 : ten + 2
}

const longEscape = ascii('\\u00')
const hexDigits = ascii('0123456789abcdef')

/** Where a whole number of at most fifteen digits ends, which every double holds exactly. */
export function numberEnd(bytes: Uint8Array, at: number): number {
  if (at < 0) return -1
  const first = bytes[at] === minus ? at + 1 : at
  if (bytes[first] === zero) return first === at ? at + 1 : -1
  let here = first
  while (isDigit(bytes[here])) here += 1
  return here === first || here - first > 15 ? -1 : here
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= zero && byte <= nine
}

function valueEnd(bytes: Uint8Array, at: number, depth: number): number {
  if (depth > deepest || at < 0) return -1
  const first = bytes[at]
  if (first === quote) return after(textEnd(bytes, at + 1))
  if (first === openObject) return objectEnd(bytes, at + 1, depth + 1)
  if (first === openList) return listEnd(bytes, at + 1, depth + 1)
  const literal = literals.get(first ?? 0)
  return literal === undefined ? numberEnd(bytes, at) : wordsEnd(bytes, at, literal)
}

function after(place: number): number {
  return place < 0 ? -1 : place + 1
}

function listEnd(bytes: Uint8Array, at: number, depth: number): number {
  if (bytes[at] === closeList) return at + 1
  let here = valueEnd(bytes, at, depth)
  while (bytes[here] === comma) here = valueEnd(bytes, here + 1, depth)
  return bytes[here] === closeList ? here + 1 : -1
}

/** Each member's name stands behind the one before it, so that there is one order and no name twice. */
function objectEnd(bytes: Uint8Array, at: number, depth: number): number {
  if (bytes[at] === closeObject) return at + 1
  let name = at + 1
  let end = bytes[at] === quote ? nameEnd(bytes, name) : -1
  for (;;) {
    if (end < 0 || bytes[end + 1] !== colon) return -1
    const here = valueEnd(bytes, end + 2, depth)
    if (bytes[here] === closeObject) return here + 1
    if (bytes[here] !== comma || bytes[here + 1] !== quote) return -1
    const [before, beforeEnd] = [name, end]
    name = here + 2
    end = nameEnd(bytes, name)
    if (!isBefore(bytes, before, beforeEnd, name, end)) return -1
  }
}

/** A member name of printable ASCII, nothing in it escaped. */
function nameEnd(bytes: Uint8Array, at: number): number {
  for (let here = at; here < bytes.length; here += 1) {
    const byte = bytes[here] ?? 0
    if (byte === quote) return here
    if (byte < 0x20 || byte > 0x7e || byte === backslash) return -1
  }
  return -1
}

function isBefore(bytes: Uint8Array, left: number, leftEnd: number, right: number, rightEnd: number): boolean {
  for (let offset = 0; left + offset < leftEnd && right + offset < rightEnd; offset += 1) {
    const difference = (bytes[left + offset] ?? 0) - (bytes[right + offset] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return leftEnd - left < rightEnd - right
}
