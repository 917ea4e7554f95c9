import pg from 'pg'
import { copyOut } from './copy-out.ts'
import type { Database } from './database.ts'

/** A piece of a file: its lines in blocks of bytes, and the id after which the next piece goes on; null after the last. */
export interface Piece {
  readonly blocks: readonly Block[]
  readonly lastId: string | null
}

/** Memory of a piece, `used` from its beginning. */
export interface Block {
  readonly memory: Buffer
  readonly used: number
}

/**
 * Blocks for piece after piece of a file. What was sent is written over by a later piece: new memory for each would have to be
 * found and swept up again as fast as the file goes out, which costs as much as all the rest.
 */
export class Blocks {
  private readonly free: Buffer[] = []

  take(length: number): Buffer {
    if (length > blockBytes) return Buffer.allocUnsafeSlow(length)
    return this.free.pop() ?? Buffer.allocUnsafeSlow(blockBytes)
  }

  giveBack({ memory }: Block): void {
    if (memory.length === blockBytes) this.free.push(memory)
  }
}

/**
 * Reads a piece (`chunkStatement`) as COPY gives it, in its binary format: stored text passes through as bytes, and only
 * version and time are put in. Null when the partner may not have the file, or no longer.
 */
export async function readPiece(
  db: Database,
  statement: string,
  values: readonly string[],
  { type, blocks }: { readonly type: string; readonly blocks: Blocks },
): Promise<Piece | null> {
  const client = await db.$client.connect()
  const lines = new Lines(type, blocks)
  let isBroken = true
  try {
    await copyOut(client, `copy (${writtenOut(statement, values)}) to stdout (format binary)`, (row) => lines.take(row))
    isBroken = false
  } finally {
    client.release(isBroken)
  }
  return lines.piece()
}

/**
 * Each value where its number stood, as the driver quotes it: COPY takes no parameters, and what goes through a whole type is
 * planned for the type that it is, not for any.
 */
export function writtenOut(statement: string, values: readonly string[]): string {
  return statement.replace(/\$(\d+)/g, (_whole, number) => pg.escapeLiteral(values[Number(number) - 1] ?? ''))
}

/** The database counts microseconds from the year 2000. */
const year2000Ms = Date.UTC(2000, 0, 1)
const blockBytes = 512 * 1024
const lineEnd = 0x0a
const quote = 0x22

/** Rows of version, time and text. The row without a version says that the file is open, and where the next piece begins. */
class Lines {
  private readonly full: Block[] = []
  private memory: Buffer = Buffer.alloc(0)
  private used = 0
  private isOpen = false
  private lastId: string | null = null
  private mark = { version: -1, micros: -1, bytes: Buffer.alloc(0) }
  /** The stored text begins `{"resourceType":"…","id":"…","meta":{`, and `meta` is never empty (domain/fhir/write). */
  private readonly beforeId: number

  constructor(
    type: string,
    private readonly blocks: Blocks,
  ) {
    this.beforeId = `{"resourceType":"${type}","id":"`.length
  }

  take(row: Buffer): void {
    const version = field(row, 2)
    const time = field(row, version.end)
    const text = field(row, time.end)
    if (version.from === version.end) {
      this.isOpen = true
      this.lastId = text.from === text.end ? null : row.toString('utf8', text.from, text.end)
      return
    }
    this.add(row, text, this.markOf(row.readInt32BE(version.from), micros(row, time.from)))
  }

  piece(): Piece | null {
    if (!this.isOpen) return null
    return { blocks: [...this.full, { memory: this.memory, used: this.used }], lastId: this.lastId }
  }

  private add(row: Buffer, { from, end }: Field, mark: Buffer): void {
    const cut = row.indexOf(quote, from + this.beforeId) + '","meta":{'.length
    const length = end - from + mark.length + 1
    if (this.used + length > this.memory.length) {
      if (this.used > 0) this.full.push({ memory: this.memory, used: this.used })
      this.memory = this.blocks.take(length)
      this.used = 0
    }
    this.used += row.copy(this.memory, this.used, from, cut)
    this.used += mark.copy(this.memory, this.used)
    this.used += row.copy(this.memory, this.used, cut, end)
    this.memory[this.used] = lineEnd
    this.used += 1
  }

  /** What was written together has the same version and time, so it is seldom made anew. */
  private markOf(version: number, at: number): Buffer {
    if (this.mark.version !== version || this.mark.micros !== at) {
      const lastUpdated = new Date(year2000Ms + Math.round(at / 1000)).toISOString()
      const bytes = Buffer.from(`"versionId":"${version}","lastUpdated":"${lastUpdated}",`)
      this.mark = { version, micros: at, bytes }
    }
    return this.mark.bytes
  }
}

interface Field {
  readonly from: number
  /** The same as `from` for null. */
  readonly end: number
}

function field(row: Buffer, at: number): Field {
  const from = at + 4
  return { from, end: from + Math.max(0, row.readInt32BE(at)) }
}

/** Exact for 285 years on either side of 2000. */
function micros(row: Buffer, at: number): number {
  return row.readInt32BE(at) * 2 ** 32 + row.readUInt32BE(at + 4)
}
