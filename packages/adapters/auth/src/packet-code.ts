import { createHmac, timingSafeEqual } from 'node:crypto'

/** Six digits, every one of the million as likely as the others. `randomBytes` is the operating system's. */
export function codeDigits(randomBytes: (count: number) => Uint8Array): string {
  const million = 1_000_000
  const largestFair = Math.floor(2 ** 32 / million) * million
  for (;;) {
    const number = Buffer.from(randomBytes(4)).readUInt32BE()
    // The last, incomplete million would make small codes likelier; draw again.
    if (number < largestFair) return String(number % million).padStart(6, '0')
  }
}

/** What is stored in a code's place: without the key a stolen table could simply be searched, a million tries a code. */
export function codeMac(key: Uint8Array, codeId: string, code: string): Uint8Array {
  return new Uint8Array(createHmac('sha256', key).update(`${codeId}|${code}`).digest())
}

/** Compared in constant time; both have 32 bytes. */
export function sameCodeMac(stored: Uint8Array, given: Uint8Array): boolean {
  return stored.byteLength === given.byteLength && timingSafeEqual(stored, given)
}
