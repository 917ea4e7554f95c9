import type { Page } from '@playwright/test'
import { everythingStored } from './browser-storage.ts'
import { type Enter, expect, test } from './clinic.ts'
import { doorOf } from './door.ts'
import { isFullSize } from './env.ts'
import { allRecorded, entries, open, openRoom, send, type } from './room.ts'
import { chartOf, freshFamily, openSession } from './session-by-door.ts'
import { canariesIn, canary } from './watch.ts'

const cuts = 25
/** R4 as RULINGS 23 sizes it: one room of 25 cuts in the ordinary run; in the long one 500 cuts over 1,000 entries. */
const [rooms, entriesACut] = isFullSize ? [20, 2] : [1, 1]
const recording = '**/trpc/**session.record**'

for (let room = 1; room <= rooms; room++) {
  const which = rooms === 1 ? '' : `, room ${room}`
  test(`${cuts} cuts while charting lose no entry and double none (R4, R5, OB10)${which}`, async ({ enter }) => {
    test.setTimeout(150_000 * entriesACut)
    const page = await enter('nurse')
    const sessionId = await roomOf(enter)
    const said: string[] = []
    for (let cut = 0; cut < cuts; cut++) {
      for (let entry = 0; entry < entriesACut; entry++) {
        const words = canary(`Cutwords ${cut}.${entry} ${sessionId.slice(-4)} end`)
        said.push(words)
        if (entry === 0) await interruptions[cut % interruptions.length]?.(page, words)
        else await note(page, words)
      }
    }
    for (const words of said) await expect(entries(page, words)).toHaveCount(1)
    await allRecorded(page)
    expect((await recordedNotes(page, sessionId)).toSorted()).toEqual(said.toSorted())
  })
}

test('without a connection the room says so within 3 s, keeps entries unreadable, and sends them afterwards (OB11, OB1, S37)', async ({
  enter,
}) => {
  const page = await enter('nurse')
  const sessionId = await roomOf(enter)
  await page.context().setOffline(true)
  await expect(page.getByText(/No connection\. You can go on charting/)).toBeVisible({ timeout: 3_000 })
  const words = [1, 2, 3].map((count) => canary(`Offlinewords ${count} ${sessionId.slice(-4)} end`))
  for (const one of words) await note(page, one)
  await expect(page.getByText('No connection. 3 entries wait on this device')).toBeVisible()
  for (const one of words) await expect(entries(page, one)).toContainText('on this device')

  const stored = await everythingStored(page)
  expect(stored).toContain('holdspace-outbox waiting 3')
  expect(canariesIn(stored)).toEqual([])
  expect(stored).not.toContain('CryptoKey')

  await page.context().setOffline(false)
  for (const one of words) await expect(entries(page, one)).not.toContainText('on this device')
  await expect(page.getByText(/No connection|Reconnecting/)).toHaveCount(0)
  expect((await recordedNotes(page, sessionId)).toSorted()).toEqual(words.toSorted())
})

test('a double click records once (FM5, R5)', async ({ enter }) => {
  const page = await enter('nurse')
  const sessionId = await roomOf(enter)
  const words = canary(`Doublewords ${sessionId.slice(-4)} end`)
  const form = await open(page, 'Note')
  await type(form, 'Shared and permanent', words)
  await form.getByRole('button', { name: 'Record note' }).dblclick()
  await expect(entries(page, words)).toHaveCount(1)
  await expect(entries(page, words)).not.toContainText('on this device')
  expect(await recordedNotes(page, sessionId)).toEqual([words])
})

/** What comes between an entry and its record, each followed by the next entry without waiting for the last. */
const interruptions = [lostConnection, lostAnswer, reloadWhileSending, refusedConnection]

async function lostConnection(page: Page, words: string) {
  await page.context().setOffline(true)
  await note(page, words)
  await page.context().setOffline(false)
}

/** The server recorded it and the browser never heard: sent again, it must not stand twice. */
async function lostAnswer(page: Page, words: string) {
  const arrived = new Promise<void>((resolve) => {
    void page.route(
      recording,
      async (route) => {
        await route.fetch()
        await route.abort('connectionreset')
        resolve()
      },
      { times: 1 },
    )
  })
  await note(page, words)
  await arrived
}

async function reloadWhileSending(page: Page, words: string) {
  const asked = new Promise<void>((resolve) => {
    void page.route(recording, () => resolve(), { times: 1 })
  })
  await note(page, words)
  await asked
  await page.reload()
  await expect(page.getByRole('button', { name: 'Please come' })).toBeEnabled()
}

async function refusedConnection(page: Page, words: string) {
  await page.route(recording, (route) => route.abort('connectionrefused'), { times: 1 })
  await note(page, words)
}

/** A session of somebody made up for this test, and its room on this page. */
async function roomOf(enter: Enter): Promise<string> {
  const [page, prescriber] = [await enter('nurse'), await enter('prescriber')]
  const patient = await chartOf(page, { family: freshFamily('Quillfeather'), given: 'Ada' })
  const sessionId = await openSession({ nurse: page, prescriber }, { patient })
  await openRoom(page, sessionId)
  return sessionId
}

/** Writes a note; it stands on the screen once it is safe on this device. */
async function note(page: Page, words: string) {
  const form = await open(page, 'Note')
  await type(form, 'Shared and permanent', words)
  await send(form, 'Record note')
  await expect(entries(page, words)).toHaveCount(1)
}

async function recordedNotes(page: Page, sessionId: string): Promise<string[]> {
  const record = await doorOf(page).session.read.query({ sessionId: sessionId as never })
  return record.entries.flatMap((entry) => (entry.kind === 'observation-noted' ? [String(entry.body?.text)] : []))
}
