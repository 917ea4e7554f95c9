import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

/**
 * Headers by which the page framework talks to itself. A client that sends one is trying to pass for the inside, so they
 * are taken away before anything reads them (S03; the middleware bypasses of 2025 and 2026).
 */
const internal =
  /^(x-middleware-|x-invoke-|x-matched-path$|x-now-|x-vercel-|x-nextjs-|next-resume$|next-action$|x-action-|x-next-|content-security-policy)/

/** Removes them from the request, in both forms in which Node keeps headers. */
export function stripInternalHeaders(req: IncomingMessage): void {
  const found = Object.keys(req.headers).filter((name) => internal.test(name))
  if (found.length === 0) return
  for (const name of found) delete req.headers[name]
  for (let at = req.rawHeaders.length - 2; at >= 0; at -= 2) {
    if (internal.test((req.rawHeaders[at] ?? '').toLowerCase())) req.rawHeaders.splice(at, 2)
  }
}

/** Tells the page framework this response's nonce: it looks for it in the request's own policy header. */
export function handOverPolicy(req: IncomingMessage, policy: string): void {
  req.headers['content-security-policy'] = policy
  req.rawHeaders.push('content-security-policy', policy)
}

/** The request id a trusted caller gave, or a new one; it is in every log line and in the response (LG1). */
export function requestIdOf(headers: IncomingHttpHeaders, newId: () => string): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && /^[A-Za-z0-9-]{8,64}$/.test(given) ? given : newId()
}

/**
 * Who asks, for throttling. A header is believed only when the direct neighbour is on this machine and the installation
 * says it stands behind an https proxy; otherwise anybody could write any address.
 */
export function callerAddress(req: IncomingMessage, behindProxy: boolean): string {
  const direct = req.socket.remoteAddress ?? 'unknown'
  const isLocal = direct === '127.0.0.1' || direct === '::1' || direct === '::ffff:127.0.0.1'
  if (!behindProxy || !isLocal) return direct
  const forwarded = req.headers['x-forwarded-for']
  const last = (Array.isArray(forwarded) ? forwarded.at(-1) : forwarded)?.split(',').at(-1)?.trim()
  return last !== undefined && /^[0-9a-fA-F.:]{3,45}$/.test(last) ? last : direct
}
