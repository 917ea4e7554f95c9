import type { Page } from '@playwright/test'
import { expect, test } from './clinic.ts'
import { doorOf } from './door.ts'
import { demoFile } from './env.ts'
import { decideFor, press, write } from './keys.ts'
import { allRecorded, entries, inTheRoom, seenByAll } from './room.ts'
import { chartByDoor, chartOf, freshFamily, openSession, quietVitals, ride, weighed } from './session-by-door.ts'

test('by keyboard alone: forms are filled and a consent is signed on a phone', async ({ enter, newPhone }) => {
  const desk = await enter('front-desk')
  const family = freshFamily('Thistledown')
  const patientId = (await chartOf(desk, { family, given: 'Bea' })) as never
  const { link } = await doorOf(desk).intake.send.mutate({
    packetId: crypto.randomUUID(),
    patientId,
    items: [{ kind: 'identity' }, { kind: 'medicines' }, { kind: 'consent', ref: 'ride-and-no-driving' }],
    language: 'en',
    how: 'hand',
  })
  const phone = await newPhone()
  await phone.goto(link ?? '')
  await press(phone.getByRole('button', { name: 'Begin' }))
  await expect(phone.getByRole('heading', { name: 'First, who are you?' })).toBeVisible()
  await write(phone.getByLabel('First name'), 'Bea')
  await write(phone.getByLabel('Last name'), family)
  for (const [part, value] of [
    ['Day', 19],
    ['Month', 4],
    ['Year', 1984],
  ] as const) {
    await write(phone.getByLabel(part), value)
  }
  await press(phone.getByRole('button', { name: 'Continue' }))

  await press(phone.getByRole('button', { name: 'Start: Medicines and allergies' }))
  await expect(phone.getByText('1 of 2', { exact: true })).toBeVisible()
  await decideFor(phone.getByRole('radiogroup', { name: 'Do you take any medicines?' }), 'Yes')
  await write(phone.getByLabel('Name'), 'Lorazepam')
  await write(phone.getByLabel('Dose'), '0.5 mg')
  await press(phone.getByRole('button', { name: 'Next' }))
  await expect(phone.getByText('2 of 2', { exact: true })).toBeVisible()
  await decideFor(phone.getByRole('radiogroup', { name: 'Are you allergic to anything?' }), /^No, none/)
  await press(phone.getByRole('button', { name: 'Next' }))
  await expect(phone.getByRole('heading', { name: 'Check your answers' })).toBeVisible()
  await press(phone.getByRole('button', { name: 'Send this form' }))

  await press(phone.getByRole('button', { name: 'Start: Ride home and no driving' }))
  const sign = phone.getByRole('button', { name: 'Sign', exact: true })
  await expect(sign).toBeVisible()
  for (const box of await phone.getByLabel('Your initials').all()) await write(box, 'BT')
  await press(phone.getByRole('checkbox', { name: /^I agree to sign on this screen/ }), 'Space')
  await decideFor(phone.getByRole('radiogroup', { name: 'How would you like to sign?' }), 'Type my name')
  await write(phone.getByLabel('Your full name'), `Bea ${family}`)
  await press(sign)
  await expect(phone.getByRole('heading', { name: 'Thank you. Everything is sent.' })).toBeVisible()
})

