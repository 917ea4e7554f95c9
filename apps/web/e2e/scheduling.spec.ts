import type { Page } from '@playwright/test'
import { type Enter, expect, test } from './clinic.ts'
import { doorOf } from './door.ts'
import { pick, tick } from './room.ts'
import { chartOf, freshFamily } from './session-by-door.ts'

/** Far enough ahead that no other test books it; a day of its own for each run. */
const day = { day: '14', month: '6', year: String(2030 + Math.floor(Math.random() * 60)) }

async function freshPerson(enter: Enter): Promise<{ readonly family: string; readonly id: string }> {
  const nurse = await enter('nurse')
  const family = freshFamily('Aldous')
  return { family, id: await chartOf(nurse, { family, given: 'Wren' }) }
}

async function fillBooking(desk: Page, time: string): Promise<void> {
  const form = desk.getByRole('form', { name: 'Book an appointment' })
  await pick(desk, form, 'Kind', /^Infusion/)
  for (const part of ['day', 'month', 'year'] as const) {
    await form.getByLabel(new RegExp(`^${part}$`, 'i')).fill(day[part])
  }
  await form.getByLabel('Begins').fill(time)
  await pick(desk, form, 'Room', /^Fern$/)
  await tick(form, /Mara Quist/)
  await form.getByRole('button', { name: 'Book', exact: true }).click()
}

test('an appointment is made from the chart; the same room at the same time is refused by name', async ({ enter }) => {
  const one = await freshPerson(enter)
  const other = await freshPerson(enter)
  const desk = await enter('front-desk')
  await desk.goto(`/people/${one.id}`)
  await desk.getByRole('button', { name: 'Book …' }).click()
  await fillBooking(desk, '10:00')
  await expect(desk.getByRole('button', { name: /10:00–12:00 Infusion/ })).toBeVisible()
  await desk.goto(`/people/${other.id}`)
  await desk.getByRole('button', { name: 'Book …' }).click()
  await fillBooking(desk, '11:00')
  const form = desk.getByRole('form', { name: 'Book an appointment' })
  await expect(form.getByRole('alert')).toContainText('Fern is taken 10:00–12:00')
})

test('a task is added, taken on and closed; its history says who and what', async ({ enter }) => {
  const nurse = await enter('nurse')
  await nurse.goto('/tasks')
  const title = `Ask for old records ${Date.now()}`
  await nurse.getByRole('button', { name: 'Add a task' }).click()
  const form = nurse.getByRole('form', { name: 'Add a task' })
  await form.getByLabel('What has to be done').fill(title)
  await pick(nurse, form, 'For', /^Any nurse$/)
  await form.getByRole('button', { name: 'Add' }).click()
  const card = nurse.getByRole('listitem').filter({ hasText: title })
  await card.getByRole('button', { name: /^I have it/ }).click()
  await expect(card.getByText('Taken on by')).toBeVisible()
  await card.getByRole('button', { name: /^Done/ }).click()
  await nurse.getByRole('textbox', { name: 'What was done' }).fill('They have come by fax.')
  await nurse.getByRole('button', { name: 'Close the task' }).click()
  await expect(card).toHaveCount(0)
  await nurse.getByRole('tab', { name: /^Done/ }).click()
  await expect(nurse.getByRole('listitem').filter({ hasText: title })).toContainText('They have come by fax.')
})

test('a task about safety stays open until somebody says what was decided (M11, M12)', async ({ enter }) => {
  const prescriber = await enter('prescriber')
  await prescriber.goto('/tasks')
  const { tasks } = await doorOf(prescriber).task.list.query({ which: 'all' })
  const safety = tasks.find((task) => task.guardsSafety && task.status !== 'done')
  if (safety === undefined) throw new Error('Nobody in the demo has answered the suicide item.')
  await prescriber.getByRole('tab', { name: 'Everything I may see' }).click()
  const card = prescriber.getByRole('listitem').filter({ hasText: safety.title }).first()
  await card.getByRole('button', { name: /^Done/ }).click()
  await prescriber.getByRole('textbox', { name: 'What was done' }).fill('Telephoned her.')
  await prescriber.getByRole('button', { name: 'Close the task' }).click()
  const form = prescriber.getByRole('form', { name: 'Say what was done' })
  await expect(form.getByRole('alert')).toContainText('Choose what was decided')
  const past = doorOf(prescriber).task.close.mutate({ taskId: safety.taskId, done: 'Past the form.' })
  await expect(past).rejects.toThrow(/choose what was decided/)
})

test('the desk sees the day with who mends what, and walks it by keys', async ({ enter }) => {
  const desk = await enter('front-desk')
  await desk.goto('/today')
  const row = desk.getByRole('button', { name: /^Readiness of/ }).first()
  await expect(row).toBeVisible()
  await row.click()
  await expect(row).toHaveAttribute('aria-expanded', 'true')
  await row.click()
  await desk.keyboard.press('j')
  await expect(desk.locator('[data-board-link] a:focus')).toHaveCount(1)
})
