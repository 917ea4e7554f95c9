import { takeRandomBytes } from './random-bytes.ts'

let lastMs = 0
let counter = 0

/**
 * A UUID of version 7 (RFC 9562): 48 bits of time, then 12 bits that count within the millisecond, then 62 random bits.
 * Ids made by one process sort in the order they were made, so new rows land at the end of an index.
 */
export function newId(): string {
  const now = Date.now()
  if (now > lastMs) {
    lastMs = now
    counter = 0
  } else counter += 1
  if (counter > 0xfff) {
    lastMs += 1
    counter = 0
  }
  const bytes = takeRandomBytes(16)
  bytes.writeUIntBE(lastMs, 0, 6)
  bytes.writeUInt16BE(0x7000 | counter, 6)
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
