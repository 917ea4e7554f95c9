import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, passwordOf, test } from './clinic.ts'
import { doorOf } from './door.ts'
import { sendForms } from './forms-sent.ts'
import { type Person, showWhoTheyAre } from './phone.ts'
import { canary } from './watch.ts'

/** A person per run, with an address by mail, so that codes have somewhere to go. */
interface Addressed extends Person {
  readonly email: string
  readonly chart: string
}

async function newPerson(desk: Page): Promise<Addressed> {
  await desk.goto('/today')
  const [given, birthDate] = ['Noor', '1991-03-02']
  const family = canary(`Haddad-${Date.now().toString(36)}`)
  const email = `${family.toLowerCase()}@patients.example`
  const patient = {
    resourceType: 'Patient',
    id: 'p1',
    name: [{ family, given: [given] }],
    gender: 'female',
    birthDate,
    telecom: [{ system: 'email', value: email }],
  }
  const bundle = JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: [{ resource: patient }] })
  const door = doorOf(desk)
  const base64 = Buffer.from(bundle).toString('base64')
  const { referralId } = await door.referral.receive.mutate({ fileName: 'noor.json', base64 })
  const choice = { kind: 'new' } as const
  const { patientId } = await door.referral.accept.mutate({ referralId, key: crypto.randomUUID(), choice })
  return { given, family, birthDate, email, chart: `/people/${patientId}` }
}

async function axeFindsNothing(page: Page): Promise<void> {
  // The library's own speaker names a button that was pressed; for a moment it outlives the page the button stood on.
  const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
}

test.describe('a packet of forms on a phone', () => {
  test('opened, left in the middle, taken up again; another device is asked for a code; sent is closed; staff take it over', async ({
    enter,
    newPhone,
  }) => {
    const desk = await enter('front-desk')
    const person = await newPerson(desk)
    const forms = ['Who they are (name and birth date)', 'Medicines and allergies']
    const link = await sendForms(desk, person.chart, forms, 'by hand')

    const phone = await newPhone()
    await phone.goto(link)
    // The frame stands first; what is behind the link comes with its words.
    await expect(phone.getByRole('button', { name: 'Begin' })).toBeVisible()
    await axeFindsNothing(phone)
    await phone.getByRole('button', { name: 'Begin' }).click()
    await expect(phone.getByRole('heading', { name: 'First, who are you?' })).toBeVisible()
    expect(phone.url()).not.toContain(link.slice(link.lastIndexOf('/') + 1))
    await axeFindsNothing(phone)
    await phone.getByRole('button', { name: 'Continue' }).click()
    await expect(phone.getByRole('main').getByRole('alert')).toBeFocused()
    await showWhoTheyAre(phone, person)
    await axeFindsNothing(phone)

    await phone.getByRole('button', { name: 'Start: Medicines and allergies' }).click()
    await expect(phone.getByText('1 of 2', { exact: true })).toBeVisible()
    await phone.getByText('Yes', { exact: true }).click()
    await phone.getByLabel('Name').fill('Lorazepam')
    await phone.getByLabel('Dose').fill('0.5 mg')
    await axeFindsNothing(phone)
    await phone.getByRole('button', { name: 'Next' }).click()
    await expect(phone.getByRole('heading', { name: 'Allergies' })).toBeFocused()
    await expect(phone.getByText('Saved', { exact: true })).toBeVisible()

    // They put the phone away; the same browser goes on where it was, also through the link itself.
    const later = await phone.context().newPage()
    await phone.close()
    await later.goto(link)
    await later.getByRole('button', { name: 'Begin' }).click()
    await later.getByRole('button', { name: 'Go on: Medicines and allergies' }).click()
    await expect(later.getByLabel('Name')).toHaveValue('Lorazepam')

    const other = await newPhone()
    await other.goto(link)
    await other.getByRole('button', { name: 'Begin' }).click()
    await expect(other.getByRole('heading', { name: 'Another device' })).toBeVisible()
    await axeFindsNothing(other)
    await other.getByRole('button', { name: 'Send me a code' }).click()
    await expect(other.getByLabel('The six digits from the message')).toBeVisible()
    const { mails } = await doorOf(desk).mail.outbox.query()
    const sent = mails.find((mail) => mail.to === person.email && mail.template === 'code-for-new-device')
    await other.getByLabel('The six digits from the message').fill(/\d{6}/.exec(sent?.subject ?? '')?.[0] ?? '')
    await other.getByRole('button', { name: 'Go on here' }).click()
    await expect(other.getByRole('heading', { name: 'Your forms for Marigold House' })).toBeVisible()

    await later.getByRole('button', { name: 'Next' }).click()
    await later.getByText('Yes', { exact: true }).click()
    await later.getByLabel('What are you allergic to?').fill('Latex')
    await later.getByRole('button', { name: 'Next' }).click()
    await expect(later.getByRole('heading', { name: 'Check your answers' })).toBeVisible()
    await axeFindsNothing(later)
    await later.getByRole('button', { name: 'Send this form' }).click()
    await expect(later.getByRole('heading', { name: 'Thank you. Everything is sent.' })).toBeVisible()
    await axeFindsNothing(later)

    // The second device still shows the form as open; what it sends is refused, because the form is closed.
    await other.getByRole('button', { name: /Medicines and allergies/ }).click()
    await other.getByText('No', { exact: true }).first().click()
    await expect(other.getByRole('main').getByRole('alert')).toContainText('closed')

    const nurse = await enter('nurse')
    await nurse.goto(person.chart)
    await expect(nurse.getByText('Packet 100 %')).toBeVisible()
    await nurse.getByText('Forms of this packet').click()
    await nurse.getByRole('button', { name: 'Read' }).click()
    await nurse.getByRole('button', { name: 'Take into the chart: Allergy, Latex' }).click()
    await expect(nurse.getByText(/Taken into the chart by Mara Quist RN/)).toBeVisible()
    await axeFindsNothing(nurse)
    await nurse.reload()
    await expect(nurse.locator('[data-allergies="known"]')).toContainText('Latex')
  })

  test('on a tablet of the clinic there is no way back to the chart without the password', async ({ enter }) => {
    const tablet = await enter('nurse', { viewport: { width: 820, height: 1180 } })
    const person = await newPerson(tablet)
    await sendForms(tablet, person.chart, ['Who they are (name and birth date)', 'Your health'], 'by hand')
    await tablet.getByRole('button', { name: 'Done' }).click()
    await tablet.getByRole('button', { name: 'On this tablet' }).click()
    await expect(tablet.getByRole('heading', { name: 'First, who are you?' })).toBeVisible()
    await axeFindsNothing(tablet)

    for (const away of [person.chart, '/today']) {
      await tablet.goto(away)
      await expect(tablet.getByRole('heading', { name: 'Locked' })).toBeVisible()
      expect(await tablet.content()).not.toContain(person.family)
    }

    await tablet.goto('/kiosk')
    await tablet.getByRole('button', { name: 'I am finished' }).click()
    await expect(tablet.getByRole('heading', { name: 'Thank you' })).toBeVisible()
    await axeFindsNothing(tablet)
    await tablet.getByLabel('Your password').fill('not the password of anybody')
    await tablet.getByRole('button', { name: 'Take the tablet back' }).click()
    await expect(tablet.getByRole('main').getByRole('alert')).toContainText('This is not your password')
    await tablet.getByLabel('Your password').fill(passwordOf('nurse'))
    await tablet.getByRole('button', { name: 'Take the tablet back' }).click()
    await expect(tablet).toHaveURL(/\/people$/)
  })
})
