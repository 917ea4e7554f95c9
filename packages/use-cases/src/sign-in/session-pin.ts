import { openSecret, sealSecret } from '@holdspace/auth/sealed-secret'
import { newPinVerifier, type PinVerifier, pinFits } from '@holdspace/auth/session-pin'
import type { StaffActor } from '@holdspace/clinic/access/actor'
import { decidePin, inRoomSince, sessionPin } from '@holdspace/clinic/access/session-pin'
import { inPractice } from '@holdspace/db/database'
import { loginTimes } from '@holdspace/db/login-store'
import { wasInOpenRoom } from '@holdspace/db/presence-store'
import { countPinTry, pinWasRight, setPin, usablePin } from '@holdspace/db/session-pin-store'
import { deriveKey } from '@holdspace/keys/derive-key'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { LoginId } from '@holdspace/kit/ids'
import { type Instant, msBetween } from '@holdspace/kit/instant'
import { RefusalError } from '@holdspace/kit/refusal'
import { z } from 'zod'
import { journal } from './account-journal.ts'
import { identityChange } from './identity-change.ts'
import { openLoginAgain } from './lock-and-unlock.ts'
import type { SignInHouse, WhereFrom } from './ports.ts'

export const sessionPinInput = z.strictObject({ pin: sessionPin })

export interface SessionPinAnswer {
  /** What the page compares a PIN with while it cannot reach the server; kept in its memory alone. Null: none is set. */
  readonly verifier: PinVerifier | null
  /** Until the twelve hours of this login are over; no PIN opens anything after that. */
  readonly msLeft: number
}

/** What: a page in the room asks whether this login has a PIN, so that it can ask for one, or open itself offline. */
export async function readSessionPin(house: SignInHouse, actor: StaffActor): Promise<SessionPinAnswer> {
  const sealed = await usablePin(house.db, actor.loginId)
  const endsAt = (await loginTimes(house.db, actor.loginId))?.expiresAt ?? house.clock()
  return {
    verifier: sealed === null ? null : unsealed(house, actor.loginId, sealed),
    msLeft: Math.max(0, msBetween(house.clock(), endsAt)),
  }
}

/**
 * What: somebody in the room chooses six digits for this login on this device (RULINGS 14). A PIN that can still be used
 * is not replaced, so that nobody at an unattended screen puts theirs in its place.
 */
export async function setSessionPin(
  house: SignInHouse,
  actor: StaffActor,
  input: z.output<typeof sessionPinInput>,
  from: Pick<WhereFrom, 'ipAddress'>,
): Promise<Decision<SessionPinAnswer>> {
  const fit = decidePin(input.pin)
  if (!fit.ok) return fit
  const verifier = await newPinVerifier(fit.value)
  const sealed = sealSecret(sealingKey(house), actor.loginId, JSON.stringify(verifier))
  const { accountId, practiceId, deviceId } = actor
  const set = await identityChange(house.db, async (tx) => {
    if (!(await setPin(tx, actor.loginId, sealed, house.clock()))) throw new RefusalError(pinStands)
    const said = { accountId, practiceId, deviceId, ipAddress: from.ipAddress }
    await journal(tx, house, { ...said, kind: 'session-pin-set' })
  })
  return set.ok ? accept(await readSessionPin(house, actor)) : set
}

/** Whether a PIN would open this lock: one is set, and the device sat in the room of a session that is open now. */
export async function pinOpens(
  house: Pick<SignInHouse, 'db'>,
  actor: StaffActor,
  lockedSince: Instant,
): Promise<boolean> {
  return (await usablePin(house.db, actor.loginId)) !== null && (await satInRoom(house, actor, lockedSince))
}

/**
 * What: the person at a locked screen in the room types the PIN and goes on with the same login under a new token. Each
 * try is counted before it is looked at; after five wrong ones the password is needed. The twelve hours rule all the same.
 */
export async function unlockWithPin(
  house: SignInHouse,
  actor: StaffActor,
  oldToken: string,
  input: z.output<typeof sessionPinInput>,
  lockedSince: Instant,
  from: Pick<WhereFrom, 'ipAddress'>,
): Promise<Decision<{ readonly token: string }>> {
  if (!(await satInRoom(house, actor, lockedSince))) return refuse(pinOpensNothing)
  const tried = await countPinTry(house.db, actor.loginId)
  if (tried === null) return refuse(pinOpensNothing)
  const { accountId, practiceId, deviceId } = actor
  const said = { accountId, practiceId, deviceId, ipAddress: from.ipAddress, detail: 'session PIN' }
  if (!(await pinFits(unsealed(house, actor.loginId, tried.sealed), input.pin))) {
    await journal(house.db, house, { ...said, kind: 'unlock-refused' })
    return refuse(tried.triesLeft === 0 ? pinUsedUp : pinWrong(tried.triesLeft))
  }
  return openLoginAgain(house, actor, oldToken, said, (tx) => pinWasRight(tx, actor.loginId))
}

async function satInRoom(house: Pick<SignInHouse, 'db'>, actor: StaffActor, lockedSince: Instant): Promise<boolean> {
  const { practiceId, deviceId } = actor
  return inPractice(house.db, practiceId, (tx) => wasInOpenRoom(tx, practiceId, deviceId, inRoomSince(lockedSince)))
}

function sealingKey(house: Pick<SignInHouse, 'secretKey'>): Uint8Array {
  return deriveKey(house.secretKey, 'session-pin')
}

function unsealed(house: Pick<SignInHouse, 'secretKey'>, loginId: LoginId, sealed: Uint8Array): PinVerifier {
  // Written by `setSessionPin`, and bound to the login by the seal.
  return JSON.parse(openSecret(sealingKey(house), loginId, sealed)) as PinVerifier
}

const pinStands = {
  family: 'conflict',
  code: 'pin-is-set',
  field: 'pin',
  sentence: 'A PIN is set for this login already. It can be changed after the password was entered at the lock.',
} as const

const pinOpensNothing = {
  family: 'unprocessable',
  code: 'pin-opens-nothing',
  field: 'pin',
  sentence: 'A PIN does not open this screen now. Enter your password.',
} as const

const pinUsedUp = {
  family: 'too-many',
  code: 'pin-used-up',
  field: 'pin',
  sentence: 'That was the fifth wrong PIN. Enter your password.',
} as const

const pinWrong = (triesLeft: number) =>
  ({
    family: 'invalid',
    code: 'pin-wrong',
    field: 'pin',
    sentence: `This is not your PIN. ${triesLeft === 1 ? 'One try is' : `${triesLeft} tries are`} left.`,
  }) as const
