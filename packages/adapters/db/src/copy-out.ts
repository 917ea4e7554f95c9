import type pg from 'pg'

/**
 * A row as its bytes came: the number of its columns (2 bytes), then each with its length before it (4 bytes, -1 for
 * null). The driver uses the memory again as soon as the call returns.
 */
export type TakeRow = (row: Buffer) => void

/**
 * Runs one statement `copy (…) to stdout (format binary)` and hands over row by row as it comes, without making values of
 * it first: the protocol says that each message of the database is one row. Ends when the connection is free again.
 */
export function copyOut(client: pg.PoolClient, statement: string, take: TakeRow): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query(new CopyOut(statement, take, (failure) => (failure === null ? resolve() : reject(failure))))
  })
}

/** What the driver asks of a query of another kind: the same calls that its own cursor answers. */
class CopyOut implements pg.Submittable {
  private failure: unknown = null

  constructor(
    private readonly statement: string,
    private readonly take: TakeRow,
    private readonly end: (failure: unknown) => void,
  ) {}

  submit(connection: pg.Connection): void {
    connection.query(this.statement)
  }

  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    if (this.failure !== null) return
    try {
      const row = hasSignature(chunk) ? chunk.subarray(beforeFirstRow) : chunk
      // The end of the data is a row of -1 columns; the signature may come by itself.
      if (row.length >= 2 && row.readInt16BE(0) >= 0) this.take(row)
    } catch (error) {
      // Thrown on from here it would end the process: the driver calls from its socket.
      this.failure = error
    }
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.end(this.failure)
  }

  /** Also where the connection breaks, after which it is never ready again. */
  handleError(error: Error): void {
    this.end(error)
  }
}

/** Signature, flags and the length of an extension that is not there, before the first row. */
const beforeFirstRow = 19
const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1')

function hasSignature(message: Buffer): boolean {
  return message[0] === signature[0] && message.subarray(0, signature.length).equals(signature)
}
