import type { Page } from '@playwright/test'
import { expect, passwordOf, test } from './clinic.ts'
import { doorOf } from './door.ts'
import { makeReady } from './ready-by-door.ts'
import { tick, type } from './room.ts'
import { chartOf, freshFamily, openSession } from './session-by-door.ts'

const base = 'iv-0.5-over-40-infusion'

test('a protocol is changed by a new version: drafted, reviewed, approved, used; a running session keeps its own', async ({
  enter,
}) => {
  test.setTimeout(300_000)
  const [nurse, prescriber] = [await enter('nurse'), await enter('prescriber')]
  const person = await chartOf(nurse, { family: freshFamily('Aldous'), given: 'Iris' })
  const running = await openSession({ nurse, prescriber }, { patient: person, protocol: base, room: 'Aspen' })

  const number = await test.step('the prescriber drafts it from the running version and says why', () =>
    draft(prescriber))
  await test.step('the change is shown number by number, and put up for review', () => review(prescriber))
  await test.step('the medical director approves it with the password', () => approve(prescriber, number))
  await test.step('a new session runs on it', () => openOn(nurse, prescriber, number))
  await test.step('the session that was running keeps the version it pinned', async () => {
    const room = await doorOf(nurse).session.read.query({ sessionId: running as never })
    expect(room.protocol.version).toBe('1.0.0')
  })
})

async function draft(page: Page): Promise<string> {
  await page.goto(`/protocols/${base}?version=1.0.0`)
  await page.getByRole('button', { name: 'Make a new version' }).click()
  const form = page.getByRole('form', { name: 'New version' })
  const number = await form.getByLabel('Number').inputValue()
  await type(form, 'Why it changes', 'Two people were dizzy at the top of the range.')
  await form.getByRole('button', { name: /What changes/ }).click()
  await page.getByRole('option', { name: /^Dose, to/ }).click()
  await type(form, 'New value', '0.6')
  await type(form, 'Source', 'Dosing policy 2026-11, section 2')
  await form.getByRole('button', { name: 'Keep as a draft' }).click()
  await expect(page).toHaveURL(new RegExp(`version=${number.replaceAll('.', '\\.')}`))
  return number
}

async function review(page: Page): Promise<void> {
  const changes = page.getByRole('region', { name: 'What changed' })
  await expect(changes).toContainText('Dose, to')
  await expect(changes).toContainText('0.75')
  await expect(changes).toContainText('0.6')
  await expect(changes).toContainText('Dosing policy 2026-11, section 2')
  await page.getByRole('button', { name: 'Put up for review' }).click()
  await expect(page.getByRole('button', { name: 'Send back to be worked on' })).toBeVisible()
}

async function approve(page: Page, number: string): Promise<void> {
  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(`version ${number}`)
  await dialog.getByLabel('Password').fill(passwordOf('prescriber'))
  await dialog.getByRole('button', { name: 'Approve' }).click()
  await expect(page.getByText('Approved by').first()).toBeVisible()
}

async function openOn(nurse: Page, prescriber: Page, number: string): Promise<void> {
  const person = await chartOf(nurse, { family: freshFamily('Aldous'), given: 'Una' })
  await makeReady({ nurse, prescriber }, person, base, number)
  await nurse.goto(`/people/${person}/open-session`)
  const form = nurse.getByRole('form', { name: 'Open a session' })
  await expect(form.locator('[data-on-record="plan"]')).toHaveAttribute('data-met', 'true')
  await tick(form, /^Aldous/)
  await tick(form, '19-Apr-1984')
  await type(form, 'Room', 'Birch')
  for (const said of await form.locator('label').filter({ hasText: '“' }).all()) await said.click()
  await form.getByRole('button', { name: 'Open the session' }).click()
  await nurse.waitForURL(/\/sessions\/[0-9a-f-]{36}$/)
  const room = await doorOf(nurse).session.read.query({ sessionId: (nurse.url().split('/').at(-1) ?? '') as never })
  expect(room.protocol.version).toBe(number)
}
