import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { retryAfterSeconds, whyUnavailable } from '@holdspace/db/unreachable'
import { handOverPolicy, requestIdOf, stripInternalHeaders } from './client-headers.ts'
import { takeCspReport } from './csp-report.ts'
import { type HealthCheck, sendLivez, sendReadyz } from './health.ts'
import { type Log, loggablePath } from './request-log.ts'
import { contentSecurityPolicy, newNonce, reportPath, setSecurityHeaders } from './security-headers.ts'

export type Door = (req: IncomingMessage, res: ServerResponse) => Promise<void>

/** What this process serves; a door that its role leaves out is null (HOLDSPACE_ROLE). */
export interface Doors {
  readonly trpc: Door | null
  readonly fhir: Door | null
  readonly papers: Door | null
  readonly pages: Door | null
}

export interface FrontParts {
  readonly doors: Doors
  readonly health: HealthCheck
  readonly log: Log
  readonly newId: () => string
}

/** Doors that take larger bodies count them themselves; nothing is larger than this: 20 MB of referral as base64, and framing (RULINGS 21). */
const largestBodyBytes = 29 * 1024 * 1024
/** Everything but tRPC takes at most this (S41). */
export const usualBodyBytes = 1024 * 1024

/**
 * The one front of the house: health first, then tRPC and event streams, then FHIR, then papers, then pages. Every response gets its
 * own nonce and the same headers before any door sees it, so that no door can forget them (S32, S33).
 */
export function createFront(parts: FrontParts): Server {
  const server = createServer({ maxHeaderSize: 16 * 1024, requestTimeout: 60_000, headersTimeout: 15_000 })
  server.keepAliveTimeout = 65_000
  server.on('request', (req, res) => void serve(parts, req, res))
  // Nothing here speaks WebSocket; an upgrade is a way round every check below (GHSA-c4j6-fc7j-m34r).
  server.on('upgrade', (_req, socket) => {
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  })
  return server
}

async function serve(parts: FrontParts, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const started = performance.now()
  const requestId = requestIdOf(req.headers, parts.newId)
  const policy = contentSecurityPolicy(newNonce())
  stripInternalHeaders(req)
  setSecurityHeaders(res, policy)
  res.setHeader('x-request-id', requestId)
  const path = pathOf(req)
  res.on('close', () => {
    parts.log(isRoutine(path) ? 'debug' : 'info', 'request', {
      requestId,
      method: (req.method ?? '').slice(0, 10),
      path: loggablePath(req.url ?? '/'),
      status: res.headersSent ? res.statusCode : 0,
      ms: Math.round(performance.now() - started),
      finished: res.writableFinished,
    })
  })
  try {
    await route(parts, path, policy, req, res)
  } catch (error) {
    parts.log('error', 'a request failed', { requestId, error: error instanceof Error ? error.name : 'unknown' })
    const away = whyUnavailable(error)
    if (res.headersSent) res.destroy()
    else if (away !== null) sendAway(res, away.sentence)
    else
      sendPlain(
        res,
        500,
        'Something went wrong on our side. If you sent something, look whether it is there before you send it again.',
      )
  }
}

/** Probes and files of the build: nobody's act, so they stay out of the ordinary log (HE5). */
function isRoutine(path: string | null): boolean {
  return path === '/livez' || path === '/readyz' || path?.startsWith('/_next/static/') === true
}

async function route(
  { doors, health, log }: FrontParts,
  path: string | null,
  policy: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  if (path === null) return sendPlain(res, 400, 'This address cannot be read.')
  if (path === '/livez') return sendLivez(res)
  if (path === '/readyz') return sendReadyz(res, health)
  if (path === reportPath) return takeCspReport(req, res, log)
  const isTrpc = path === '/trpc' || path.startsWith('/trpc/')
  if (announcedBytes(req) > (isTrpc ? largestBodyBytes : usualBodyBytes)) return sendTooLarge(res)
  if (isTrpc) return doors.trpc === null ? sendElsewhere(res) : doors.trpc(req, res)
  if (path === '/fhir/r4' || path.startsWith('/fhir/r4/')) {
    return doors.fhir === null ? sendElsewhere(res) : doors.fhir(req, res)
  }
  if (path.startsWith('/papers/')) return doors.papers === null ? sendElsewhere(res) : doors.papers(req, res)
  if (doors.pages === null) return sendElsewhere(res)
  // A tablet in a patient's hands keeps no picture of an earlier page (S30). Storage stays: a locked outbox waits there.
  if (path === '/kiosk') res.setHeader('clear-site-data', '"cache"')
  // Pages are read, never posted to: every change is a tRPC call, so a page that takes a POST is a hole (S43).
  if (req.method !== 'GET' && req.method !== 'HEAD') {
    res.setHeader('allow', 'GET, HEAD')
    return sendPlain(res, 405, 'Pages are only read; changes are sent to /trpc.')
  }
  handOverPolicy(req, policy)
  return doors.pages(req, res)
}

/** The path alone; null for what is no address of ours (absolute forms, broken escapes). */
function pathOf(req: IncomingMessage): string | null {
  const path = (req.url ?? '').split(/[?#]/, 1)[0] ?? ''
  if (!path.startsWith('/') || path.startsWith('//') || path.includes('\\')) return null
  try {
    decodeURIComponent(path)
    return path
  } catch {
    return null
  }
}

function announcedBytes(req: IncomingMessage): number {
  const announced = Number(req.headers['content-length'] ?? 0)
  return Number.isFinite(announced) ? announced : Number.POSITIVE_INFINITY
}

export function sendPlain(res: ServerResponse, status: number, sentence: string): void {
  res.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' })
  res.end(`${sentence}\n`)
}

function sendTooLarge(res: ServerResponse): void {
  res.setHeader('connection', 'close')
  sendPlain(res, 413, 'This is more than can be sent at once.')
}

function sendAway(res: ServerResponse, sentence: string): void {
  res.setHeader('retry-after', String(retryAfterSeconds))
  sendPlain(res, 503, sentence)
}

function sendElsewhere(res: ServerResponse): void {
  sendPlain(res, 404, 'This process does not serve this address.')
}
