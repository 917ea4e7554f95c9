import { expect, test } from './clinic.ts'
import { doorOf } from './door.ts'
import { demoFile } from './env.ts'
import { decideFor, press, write } from './keys.ts'
import { chartOf, freshFamily } from './session-by-door.ts'

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
