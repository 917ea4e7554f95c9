const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const noLetter = 64
const letterValues = Uint8Array.from({ length: 128 }, (_, code) => {
  const value = alphabet.indexOf(String.fromCharCode(code))
  return value === -1 ? noLetter : value
})

/** RFC 4648 section 4: standard alphabet, with padding. */
export function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    const last = pairs[group & 0xfff] ?? ''
    text += pairs[group >> 12]
    text += left > 2 ? last : left > 1 ? `${last.charAt(0)}=` : '=='
  }
  return text
}

/** Every two letters for twelve bits: a hash is then eleven steps instead of forty-four. */
const pairs = Array.from({ length: 4096 }, (_, bits) => alphabet.charAt(bits >> 6) + alphabet.charAt(bits & 63))

const letterCodes = Uint8Array.from(alphabet, (letter) => letter.charCodeAt(0))

/** Whether the letters from `at` on, as ASCII bytes, are what `base64` writes for a hash of 32 bytes: 44 of them. */
export function saysHash(letters: Uint8Array, at: number, hash: Uint8Array): boolean {
  let place = at
  for (let from = 0; from < 30; from += 3) {
    const group = ((hash[from] ?? 0) << 16) | ((hash[from + 1] ?? 0) << 8) | (hash[from + 2] ?? 0)
    if (letters[place] !== letterCodes[group >> 18] || letters[place + 1] !== letterCodes[(group >> 12) & 63])
      return false
    if (letters[place + 2] !== letterCodes[(group >> 6) & 63] || letters[place + 3] !== letterCodes[group & 63])
      return false
    place += 4
  }
  const last = ((hash[30] ?? 0) << 10) | ((hash[31] ?? 0) << 2)
  const isEnd = letters[place] === letterCodes[last >> 12] && letters[place + 1] === letterCodes[(last >> 6) & 63]
  return hash.length === 32 && isEnd && letters[place + 2] === letterCodes[last & 63] && letters[place + 3] === 0x3d
}

/**
 * The bytes, or undefined unless the text is exactly what `base64` would have written: no missing padding, no URL
 * alphabet, no unused bits set (TAMPER-EVIDENCE 8.10). One sequence of bytes has one spelling.
 */
export function bytesOfBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  let group = 0
  let bits = 0
  for (let at = 0, out = 0; at < text.length - padding; at += 1) {
    const value = letterValues[text.charCodeAt(at)] ?? noLetter
    if (value === noLetter) return undefined
    group = ((group & 63) << 6) | value
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[out++] = (group >> bits) & 255
  }
  // What the last letter says beyond the last byte would be another spelling of the same bytes.
  return (group & ((1 << bits) - 1)) === 0 ? bytes : undefined
}
