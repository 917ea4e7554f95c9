import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { beforeEach, describe, expect, it } from 'vitest'

const file = (name: string) => readFileSync(new URL(`../../public/${name}`, import.meta.url), 'utf8')

type Asked = { readonly mode: string; readonly method: string; readonly url: string }
type Answered = Promise<unknown> | undefined

/** The worker as a browser runs it, with a server that can be away and a cache one can look into. */
function worker() {
  const heard = new Map<string, (event: object) => void>()
  const cached = new Map<string, string>()
  const net = { isAway: false }
  const fetchPage = async (asked: Asked) => {
    if (net.isAway) throw new TypeError('Failed to fetch')
    return `the server on ${asked.url}`
  }
  runInNewContext(file('downtime-worker.js'), {
    URL,
    Request: class {
      constructor(readonly url: string) {}
    },
    Response: { error: () => 'an error' },
    fetch: fetchPage,
    caches: {
      open: async () => ({ add: async ({ url }: Asked) => void cached.set(url, 'the paper form') }),
      keys: async () => [],
      delete: async () => true,
      match: async (url: string) => cached.get(url),
    },
    self: {
      addEventListener: (name: string, hear: (event: object) => void) => heard.set(name, hear),
      skipWaiting: async () => undefined,
      registration: {},
      clients: { claim: async () => undefined },
    },
  })
  return {
    net,
    cached,
    install: async () => {
      const waits: Promise<unknown>[] = []
      for (const name of ['install', 'activate']) heard.get(name)?.({ waitUntil: (one: never) => waits.push(one) })
      await Promise.all(waits)
    },
    ask: (path: string, mode = 'navigate', method = 'GET'): Answered => {
      let answer: Answered
      const request = { mode, method, url: `https://clinic.example${path}` }
      heard.get('fetch')?.({ request, preloadResponse: undefined, respondWith: (one: never) => (answer = one) })
      return answer
    },
  }
}

let browser: ReturnType<typeof worker>
beforeEach(async () => {
  browser = worker()
  await browser.install()
})

describe('the page for a server that is away (RULINGS 14)', () => {
  it('is all that the browser keeps, and holds nothing of anybody: no script, nothing loaded, no field filled in', async () => {
    await browser.ask('/sessions/018f')
    expect([...browser.cached.keys()]).toEqual(['/downtime.html'])
    const html = file('downtime.html')
    expect(html).not.toMatch(/<script|<link|<img|src=|@import|url\(/)
    expect(html.match(/<dd>[^<]+<\/dd>|<td>[^<]+<\/td>/g)).toBeNull()
  })

  it('comes in the place of a staff page that did not come, and only then', async () => {
    expect(await browser.ask('/sessions/018f')).toBe('the server on https://clinic.example/sessions/018f')
    browser.net.isAway = true
    expect(await browser.ask('/sessions/018f')).toBe('the paper form')
    expect(await browser.ask('/today')).toBe('the paper form')
  })

  it.each(['/p/abc', '/kiosk', '/verify', '/papers/sessions/1.pdf', '/trpc/session.read'])(
    'has no part in %s, nor in what a page asks by itself',
    (path) => {
      browser.net.isAway = true
      expect(browser.ask(path)).toBeUndefined()
      expect(browser.ask('/today', 'cors', 'POST')).toBeUndefined()
    },
  )
})
