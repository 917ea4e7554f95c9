import type { SealedEntry } from '@holdspace/proof/session-chain'

/** Rows as the database's binary COPY writes them: how many columns, then each with its length (`entry-rows.ts`). */
export function copiedRows(sessionId: string, entries: readonly SealedEntry[]): Uint8Array<ArrayBuffer> {
  const id = Buffer.from(sessionId.replaceAll('-', ''), 'hex')
  return new Uint8Array(
    Buffer.concat(
      entries.flatMap(({ sessionSeq, leafHash, headerBytes, salt, bodyBytes }) => [
        Buffer.from([0, 6]),
        ...[id, number(sessionSeq), leafHash, headerBytes, salt, bodyBytes].map(column),
      ]),
    ),
  )
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

function column(bytes: Uint8Array): Buffer {
  return Buffer.concat([number(bytes.length), bytes])
}
