import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type Instant, msBetween, plusMs } from '@holdspace/kit/instant'
import type { Refusal } from '@holdspace/kit/refusal'
import type { PacketStanding } from './packet.ts'

const hourMs = 60 * 60 * 1000

/** A link opens a packet for this long after it was made (S30). */
export const linkLifeMs = 72 * hourMs
/** After this the packet itself takes no more answers, whatever link leads to it. */
export const packetLifeMs = 30 * 24 * hourMs
/** A patient's own phone may come back to a packet for this long without a new code. */
export const deviceLifeMs = 7 * 24 * hourMs
/** A tablet of the clinic shows nothing more after two minutes without a touch (S25). */
export const kioskIdleMs = 2 * 60 * 1000
/** A code sent to the address on file. */
export const codeLifeMs = 10 * 60 * 1000
/** Wrong codes after which a code is worthless: six digits, so one guess in 200,000 succeeds. */
export const codeTries = 5

export interface LinkTimes {
  readonly expiresAt: Instant
  readonly exchangedAt: Instant | null
  readonly revokedAt: Instant | null
}

export interface DeviceTimes {
  readonly channel: 'link' | 'kiosk'
  readonly lastSeenAt: Instant
  readonly expiresAt: Instant
  readonly endedAt: Instant | null
}

export interface CodeTimes {
  readonly expiresAt: Instant
  readonly attempts: number
  readonly usedAt: Instant | null
}

/** Said alike of a link nobody made, one that was revoked, and one whose packet is gone: it tells nothing (RULINGS 15). */
export const linkNotUsable: Refusal = {
  family: 'not-found',
  code: 'link-not-usable',
  sentence: 'This link cannot be used. Please ask your clinic for a new one.',
}

export const linkExpired: Refusal = {
  family: 'unprocessable',
  code: 'link-expired',
  sentence: 'This link has expired. We can send a new one to the address your clinic has on file.',
}

export const codeNeeded: Refusal = {
  family: 'unprocessable',
  code: 'code-needed',
  sentence: 'This link was opened on another device. We can send a code to the address your clinic has on file.',
}

export const codeRefused: Refusal = {
  family: 'invalid',
  code: 'code-refused',
  sentence: 'This code is wrong or too old. Check it, or ask for a new one.',
  field: 'code',
}

/** May this link be exchanged for a packet now? Opening the page asks nothing of this and consumes nothing. */
export function mayExchange(link: LinkTimes | null, packet: PacketStanding | null, now: Instant): Decision<true> {
  const known = usableLink(link, packet)
  if (!known.ok) return known
  if (now > known.value.expiresAt) return refuse(linkExpired)
  return known.value.exchangedAt === null ? accept(true) : refuse(codeNeeded)
}

/** May a new link go to the address on file? An expired one may; a revoked one, or one of a stopped packet, never. */
export function mayRenew(link: LinkTimes | null, packet: PacketStanding | null): Decision<true> {
  const known = usableLink(link, packet)
  return known.ok ? accept(true) : known
}

/** May a code be sent, or taken, for another device? Only while the link itself still holds. */
export function mayJoin(link: LinkTimes | null, packet: PacketStanding | null, now: Instant): Decision<true> {
  const known = usableLink(link, packet)
  if (!known.ok) return known
  return now > known.value.expiresAt ? refuse(linkExpired) : accept(true)
}

function usableLink(link: LinkTimes | null, packet: PacketStanding | null): Decision<LinkTimes> {
  if (link === null || link.revokedAt !== null || packet === null) return refuse(linkNotUsable)
  switch (packet) {
    case 'revoked':
    case 'stopped':
    case 'lapsed':
      return refuse(linkNotUsable)
    case 'open':
    case 'complete':
      return accept(link)
  }
}

export function codeStillTaken(code: CodeTimes, now: Instant): boolean {
  return code.usedAt === null && code.attempts < codeTries && now <= code.expiresAt
}

/** Whether the browser that holds the packet cookie may still act. Judged on the server's clock alone. */
export function deviceStillIn(device: DeviceTimes, now: Instant): boolean {
  if (device.endedAt !== null || now > device.expiresAt) return false
  return device.channel === 'link' || msBetween(device.lastSeenAt, now) <= kioskIdleMs
}

export function linkExpiry(madeAt: Instant): Instant {
  return plusMs(madeAt, linkLifeMs)
}
