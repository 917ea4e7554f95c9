import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, get, type IncomingHttpHeaders, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listen } from './address.ts'
import { packedFiles } from './packed-files.ts'

const script = 'export const doseMcg = 35_000\n'.repeat(200)
const folder = mkdtempSync(join(tmpdir(), 'holdspace-packed-'))
mkdirSync(join(folder, 'chunks'))
writeFileSync(join(folder, 'chunks', 'room.0abc.js'), script)
writeFileSync(join(folder, 'chunks', 'inter.0abc.woff2'), 'packed already')

let server: Server
let address: string
beforeAll(async () => {
  const answersPacked = packedFiles(folder)
  server = createServer(async (req, res) => {
    if (!(await answersPacked(req, res))) res.end('somebody else')
  })
  address = await listen(server, { host: '127.0.0.1', port: 0 })
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Answer {
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
}

/** As it travels: fetch would unpack it. */
function ask(path: string, accepted?: string, method = 'GET'): Promise<Answer> {
  const headers = accepted === undefined ? {} : { 'accept-encoding': accepted }
  return new Promise((resolve, reject) => {
    get(`${address}${path}`, { headers, method }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => resolve({ headers: answer.headers, bytes: Buffer.concat(chunks) }))
    }).on('error', reject)
  })
}

describe('files of the build travel packed', () => {
  const path = '/_next/static/chunks/room.0abc.js'

  it.each([
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['gzip;q=1.0, br;q=0', 'gzip', gunzipSync],
  ])('a browser that takes %s gets %s, and the same words in it', async (accepted, packing, unpack) => {
    const { headers, bytes } = await ask(path, accepted)
    expect(headers['content-encoding']).toBe(packing)
    expect(headers.vary).toBe('accept-encoding')
    expect(headers['content-type']).toBe('application/javascript; charset=utf-8')
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(Number(headers['content-length'])).toBe(bytes.length)
    expect(unpack(bytes).toString()).toBe(script)
    expect(bytes.length).toBeLessThan(script.length / 10)
  })

  it('whoever asks for the head alone gets no body', async () => {
    const { headers, bytes } = await ask(path, 'br', 'HEAD')
    expect([headers['content-encoding'], bytes.length]).toEqual(['br', 0])
  })

  it('whoever takes nothing packed is answered by the framework, and a proxy between keeps the two apart', async () => {
    for (const accepted of [undefined, 'identity', 'br;q=0']) {
      const { headers, bytes } = await ask(path, accepted)
      expect([headers['content-encoding'], headers.vary, bytes.toString()]).toEqual([
        undefined,
        'accept-encoding',
        'somebody else',
      ])
    }
  })

  it('a font, a file that is not there and a way out of the folder are not packed', async () => {
    for (const other of [
      '/_next/static/chunks/inter.0abc.woff2',
      '/_next/static/chunks/none.js',
      '/_next/static/chunks/../../../package.json',
      '/_next/static/chunks/%2e%2e/room.0abc.js',
    ]) {
      expect((await ask(other, 'br')).bytes.toString(), other).toBe('somebody else')
    }
  })

  it('a page is never packed: it holds somebody’s words beside what the request brought', async () => {
    for (const page of ['/today', '/p/abc', '/sign-in']) {
      expect((await ask(page, 'br')).headers['content-encoding'], page).toBeUndefined()
    }
  })
})
