import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type PracticeId, practiceId } from '@holdspace/kit/ids'
import { afterAll, describe, expect, it } from 'vitest'
import { type ContentHash, contentHashOf } from './content-hash.ts'
import { databaseFiles, type FileRows } from './database-files.ts'
import type { FileStore, StoredFile } from './file-store.ts'
import { folderFiles } from './folder-files.ts'

const marigold = practiceId.parse('018f0000-0000-7000-8000-000000000001')
const juniper = practiceId.parse('018f0000-0000-7000-8000-000000000002')
const consent: StoredFile = {
  bytes: new TextEncoder().encode('%PDF-1.7 consent of Ada Okafor'),
  mediaType: 'application/pdf',
}

const folder = mkdtempSync(join(tmpdir(), 'files-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The database's part, in memory: rows by practice and hash. */
function memoryRows(): FileRows & { readonly rows: Map<string, StoredFile> } {
  const rows = new Map<string, StoredFile>()
  const keyOf = (practice: PracticeId, hash: Uint8Array) => `${practice} ${Buffer.from(hash).toString('hex')}`
  return {
    rows,
    insert: async (practice, hash, file) => {
      if (!rows.has(keyOf(practice, hash))) rows.set(keyOf(practice, hash), file)
    },
    find: async (practice, hash) => rows.get(keyOf(practice, hash)) ?? null,
  }
}

const stores: [string, FileStore][] = [
  ['a folder', folderFiles(folder)],
  ['the database', databaseFiles(memoryRows())],
]

describe.each(stores)('files kept in %s', (_name, files) => {
  it('come back byte for byte under the hash of their content', async () => {
    const hash = await files.keep(marigold, consent)
    expect(hash).toBe(contentHashOf(consent.bytes))
    const found = await files.read(marigold, hash)
    expect(Buffer.from(found?.bytes ?? []).equals(Buffer.from(consent.bytes))).toBe(true)
    expect(found?.mediaType).toBe('application/pdf')
  })

  it('are the same file when kept twice, also at the same moment', async () => {
    const hashes = await Promise.all(Array.from({ length: 8 }, () => files.keep(marigold, consent)))
    expect(new Set(hashes).size).toBe(1)
    expect(await files.read(marigold, hashes[0] ?? contentHashOf(new Uint8Array()))).not.toBeNull()
  })

  it('are not there for another practice, nor under a name that is no hash', async () => {
    const hash = await files.keep(marigold, consent)
    expect(await files.read(juniper, hash)).toBeNull()
    expect(await files.read(marigold, '../../etc/passwd' as ContentHash)).toBeNull()
    expect(await files.read(marigold, contentHashOf(new Uint8Array([1])))).toBeNull()
  })
})

describe('a damaged file', () => {
  it('is never handed out as the record it was', async () => {
    const files = folderFiles(folder)
    const hash = await files.keep(marigold, consent)
    writeFileSync(join(folder, marigold, hash.slice(0, 2), hash), '%PDF-1.7 something else')
    await expect(files.read(marigold, hash)).rejects.toThrow(`The stored file ${hash} is damaged`)

    const rows = memoryRows()
    const inDatabase = databaseFiles(rows)
    const kept = await inDatabase.keep(marigold, consent)
    for (const key of rows.rows.keys()) rows.rows.set(key, { ...consent, bytes: new Uint8Array([0]) })
    await expect(inDatabase.read(marigold, kept)).rejects.toThrow('is damaged')
  })

  it('leaves no draft behind in the folder', async () => {
    const files = folderFiles(folder)
    const hash = await files.keep(juniper, consent)
    expect(readdirSync(join(folder, juniper, hash.slice(0, 2))).sort()).toEqual([hash, `${hash}.type`])
  })
})
