import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { msBetween, plusMs } from '@holdspace/kit/elapsed'
import type { Instant } from '@holdspace/kit/instant'
import type { StaffActor } from './actor.ts'

/** A login nobody uses for this long locks itself (S25; 45 CFR 170.315(d)(5)). */
export const idleLimitMs = 15 * 60 * 1000
/** However busy, a login ends after this long (S25). */
export const absoluteLimitMs = 12 * 60 * 60 * 1000
/** A second factor shown this recently need not be shown again at step-up (RULINGS 16). */
export const factorFreshMs = 30 * 60 * 1000
/** A step-up counts for this long: time to read what is signed, not to leave the desk. */
export const stepUpFreshMs = 5 * 60 * 1000

/** After so many wrong session PINs only the password opens the screen, on the server and on a device without network (RULINGS 14). */
export const mostWrongPins = 5

export interface LoginTimes {
  readonly lastSeenAt: Instant
  readonly expiresAt: Instant
  /** Locked by hand; null when not. */
  readonly lockedAt: Instant | null
}

export type LoginStanding = { kind: 'over' } | { kind: 'locked'; since: Instant } | { kind: 'active' }

/** Whether a login may still act. Judged on the server's clock alone; at the limit it still holds, a second later not. */
export function loginStanding(login: LoginTimes, now: Instant): LoginStanding {
  if (now > login.expiresAt) return { kind: 'over' }
  if (login.lockedAt !== null) return { kind: 'locked', since: login.lockedAt }
  if (msBetween(login.lastSeenAt, now) > idleLimitMs) {
    return { kind: 'locked', since: plusMs(login.lastSeenAt, idleLimitMs) }
  }
  return { kind: 'active' }
}

/**
 * For signing, exporting and changing keys (S29; 21 CFR 11.200): the password was asked again within five minutes.
 * Use cases that need it ask here before anything else.
 */
export function stepUpFresh(actor: StaffActor, now: Instant): Decision<true> {
  if (actor.lastStepUpAt !== null && msBetween(actor.lastStepUpAt, now) <= stepUpFreshMs) return accept(true)
  return refuse({
    family: 'step-up-required',
    code: 'step-up-required',
    sentence: 'Enter your password again to do this.',
  })
}

/** Whether step-up asks for a code beside the password. */
export function codeNeededForStepUp(actor: Pick<StaffActor, 'lastFactorAt'>, now: Instant): boolean {
  return msBetween(actor.lastFactorAt, now) > factorFreshMs
}
