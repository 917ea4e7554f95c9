import { randomBytes } from 'node:crypto'
import { type Instant, msOf } from '@holdspace/kit/instant'

/** A UUIDv7 of the given moment (RFC 9562 section 5.7): ids made later sort later. */
export function timeOrderedId(at: Instant): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(msOf(at), 0, 6)
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6)
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
