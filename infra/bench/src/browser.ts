import type { BrowserLike } from '@holdspace/server/testing/browser-like'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { browserPath } from './env.ts'

/** What a person holds: a desk's screen on the clinic's own network, or a phone far from a mast. */
export type Device = 'desktop' | 'slowed phone'

/** How the conditions are told beside a figure. */
export const conditions: { readonly [D in Device]: string } = {
  desktop: '1440 × 900, this machine’s own processor and network',
  'slowed phone': '390 × 844, slow 4G (1.6 Mbit/s down, 750 kbit/s up, 150 ms), processor 4 times slower',
}

const screens = {
  desktop: { viewport: { width: 1440, height: 900 } },
  'slowed phone': { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
} as const

const kilobitPerSecond = 1000 / 8
const slow4g = {
  offline: false,
  latency: 150,
  downloadThroughput: 1600 * kilobitPerSecond,
  uploadThroughput: 750 * kilobitPerSecond,
}
export const slowedBy = 4

/** A real Chromium, for as long as `work` takes. */
export async function inBrowser<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({
    ...(browserPath === '' ? {} : { executablePath: browserPath }),
    args: ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update'],
  })
  try {
    return await work(browser)
  } finally {
    await browser.close()
  }
}

/** A browser that has never been here, with this login in it; nothing lies in its cache. */
export async function newScreen(browser: Browser, device: Device, address: string, login: BrowserLike | null) {
  const context = await browser.newContext({ ...screens[device], locale: 'en-US', timezoneId: 'America/New_York' })
  if (login !== null) await context.addCookies(cookiesOf(login, address))
  const page = await context.newPage()
  if (device === 'slowed phone') {
    const tools = await context.newCDPSession(page)
    await tools.send('Network.enable')
    await tools.send('Network.emulateNetworkConditions', slow4g)
    await tools.send('Emulation.setCPUThrottlingRate', { rate: slowedBy })
  }
  return { context, page }
}

function cookiesOf(login: BrowserLike, address: string): Parameters<BrowserContext['addCookies']>[0] {
  const here = { domain: new URL(address).hostname, path: '/', secure: true, httpOnly: true }
  return login
    .cookie()
    .split('; ')
    .map((pair) => ({ ...here, name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1) }))
    .filter(({ value }) => value !== '')
}

/** Slower answers of the page alone; the network stays as it is. */
export async function slowDown(page: Page): Promise<void> {
  const tools = await page.context().newCDPSession(page)
  await tools.send('Emulation.setCPUThrottlingRate', { rate: slowedBy })
}
