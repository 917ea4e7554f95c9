import { request, type Server } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listen } from './address.ts'
import { createFront, type Door } from './front.ts'
import type { HealthReport } from './health.ts'
import { newId } from './new-id.ts'
import { jsonLog } from './request-log.ts'

const lines: string[] = []
let report: HealthReport = { failing: [], warnings: [] }
let seen: { readonly headers: object; readonly raw: readonly string[] } | undefined

/** Stands in for each door: repeats what reached it. */
const door =
  (name: string): Door =>
  async (req, res) => {
    seen = { headers: req.headers, raw: req.rawHeaders }
    res.writeHead(200, { 'content-type': 'text/plain' })
    res.end(name)
  }

const failing: Door = async () => {
  throw new Error('Rosa Delgado is in row 7')
}

let server: Server
let address: string
beforeAll(async () => {
  server = createFront({
    doors: {
      trpc: door('trpc'),
      fhir: async (req, res) => (req.url?.includes('fail') ? failing(req, res) : door('fhir')(req, res)),
      papers: door('papers'),
      pages: door('pages'),
    },
    health: async () => report,
    log: jsonLog((line) => lines.push(line)),
    newId,
  })
  address = await listen(server, { host: '127.0.0.1', port: 0 })
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${address}${path}`, { headers })

/** For what fetch refuses to send. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(address).port), '127.0.0.1', () => socket.end(text))
    let heard = ''
    socket.on('data', (chunk) => {
      heard += chunk
    })
    socket.on('close', () => resolve(heard))
    socket.on('error', reject)
  })
}

describe('each address goes to its own door', () => {
  it.each([
    ['/trpc/session.read', 'trpc'],
    ['/fhir/r4/metadata', 'fhir'],
    ['/fhir/r4', 'fhir'],
    ['/papers/sessions/1.pdf', 'papers'],
    ['/', 'pages'],
    ['/fhir/r44', 'pages'],
    ['/trpcx', 'pages'],
  ])('%s → %s', async (path, expected) => {
    expect(await (await get(path)).text()).toBe(expected)
  })

  it('an absolute form, a double slash and a broken escape are no addresses of ours', async () => {
    const host = 'Host: localhost\r\nConnection: close\r\n\r\n'
    expect(await raw(`GET http://10.0.0.1/admin HTTP/1.1\r\n${host}`)).toMatch(/^HTTP\/1\.1 400/)
    expect(await raw(`GET //evil.example/ HTTP/1.1\r\n${host}`)).toMatch(/^HTTP\/1\.1 400/)
    expect(await raw(`GET /%zz HTTP/1.1\r\n${host}`)).toMatch(/^HTTP\/1\.1 400/)
  })
})

describe('health', () => {
  it('livez answers without asking anybody (HE1, HE4)', async () => {
    report = { failing: ['database'], warnings: [] }
    const answer = await get('/livez')
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'alive' }])
  })

  it('readyz names the failing part with 503, and nothing else (HE2, HE4)', async () => {
    report = { failing: ['disk'], warnings: ['clock'] }
    const answer = await get('/readyz')
    expect([answer.status, await answer.json()]).toEqual([
      503,
      { status: 'not-ready', failing: ['disk'], warnings: ['clock'] },
    ])
    report = { failing: [], warnings: [] }
    expect((await get('/readyz')).status).toBe(200)
  })

  it('health requests are logged at debug only (HE5)', async () => {
    lines.length = 0
    await get('/livez')
    await get('/readyz')
    await get('/')
    expect(lines.map((line) => JSON.parse(line).level)).toEqual(['debug', 'debug', 'info'])
  })
})

describe('headers of every response', () => {
  const paths = ['/', '/trpc/x', '/fhir/r4/metadata', '/livez', '/readyz', '/fhir/r4/fail']

  it.each(paths)('%s carries them all, and is not kept (S33)', async (path) => {
    const { headers } = await get(path)
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=(3153[6-9]\d{3}|[4-9]\d{7,}); includeSubDomains/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.get('cache-control')).toContain('no-store')
    expect(headers.get('permissions-policy')).toContain('camera=()')
    expect(headers.get('access-control-allow-origin')).toBeNull()
    expect(headers.get('x-powered-by')).toBeNull()
  })

  it('the policy allows no script without a nonce and names where violations go (S32)', async () => {
    const policy = (await get('/')).headers.get('content-security-policy') ?? ''
    const scripts = policy.split('; ').find((one) => one.startsWith('script-src')) ?? ''
    expect(scripts).toMatch(/^script-src 'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic'$/)
    expect(policy).toContain("object-src 'none'")
    expect(policy).toContain("base-uri 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain('report-to csp')
    expect(policy).not.toContain('unsafe-eval')
  })

  it('100 responses carry 100 nonces (S32)', async () => {
    const policies = await Promise.all(
      Array.from({ length: 100 }, async () => (await get('/')).headers.get('content-security-policy')),
    )
    expect(new Set(policies).size).toBe(100)
  })

  it('the page framework is told the same nonce as the browser', async () => {
    const answer = await get('/')
    expect(seen?.headers).toMatchObject({ 'content-security-policy': answer.headers.get('content-security-policy') })
  })
})

