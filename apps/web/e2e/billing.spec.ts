import type { Page } from '@playwright/test'
import { expect, test } from './clinic.ts'
import { demoFile } from './env.ts'
import { pagesOf } from './paper.ts'

/** Somebody whose six sessions are signed and charged by nobody yet. */
function accountOf(story: string): string {
  const person = demoFile().patients.find((one) => one.story === story)
  if (person === undefined) throw new Error(`${story} is not in demo.json.`)
  return `/people/${person.id}`
}

const dialogOf = (page: Page, name: string) => page.getByRole('dialog', { name })

async function lookAtFirst(page: Page) {
  await page.getByRole('button', { name: 'Look at the charges' }).first().click()
  const charges = dialogOf(page, 'Charges of this session')
  await expect(charges.getByRole('button', { name: 'Confirm the charges' })).toBeVisible()
  return charges
}

test('a signed session becomes charges a person confirms, a payment, and a receipt that reads back', async ({
  enter,
}) => {
  const account = accountOf('series-complete')
  const biller = await enter('biller')
  await biller.goto(`${account}/money`)
  const charges = await lookAtFirst(biller)
  await expect(charges.getByText(/Psychotherapy \d\d:\d\d to \d\d:\d\d: \d+ min between start and stop/)).toBeVisible()
  await expect(charges.getByText(/mg given IV: \d × 10\smg, a unit begun counts/)).toBeVisible()
  const ketamine = charges.getByRole('listitem').filter({ hasText: 'KET-10' })
  await ketamine.getByLabel(/Units/).fill('2')
  await charges.getByRole('button', { name: 'Confirm the charges' }).click()
  await expect(charges.getByRole('alert')).toContainText('Say why “Ketamine” differs')
  await ketamine.getByLabel('Why it differs').fill('Two vials were shared')
  await charges.getByRole('button', { name: 'Confirm the charges' }).click()
  await expect(charges).toBeHidden()
  await expect(biller.getByText('1 open')).toBeVisible()

  const desk = await enter('front-desk')
  await desk.goto(`${account}/money`)
  await desk.getByRole('button', { name: 'Take a payment' }).click()
  const payment = dialogOf(desk, 'Take a payment')
  await payment.getByLabel('Slip or check number').fill('4111 1111 1111 1111')
  await payment.getByRole('button', { name: 'Record the payment' }).click()
  await expect(payment.getByRole('alert')).toContainText('That looks like a card number')
  await payment.getByLabel('Slip or check number').fill('slip 20417')
  await payment.getByRole('button', { name: 'Record the payment' }).click()
  await expect(payment).toBeHidden()
  await expect(desk.getByText('Nothing is open.')).toBeVisible()
  await expect(desk.getByText(/Receipt .+ is ready/).first()).toBeVisible()

  await desk.goto(`${account}/papers`)
  const receipt = desk.getByRole('link', { name: 'Receipt' })
  await expect(receipt).toBeVisible()
  const pdf = await desk.request.get((await receipt.getAttribute('href')) ?? '')
  expect(pdf.headers()['content-type']).toBe('application/pdf')
  const text = (await pagesOf(await pdf.body())).join(' ').replace(/\s+/g, ' ')
  for (const words of ['Receipt', 'by card, slip 20417', 'Still owed on the account $0.00', 'Page 1 of 1'])
    expect(text).toContain(words)
  // The first half of it, however it is spaced: four digits alone may stand in a number drawn by chance.
  expect(text.replaceAll(/\D/g, '')).not.toContain('41111111')
})

test('a package burns down: a session taken back gives its unit back, and charging it uses the unit again', async ({
  enter,
}) => {
  const biller = await enter('biller')
  await biller.goto(`${accountOf('self-pay-package')}/money`)
  await expect(biller.getByRole('img', { name: /: 4 of 6 used$/ })).toBeVisible()
  // The newest session stands on a superbill in the patient's hand, so its charges stay until that is void.
  const charges = biller.getByRole('row').filter({ hasText: 'Charge' }).filter({ hasText: 'Session of' })
  await takeBack(biller, charges.first())
  await expect(askedBack(biller).getByRole('alert')).toContainText('Declare it void first')
  await biller.keyboard.press('Escape')
  await takeBack(biller, charges.nth(1))
  await expect(askedBack(biller)).toBeHidden()
  await expect(biller.getByRole('img', { name: /: 3 of 6 used$/ })).toBeVisible()
  const again = await lookAtFirst(biller)
  await expect(again.getByText('From “Six medicine sessions”')).toBeVisible()
  await again.getByRole('button', { name: 'Confirm the charges' }).click()
  await expect(again).toBeHidden()
  await expect(biller.getByRole('img', { name: /: 4 of 6 used$/ })).toBeVisible()
})

/** By its name: what was done is said in a box of the same role, which stays a while. */
const askedBack = (page: Page) => page.getByRole('alertdialog', { name: /^Take back/ })

async function takeBack(page: Page, row: ReturnType<Page['getByRole']>) {
  await row.getByRole('button', { name: 'Take back' }).click()
  await askedBack(page).getByLabel('Why').fill('Charged to the wrong day')
  await askedBack(page).getByRole('button', { name: 'Take it back' }).click()
}

test('a therapist has no door to money', async ({ enter }) => {
  const therapist = await enter('therapist')
  await therapist.goto(`${accountOf('self-pay-package')}/money`)
  await expect(therapist.getByText('Accounts and money papers are for billing and the front desk.')).toBeVisible()
  await expect(therapist.getByRole('link', { name: 'Money' })).toHaveCount(0)
  await expect(therapist.getByRole('link', { name: 'Billing' })).toHaveCount(0)
})
