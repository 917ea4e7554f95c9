import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sessionRecord } from '@holdspace/documents/session-record'
import { margueritesSession, marigoldInput, sha256 } from '@holdspace/documents/testing/marigold-session'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawPdf } from './draw-pdf.ts'
import { openPdfPool } from './pdf-pool.ts'

const here = dirname(fileURLToPath(import.meta.url))
const fontFolder = dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'))
const paper = sessionRecord(marigoldInput(margueritesSession()), sha256)
const options = { frame: paper.frame, pageSize: 'letter' as const, fontFolder }

describe('drawing in threads', () => {
  // Inside the package, so that the bundle finds the drawing library where the package does.
  const folder = mkdtempSync(join(here, '..', 'node_modules', '.pool-'))
  const workerFile = join(folder, 'pdf-worker.mjs')
  beforeAll(async () => {
    await build({
      entryPoints: [join(here, 'pdf-worker.ts')],
      outfile: workerFile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      external: ['pdfkit'],
    })
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('given more papers than threads, then each comes back, with the bytes the same thread would draw', async () => {
    const pool = openPdfPool({ workerFile, size: 2 })
    const direct = await drawPdf(paper.blocks, options)
    const papers = await Promise.all(Array.from({ length: 5 }, () => pool.draw(paper.blocks, options)))
    for (const bytes of papers) expect(Buffer.compare(bytes, direct)).toBe(0)
    await pool.close()
  })

  it('given a paper that cannot be drawn, then that paper alone is refused', async () => {
    const pool = openPdfPool({ workerFile, size: 1 })
    const broken = pool.draw(paper.blocks, { ...options, fontFolder: join(folder, 'no-such-folder') })
    await expect(broken).rejects.toThrow('could not be drawn')
    expect((await pool.draw(paper.blocks, options)).length).toBeGreaterThan(10_000)
    await pool.close()
  })

  it('given a thread that dies, then its paper fails, the next is drawn by a new thread', async () => {
    const dying = join(folder, 'dying.mjs')
    const [flag, real] = [join(folder, 'died'), JSON.stringify(workerFile)]
    writeFileSync(
      dying,
      `import { existsSync, writeFileSync } from 'node:fs'
       import { parentPort } from 'node:worker_threads'
       if (existsSync(${JSON.stringify(flag)})) await import(${real})
       else parentPort.on('message', () => { writeFileSync(${JSON.stringify(flag)}, ''); throw new Error('out of memory') })`,
    )
    const pool = openPdfPool({ workerFile: dying, size: 1 })
    await expect(pool.draw(paper.blocks, options)).rejects.toThrow('out of memory')
    expect((await pool.draw(paper.blocks, options)).length).toBeGreaterThan(10_000)
    await pool.close()
  })

  it('given a closed pool, then waiting and new papers are refused instead of forgotten', async () => {
    const pool = openPdfPool({ workerFile, size: 1 })
    const outcomes = Promise.allSettled([pool.draw(paper.blocks, options), pool.draw(paper.blocks, options)])
    await pool.close()
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await expect(pool.draw(paper.blocks, options)).rejects.toThrow('closed')
  })
})