describe('a client that tries to pass for the inside (S03)', () => {
  it.each([
    'x-middleware-subrequest',
    'x-middleware-rewrite',
    'x-invoke-path',
    'x-matched-path',
    'next-resume',
    'next-action',
    'x-nextjs-data',
  ])('%s is taken away', async (name) => {
    await get('/', { [name]: 'middleware:middleware:middleware' })
    expect(seen?.headers).not.toHaveProperty(name)
    expect(seen?.raw.map((one) => one.toLowerCase())).not.toContain(name)
  })

  it('a policy of its own making is replaced', async () => {
    await get('/', { 'content-security-policy': "script-src 'nonce-mine'" })
    expect(JSON.stringify(seen)).not.toContain('nonce-mine')
  })

  it('an upgrade is refused', async () => {
    const answer = await raw(
      'GET /trpc/x HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    )
    expect(answer).toMatch(/^HTTP\/1\.1 400/)
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])(
    '%s to a page is refused: pages are only read (S43)',
    async (method) => {
      const answer = await fetch(`${address}/sign-in`, { method })
      expect(answer.status).toBe(405)
    },
  )
})

describe('limits (S41)', () => {
  const announce = (path: string, bytes: number) =>
    new Promise<number | undefined>((resolve, reject) => {
      const asked = request(`${address}${path}`, { method: 'POST', headers: { 'content-length': bytes } }, (answer) => {
        resolve(answer.statusCode)
        asked.destroy()
      })
      asked.on('error', reject)
      asked.flushHeaders()
    })

  it('more than 1 MB is refused before it is read', async () => {
    expect(await announce('/fhir/r4/auth/token', 1024 * 1024 + 1)).toBe(413)
  })

  it('tRPC counts its own bodies, but nothing is larger than an import', async () => {
    expect(await announce('/trpc/referral.receive', 29 * 1024 * 1024 + 1)).toBe(413)
    expect(await announce('/trpc/referral.receive', 28 * 1024 * 1024)).toBe(200)
  })
})

describe('the log', () => {
  it('is one JSON object a line with the request id of the response, without query, ids or tokens (LG1, S36)', async () => {
    lines.length = 0
    const answer = await get('/people/018f0000-0000-7000-8000-000000000001?name=Rosa%20Delgado')
    await get('/p/Zm9yLWEtcGF0aWVudA?x=1')
    const [first, second] = lines.map((line) => JSON.parse(line))
    expect(first).toMatchObject({
      level: 'info',
      method: 'GET',
      path: '/people/:id',
      status: 200,
      requestId: answer.headers.get('x-request-id'),
    })
    expect(second.path).toBe('/p/:token')
    expect(lines.join('')).not.toContain('Rosa')
  })

  it('a line end in input starts no record (LG3)', async () => {
    lines.length = 0
    await raw(
      'GET /x%0a{"level":"error"} HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: a\tb\r\nConnection: close\r\n\r\n',
    )
    expect(lines).toHaveLength(1)
    expect(lines[0]?.trimEnd()).not.toContain('\n')
  })

  it('a fault tells the client nothing and the log only its kind (S54)', async () => {
    lines.length = 0
    const answer = await get('/fhir/r4/fail')
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toContain('Rosa')
    expect(lines.join('')).not.toContain('Rosa')
  })

  it('a violation report leaves the name of its directive and nothing else (S32)', async () => {
    lines.length = 0
    const body = {
      'csp-report': { 'effective-directive': 'script-src', 'document-uri': 'http://localhost/people/Rosa' },
    }
    const answer = await fetch(`${address}/csp-report`, { method: 'POST', body: JSON.stringify(body) })
    expect(answer.status).toBe(204)
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ level: 'warn', directive: 'script-src' }),
    )
    expect(lines.join('')).not.toContain('Rosa')
  })
})
