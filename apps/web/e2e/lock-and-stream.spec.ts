import type { Page, Request } from '@playwright/test'
import { type Enter, expect, passwordOf, people, test } from './clinic.ts'
import { doorOf } from './door.ts'
import { demoFile } from './env.ts'
import { allRecorded, entries, open, openRoom, send, type } from './room.ts'
import { chartOf, freshFamily, openSession } from './session-by-door.ts'
import { canary } from './watch.ts'

const pin = '704913'

test('in the room a PIN opens the lock, also without network; a reload without network meets the paper form (RULINGS 14, S26)', async ({
  enter,
}) => {
  const page = await enter('nurse')
  const { family } = await roomOf(enter)
  await page.getByRole('button', { name: 'Choose a PIN' }).click()
  await page.getByLabel('PIN for this session').fill(pin)
  await page.getByRole('button', { name: 'Set PIN' }).click()
  await expect(page.getByRole('region', { name: 'Session PIN' })).toHaveCount(0)

  await test.step('locked by hand: nothing of anybody is seen, a wrong PIN is refused, the right one goes on', async () => {
    await lock(page)
    await expect(page.getByText(family).first()).toBeHidden()
    await tryPin(page, '135790')
    await expect(page.locator('form').getByRole('alert')).toContainText('4 tries are left')
    await tryPin(page, pin)
    await expect(page.getByText(family).first()).toBeVisible()
    await note(page, canary('Afterpin one end'))
    await allRecorded(page)
  })

  await test.step('without network: opened by the page itself, charted, and recorded once the server is back', async () => {
    await page.context().setOffline(true)
    await lock(page)
    await tryPin(page, pin)
    await note(page, canary('Afterpin two end'))
    await expect(entries(page, 'Afterpin two end')).toContainText('on this device')
    await page.context().setOffline(false)
    await allRecorded(page)
  })

  await test.step('a reload without network: the paper form, and back from it', async () => {
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
    await page.context().setOffline(true)
    // The paper form has no script, so nobody waits until its button answers.
    await page.evaluate(() => setTimeout(() => window.location.reload(), 0))
    await expect(page.getByRole('heading', { name: 'Session on paper' })).toBeVisible()
    expect(await page.content()).not.toContain(family)
    await page.context().setOffline(false)
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(entries(page, 'Afterpin two end')).toHaveCount(1)
  })
})

test('an open dialog goes out of sight with its page when the screen locks, and comes back as it was (S25)', async ({
  enter,
}) => {
  const page = await enter('prescriber')
  await page.goto(`/people/${demoFile().patients[0]?.id}/health`)
  await page.getByRole('button', { name: 'Weigh and measure' }).click()
  const dialog = page.getByRole('dialog', { name: 'Weigh and measure' })
  await type(dialog, 'Reading of the scale', 71)
  await doorOf(page).signIn.lock.mutate()
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible()
  await expect(page.getByText('Weigh and measure').first()).toBeHidden()
  await expect(page.locator('[role="dialog"]')).toBeHidden()
  await expect(page.getByLabel('Password')).toBeFocused()
  await page.keyboard.type(passwordOf('prescriber'))
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('textbox', { name: /^Reading of the scale/ })).toHaveValue('71')
})

test('six tabs of one browser share one stream; when the one that leads closes, another takes over and nothing is lost (RULINGS 18)', async ({
  enter,
}) => {
  const first = await enter('nurse')
  const writer = await enter('prescriber')
  const streams = openStreams(first)
  const { sessionId } = await roomOf(enter)
  const more: Page[] = []
  for (let count = 2; count <= 6; count += 1) {
    const page = await first.context().newPage()
    await openRoom(page, sessionId)
    more.push(page)
  }
  const tabs = [first, ...more]
  await openRoom(writer, sessionId)
  await note(writer, canary('Tabwords one end'))
  for (const tab of tabs) await expect(entries(tab, 'Tabwords one end')).toHaveCount(1)
  expect(streams()).toHaveLength(1)

  const leader = streams()[0]?.frame().page()
  await leader?.close()
  await note(writer, canary('Tabwords two end'))
  const left = tabs.filter((tab) => tab !== leader)
  expect(left).toHaveLength(5)
  for (const tab of left) await expect(entries(tab, 'Tabwords two end')).toHaveCount(1)
  expect(streams()).toHaveLength(1)

  const last = left.at(-1) ?? first
  await note(last, canary('Tabwords three end'))
  await allRecorded(last)
  await expect(entries(writer, 'Tabwords three end')).toHaveCount(1)
})

/** The event streams that a browser holds open now. */
function openStreams(page: Page): () => Request[] {
  const held = new Set<Request>()
  const context = page.context()
  context.on('request', (request) => {
    if (request.url().includes('/trpc/live.follow')) held.add(request)
  })
  context.on('requestfinished', (request) => held.delete(request))
  context.on('requestfailed', (request) => held.delete(request))
  return () => [...held].filter((request) => !request.frame().page().isClosed())
}

async function roomOf(enter: Enter): Promise<{ readonly sessionId: string; readonly family: string }> {
  const [page, prescriber] = [await enter('nurse'), await enter('prescriber')]
  const family = freshFamily('Lockwood')
  const patient = await chartOf(page, { family, given: 'Ida' })
  const sessionId = await openSession({ nurse: page, prescriber }, { patient })
  await openRoom(page, sessionId)
  return { sessionId, family }
}

async function lock(page: Page) {
  await page.getByRole('button', { name: people.nurse }).click()
  await page.getByRole('menuitem', { name: /^Lock this screen/ }).click()
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible()
}

async function tryPin(page: Page, typed: string) {
  await page.getByLabel('Session PIN').fill(typed)
  await page.getByRole('button', { name: 'Unlock' }).click()
}

async function note(page: Page, words: string) {
  const form = await open(page, 'Note')
  await type(form, 'Shared and permanent', words)
  await send(form, 'Record note')
  await expect(entries(page, words)).toHaveCount(1)
}
