import { randomBytes } from 'node:crypto'

/** A fresh secret: 32 random bytes in base64url, for `HOLDSPACE_SECRET_KEY`. */
export function generateSecretKey(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * Why this text will not do as `HOLDSPACE_SECRET_KEY`, in words that fit after the variable's name; null when it will.
 * Every key of the installation comes from it, so it must be random, not chosen: at least 32 characters, and not one
 * pattern typed over and over.
 */
export function weaknessOfSecretKey(secret: string): string | null {
  if (secret !== secret.trim() || /[\r\n\0]/.test(secret)) return 'must have no space or line break around or inside it'
  if (secret.length < 32)
    return `must be at least 32 random characters, and this is ${secret.length}: use \`openssl rand -base64 32\``
  if (new Set(secret).size < 8 || repeats(secret)) return 'is too regular to be random: use `openssl rand -base64 32`'
  if (/change.?me|secret.?key|password|holdspace|example/i.test(secret))
    return 'is an example, not a secret: use `openssl rand -base64 32`'
  return null
}

function repeats(secret: string): boolean {
  return (secret + secret).indexOf(secret, 1) < secret.length
}
