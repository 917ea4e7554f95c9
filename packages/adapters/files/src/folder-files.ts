import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { contentHashOf, isContentHash } from './content-hash.ts'
import { type FileStore, mustMatch } from './file-store.ts'

/**
 * Files in a folder of the data directory: `<practice>/<first two digits>/<hash>` and beside it `<hash>.type`. A file
 * appears under its name only when whole and on disk, so a cut or a kill never leaves half a document.
 */
export function folderFiles(folder: string): FileStore {
  return {
    keep: async (practiceId, file) => {
      const hash = contentHashOf(file.bytes)
      const path = join(folder, practiceId, hash.slice(0, 2), hash)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await writeWhole(`${path}.type`, Buffer.from(file.mediaType))
      await writeWhole(path, file.bytes)
      await syncFolder(dirname(path))
      return hash
    },
    read: async (practiceId, hash) => {
      if (!isContentHash(hash)) return null
      const path = join(folder, practiceId, hash.slice(0, 2), hash)
      const bytes = await readOrNull(path)
      if (bytes === null) return null
      const mediaType = await readOrNull(`${path}.type`)
      return mustMatch(hash, { bytes, mediaType: mediaType?.toString('utf8') ?? 'application/octet-stream' })
    },
  }
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  try {
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** A rename is on disk only once its folder is (RELIABILITY D3). Some systems cannot sync a folder; they do it themselves. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null)
  await folder?.sync().catch(() => undefined)
  await folder?.close()
}

async function readOrNull(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
