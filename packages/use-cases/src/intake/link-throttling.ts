import { digestOf } from '@holdspace/auth/token'
import { type AttemptLimit, countAttempt, giveBackAttempt } from '@holdspace/db/login-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { minutesBetween } from '@holdspace/kit/instant'
import type { PacketHouse } from './packet-house.ts'

const minuteMs = 60_000

/** What strangers may try, and how often. Tokens have 256 bits; the limits keep a flood from becoming a search. */
const limits = {
  /** Links or codes that turned out wrong, from one address. */
  guess: { perWindow: 20, windowMs: 10 * minuteMs },
  /** Codes sent for one packet: somebody else's mailbox is not filled. */
  'send-code': { perWindow: 5, windowMs: 60 * minuteMs },
  'renew-link': { perWindow: 3, windowMs: 60 * minuteMs },
} as const satisfies { readonly [Tried: string]: AttemptLimit }

export type Tried = keyof typeof limits

/** Counts the try before it is looked at (S19). `whose`: an address or a packet; kept as a hash. */
export async function countTry(
  house: Pick<PacketHouse, 'db' | 'clock'>,
  tried: Tried,
  whose: string,
): Promise<Decision<true>> {
  const now = house.clock()
  const limit = limits[tried]
  const counted = await countAttempt(house.db, keyOf(tried, whose), now, limit)
  if (counted.attempts <= limit.perWindow) return accept(true)
  const minutes = Math.max(1, Math.ceil(minutesBetween(now, counted.windowEndsAt)))
  return refuse({
    family: 'too-many',
    code: 'too-many-attempts',
    sentence: `Too many attempts. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, or telephone your clinic.`,
  })
}

/** The try was right: it does not count against its address. */
export async function tryWasRight(house: Pick<PacketHouse, 'db'>, tried: Tried, whose: string): Promise<void> {
  await giveBackAttempt(house.db, keyOf(tried, whose))
}

function keyOf(tried: Tried, whose: string): Uint8Array {
  return digestOf(`packet|${tried}|${whose}`)
}
