import { digestOf } from '@holdspace/auth/token'
import { foldEmail } from '@holdspace/db/account-store'
import { type AttemptLimit, countAttempt, forgetAttempts, giveBackAttempt } from '@holdspace/db/login-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { DeviceId } from '@holdspace/kit/ids'
import { type Instant, minutesBetween } from '@holdspace/kit/instant'
import type { SignInHouse } from './ports.ts'

/** Ten guesses a quarter of an hour: at most 20 in any ten minutes, even across two windows (S19). */
const perAccount: AttemptLimit = { perWindow: 10, windowMs: 15 * 60 * 1000 }
/** One address trying many people's names. Counts failures from devices nobody knows; successes are given back. */
const perAddress: AttemptLimit = { perWindow: 10, windowMs: 10 * 60 * 1000 }
/** NIST SP 800-63B-4: never more failures in a row than this; then only a known device, or an administrator, gets in. */
const inARow = 100

export type Guessed = 'password' | 'code'

export interface Attempt {
  readonly guessed: Guessed
  readonly email: string
  /** The device, where this account has completed a sign-in on it; null for every other. */
  readonly knownDevice: DeviceId | null
  readonly ipAddress: string
}

/**
 * Counts the attempt and says whether it may be evaluated. Guesses from devices nobody knows share one bucket per
 * account and one per address; each device its owner has signed in on has a bucket of its own, which others cannot
 * fill. So no stranger ever locks the owner out (S19). Unknown emails are counted the same, so nothing shows (S20).
 */
export async function countGuess(
  house: Pick<SignInHouse, 'db'>,
  attempt: Attempt,
  now: Instant,
): Promise<Decision<true>> {
  if (attempt.knownDevice !== null) {
    const own = await countAttempt(house.db, deviceKey(attempt, attempt.knownDevice), now, perAccount)
    return own.attempts > perAccount.perWindow ? tooMany(own.windowEndsAt, now) : accept(true)
  }
  const address = await countAttempt(house.db, addressKey(attempt), now, perAddress)
  if (address.attempts > perAddress.perWindow) return tooMany(address.windowEndsAt, now)
  const strangers = await countAttempt(house.db, strangersKey(attempt), now, perAccount)
  if (strangers.attempts > perAccount.perWindow) return tooMany(strangers.windowEndsAt, now)
  if (strangers.consecutive > inARow) {
    return refuse({
      family: 'too-many',
      code: 'too-many-in-a-row',
      sentence: 'Too many attempts have failed. Sign in on a device you have used before, or ask an administrator.',
    })
  }
  return accept(true)
}

/** The guess was right: the owner is here, so the counts start again. */
export async function guessWasRight(house: Pick<SignInHouse, 'db'>, attempt: Attempt): Promise<void> {
  await forgetAttempts(house.db, strangersKey(attempt))
  if (attempt.knownDevice === null) await giveBackAttempt(house.db, addressKey(attempt))
  else await forgetAttempts(house.db, deviceKey(attempt, attempt.knownDevice))
}

function deviceKey({ guessed, email }: Attempt, deviceId: DeviceId): Uint8Array {
  return digestOf(`${guessed}|device|${deviceId}|${foldEmail(email)}`)
}

function strangersKey({ guessed, email }: Attempt): Uint8Array {
  return digestOf(`${guessed}|strangers|${foldEmail(email)}`)
}

function addressKey({ guessed, ipAddress }: Attempt): Uint8Array {
  return digestOf(`${guessed}|address|${ipAddress}`)
}

function tooMany(until: Instant, now: Instant): Decision<never> {
  const minutes = Math.max(1, Math.ceil(minutesBetween(now, until)))
  return refuse({
    family: 'too-many',
    code: 'too-many-attempts',
    sentence: `Too many attempts. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, or on a device you have used before.`,
  })
}
