import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { type Enter, expect, passwordOf, people, test } from './clinic.ts'
import { entries, openRoom } from './room.ts'
import { chartOf, freshFamily, openSession } from './session-by-door.ts'

const family = freshFamily('Callander')

test('a call for help stands on other screens, also locked ones, without a name; who answers is seen and recorded (RULINGS 17, H22)', async ({
  enter,
}) => {
  const [nurse, prescriber] = [await enter('nurse'), await enter('prescriber')]
  await roomOf(enter)
  await prescriber.goto('/today')
  await nurse.getByRole('button', { name: 'Please come' }).click()
  await expect(calls(nurse)).toContainText('You asked for help in Fern')
  await expect(calls(prescriber)).toContainText('Help wanted in Fern')
  await expect(calls(prescriber)).toContainText(people.nurse)
  await expect(prescriber).toHaveTitle(/^▲ Help wanted in Fern/)
  expect((await new AxeBuilder({ page: prescriber }).analyze()).violations).toEqual([])

  await test.step('on a locked screen, and on one that was opened anew while locked', async () => {
    await prescriber.getByRole('button', { name: people.prescriber }).click()
    await prescriber.getByRole('menuitem', { name: /^Lock this screen/ }).click()
    await expect(prescriber.getByRole('heading', { name: 'Locked' })).toBeVisible()
    await onlyTheRoom(prescriber)
    expect((await new AxeBuilder({ page: prescriber }).analyze()).violations).toEqual([])
    await prescriber.reload()
    await onlyTheRoom(prescriber)
    expect(await prescriber.content()).not.toContain(family)
    await prescriber.getByLabel('Password').fill(passwordOf('prescriber'))
    await prescriber.getByRole('button', { name: 'Unlock' }).click()
  })

  await calls(prescriber).getByRole('button', { name: 'I am coming' }).click()
  await expect(nurse.getByText(`${people.prescriber} is coming`)).toBeVisible()
  for (const page of [nurse, prescriber]) await expect(calls(page)).toHaveText('')
  await expect(entries(nurse, 'Answered the call')).toContainText(people.prescriber)
})

test('an emergency is heard by everybody of the practice at once, and called off by whoever called', async ({
  enter,
}) => {
  const [nurse, desk] = [await enter('nurse'), await enter('front-desk')]
  await roomOf(enter)
  await desk.goto('/calendar')
  await nurse.getByRole('button', { name: 'Emergency' }).click()
  await expect(calls(desk)).toContainText('Emergency in Fern')
  await expect(calls(desk).getByRole('link', { name: 'Open the room' })).toHaveCount(0)
  await calls(nurse).getByRole('button', { name: 'Nobody needs to come' }).click()
  for (const page of [nurse, desk]) await expect(calls(page)).toHaveText('')
})

test('a call made without network says that nobody has been told, and is heard once the network is back (H116)', async ({
  enter,
}) => {
  const [nurse, prescriber] = [await enter('nurse'), await enter('prescriber')]
  await roomOf(enter)
  await prescriber.goto('/today')
  await nurse.context().setOffline(true)
  await nurse.getByRole('button', { name: 'Please come' }).click()
  await expect(nurse.getByText('Nobody has been told yet')).toBeVisible()
  await nurse.context().setOffline(false)
  await expect(calls(prescriber)).toContainText('Help wanted in Fern')
  await expect(nurse.getByText('Nobody has been told yet')).toHaveCount(0)
  await calls(nurse).getByRole('button', { name: 'Nobody needs to come' }).click()
  await expect(calls(prescriber)).toHaveText('')
})

/** What the banner says; it is there before anybody calls, so that a reader speaks when words come. */
function calls(page: Page) {
  return page.locator('[data-calls]')
}

async function onlyTheRoom(page: Page) {
  await expect(calls(page)).toContainText('Help wanted in Fern')
  await expect(calls(page)).not.toContainText(people.nurse)
  await expect(calls(page).getByRole('button')).toHaveCount(0)
}

async function roomOf(enter: Enter): Promise<void> {
  const [nurse, prescriber] = [await enter('nurse'), await enter('prescriber')]
  const patient = await chartOf(nurse, { family: freshFamily(family), given: 'Ina' })
  const sessionId = await openSession({ nurse, prescriber }, { patient, room: 'Fern' })
  await openRoom(nurse, sessionId)
}
