import { expect, type Locator, type Page } from '@playwright/test'

/** The hands of somebody in the session room: what they press and type, in the words that stand on the screen. */
export async function openRoom(page: Page, sessionId: string): Promise<void> {
  await page.goto(`/sessions/${sessionId}`)
  await inTheRoom(page)
}

/** The device has its key, and that it joined is recorded. */
export async function inTheRoom(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Please come' })).toBeEnabled()
  await expect(timeline(page).getByText('Joined').first()).toBeVisible()
  await allRecorded(page)
}

export type RoomForm = 'Vitals' | 'Dose' | 'Effect' | 'Note' | 'Weight' | 'Ride' | 'Discharge' | 'End'

/** Opens one form of the action bar and answers the workspace it stands in. */
export async function open(page: Page, form: RoomForm): Promise<Locator> {
  await page.getByRole('button', { name: new RegExp(`^${form}\\b`) }).click()
  const workspace = page.getByRole('region', { name: /^Workspace: / })
  await expect(workspace).toBeVisible()
  return workspace
}

export async function type(form: Locator, field: string | RegExp, value: string | number): Promise<void> {
  const box = form.getByRole('textbox', { name: typeof field === 'string' ? new RegExp(`^${field}`) : field })
  await box.fill(String(value))
  await box.blur()
}

export async function choose(form: Locator, group: string | RegExp, answer: string): Promise<void> {
  const choice = form.getByRole('radiogroup', { name: group }).locator('label').filter({ hasText: answer })
  await choice.click()
  await expect(choice.getByRole('radio')).toBeChecked()
}

export async function tick(form: Locator, words: string | RegExp): Promise<void> {
  await form.locator('label').filter({ hasText: words }).first().click()
}

export async function pick(page: Page, form: Locator, field: string, answer: RegExp): Promise<void> {
  await form.getByRole('button', { name: new RegExp(field) }).click()
  await page.getByRole('option', { name: answer }).click()
}

export async function itWas(form: Locator, minutesAgo: number): Promise<void> {
  await form.getByRole('button', { name: 'It was earlier' }).click()
  await type(form, 'How long ago', minutesAgo)
}

export async function send(form: Locator, button: string): Promise<void> {
  await form.getByRole('button', { name: button, exact: true }).click()
}

export interface VitalsSet {
  readonly systolic: number
  readonly diastolic: number
  readonly pulse: number
  readonly spo2: number
  readonly breaths: number
}

export async function typeVitals(page: Page, form: Locator, set: VitalsSet): Promise<void> {
  await type(form, 'Systolic', set.systolic)
  await type(form, 'Diastolic', set.diastolic)
  await type(form, 'Pulse', set.pulse)
  await type(form, 'SpO2', set.spo2)
  await type(form, 'Breaths', set.breaths)
  await pick(page, form, 'Sedation', /^5 · /)
}

/** The record on the screen, newest first. */
export function timeline(page: Page): Locator {
  return page.getByRole('list', { name: 'What happened, newest first' })
}

/** Everything charted on this device has an answer of the server. */
export async function allRecorded(page: Page): Promise<void> {
  await expect(timeline(page).getByText('on this device')).toHaveCount(0)
}

/** Recorded for whoever wrote it, and by itself on everybody else's screen; how soon is the benchmark's to say (RULINGS 23). */
export async function seenByAll(writer: Page, others: readonly Page[], words: string | RegExp): Promise<void> {
  await expect(entries(writer, words).first()).toBeVisible()
  await allRecorded(writer)
  // Between the two it may be neither waiting nor heard back yet.
  await expect(entries(writer, words).first()).toBeVisible()
  for (const other of others) await expect(entries(other, words).first()).toBeVisible()
}

/** Entries of the record that say these words. */
export function entries(page: Page, words: string | RegExp): Locator {
  return timeline(page).getByRole('listitem').filter({ hasText: words })
}
