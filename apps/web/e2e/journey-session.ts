import type { Page } from '@playwright/test'
import { expect, people } from './clinic.ts'
import type { Traveller } from './journey-before.ts'
import { pagesOf } from './paper.ts'
import {
  allRecorded,
  choose,
  entries,
  inTheRoom,
  itWas,
  open,
  pick,
  seenByAll,
  send,
  tick,
  type,
  typeVitals,
} from './room.ts'
import { trySigning } from './signing.ts'
import { canary } from './watch.ts'

/** The day of the session: she comes, the room opens, both sides chart, she goes home, the record is signed and charged. */
export interface SessionDay {
  readonly desk: Page
  readonly nurse: Page
  readonly prescriber: Page
  readonly therapist: Page
}

const quiet = { systolic: 124, diastolic: 78, pulse: 72, spo2: 98, breaths: 14 }
/** What the therapist saw: care team only (RULINGS 10). */
export const seen = canary('Warm hands, a long breath, then laughter.')

/** One side tells the other; it waits until somebody there acknowledges it. */
export async function handOver(from: Page, to: Page, patient: string, moment: 'Before' | 'After', words: string) {
  await from.goto(`/people/${patient}/notes`)
  await from.getByRole('button', { name: 'Hand over' }).click()
  const form = from.getByRole('form', { name: 'Hand over' })
  await choose(form, 'When', `${moment} a session`)
  await type(form, 'What changed', words)
  await send(form, 'Hand over')
  const written = from.getByRole('list', { name: 'Handoffs' }).getByRole('listitem').filter({ hasText: words })
  await expect(written).toContainText('Not acknowledged')
  await to.goto(`/people/${patient}/notes`)
  const handoff = to.getByRole('list', { name: 'Handoffs' }).getByRole('listitem').filter({ hasText: words })
  await handoff.getByRole('button', { name: 'Acknowledge' }).click()
  await expect(handoff).toContainText('Acknowledged by')
}

/** She arrives: what is still missing stands on Today with who mends it, and turns as it is mended. */
export async function checkIn(desk: Page): Promise<void> {
  await desk.goto('/today')
  const row = desk.getByRole('listitem').filter({ hasText: 'KAP, infusion' })
  await row.getByRole('button', { name: /^Readiness of N/ }).click()
  const ride = row.getByRole('listitem').filter({ hasText: 'Somebody is named to take the person home' })
  await expect(ride.last()).toContainText('missing')
  await row.getByRole('button', { name: /^Name the ride home/ }).click()
  const form = desk.getByRole('form', { name: 'Name the ride home' })
  await type(form, 'Who takes them home', 'Ruth Calloway')
  await type(form, 'Telephone', '518-555-0175')
  await type(form, 'Who they are', 'sister')
  await send(form, 'Name the ride')
  await expect(ride.last()).toContainText('met: Ruth Calloway (sister)')
  await row.getByRole('button', { name: /^Check in N/ }).click()
  await expect(row).toContainText('here since')
}

/** The first gate: what days before were decided and signed stands there as met; the rest is asked of her now. */
export async function openSession(nurse: Page, person: Traveller, patient: string): Promise<string> {
  await nurse.goto(`/people/${patient}/open-session`)
  const form = nurse.getByRole('form', { name: 'Open a session' })
  const recorded = ['eligibility-decision', 'treatment-consent', 'off-label-consent', 'ride-and-no-driving-consent']
  for (const line of [...recorded, 'privacy-notice', 'plan']) {
    await expect(form.locator(`[data-on-record="${line}"]`)).toHaveAttribute('data-met', 'true')
  }
  await type(form, 'Room', 'Fern')
  await expect(form.getByText(/still open\.$/)).toBeVisible()
  await tick(form, new RegExp(`^${person.family}`))
  await tick(form, '17-May-1986')
  for (const said of await form.locator('label').filter({ hasText: '“' }).all()) await said.click()
  await choose(form, /^Pregnancy/, 'Asked today: not pregnant.')
  await choose(form, /^Allergies/, 'Asked today: nothing new.')
  await choose(form, /^Mood/, 'risk known, and the prescriber decided to treat')
  await choose(form, /^Prescription monitoring/, 'nothing unexpected')
  await expect(form.getByText('Everything for opening is met.')).toBeVisible()
  await send(form, 'Open the session')
  await nurse.waitForURL(/\/sessions\/[0-9a-f-]{36}$/)
  return nurse.url().split('/').at(-1) ?? ''
}