test('by keyboard alone: from Today a dose is ordered, given and stopped, and a wrong number corrected', async ({
  enter,
}) => {
  const [nurse, prescriber] = [await enter('nurse'), await enter('prescriber')]
  const patient = await chartOf(nurse, { family: freshFamily('Thistledown'), given: 'Kit' })
  const room = freshFamily('Yarrow')
  const sessionId = await openSession({ nurse, prescriber }, { patient, room })
  await chartByDoor(nurse, sessionId, [
    { kind: 'weight-measured', body: weighed },
    { kind: 'escort-confirmed', body: ride },
    { kind: 'vitals-taken', body: quietVitals, minutesAgo: 4 },
  ])
  await enterByKeys(prescriber, room)
  await prescriber.keyboard.press('d')
  const order = prescriber.getByRole('form', { name: 'Order a dose' })
  await expect(prescriber.getByRole('heading', { name: 'Dose', exact: true })).toBeFocused()
  await decideFor(order.getByRole('radiogroup', { name: 'Worked out for a vial of' }), '50 mg/mL')
  await decideFor(order.getByRole('radiogroup', { name: 'The vial in your hand says' }), '50 mg/mL')
  await press(order.getByRole('checkbox', { name: /^Read back/ }), 'Space')
  await press(order.getByRole('button', { name: 'Order this dose' }))
  await expect(entries(prescriber, /Order.*35\smg/s).first()).toBeVisible()
  // The order form gave way to what is to be given: the focus stands at the head of it, not on the page.
  await expect(prescriber.getByRole('heading', { name: 'Dose', exact: true })).toBeFocused()

  await enterByKeys(nurse, room)
  const act = (name: string) => nurse.getByRole('button', { name: new RegExp(`^${name}\\b`) })
  await press(act('Dose'))
  await press(nurse.getByRole('form', { name: 'Start the infusion' }).getByRole('button', { name: 'Infusion started' }))
  await expect(entries(nurse, 'Infusion started')).toBeVisible()
  await expect(act('Dose')).toBeFocused()

  await nurse.keyboard.press('v')
  await expect(nurse.getByRole('textbox', { name: /^Systolic/ })).toBeFocused()
  for (const [measure, value] of Object.entries({ Systolic: 131, Diastolic: 77, Pulse: 96, SpO2: 99, Breaths: 13 })) {
    await write(nurse.getByRole('textbox', { name: new RegExp(`^${measure}`) }), value)
  }
  await nurse.keyboard.press('Enter')
  const taken = entries(nurse, /BP 131\/77/)
  await expect(taken).toBeVisible()
  await expect(act('Vitals')).toBeFocused()

  await seenByAll(nurse, [], 'Infusion started')
  await nurse.keyboard.press('d')
  await press(nurse.getByRole('button', { name: 'It stopped' }))
  const stop = nurse.getByRole('form', { name: 'Infusion stopped' })
  await decideFor(stop.getByRole('radiogroup', { name: 'Why it stopped' }), 'patient asked')
  await write(stop.getByRole('textbox', { name: /^Volume given/ }), 50)
  await press(stop.getByRole('button', { name: 'Infusion stopped' }))
  await expect(entries(nurse, 'Infusion stopped')).toContainText('Patient asked')
  await expect(act('Dose')).toBeFocused()
  await allRecorded(nurse)

  await press(taken.getByRole('button', { name: 'Correct' }))
  const correction = nurse.getByRole('form', { name: 'Correction' })
  await write(correction.getByRole('textbox', { name: /^Heart rate/ }), 69)
  await write(correction.getByRole('textbox', { name: /^Why it is corrected/ }), 'Read 69, typed 96.')
  await press(correction.getByRole('button', { name: 'Record the correction' }))
  await expect(taken.locator('.line-through')).toContainText('pulse 96/min')
  await expect(taken.getByRole('button', { name: 'Correct' })).toBeFocused()

  await nurse.keyboard.press('n')
  await expect(nurse.getByRole('form', { name: 'Note' }).getByRole('textbox').first()).toBeFocused()
  await nurse.keyboard.press('Escape')
  await expect(nurse.getByRole('button', { name: 'Close Note for the care team' })).toBeFocused()
  await nurse.keyboard.press('Enter')
  await expect(act('Note')).toBeFocused()
})

async function enterByKeys(page: Page, room: string): Promise<void> {
  await page.goto('/today')
  await press(page.getByRole('link', { name: new RegExp(`^Enter ${room}, `) }))
  await inTheRoom(page)
}

test('by keyboard alone: charges are confirmed and a payment is recorded', async ({ enter }) => {
  const person = demoFile().patients.find((one) => one.story === 'series-complete')
  const biller = await enter('biller')
  await biller.goto(`/people/${person?.id}/money`)
  await press(biller.getByRole('button', { name: 'Look at the charges' }).first())
  const charges = biller.getByRole('dialog', { name: 'Charges of this session' })
  await press(charges.getByRole('button', { name: 'Confirm the charges' }))
  await expect(charges).toBeHidden()

  const desk = await enter('front-desk')
  await desk.goto(`/people/${person?.id}/money`)
  await press(desk.getByRole('button', { name: 'Take a payment' }))
  const payment = desk.getByRole('dialog', { name: 'Take a payment' })
  await decideFor(payment.getByRole('radiogroup', { name: 'How it was paid' }), /check/i)
  await write(payment.getByLabel('Slip or check number'), 'check 1077')
  await press(payment.getByRole('button', { name: 'Record the payment' }))
  await expect(payment).toBeHidden()
  await expect(desk.getByText('Nothing is open.')).toBeVisible()
})
