import { createPublicKey, hash, verify } from 'node:crypto'
import type { Hashing } from '@holdspace/proof/hashing'

/** DER in front of the 32 bytes of an Ed25519 public key (RFC 8410), so that Node takes it as one. */
const ed25519Prefix = Buffer.from('302a300506032b6570032100', 'hex')

/** The cryptography of the record, by Node. The domain is handed this and knows no other (HOUSE section 3). */
export const nodeHashing: Hashing = {
  sha256,
  verifyEd25519: (publicKey, message, signature) => {
    if (publicKey.length !== 32 || signature.length !== 64) return false
    const key = createPublicKey({ key: Buffer.concat([ed25519Prefix, publicKey]), format: 'der', type: 'spki' })
    return verify(null, message, key, signature)
  },
}

/**
 * At once, and through text with one letter a byte: a third of what an object that is fed and asked costs, and half of an
 * answer in a Buffer. A ledger is verified by two hashes an entry.
 */
function sha256(bytes: Uint8Array): Uint8Array {
  const letters = hash('sha256', bytes, 'binary')
  const digest = new Uint8Array(32)
  for (let at = 0; at < 32; at += 1) digest[at] = letters.charCodeAt(at)
  return digest
}