/** The second gate: weight, baseline, ride and order, each on its own device; then the dose. */
export async function dose({ nurse, prescriber, therapist }: SessionDay, sessionId: string): Promise<void> {
  await inTheRoom(nurse)
  for (const page of [prescriber, therapist]) {
    await page.goto(`/sessions/${sessionId}`)
    await inTheRoom(page)
  }
  const early = await open(prescriber, 'Dose')
  await expect(early.getByText('A dose cannot be ordered yet')).toBeVisible()

  const weight = await open(nurse, 'Weight')
  await type(weight, 'Reading of the scale', 69)
  await choose(weight, 'Unit of the scale', 'kilograms')
  await type(weight, 'Height', 170)
  await tick(weight, 'Read back: 69 kg')
  await send(weight, 'Record weight')
  await seenByAll(nurse, [prescriber, therapist], '152.1')
  await vitals(nurse, quiet, 175)
  const ride = await open(nurse, 'Ride')
  await type(ride, 'Name', 'Ruth Calloway')
  await type(ride, 'Telephone', '518-555-0175')
  await type(ride, 'Who they are', 'sister')
  await send(ride, 'Record the ride')
  await seenByAll(nurse, [prescriber, therapist], 'Ride confirmed')

  await expect(early.getByText('A dose cannot be ordered yet')).toHaveCount(0)
  await choose(early, 'Worked out for a vial of', '50 mg/mL')
  await choose(early, 'The vial in your hand says', '50 mg/mL')
  await expect(early.getByRole('region', { name: 'Working' })).toContainText('69 kg')
  await tick(early, 'Read back:')
  await send(early, 'Order this dose')
  await seenByAll(prescriber, [nurse, therapist], /Order.*34.5\smg/s)

  const given = await open(nurse, 'Dose')
  await expect(given).toContainText(`Ordered by ${people.prescriber}`)
  await itWas(given, 165)
  await send(given, 'Infusion started')
  await seenByAll(nurse, [prescriber, therapist], 'Infusion started')
}

async function vitals(nurse: Page, set: typeof quiet, minutesAgo: number): Promise<void> {
  const form = await open(nurse, 'Vitals')
  await typeVitals(nurse, form, set)
  if (minutesAgo > 0) await itWas(form, minutesAgo)
  await send(form, 'Record vitals')
  await seenByAll(nurse, [], `BP ${set.systolic}/${set.diastolic}`)
}

/** Both sides chart at once, each on their own device, and see each other's words within a second. */
export async function chart({ nurse, prescriber, therapist }: SessionDay): Promise<void> {
  await vitals(nurse, { ...quiet, systolic: 138, diastolic: 86, pulse: 88 }, 150)
  await therapist.getByRole('textbox', { name: /^Shared and permanent/ }).fill(seen)
  await therapist.getByRole('button', { name: 'Record', exact: true }).click()
  await seenByAll(therapist, [nurse, prescriber], seen)
  const effect = await open(prescriber, 'Effect')
  await pick(prescriber, effect, 'Effect', /^Nausea/)
  await choose(effect, 'How severe', 'mild')
  await type(effect, 'What was done', 'Ondansetron offered, not wanted')
  await itWas(effect, 130)
  await send(effect, 'Record effect')
  await seenByAll(prescriber, [nurse, therapist], 'Ondansetron offered')
  const stop = await open(nurse, 'Dose')
  await send(stop, 'It stopped')
  await choose(stop, 'Why it stopped', 'complete')
  await type(stop, 'Volume given', 100)
  await expect(stop).toContainText('Given 34.5 mg of 34.5 mg')
  await itWas(stop, 124)
  await send(stop, 'Infusion stopped')
  await seenByAll(nurse, [prescriber, therapist], 'Infusion stopped')
}

