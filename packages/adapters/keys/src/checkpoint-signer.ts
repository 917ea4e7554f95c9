import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { deriveKey } from './derive-key.ts'

/** Signs checkpoints of one practice's log; the shape is `NoteSigner` of the proof package. */
export interface CheckpointSigner {
  readonly keyName: string
  /** 32 bytes, RFC 8032. */
  readonly publicKey: Uint8Array
  readonly sign: (message: Uint8Array) => Uint8Array
}

/** DER in front of an Ed25519 seed (RFC 8410), so that Node takes it as a private key. */
const seedPrefix = Buffer.from('302e020100300506032b657004220420', 'hex')

/**
 * The Ed25519 key of one ledger, from `HOLDSPACE_SECRET_KEY`: whoever holds the database alone cannot sign a history
 * written anew (M16, TAMPER-EVIDENCE 4.2). The key's name is the ledger's origin.
 */
export function checkpointSigner(secret: string, origin: string): CheckpointSigner {
  const seed = deriveKey(secret, 'checkpoint-signing', origin)
  const key = createPrivateKey({ key: Buffer.concat([seedPrefix, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)
  return {
    keyName: origin,
    publicKey: new Uint8Array(publicKey),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  }
}
