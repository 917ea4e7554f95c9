import { createHash } from 'node:crypto'

/** SHA-256 of a file's bytes, 64 lower-case hex digits: its name, and the proof that it is still the same. */
export type ContentHash = string & { readonly __contentHash: never }

export function contentHashOf(bytes: Uint8Array): ContentHash {
  return createHash('sha256').update(bytes).digest('hex') as ContentHash
}

export function isContentHash(text: string): text is ContentHash {
  return /^[0-9a-f]{64}$/.test(text)
}
