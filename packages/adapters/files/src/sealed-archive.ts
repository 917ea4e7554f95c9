import { createCipheriv, createDecipheriv, type DecipherGCM, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'

/**
 * One encrypted file: a line in clear, then gzip inside AES-256-GCM, then the 16-byte tag. The line is authenticated
 * with the rest, so no byte of the file can change unnoticed (OPERATIONS BK2). The key is not in it (BK6).
 */
export interface ArchiveHeader {
  readonly format: 'holdspace-backup'
  readonly version: 1
  readonly createdAt: string
  /** Hexadecimal; the context from which the key of this one file is derived. */
  readonly salt: string
  /** Hexadecimal, 12 bytes. A key is used for one file only, so a nonce is never used twice with it. */
  readonly nonce: string
}

export type KeyOfSalt = (salt: string) => Uint8Array

const tagBytes = 16
const longestHeader = 4096

export function newArchiveHeader(createdAt: string): ArchiveHeader {
  const salt = randomBytes(32).toString('hex')
  return { format: 'holdspace-backup', version: 1, createdAt, salt, nonce: randomBytes(12).toString('hex') }
}

/** Writes the chunks as one sealed file that appears whole, flushed to disk, or not at all. */
export async function writeSealed(
  path: string,
  header: ArchiveHeader,
  keyOf: KeyOfSalt,
  chunks: AsyncIterable<Uint8Array>,
): Promise<void> {
  const draft = `${path}.part`
  const clear = Buffer.from(`${JSON.stringify(header)}\n`)
  const cipher = createCipheriv('aes-256-gcm', keyOf(header.salt), Buffer.from(header.nonce, 'hex')).setAAD(clear)
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.write(clear)
    await pipeline(Readable.from(chunks), createGzip({ level: 6 }), cipher, sinkOf(file))
    await file.write(cipher.getAuthTag())
    await file.sync()
    await file.close()
    await rename(draft, path)
  } catch (error) {
    await file.close().catch(() => undefined)
    await rm(draft, { force: true })
    throw error
  }
}

function sinkOf(file: FileHandle): Writable {
  return new Writable({
    write: (chunk: Uint8Array, _encoding, next) => {
      file.write(chunk).then(() => next(), next)
    },
  })
}

export type Checked =
  | { readonly ok: true; readonly header: ArchiveHeader }
  | { readonly ok: false; readonly why: WhyNot }
/** `not-a-backup`: no readable first line. `does-not-open`: wrong key, cut, or a changed byte; they look the same. */
export type WhyNot = 'not-a-backup' | 'does-not-open'

/** Reads the whole file once and proves it, without handing out a byte of it. */
export async function checkSealed(path: string, keyOf: KeyOfSalt): Promise<Checked> {
  const found = await readHeader(path)
  if (found === null) return { ok: false, why: 'not-a-backup' }
  try {
    const nowhere = new Writable({ write: (_chunk, _encoding, next) => next() })
    await pipeline(encryptedPart(path, found), await decipher(path, found, keyOf), nowhere)
    return { ok: true, header: found.header }
  } catch {
    return { ok: false, why: 'does-not-open' }
  }
}

/** The chunks of a file that `checkSealed` has proved. */
export async function* readSealed(path: string, keyOf: KeyOfSalt): AsyncGenerator<Uint8Array> {
  const found = await readHeader(path)
  if (found === null) throw new Error('The file is no backup any more')
  const opened = await decipher(path, found, keyOf)
  const source = encryptedPart(path, found)
  const clear = createGunzip()
  source.on('error', (error) => opened.destroy(error)).pipe(opened)
  opened.on('error', (error) => clear.destroy(error)).pipe(clear)
  yield* clear
}

interface FoundHeader {
  readonly header: ArchiveHeader
  readonly clear: Buffer
  /** Bytes of the encrypted part: what stands between the first line and the tag. */
  readonly from: number
  readonly to: number
}

async function readHeader(path: string): Promise<FoundHeader | null> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const first = Buffer.alloc(Math.min(longestHeader, size))
    await file.read(first, 0, first.length, 0)
    const end = first.indexOf(0x0a) + 1
    const header = end === 0 ? null : parseHeader(first.subarray(0, end).toString('utf8'))
    if (header === null || size < end + tagBytes) return null
    return { header, clear: first.subarray(0, end), from: end, to: size - tagBytes }
  } finally {
    await file.close()
  }
}

function parseHeader(line: string): ArchiveHeader | null {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value !== 'object' || value === null) return null
    const { format, version, createdAt, salt, nonce } = value as Partial<Record<string, unknown>>
    if (format !== 'holdspace-backup' || version !== 1 || typeof createdAt !== 'string') return null
    if (typeof salt !== 'string' || !/^[0-9a-f]{64}$/.test(salt)) return null
    if (typeof nonce !== 'string' || !/^[0-9a-f]{24}$/.test(nonce)) return null
    return { format, version, createdAt, salt, nonce }
  } catch {
    return null
  }
}

function encryptedPart(path: string, { from, to }: FoundHeader): Readable {
  return to <= from ? Readable.from([]) : createReadStream(path, { start: from, end: to - 1 })
}

async function decipher(path: string, { header, clear, to }: FoundHeader, keyOf: KeyOfSalt): Promise<DecipherGCM> {
  const tag = Buffer.alloc(tagBytes)
  const file = await open(path, 'r')
  try {
    await file.read(tag, 0, tagBytes, to)
  } finally {
    await file.close()
  }
  const opened = createDecipheriv('aes-256-gcm', keyOf(header.salt), Buffer.from(header.nonce, 'hex'))
  return opened.setAAD(clear).setAuthTag(tag)
}
