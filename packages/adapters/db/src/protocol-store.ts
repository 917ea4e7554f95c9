import type { PracticeId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { type ProtocolVersion, protocolVersion as protocolShape } from '@holdspace/protocols/protocol-version'
import { and, desc, eq } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { protocolVersion } from './schema/session-room.ts'

/** Every version the practice holds, newest first within each protocol. */
export async function listProtocols(tx: Tx): Promise<ProtocolVersion[]> {
  const rows = await tx
    .select({ document: protocolVersion.document })
    .from(protocolVersion)
    .orderBy(protocolVersion.protocolId, desc(protocolVersion.updatedAt))
  return rows.map((row) => protocolShape.parse(row.document))
}

export async function findProtocol(tx: Tx, protocolId: string, version: string): Promise<ProtocolVersion | null> {
  const rows = await tx
    .select({ document: protocolVersion.document })
    .from(protocolVersion)
    .where(and(eq(protocolVersion.protocolId, protocolId), eq(protocolVersion.version, version)))
  const row = rows[0]
  return row === undefined ? null : protocolShape.parse(row.document)
}

/** Adds a version, or moves its status on. The database refuses to change the content of an approved one. */
export async function saveProtocol(
  tx: Tx,
  practiceId: PracticeId,
  version: ProtocolVersion,
  now: Instant,
): Promise<void> {
  const row = {
    status: version.status,
    contentHash: version.contentHash,
    document: version,
    updatedAt: new Date(now),
  }
  await tx
    .insert(protocolVersion)
    .values({ practiceId, protocolId: version.id, version: version.version, ...row })
    .onConflictDoUpdate({
      target: [protocolVersion.practiceId, protocolVersion.protocolId, protocolVersion.version],
      set: row,
    })
}
