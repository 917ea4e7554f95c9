import { type Instant, msOf } from '@holdspace/kit/instant'
import { Secret, TOTP } from 'otpauth'

const secondsPerStep = 30
/** One step early or late: a phone's clock may be off by half a minute. */
const stepsOff = 1

/** Which 30-second step a moment lies in. */
export function stepAt(moment: Instant): number {
  return Math.floor(msOf(moment) / 1000 / secondsPerStep)
}

function totpOf(base32Secret: string, label = 'Holdspace'): TOTP {
  return new TOTP({
    issuer: 'Holdspace',
    label,
    secret: Secret.fromBase32(base32Secret),
    digits: 6,
    period: secondsPerStep,
  })
}

/** A new secret of 160 bits, base32, as authenticator apps take it. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** The address behind the QR code that an authenticator app scans. */
export function totpUri(base32Secret: string, email: string): string {
  return totpOf(base32Secret, email).toString()
}

/**
 * The step a code belongs to, or null when it is wrong. The caller must record the step and refuse one that is not
 * newer than the last, so that a code works once (S18).
 */
export function stepOfCode(base32Secret: string, code: string, now: Instant): number | null {
  if (!/^\d{6}$/.test(code)) return null
  const off = totpOf(base32Secret).validate({ token: code, timestamp: msOf(now), window: stepsOff })
  return off === null ? null : stepAt(now) + off
}

/** The code of a step; the demo's one-click sign-in and tests make theirs here. */
export function codeOfStep(base32Secret: string, step: number): string {
  return totpOf(base32Secret).generate({ timestamp: step * secondsPerStep * 1000 })
}
