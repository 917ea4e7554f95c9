import type { SessionId } from '@holdspace/kit/ids'
import type { StoredEntry } from '@holdspace/proof/verify-chain'

/** Where a page of entries ended. */
export interface EntryPlace {
  readonly sessionId: SessionId
  readonly seq: number
}

const idBytes = 16
/** The number of columns and the length of the first, before the id of the session. */
const firstId = 6

/** Where the entry whose row begins here stands. */
export function placeOf(row: Uint8Array): EntryPlace {
  const seq = new DataView(row.buffer, row.byteOffset).getInt32(firstId + idBytes + 4)
  return { sessionId: uuidAt(row, firstId) as SessionId, seq }
}

/**
 * Goes through a page's entries in their order. What is handed over are views into the page, not copies; only the leaf, which
 * the next entry is held against, is one, so that nobody needs the page any more once it was gone through.
 */
export function eachEntry(rows: Uint8Array, take: (sessionId: SessionId, entry: StoredEntry) => void): void {
  const view = new DataView(rows.buffer, rows.byteOffset, rows.byteLength)
  let idFrom = -1
  let sessionId = '' as SessionId
  let at = 0
  const next = (): Uint8Array | undefined => {
    const length = view.getInt32(at)
    const from = at + 4
    at = from + Math.max(0, length)
    // `subarray` first looks up which kind of array to make, and takes twice as long.
    return length < 0 ? undefined : new Uint8Array(rows.buffer, rows.byteOffset + from, length)
  }
  while (at < rows.length) {
    const id = at + firstId
    if (idFrom < 0 || !isSameId(rows, idFrom, id)) sessionId = uuidAt(rows, id) as SessionId
    idFrom = id
    // Behind the id stands the number, which only orders: the header's own is what is verified.
    at = id + idBytes + 8
    const leafHash = next()?.slice()
    const headerBytes = next()
    const salt = next()
    const bodyBytes = next()
    if (leafHash === undefined || headerBytes === undefined) throw new Error('An entry without header or leaf hash.')
    if (salt !== undefined && bodyBytes !== undefined) take(sessionId, { leafHash, headerBytes, bodyBytes, salt })
    else {
      const left = { ...(salt === undefined ? {} : { salt }), ...(bodyBytes === undefined ? {} : { bodyBytes }) }
      take(sessionId, { leafHash, headerBytes, ...left })
    }
  }
}

function isSameId(bytes: Uint8Array, one: number, other: number): boolean {
  for (let offset = 0; offset < idBytes; offset += 1) if (bytes[one + offset] !== bytes[other + offset]) return false
  return true
}

function uuidAt(bytes: Uint8Array, at: number): string {
  const digits = Buffer.from(bytes.buffer, bytes.byteOffset + at, idBytes).toString('hex')
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
