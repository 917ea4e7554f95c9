import { hkdfSync } from 'node:crypto'

/**
 * What a derived key is for. Each purpose has its own key, so that losing one tells nothing about another, and a key can
 * never be used for two things by accident (RULINGS 25). A new use is a new line here.
 */
export const keyPurposes = [
  'db-app-password', // the application's role in the database
  'outbox-key', // issues a device's outbox key (RELIABILITY OB2)
  'partner-token', // signs access tokens of partner systems
  'totp-secret', // seals the secrets of authenticator apps
  'session-pin', // seals what a login's session PIN is compared with
  'checkpoint-signing', // seed of the Ed25519 key that signs ledger checkpoints
  'packet-code', // codes sent to a patient's address on file, so that a stolen backup guesses none
  'psychotherapy-note', // seals one author's psychotherapy notes; its context is practice and author
  'backup', // encrypts one backup file; its context is the file's own salt
] as const

export type KeyPurpose = (typeof keyPurposes)[number]

/**
 * HKDF-SHA256 (RFC 5869): `byteLength` bytes (32 unless told, at most 8,160) from `HOLDSPACE_SECRET_KEY`, for one purpose
 * and, where a purpose has many keys, one context such as a device id. The same three give the same key for ever.
 */
export function deriveKey(secret: string, purpose: KeyPurpose, context = '', byteLength = 32): Uint8Array {
  // The separator occurs in no purpose, so no two pairs of purpose and context spell the same text.
  const info = `holdspace/v1\0${purpose}\0${context}`
  return new Uint8Array(
    hkdfSync('sha256', Buffer.from(secret, 'utf8'), Buffer.alloc(0), Buffer.from(info, 'utf8'), byteLength),
  )
}

/** The database password of the application's role: hex, so that it needs no escaping in a URL. */
export function databasePassword(secret: string): string {
  return Buffer.from(deriveKey(secret, 'db-app-password')).toString('hex')
}
