import type { PracticeId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { type ProtocolVersion, protocolVersion as protocolShape } from '@holdspace/protocols/protocol-version'
import { and, desc, eq, or } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { protocolVersion } from './schema/session-room.ts'
import { aboutEach } from './side-by-side.ts'

/** Every version the practice holds, newest first within each protocol. */
export async function listProtocols(tx: Tx): Promise<ProtocolVersion[]> {
  const rows = await tx
    .select({ document: protocolVersion.document })
    .from(protocolVersion)
    .orderBy(protocolVersion.protocolId, desc(protocolVersion.updatedAt))
  return rows.map((row) => protocolShape.parse(row.document))
}

export async function findProtocol(tx: Tx, protocolId: string, version: string): Promise<ProtocolVersion | null> {
  return protocolsNamed(tx, null, { protocolId, version })
}

interface ProtocolNamed {
  readonly protocolId: string
  readonly version: string
}

const protocolsNamed = aboutEach(async (tx, _everywhere: null, named: readonly ProtocolNamed[]) => {
  const { protocolId, version, document } = protocolVersion
  const rows = await tx
    .select({ protocolId, version, document })
    .from(protocolVersion)
    .where(or(...named.map((one) => and(eq(protocolId, one.protocolId), eq(version, one.version)))))
  const found = rows.map((row) => ({ ...row, shape: protocolShape.parse(row.document) }))
  return named.map(
    (one) => found.find((row) => row.protocolId === one.protocolId && row.version === one.version)?.shape ?? null,
  )
})

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
