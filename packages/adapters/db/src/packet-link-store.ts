import type { CodeTimes, DeviceTimes, LinkTimes } from '@holdspace/clinic/intake/link-rules'
import {
  type DeviceId,
  deviceId,
  type PacketId,
  type PacketLinkId,
  type PracticeId,
  packetId,
  packetLinkId,
  practiceId,
} from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { IdentityReach } from './account-store.ts'
import { practice } from './schema/identity.ts'
import { packetCode, packetDevice, packetLink } from './schema/packets.ts'

/** Where a link leads: read before any practice is known, so it holds ids and times and nothing about a person. */
export interface LinkRow extends LinkTimes {
  readonly linkId: PacketLinkId
  readonly practiceId: PracticeId
  readonly packetId: PacketId
  readonly channel: 'mail' | 'hand' | 'kiosk'
}

export interface DeviceRow extends DeviceTimes {
  readonly deviceId: DeviceId
  readonly practiceId: PracticeId
  readonly practiceName: string
  readonly practiceZone: string
  readonly packetId: PacketId
  readonly linkId: PacketLinkId
}

export interface CodeRow extends CodeTimes {
  readonly codeId: string
  readonly codeMac: Uint8Array
}

export async function insertLink(
  db: IdentityReach,
  link: Omit<LinkRow, 'exchangedAt' | 'revokedAt'>,
  tokenDigest: Uint8Array,
  at: Instant,
): Promise<void> {
  await db.insert(packetLink).values({
    id: link.linkId,
    practiceId: link.practiceId,
    packetId: link.packetId,
    channel: link.channel,
    tokenSha256: tokenDigest,
    createdAt: new Date(at),
    expiresAt: new Date(link.expiresAt),
    // A tablet is handed over, never opened by an address: its link is used from the start.
    exchangedAt: link.channel === 'kiosk' ? new Date(at) : null,
  })
}

export async function findLink(db: IdentityReach, tokenDigest: Uint8Array): Promise<LinkRow | null> {
  const rows = await db.select().from(packetLink).where(eq(packetLink.tokenSha256, tokenDigest))
  return rows[0] === undefined ? null : linkRow(rows[0])
}

/** True for exactly one of however many that try at once: a token is exchanged once (RULINGS 15). */
export async function exchangeLink(db: IdentityReach, linkId: PacketLinkId, at: Instant): Promise<boolean> {
  const rows = await db
    .update(packetLink)
    .set({ exchangedAt: new Date(at) })
    .where(and(eq(packetLink.id, linkId), isNull(packetLink.exchangedAt), isNull(packetLink.revokedAt)))
    .returning({ id: packetLink.id })
  return rows.length === 1
}

/** Ends every link of a packet, and with `devices` every browser that came by one. */
export async function revokeLinks(
  db: IdentityReach,
  packet: PacketId,
  at: Instant,
  { devices }: { readonly devices: boolean },
): Promise<void> {
  await db
    .update(packetLink)
    .set({ revokedAt: new Date(at) })
    .where(and(eq(packetLink.packetId, packet), isNull(packetLink.revokedAt)))
  if (!devices) return
  await db
    .update(packetDevice)
    .set({ endedAt: new Date(at) })
    .where(and(eq(packetDevice.packetId, packet), isNull(packetDevice.endedAt)))
}

export async function insertPacketDevice(
  db: IdentityReach,
  device: Pick<DeviceRow, 'deviceId' | 'practiceId' | 'packetId' | 'linkId' | 'channel' | 'expiresAt'>,
  tokenDigest: Uint8Array,
  at: Instant,
): Promise<void> {
  await db.insert(packetDevice).values({
    id: device.deviceId,
    practiceId: device.practiceId,
    packetId: device.packetId,
    linkId: device.linkId,
    channel: device.channel,
    tokenSha256: tokenDigest,
    createdAt: new Date(at),
    lastSeenAt: new Date(at),
    expiresAt: new Date(device.expiresAt),
  })
}

