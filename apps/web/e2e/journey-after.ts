import type { Page } from '@playwright/test'
import { expect, people } from './clinic.ts'
import { linkMailedTo, sendForms } from './forms-sent.ts'
import { fillVisit, type Traveller } from './journey-before.ts'
import { answerInstrument, openPacket } from './phone.ts'

/** What follows: how she is, measured by link; how it went, beside the dose; and when the next one is due. */
export async function measure(desk: Page, phone: Page, person: Traveller): Promise<void> {
  // The worker asks for what the protocol asks a week after the session, by its own clock.
  await expect(async () => {
    await desk.goto('/outbox')
    await expect(asked(desk, person)).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 150_000 })
  await openPacket(phone, await linkMailedTo(desk, person.email), person)
  await answerInstrument(phone, 'Your mood (PHQ-9)', [1, 1, 1, 1, 0, 1, 1, 0, 0, 1])
  await answerInstrument(phone, 'Your worries (GAD-7)', [1, 1, 0, 1, 0, 1, 0])
  await expect(phone.getByRole('heading', { name: 'Thank you. Everything is sent.' })).toBeVisible()
}

function asked(desk: Page, { email }: Traveller) {
  const messages = desk.getByRole('listitem').filter({ hasText: email })
  return messages.getByRole('link', { name: `${new URL(desk.url()).origin}/p/` }).first()
}

export async function checkHow(desk: Page, phone: Page, person: Traveller, patient: string): Promise<void> {
  await sendForms(desk, `/people/${patient}`, ['Who they are (name and birth date)', 'How you are'], 'by mail')
  await openPacket(phone, await linkMailedTo(desk, person.email), person)
  await phone.getByRole('button', { name: 'Start: How you are' }).click()
  await expect(phone.getByRole('radiogroup')).toBeVisible()
}

/** The score before and the score after stand on one plot, with the dose marked between them. */
export async function plotted(nurse: Page, patient: string): Promise<void> {
  await nurse.goto(`/people/${patient}/outcomes`)
  const plot = nurse.getByRole('slider', { name: /^PHQ-9.*: 2 measures and 1 sessions/ })
  await plot.focus()
  await nurse.keyboard.press('ArrowRight')
  await expect(plot).toHaveAttribute('aria-valuetext', /: 17,/)
  await nurse.keyboard.press('ArrowRight')
  await expect(plot).toHaveAttribute('aria-valuetext', /: session 1, 0\.5\s/)
  await nurse.keyboard.press('ArrowRight')
  await expect(plot).toHaveAttribute('aria-valuetext', /: 6,/)
  await expect(nurse.getByText(/^Response: 17 → 6/)).toBeVisible()
  await expect(nurse.getByRole('listitem').filter({ hasText: '0.5 mg/kg IV' })).toBeVisible()
}

/** The plan's course is given and a booster follows it, if they decide so; the day for it is booked. */
export async function bookBooster(desk: Page, nurse: Page, patient: string, due: string, date: string): Promise<void> {
  await nurse.goto(`/people/${patient}/plan`)
  const course = nurse.getByRole('list', { name: 'Course' })
  await expect(course.getByRole('listitem').filter({ hasText: 'Dose 1' })).toBeVisible()
  await expect(course.getByRole('listitem').filter({ hasText: 'Booster 1' })).toContainText(due)
  const booster = { kind: 'KAP, infusion', date, at: '09:00', room: 'Cedar', with: [people.nurse, people.therapist] }
  await fillVisit(desk, patient, booster)
  await expect(desk.getByRole('button', { name: /09:00–12:00 KAP, infusion/ })).toBeVisible()
}
