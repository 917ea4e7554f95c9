/** SHA-256 of some bytes, 32 bytes out. `node:crypto` on the server, `@noble/hashes` in a browser. */
export type Hasher = (bytes: Uint8Array) => Uint8Array

/** Everything cryptographic that checking a proof needs, handed in so that this package stays pure (HOUSE section 3). */
export interface Hashing {
  readonly sha256: Hasher
  /** Plain Ed25519 (RFC 8032) over the message, no pre-hash. Answers false for anything that does not verify. */
  readonly verifyEd25519: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean
}

/** Signs checkpoints. The secret stays behind `sign`: it is never in the database and never in this package. */
export interface NoteSigner {
  readonly keyName: string
  /** 32 bytes, RFC 8032 encoding. */
  readonly publicKey: Uint8Array
  readonly sign: (message: Uint8Array) => Uint8Array
}
