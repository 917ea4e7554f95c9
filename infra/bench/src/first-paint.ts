import { setTimeout as pause } from 'node:timers/promises'
import type { BrowserLike } from '@holdspace/server/testing/browser-like'
import type { Browser } from '@playwright/test'
import { conditions, type Device, inBrowser, newScreen } from './browser.ts'
import { type BenchClinic, openSessions, patientLink, signIn, team } from './clinic.ts'
import { atMost, type Bar, type Figure, percentile, round } from './measure.ts'

/** A page as somebody first meets it; `login` is null where nobody signed in. */
interface Met {
  readonly name: string
  readonly url: string
  readonly login: BrowserLike | null
}

const bars: { readonly [D in Device]: Bar } = {
  desktop: atMost(1, 0.5, 's'),
  'slowed phone': atMost(1.8, 1, 's'),
}
const visits = 5

/** When the largest thing of a page stands there (largest contentful paint), with nothing in the browser's cache. */
export async function firstPaintFigures(clinic: BenchClinic): Promise<Figure[]> {
  const { address } = clinic.server()
  const nurse = await signIn(address, team.nurse)
  const [session = ''] = await openSessions(clinic, address, 1)
  const pages: readonly Met[] = [
    { name: 'sign-in', url: `${address}/sign-in`, login: null },
    { name: 'patient’s link', url: await patientLink(clinic, nurse), login: null },
    { name: 'Today', url: `${address}/today`, login: nurse },
    { name: 'session room', url: `${address}/sessions/${session}`, login: nurse },
  ]
  return inBrowser(async (browser) => {
    const figures: Figure[] = []
    for (const device of ['desktop', 'slowed phone'] as const) {
      for (const met of pages) figures.push(await painted(browser, device, met))
    }
    return figures
  })
}

async function painted(browser: Browser, device: Device, met: Met): Promise<Figure> {
  const seconds: number[] = []
  let what = ''
  for (let visit = 0; visit < visits; visit += 1) {
    const seen = await largestPaint(browser, device, met)
    seconds.push(seen.ms / 1000)
    what = seen.what
  }
  const median = round(percentile(seconds, 0.5), 2)
  const slowest = round(Math.max(...seconds), 2)
  return {
    area: 'web',
    name: `LCP, ${device}: ${met.name}`,
    value: median,
    unit: 's',
    held: median,
    bar: bars[device],
    note: `median of ${visits} first visits, slowest ${slowest} s; ${what}; ${conditions[device]}`,
  }
}

/** Runs in the page before anything of it: remembers the newest candidate and what it was. */
const remember = `
  window.__largest = { ms: 0, what: '' }
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) {
      const tag = one.element === null ? 'gone since' : one.element.tagName.toLowerCase()
      window.__largest = { ms: one.startTime, what: tag + ' of ' + Math.round(one.size) + ' px²' }
    }
  }).observe({ type: 'largest-contentful-paint', buffered: true })
`

interface Painted {
  readonly ms: number
  readonly what: string
}

/** A page counts as drawn when nothing larger has come for this long after it was loaded. */
const settledMs = 1000
const atMostMs = 30_000

async function largestPaint(browser: Browser, device: Device, { url, login }: Met): Promise<Painted> {
  const { context, page } = await newScreen(browser, device, new URL(url).origin, login)
  try {
    await page.addInitScript(remember)
    const answer = await page.goto(url, { waitUntil: 'load', timeout: 60_000 })
    if (answer?.status() !== 200) throw new Error(`${new URL(url).pathname} answered ${answer?.status()}`)
    const seen = () => page.evaluate<Painted>('window.__largest')
    let before = await seen()
    for (let waited = 0; waited < atMostMs; waited += settledMs) {
      await pause(settledMs)
      const now = await seen()
      if (now.ms > 0 && now.ms === before.ms) return now
      before = now
    }
    throw new Error(`${new URL(url).pathname} never stood still`)
  } finally {
    await context.close()
  }
}
