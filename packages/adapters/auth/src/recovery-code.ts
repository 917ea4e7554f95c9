import { randomBytes } from 'node:crypto'
import { digestOf } from './token.ts'

const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Ten codes like `k4mfe-x8w2q-tn6pb`: 15 letters of 31, 74 bits each, without the ones people confuse. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: 10 }, () => {
    const text = Array.from({ length: 15 }, pickLetter).join('')
    return `${text.slice(0, 5)}-${text.slice(5, 10)}-${text.slice(10)}`
  })
}

/** Draws until the byte falls into a whole number of alphabets, so that no letter is likelier than another. */
function pickLetter(): string {
  for (;;) {
    const byte = randomBytes(1)[0] ?? 255
    if (byte < letters.length * 8) return letters[byte % letters.length] ?? 'a'
  }
}

/** Stored instead of the code. Random enough that a fast hash suffices. Dashes, spaces and case do not matter. */
export function digestOfRecoveryCode(code: string): Uint8Array {
  return digestOf(code.toLowerCase().replace(/[^a-z0-9]/g, ''))
}
