import { hash, randomBytes } from 'node:crypto'

/** 256 bits from the operating system, base64url: a token for a login, a pending sign-in or a device (S22). */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * What is stored in a token's place. Finding a row by the digest needs no constant-time comparison: whoever could
 * measure it would learn bits of a hash of their own guess.
 */
export function digestOf(token: string): Uint8Array {
  return hash('sha256', token, 'buffer')
}
