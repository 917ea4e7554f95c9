import { pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/**
 * What a PIN is compared with. Six digits are guessed by whoever holds this, so it is stored sealed with a key of the
 * server's, and on a device it lives in the page's memory alone. PBKDF2, because a page can work it out too, offline.
 */
export interface PinVerifier {
  readonly salt: string
  readonly iterations: number
  /** 256 bits, base64, as the salt. */
  readonly hash: string
}

const iterations = 210_000
const derive = promisify(pbkdf2)

export async function newPinVerifier(pin: string): Promise<PinVerifier> {
  const salt = randomBytes(16)
  const hash = await derive(pin, salt, iterations, 32, 'sha256')
  return { salt: salt.toString('base64'), iterations, hash: hash.toString('base64') }
}

export async function pinFits(verifier: PinVerifier, pin: string): Promise<boolean> {
  const hash = await derive(pin, Buffer.from(verifier.salt, 'base64'), verifier.iterations, 32, 'sha256')
  return timingSafeEqual(hash, Buffer.from(verifier.hash, 'base64'))
}
