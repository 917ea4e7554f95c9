import { concat } from './bytes.ts'

/** UTF-8 bytes of a text. Throws on a lone surrogate, which has no UTF-8 form and would be silently replaced elsewhere. */
export function utf8(text: string): Uint8Array {
  return asciiBytes(text) ?? bytesOfPoints(text)
}

/** Almost every text of a ledger; null where a character is another one. */
function asciiBytes(text: string): Uint8Array | null {
  const { length } = text
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit >= 0x80) return null
    bytes[at] = unit
  }
  return bytes
}

function bytesOfPoints(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3)
  let at = 0
  for (let from = 0; from < text.length; from += 1) {
    const unit = text.charCodeAt(from)
    if (unit < 0x80) {
      bytes[at++] = unit
      continue
    }
    const point = text.codePointAt(from) ?? 0
    if (point >= 0xd800 && point <= 0xdfff) throw new Error('A lone surrogate cannot be written as UTF-8.')
    if (point > 0xffff) from += 1
    at = writePoint(bytes, at, point)
  }
  return bytes.slice(0, at)
}

/** Writes a code point of two bytes or more; answers where the next one begins. */
function writePoint(bytes: Uint8Array, start: number, point: number): number {
  const following = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3
  const lead = [0, 0xc0, 0xe0, 0xf0][following] ?? 0
  let at = start
  bytes[at++] = lead | (point >> (6 * following))
  for (let shift = 6 * (following - 1); shift >= 0; shift -= 6) bytes[at++] = 0x80 | ((point >> shift) & 0x3f)
  return at
}

/** Text of UTF-8 bytes, or undefined when they are not well-formed UTF-8. A byte-order mark is kept, never eaten. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    // Almost everything in a ledger is ASCII: eight letters of it are taken at once.
    const letters = eightLetters(bytes, at)
    if (letters !== undefined) {
      text += letters
      at += 8
      continue
    }
    const decoded = codePointAt(bytes, at)
    if (decoded === undefined) return undefined
    text += String.fromCodePoint(decoded.point)
    at += decoded.length
  }
  return text
}

function eightLetters(bytes: Uint8Array, at: number): string | undefined {
  if (at + 8 > bytes.length) return undefined
  const [a = 0, b = 0, c = 0, d = 0] = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]
  const [e = 0, f = 0, g = 0, h = 0] = [bytes[at + 4], bytes[at + 5], bytes[at + 6], bytes[at + 7]]
  return (a | b | c | d | e | f | g | h) < 0x80 ? String.fromCharCode(a, b, c, d, e, f, g, h) : undefined
}

/** The least code point that needs 2, 3 or 4 bytes: anything below is an overlong form, a second spelling of one text. */
const leastPoint = [0, 0, 0x80, 0x800, 0x10000] as const

/** The code point that begins at `at` and how many bytes it takes; undefined where they are not well-formed. */
export function codePointAt(bytes: Uint8Array, at: number): { point: number; length: number } | undefined {
  const first = bytes[at] ?? 0
  if (first < 0x80) return { point: first, length: 1 }
  const length = first >= 0xf0 && first < 0xf8 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 0
  if (length === 0 || first >= 0xf8 || at + length > bytes.length) return undefined
  let point = first & (0x7f >> length)
  for (let offset = 1; offset < length; offset += 1) {
    const next = bytes[at + offset] ?? 0
    if ((next & 0xc0) !== 0x80) return undefined
    point = (point << 6) | (next & 0x3f)
  }
  const surrogate = point >= 0xd800 && point <= 0xdfff
  if (point < (leastPoint[length] ?? 0) || surrogate || point > 0x10ffff) return undefined
  return { point, length }
}

/** ASCII label, a zero byte, then the parts: how every hash of this product is kept apart from every other (8.5). */
export function labelled(label: string, ...parts: readonly Uint8Array[]): Uint8Array {
  return concat(utf8(label), new Uint8Array([0]), ...parts)
}
