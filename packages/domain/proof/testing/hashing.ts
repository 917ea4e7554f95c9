import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { Hasher, Hashing, NoteSigner } from '../src/hashing.ts'

export const nodeSha256: Hasher = (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest())

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')

export const nodeHashing: Hashing = {
  sha256: nodeSha256,
  verifyEd25519: (publicKey, message, signature) => {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: base64url(publicKey) }, format: 'jwk' })
    return verify(null, message, key, signature)
  },
}

/** A second implementation, so that the answers do not rest on one library (8.12). */
export const nobleHashing: Hashing = {
  sha256,
  verifyEd25519: (publicKey, message, signature) => ed25519.verify(signature, message, publicKey, { zip215: false }),
}

export function nodeSigner(keyName: string, seed: Uint8Array): NoteSigner {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const jwk = createPublicKey(privateKey).export({ format: 'jwk' })
  return {
    keyName,
    publicKey: new Uint8Array(Buffer.from(jwk.x ?? '', 'base64url')),
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  }
}

export const fromHex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))
export const fromBase64 = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))
export const ascii = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'))
