import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './clinic.ts'
import { canary } from './watch.ts'

/** A person per run, so that the clinic of an earlier run never answers for this one. */
const family = canary(`Tamsin-${Date.now().toString(36)}`)
const patient = {
  resourceType: 'Patient',
  id: 'p1',
  name: [{ family, given: ['Orla'] }],
  gender: 'female',
  birthDate: '1984-04-19',
  identifier: [
    { system: 'https://valleyfamily.example/records', value: family },
    { system: 'http://hl7.org/fhir/sid/us-ssn', value: '999-55-1212' },
  ],
}
const stroke = {
  resourceType: 'Condition',
  id: 'c1',
  code: { coding: [{ system: 'http://snomed.info/sct', code: '230690007', display: 'Stroke' }] },
  clinicalStatus: { coding: [{ code: 'active' }] },
  subject: { reference: 'Patient/p1' },
  onsetDateTime: '2011-02-03',
}
const claim = { resourceType: 'Claim', id: 'b1', patient: { reference: 'Patient/p1' } }
const bundle = (...resources: object[]) =>
  JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) })

async function handIn(page: Page, name: string, text: string) {
  await page.goto('/referrals/import')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })
}

// The second person walks in where the first one left off.
test.describe
  .serial('a referral and its double', () => {
    test('a referral comes in, is read with its flags, and becomes a chart; the same file again adds nothing', async ({
      enter,
    }) => {
      const page = await enter('front-desk')
      const file = bundle(patient, stroke, claim)
      await handIn(page, 'valley.json', file)
      await page.getByRole('link', { name: 'Review' }).click()

      await expect(page.getByRole('heading', { name: '1 flag, 1 of them a hard stop' })).toBeVisible()
      await expect(page.getByText('Problem “Stroke” (SNOMED 230690007), active since 03-Feb-2011.')).toBeVisible()
      await expect(page.locator('[data-allergies="not-recorded"]')).toContainText('Allergies not recorded')
      await expect(page.getByText('Social Security number')).toBeVisible()
      await expect(page.getByRole('row', { name: /Claim 1/ })).toBeVisible()
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

      await page.getByRole('button', { name: 'Accept and make the chart' }).click()
      await expect(page).toHaveURL(/\/people\/[0-9a-f-]{36}$/)
      await expect(page.locator('[data-patient-banner]')).toContainText(/MRN\s*\d{5}/)
      await expect(page.getByText('A prescriber or a nurse opens the session')).toBeVisible()
      const chart = page.url()

      await handIn(page, 'valley-again.json', file)
      await expect(page.getByText('This very file is here already. Nothing was added.')).toBeVisible()

      await page.goto('/people')
      // The key listens once the page has come alive, a moment after it is drawn.
      await expect(async () => {
        await page.keyboard.press('/')
        await expect(page.getByRole('searchbox')).toBeFocused({ timeout: 500 })
      }).toPass()
      await page.keyboard.type(family)
      await page.keyboard.press('ArrowDown')
      await expect(page.getByRole('link', { name: `${family}, Orla` })).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL(chart)
    })

    test('the same person from somebody else is shown beside the chart and attached by a person’s decision', async ({
      enter,
    }) => {
      const page = await enter('front-desk')
      const other = { ...patient, identifier: [{ system: 'https://lakeside.example', value: `L-${family}` }] }
      const asthma = { ...stroke, id: 'c2', code: { text: 'Asthma' } }
      await handIn(page, 'lakeside.json', bundle(other, asthma))
      await page.getByRole('link', { name: 'Review' }).click()
      await expect(page.getByText('Is probably the same person')).toBeVisible()
      await expect(page.getByRole('button', { name: 'Choose first' })).toBeDisabled()

      await page.getByText('Accept: make a new chart').click()
      await page.getByRole('button', { name: 'Accept and make the chart' }).click()
      await expect(page.locator('main').getByRole('alert')).toContainText('probably on file already')

      await page.getByText(`Add to ${family}, Orla`).click()
      await page.getByRole('button', { name: 'Add to this chart' }).click()
      await expect(page).toHaveURL(/\/people\/[0-9a-f-]{36}$/)
      await expect(page.getByRole('list', { name: 'Problems' })).toContainText('Asthma')
    })
  })

const refusals = [
  ['broken JSON', '{"resourceType":"Bundle","entry":[', 'not readable JSON'],
  ['no patient', bundle({ resourceType: 'Organization', id: 'o' }), 'There is no patient in this file'],
  ['two patients', bundle(patient, { ...patient, id: 'p2' }), 'There are 2 patients in this file'],
  ['too large', ' '.repeat(20 * 1024 * 1024 + 1), 'a referral may have 20 MB'],
  ['under 18', bundle({ ...patient, birthDate: '2016-01-01' }), 'does not treat people under 18'],
] as const

for (const [what, text, sentence] of refusals) {
  test(`a file with ${what} is refused in a sentence and leaves nothing behind`, async ({ enter }) => {
    const page = await enter('front-desk')
    const waiting = page.getByRole('row')
    await page.goto('/referrals')
    await expect(page.getByRole('heading', { name: 'Referrals', exact: true })).toBeVisible()
    const before = await waiting.count()
    await handIn(page, 'refused.json', text)
    await expect(page.getByText(sentence)).toBeVisible()
    await expect(page.getByRole('link', { name: 'Review' })).toHaveCount(0)
    await page.goto('/referrals')
    await expect(waiting).toHaveCount(before)
  })
}

test('a therapist is told who takes referrals in', async ({ enter }) => {
  const page = await enter('therapist')
  await page.goto('/referrals/import')
  await expect(page.getByText('taken in by the front desk, a nurse or a prescriber')).toBeVisible()
})
