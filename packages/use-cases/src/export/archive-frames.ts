import type { BackupTable } from '@holdspace/db/backup-store'

/** What a backup holds, in order: what it is, then table after table, then what the ledger came to. */
export type Note =
  | { readonly note: 'schema'; readonly migrations: readonly string[] }
  | { readonly note: 'table'; readonly table: BackupTable }
  | { readonly note: 'end-of-table' }
  | { readonly note: 'ledger'; readonly heads: readonly string[] }

export type Frame = Note | { readonly note: 'rows'; readonly bytes: Uint8Array }

const noteMark = 1
const rowsMark = 2
const headBytes = 5

/** One byte what it is, four bytes how long, then the bytes. */
export function encodeFrame(frame: Frame): Uint8Array {
  const body = frame.note === 'rows' ? frame.bytes : Buffer.from(JSON.stringify(frame))
  const encoded = Buffer.allocUnsafe(headBytes + body.length)
  encoded.writeUInt8(frame.note === 'rows' ? rowsMark : noteMark, 0)
  encoded.writeUInt32BE(body.length, 1)
  encoded.set(body, headBytes)
  return encoded
}

/** Frames again from chunks of any size. Throws when the last one is not whole. */
export async function* decodeFrames(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  let waiting = Buffer.alloc(0)
  for await (const chunk of chunks) {
    waiting = waiting.length === 0 ? Buffer.from(chunk) : Buffer.concat([waiting, chunk])
    for (;;) {
      if (waiting.length < headBytes) break
      const length = waiting.readUInt32BE(1)
      if (waiting.length < headBytes + length) break
      const body = waiting.subarray(headBytes, headBytes + length)
      yield waiting.readUInt8(0) === rowsMark ? { note: 'rows', bytes: body } : readNote(body)
      waiting = waiting.subarray(headBytes + length)
    }
  }
  if (waiting.length > 0) throw new Error('The backup ends in the middle of a frame')
}

function readNote(body: Buffer): Note {
  const value: Note = JSON.parse(body.toString('utf8'))
  return value
}
