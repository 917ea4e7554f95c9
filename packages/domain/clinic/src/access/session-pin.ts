import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type Instant, plusMs } from '@holdspace/kit/instant'
import { z } from 'zod'
import { idleLimitMs } from './login-limits.ts'

/** Six digits that open one's own screen again in the room of an open session, on this device (RULINGS 14). */
export const sessionPin = z.string().regex(/^\d{6}$/, 'a PIN is six digits')

const digits = '0123456789'

/** Whether somebody looking over a shoulder, or nobody at all, could guess it: one digit six times, or a plain run. */
export function isPlainPin(pin: string): boolean {
  const backwards = [...digits].reverse().join('')
  return new Set(pin).size < 3 || `${digits}${digits}`.includes(pin) || `${backwards}${backwards}`.includes(pin)
}

export function decidePin(pin: string): Decision<string> {
  if (!isPlainPin(pin)) return accept(pin)
  return refuse({
    family: 'unprocessable',
    code: 'pin-too-plain',
    field: 'pin',
    sentence: 'This PIN is too easy to guess. Choose six digits that are no run and not the same.',
  })
}

/** A device that sits in a room says so every few seconds, and may have been without network before the lock came. */
const quietBeforeLockMs = idleLimitMs + 5 * 60 * 1000

/** Since when a device must have been seen in the room of an open session, for a PIN to open its lock. */
export function inRoomSince(lockedSince: Instant): Instant {
  return plusMs(lockedSince, -quietBeforeLockMs)
}
