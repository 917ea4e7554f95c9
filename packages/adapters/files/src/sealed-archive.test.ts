import { createHash, randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkSealed, newArchiveHeader, readSealed, writeSealed } from './sealed-archive.ts'

const folder = mkdtempSync(join(tmpdir(), 'holdspace-archive-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const keyOf = (salt: string) => createHash('sha256').update(`right ${salt}`).digest()
const wrongKeyOf = (salt: string) => createHash('sha256').update(`wrong ${salt}`).digest()
const path = join(folder, 'sunday.backup')
const content = Buffer.concat([Buffer.from('Mara Quist RN charted 118/76. '.repeat(2000)), randomBytes(50_000)])

async function* chunks() {
  for (let at = 0; at < content.length; at += 10_000) yield content.subarray(at, at + 10_000)
}

beforeAll(() => writeSealed(path, newArchiveHeader('2026-11-21T22:00:00.000Z'), keyOf, chunks()))

describe('a sealed archive', () => {
  it('gives back what was put in', async () => {
    expect(await checkSealed(path, keyOf)).toMatchObject({
      ok: true,
      header: { createdAt: '2026-11-21T22:00:00.000Z' },
    })
    const read: Uint8Array[] = []
    for await (const chunk of readSealed(path, keyOf)) read.push(chunk)
    expect(Buffer.concat(read).equals(content)).toBe(true)
  })

  it('shows nothing of its content, and only its owner may read it', () => {
    expect(readFileSync(path).includes('Mara')).toBe(false)
    expect(statSync(path).mode & 0o077).toBe(0)
  })

  it('does not open with another key (BK2)', async () => {
    expect(await checkSealed(path, wrongKeyOf)).toEqual({ ok: false, why: 'does-not-open' })
  })

  it('does not open with any one byte changed, wherever it is (BK2)', async () => {
    const bytes = readFileSync(path)
    const bent = join(folder, 'bent.backup')
    const places = [
      2,
      90,
      bytes.indexOf(0x0a) + 1,
      Math.floor(bytes.length / 2),
      bytes.length - 17,
      bytes.length - 16,
      bytes.length - 1,
    ]
    for (const place of places) {
      const changed = Buffer.from(bytes)
      changed[place] = (changed[place] ?? 0) ^ 1
      writeFileSync(bent, changed)
      expect(await checkSealed(bent, keyOf), `byte ${place}`).toMatchObject({ ok: false })
    }
  })

  it('does not open when it was cut (BK2)', async () => {
    const cut = join(folder, 'cut.backup')
    const bytes = readFileSync(path)
    for (const length of [0, 50, bytes.indexOf(0x0a) + 1, bytes.length - 1]) {
      writeFileSync(cut, bytes.subarray(0, length))
      expect((await checkSealed(cut, keyOf)).ok, `${length} bytes`).toBe(false)
    }
  })

  it('is no archive when it is something else', async () => {
    const other = join(folder, 'package.backup')
    copyFileSync(new URL(import.meta.url), other)
    expect(await checkSealed(other, keyOf)).toEqual({ ok: false, why: 'not-a-backup' })
  })

  it('leaves nothing behind when its source fails half-way', async () => {
    const half = join(folder, 'half.backup')
    const failing = async function* () {
      yield content.subarray(0, 100)
      throw new Error('the database went away')
    }
    await expect(writeSealed(half, newArchiveHeader('2026-11-21T22:00:00.000Z'), keyOf, failing())).rejects.toThrow(
      'went away',
    )
    expect([existsSync(half), existsSync(`${half}.part`)]).toEqual([false, false])
  })
})
