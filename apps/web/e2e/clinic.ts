import { type BrowserContext, type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test'
import { hasItsDoorAt } from './door.ts'
import { demoFile, serverLog } from './env.ts'
import { canariesIn, Watch } from './watch.ts'

/** Whom the tests sign in as, by what the demo's sign-in page calls them. */
export const people = {
  prescriber: 'Dr Helen Ames',
  nurse: 'Mara Quist RN',
  therapist: 'L. Okafor LMFT',
  'outside-therapist': 'Rosa Vance LCSW',
  'front-desk': 'Theo Lind',
  biller: 'Priya Raman',
  admin: 'Dana Whitfield',
  auditor: 'Ines Calder',
  'another-practice': 'Dr Sam Reyes',
} as const
export type Who = keyof typeof people

type StoredSignIn = Awaited<ReturnType<BrowserContext['storageState']>>

/** A code is used once, so a sign-in is kept for the whole run and handed to every browser of that person (RULINGS 16). */
const kept = new Map<string, StoredSignIn>()

/** Brings somebody of the staff in; with a `baseURL`, by the door of another server of the same clinic. */
export type Enter = (who: Who, options?: BrowserContextOptions) => Promise<Page>

/** The phone of a patient, where nobody of the staff ever signed in. */
export type NewPhone = (options?: BrowserContextOptions) => Promise<Page>

const phoneSize = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

interface Clinic {
  readonly watch: Watch
  /** A browser of its own with this person signed in, who has gone nowhere yet; asked again, the page that is open already. */
  readonly enter: Enter
  readonly newPhone: NewPhone
}

export const test = base.extend<Clinic>({
  watch: [
    async ({ baseURL }, use) => {
      const watch = new Watch(new URL(baseURL ?? '').origin)
      await use(watch)
      expect(watch.found).toEqual([])
      expect(canariesIn(serverLog()), 'words of a person in the server’s log').toEqual([])
    },
    { auto: true },
  ],
  enter: async ({ browser, watch, baseURL }, use) => {
    const open: [string, BrowserContext][] = []
    await use(async (who, options = {}) => {
      const door = options.baseURL ?? baseURL ?? ''
      const key = `${who} at ${door}`
      const here = open.find(([one]) => one === key)?.[1].pages()[0]
      if (here !== undefined) return here
      const before = kept.get(key)
      const context = await browser.newContext({
        ...options,
        ...(before === undefined ? {} : { storageState: before }),
      })
      watch.over(context, door)
      open.push([key, context])
      const page = await context.newPage()
      waitsUntilItAnswers(page)
      hasItsDoorAt(page, door)
      if (before === undefined) {
        await signIn(page, who)
        kept.set(key, await context.storageState())
      }
      return page
    })
    for (const [key, context] of open) {
      // Unlocking and signing rotate the token (RULINGS 14): the newest one is the one to keep.
      kept.set(key, await context.storageState())
      await context.close()
    }
  },
  newPhone: async ({ browser, watch, baseURL }, use) => {
    const open: BrowserContext[] = []
    await use(async (options = {}) => {
      const context = await browser.newContext({ ...phoneSize, ...options })
      watch.over(context, options.baseURL ?? baseURL ?? '')
      open.push(context)
      const page = await context.newPage()
      waitsUntilItAnswers(page)
      return page
    })
    for (const context of open) await context.close()
  },
})

/**
 * A page is drawn before it answers: a press in between goes nowhere, as it would for a person, who then presses again.
 * A test presses once, so going somewhere ends when every button there has its handlers.
 */
function waitsUntilItAnswers(page: Page): void {
  const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)]
  page.goto = async (...to) => {
    const answer = await goto(...to)
    await answers(page)
    return answer
  }
  page.reload = async (...how) => {
    const answer = await reload(...how)
    await answers(page)
    return answer
  }
}

async function answers(page: Page): Promise<void> {
  const silent = () =>
    page.evaluate(() => {
      const hasHandlers = (one: Element) => Object.keys(one).some((key) => key.startsWith('__reactProps'))
      return [...document.querySelectorAll('button')].filter((one) => !hasHandlers(one)).length
    })
  await expect.poll(silent, { message: 'buttons that do not answer yet', timeout: 20_000 }).toBe(0)
  await page.evaluate(() => {
    // Where the browser drew a part itself before the server's copy of it had arrived, the copy stays behind, hidden from
    // everybody, and a test would find every word twice. It is waited for by no placeholder any more.
    if (document.querySelector('template[id^="B:"]') !== null) return
    for (const copy of document.querySelectorAll('[hidden][id^="S:"]')) copy.remove()
  })
}

/** One click in the demo, through the same door as everybody: password, then a code. */
export async function signIn(page: Page, who: Who): Promise<void> {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: new RegExp(people[who]) }).click()
  await page.waitForURL((url) => !url.pathname.includes('sign-in'))
}

export function passwordOf(who: Who): string {
  const person = demoFile().people.find((one) => one.name === people[who])
  if (person === undefined) throw new Error(`${people[who]} is not in demo.json.`)
  return person.password
}

export { expect }
