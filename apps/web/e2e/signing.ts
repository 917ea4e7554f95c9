import { entryId, sessionId } from '@holdspace/kit/ids'
import { expect, type Page } from '@playwright/test'
import { newEntryId } from '../src/session-room/new-entry-id.ts'
import { passwordOf, type Who } from './clinic.ts'
import { doorOf } from './door.ts'
import { choose } from './room.ts'

/** Goes through signing as far as the password: what comes of it is the caller's to look at. */
export async function trySigning(page: Page, who: Who): Promise<void> {
  await choose(page.locator('main'), 'Your signature means', 'take responsibility for the treatment')
  await page.getByRole('button', { name: 'Sign and lock' }).click()
  const dialog = page.getByRole('dialog', { name: 'Sign and lock the record' })
  await expect(dialog).toContainText('take responsibility for the treatment')
  await dialog.getByLabel('Your password').fill(passwordOf(who))
  await dialog.getByRole('button', { name: 'Sign and lock' }).click()
}

/** The hash that is printed on the paper; it stands here once the record is signed. */
export async function signedHash(page: Page): Promise<string> {
  return (await page.locator('[data-content-hash]').textContent()) ?? ''
}

/** Signs without the screen, as somebody would who goes around it: the server decides all the same. */
export async function signByDoor(page: Page, session: string): Promise<void> {
  const door = doorOf(page)
  const id = sessionId.parse(session)
  const { contentHash } = await door.session.readForSigning.query({ sessionId: id })
  await door.session.sign.mutate({
    id: entryId.parse(newEntryId(Date.now())),
    sessionId: id,
    meaning: 'responsible-prescriber',
    shownHash: contentHash,
    signWithout: [],
  })
}
