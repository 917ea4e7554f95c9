import { hash, type Options, verify } from '@node-rs/argon2'
import { placesFor } from './places.ts'

/** OWASP's and the Copenhagen Book's parameters: 19 MiB, two passes, one lane (S21). Argon2id is the library's own. */
const argon2id: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/**
 * At most two hashes at a time, so that a storm of sign-ins takes 38 MiB and two cores instead of the whole machine;
 * the rest wait in line, and when the line is long the attempt is refused before anything is computed.
 */
const places = placesFor({ atOnce: 2, waiting: 64 })

/** `busy` when too many people are signing in at this very moment. The password is taken exactly as typed (S15). */
export async function hashPassword(password: string): Promise<string | 'busy'> {
  return places.run(() => hash(password, argon2id))
}

export async function passwordMatches(passwordHash: string, password: string): Promise<boolean | 'busy'> {
  return places.run(() => verify(passwordHash, password))
}

/**
 * A hash nobody's password has. Checked when the email is unknown, so that an unknown person's sign-in takes as long as
 * a known one's (S20). Made once per process with the same parameters as real ones.
 */
let dummy: Promise<string> | null = null
export async function takeAsLongAsReal(password: string): Promise<boolean | 'busy'> {
  dummy ??= hash('a password that belongs to nobody', argon2id)
  const checked = await passwordMatches(await dummy, password)
  return checked === 'busy' ? 'busy' : false
}
