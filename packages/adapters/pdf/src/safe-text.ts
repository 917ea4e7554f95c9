/**
 * Text that cannot play tricks on paper: control characters become spaces, characters that turn the reading direction
 * or hide themselves are dropped, half a surrogate pair becomes the replacement mark (S39, S34). Line feeds stay, and nothing is cut: what was charted is
 * printed whole.
 */
export function safeText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(hidden, '')
    .replace(/[\p{Cc}\u2028\u2029]/gu, (character) => (character === '\n' ? '\n' : ' '))
}

/** Bidirectional controls, zero-width characters, byte-order mark, soft hyphen, tags, variation selectors. */
const hidden =
  /\p{Variation_Selector}|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

/** One line, cut to fit a heading or footer. */
export function safeLine(text: string, longestLine: number): string {
  const line = safeText(text).replace(/\s+/g, ' ').trim()
  const characters = Array.from(line)
  return characters.length > longestLine ? `${characters.slice(0, longestLine - 1).join('')}…` : line
}