export async function goHome({ nurse, prescriber, therapist }: SessionDay): Promise<void> {
  await vitals(nurse, { ...quiet, systolic: 122 }, 0)
  const ride = await open(nurse, 'Ride')
  await tick(ride, 'They are here now')
  await send(ride, 'Record the ride')
  await seenByAll(nurse, [prescriber, therapist], 'Escort is here')
  const score = await open(nurse, 'Discharge')
  for (const words of ['Oriented as', 'Walks as', 'Has drunk', 'Has passed', 'Instructions', 'Follow-up']) {
    await tick(score, words)
  }
  await send(score, 'Record the score')
  await seenByAll(nurse, [prescriber, therapist], 'Discharge score 10 of 10')
  const end = await open(prescriber, 'End')
  await choose(end, 'How it ended', 'Completed')
  await send(end, 'End the session')
  await seenByAll(prescriber, [nurse, therapist], 'Completed')
  await expect(entries(nurse, seen)).toHaveCount(1)
  for (const page of [nurse, prescriber, therapist]) await allRecorded(page)
}

export async function sign({ prescriber }: SessionDay, sessionId: string): Promise<void> {
  await prescriber.goto(`/sessions/${sessionId}/record`)
  await expect(prescriber.getByRole('article', { name: 'Session record, draft' })).toBeVisible()
  await trySigning(prescriber, 'prescriber')
  await expect(prescriber.getByRole('article', { name: 'Session record, signed' })).toContainText(people.prescriber)
}

/** What the session gave rise to is confirmed by a person, and stands on papers that a program reads back. */
export async function charge(biller: Page, person: Traveller, patient: string): Promise<void> {
  await biller.goto(`/people/${patient}/money`)
  await biller.getByRole('button', { name: 'Look at the charges' }).click()
  const charges = biller.getByRole('dialog', { name: 'Charges of this session' })
  await expect(charges.getByText(/mg given IV/)).toBeVisible()
  await send(charges, 'Confirm the charges')
  await expect(charges).toBeHidden()

  await biller.getByRole('button', { name: 'Superbill', exact: true }).click()
  const superbill = biller.getByRole('form', { name: 'Make a superbill' })
  await type(superbill, 'Diagnoses', 'F33.1 Major depressive disorder, recurrent, moderate')
  await send(superbill, 'Make the superbill')
  await expect(superbill).toBeHidden()
  await biller.getByRole('button', { name: 'Invoice', exact: true }).click()
  const invoice = biller.getByRole('form', { name: 'Make an invoice' })
  await send(invoice, 'Make the invoice')
  await expect(invoice).toBeHidden()

  await biller.goto(`/people/${patient}/papers`)
  expect(await paper(biller, 'Superbill', person)).toContain('F33.1')
  expect(await paper(biller, 'Invoice', person)).toContain('KET-10')
}

/** What is to be expected of the cost, on paper before the care (45 CFR 149.610). */
export async function estimate(desk: Page, person: Traveller, patient: string): Promise<void> {
  await desk.goto(`/people/${patient}/money`)
  await desk.getByRole('button', { name: 'Estimate', exact: true }).click()
  const form = desk.getByRole('form', { name: 'Make a Good Faith Estimate' })
  await form
    .getByRole('group', { name: /^Ketamine/ })
    .getByRole('textbox', { name: 'How many' })
    .fill('4')
  await type(form, 'Diagnosis codes', 'F33.1')
  await send(form, 'Make the estimate')
  await expect(form).toBeHidden()
  await desk.goto(`/people/${patient}/papers`)
  expect(await paper(desk, 'Good Faith Estimate', person)).toContain('F33.1')
}

async function paper(page: Page, title: string, { family }: Traveller): Promise<string> {
  const link = page.getByRole('link', { name: title, exact: true }).first()
  const answer = await page.request.get((await link.getAttribute('href')) ?? '')
  expect(answer.headers()['content-type']).toBe('application/pdf')
  const pages = await pagesOf(await answer.body())
  for (const [at, text] of pages.entries()) {
    expect(text).toContain(family)
    expect(text.toLowerCase()).toContain(`page ${at + 1} of ${pages.length}`)
  }
  return pages.join(' ').replace(/\s+/g, ' ')
}