export async function findPacketDevice(db: IdentityReach, tokenDigest: Uint8Array): Promise<DeviceRow | null> {
  const rows = await db
    .select({ device: packetDevice, name: practice.name, zone: practice.zone })
    .from(packetDevice)
    .innerJoin(practice, eq(practice.id, packetDevice.practiceId))
    .where(eq(packetDevice.tokenSha256, tokenDigest))
  const found = rows[0]
  if (found === undefined) return null
  const { device, name, zone } = found
  return {
    deviceId: deviceId.parse(device.id),
    practiceId: practiceId.parse(device.practiceId),
    practiceName: name,
    practiceZone: zone,
    packetId: packetId.parse(device.packetId),
    linkId: packetLinkId.parse(device.linkId),
    channel: device.channel,
    lastSeenAt: instantFromMs(device.lastSeenAt.getTime()),
    expiresAt: instantFromMs(device.expiresAt.getTime()),
    endedAt: momentOrNull(device.endedAt),
  }
}

export async function markPacketDevice(
  db: IdentityReach,
  id: DeviceId,
  change: { readonly lastSeenAt: Instant } | { readonly endedAt: Instant },
): Promise<void> {
  const set = 'endedAt' in change ? { endedAt: new Date(change.endedAt) } : { lastSeenAt: new Date(change.lastSeenAt) }
  await db.update(packetDevice).set(set).where(eq(packetDevice.id, id))
}

export async function insertCode(
  db: IdentityReach,
  code: {
    readonly codeId: string
    readonly linkId: PacketLinkId
    readonly codeMac: Uint8Array
    readonly expiresAt: Instant
  },
  at: Instant,
): Promise<void> {
  await db.insert(packetCode).values({
    id: code.codeId,
    linkId: code.linkId,
    codeMac: code.codeMac,
    createdAt: new Date(at),
    expiresAt: new Date(code.expiresAt),
    attempts: 0,
  })
}

/** The newest code sent for a link; older ones count no more. */
export async function newestCode(db: IdentityReach, linkId: PacketLinkId): Promise<CodeRow | null> {
  const rows = await db
    .select()
    .from(packetCode)
    .where(eq(packetCode.linkId, linkId))
    .orderBy(desc(packetCode.createdAt), desc(packetCode.id))
    .limit(1)
  const row = rows[0]
  if (row === undefined) return null
  return {
    codeId: row.id,
    codeMac: row.codeMac,
    expiresAt: instantFromMs(row.expiresAt.getTime()),
    attempts: row.attempts,
    usedAt: momentOrNull(row.usedAt),
  }
}

/** Counts one try before it is looked at, and answers how many that makes: a hundred at once cannot slip through together. */
export async function countCodeTry(db: IdentityReach, codeId: string): Promise<number> {
  const rows = await db
    .update(packetCode)
    .set({ attempts: sql`${packetCode.attempts} + 1` })
    .where(eq(packetCode.id, codeId))
    .returning({ attempts: packetCode.attempts })
  return rows[0]?.attempts ?? Number.POSITIVE_INFINITY
}

/** True once: a code brings in one device. */
export async function consumeCode(db: IdentityReach, codeId: string, at: Instant): Promise<boolean> {
  const rows = await db
    .update(packetCode)
    .set({ usedAt: new Date(at) })
    .where(and(eq(packetCode.id, codeId), isNull(packetCode.usedAt)))
    .returning({ id: packetCode.id })
  return rows.length === 1
}

function linkRow(row: typeof packetLink.$inferSelect): LinkRow {
  return {
    linkId: packetLinkId.parse(row.id),
    practiceId: practiceId.parse(row.practiceId),
    packetId: packetId.parse(row.packetId),
    channel: row.channel,
    expiresAt: instantFromMs(row.expiresAt.getTime()),
    exchangedAt: momentOrNull(row.exchangedAt),
    revokedAt: momentOrNull(row.revokedAt),
  }
}

function momentOrNull(date: Date | null): Instant | null {
  return date === null ? null : instantFromMs(date.getTime())
}
