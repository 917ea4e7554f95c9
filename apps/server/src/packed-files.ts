import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export const staticFiles = '/_next/static/'

/** What of the build gets smaller by packing; fonts and pictures are packed already. */
const typeOf: ReadonlyMap<string, string> = new Map([
  ['.js', 'application/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
])

type Packing = 'br' | 'gzip'

const pack: { readonly [P in Packing]: (bytes: Buffer) => Promise<Buffer> } = {
  // The highest quality is a tenth smaller and takes twenty times as long.
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 9 }),
}

/** Answers a request for a file of the build; false where it is not one, or the browser takes nothing packed. */
export type PackedFiles = (req: IncomingMessage, res: ServerResponse) => Promise<boolean>

/**
 * Scripts and styles of the build, packed when they are first asked for and kept: a file's name holds its own hash, so it
 * never changes. Only these are packed. A page may show somebody's record beside words that came with the request, and
 * how small that packs would tell about both (BREACH).
 */
export function packedFiles(staticDir: string): PackedFiles {
  const files = new Map(
    readdirSync(staticDir, { recursive: true, encoding: 'utf8' })
      .filter((name) => typeOf.has(extname(name)))
      .map((name) => [`${staticFiles}${name.replaceAll('\\', '/')}`, join(staticDir, name)]),
  )
  const packed = new Map<string, Promise<Buffer>>()
  const packedOnce = (path: string, file: string, packing: Packing) => {
    const key = `${packing} ${path}`
    const before = packed.get(key)
    if (before !== undefined) return before
    const bytes = readFile(file).then(pack[packing])
    bytes.catch(() => packed.delete(key))
    packed.set(key, bytes)
    return bytes
  }
  return async (req, res) => {
    const path = (req.url ?? '').split('?', 1)[0] ?? ''
    const file = files.get(path)
    if (file === undefined) return false
    res.setHeader('vary', 'accept-encoding')
    const packing = takenBy(req)
    if (packing === null) return false
    const bytes = await packedOnce(path, file, packing)
    res.writeHead(200, {
      'content-type': typeOf.get(extname(file)),
      'content-encoding': packing,
      'content-length': bytes.length,
      'cache-control': 'public, max-age=31536000, immutable',
    })
    res.end(req.method === 'HEAD' ? undefined : bytes)
    return true
  }
}

/** The better of the packings this browser takes. */
function takenBy(req: IncomingMessage): Packing | null {
  const taken = String(req.headers['accept-encoding'] ?? '')
    .split(',')
    .map((one) => one.trim().split(/\s*;\s*q=/))
    .filter(([, weight = '1']) => Number(weight) > 0)
    .map(([name]) => name)
  return taken.includes('br') ? 'br' : taken.includes('gzip') ? 'gzip' : null
}
