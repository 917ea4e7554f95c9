import { existsSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Door } from './front.ts'
import { packedFiles, staticFiles } from './packed-files.ts'

interface NextApp {
  prepare(): Promise<void>
  getRequestHandler(): (req: IncomingMessage, res: ServerResponse) => Promise<void>
  close(): Promise<void>
}

export interface Pages {
  readonly door: Door
  readonly close: () => Promise<void>
}

/**
 * The page framework in this same process (RULINGS 22), loaded from the web app's own folder, so that the copy that
 * built the pages also serves them.
 */
export async function openPages(webDir: string, address: { host: string; port: number }): Promise<Pages> {
  if (!existsSync(join(webDir, '.next', 'BUILD_ID'))) {
    throw new Error('The pages are not built: run npm start, which builds them.')
  }
  const entry = createRequire(join(webDir, 'package.json')).resolve('next')
  const { default: next }: { default: (options: object) => NextApp } = await import(pathToFileURL(entry).href)
  const app = next({ dev: false, dir: webDir, hostname: address.host, port: address.port, quiet: true })
  await app.prepare()
  const handle = app.getRequestHandler()
  const answersPacked = packedFiles(join(webDir, '.next', 'static'))
  return {
    door: async (req, res) => {
      keepPrivate(req, res)
      if (!(await answersPacked(req, res))) await handle(req, res)
    },
    close: () => app.close(),
  }
}

/** Only files whose name holds their own hash may be kept by a browser; every page may show somebody's record (S33). */
function keepPrivate(req: IncomingMessage, res: ServerResponse): void {
  if (req.url?.startsWith(staticFiles)) {
    res.removeHeader('cache-control')
    return
  }
  const setHeader = res.setHeader.bind(res)
  res.setHeader = (name, value) => (name.toLowerCase() === 'cache-control' ? res : setHeader(name, value))
}
