import { expect, test } from './clinic.ts'
import { choose, pick, type } from './room.ts'

test('the calculator shows its working, and refuses a tenfold vial and a weight without height by name (M01, M02)', async ({
  enter,
}) => {
  const page = await enter('therapist')
  await page.goto('/protocols')
  await page.getByRole('link', { name: 'Dose calculator' }).click()
  const form = page.getByRole('form', { name: 'Dose' })
  await expect(page.getByText('Something is still missing')).toBeVisible()
  await pick(page, form, 'Approved protocol', /^KAP by injection into the muscle, one injection/)
  await type(form, 'Weight', 70)
  await expect(page.getByText('Something is still missing')).toBeVisible()
  await choose(form, 'Unit of the weight', 'kilograms')
  await expect(page.getByText('FIRST_WEIGHT_HEIGHT')).toBeVisible()
  await type(form, 'Height', 168)
  await choose(form, 'Worked out for a vial of', '50 mg/mL')
  await choose(form, 'The vial in your hand says', '100 mg/mL')
  await expect(page.getByText('CONC_MISMATCH')).toBeVisible()
  await choose(form, 'The vial in your hand says', '50 mg/mL')
  const working = page.getByRole('region', { name: 'Working' })
  await expect(working.locator('[data-dose-line]')).toContainText('35 mg')
  await expect(working).toContainText('0.7 mL')
  await choose(form, 'Unit of the weight', 'pounds')
  await expect(page.getByText('WEIGHT_IMPLAUSIBLE')).toBeVisible()
})
