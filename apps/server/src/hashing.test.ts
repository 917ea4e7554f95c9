import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { nodeHashing } from './hashing.ts'

describe('the cryptography of the record', () => {
  it('hashes as FIPS 180-4 says', () => {
    const hash = nodeHashing.sha256(new TextEncoder().encode('abc'))
    expect(Buffer.from(hash).toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })

  it('accepts a true signature and no bent one', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    const raw = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32))
    const message = new TextEncoder().encode('checkpoint')
    const signature = new Uint8Array(sign(null, message, privateKey))
    expect(nodeHashing.verifyEd25519(raw, message, signature)).toBe(true)
    const bent = Uint8Array.from(signature, (byte, at) => (at === 0 ? byte ^ 1 : byte))
    expect(nodeHashing.verifyEd25519(raw, message, bent)).toBe(false)
    expect(nodeHashing.verifyEd25519(raw, message, signature.subarray(1))).toBe(false)
  })
})
