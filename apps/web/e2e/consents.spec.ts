import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, passwordOf, test } from './clinic.ts'
import { demoFile } from './env.ts'
import { answerChecks } from './phone.ts'

const phone = { viewport: { width: 390, height: 844 } }

function consentsOf(story: string): string {
  const found = demoFile().patients.find((one) => one.story === story)
  if (found === undefined) throw new Error(`Nobody in the demo tells the story ${story}.`)
  return `/people/${found.id}/consents`
}

const mouth = 'Treatment: by mouth or under the tongue'

/** The library says aloud that a button is at work, with a word that is gone a moment later. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)
}

/** What a form says is still wrong; the framework's own announcer of pages is an alert too. */
const wrongOf = (page: Page) => page.getByRole('alert').filter({ has: page.getByRole('heading') })

/** Two things are checked with the person, and the tablet changes hands. */
async function handOver(page: Page, title: string): Promise<void> {
  const tablet = page.getByRole('link', { name: `Sign ${title}` })
  await page.goto((await tablet.getAttribute('href')) ?? '')
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(wrongOf(page)).toContainText('Check two things')
  await page.getByText('Full name', { exact: true }).click()
  await page.getByText('Date of birth', { exact: true }).click()
  await page.getByRole('button', { name: 'Go on' }).click()
}

/** A loop and a wave, as a finger would draw them. */
async function draw(page: Page): Promise<void> {
  const pad = page.getByRole('img', { name: /^Box for your signature/ })
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  if (box === null) throw new Error('The box for the signature is not on the page.')
  await page.mouse.move(box.x + box.width * 0.15, box.y + box.height * 0.6)
  await page.mouse.down()
  for (let step = 1; step <= 20; step += 1) {
    const along = box.x + box.width * (0.15 + step * 0.03)
    await page.mouse.move(along, box.y + box.height * (0.5 + 0.25 * Math.sin(step)))
  }
  await page.mouse.up()
}

/** The tablet comes back locked: nobody but the member of staff goes on. */
async function takeBack(page: Page, who: 'front-desk' | 'nurse'): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible()
  await page.getByRole('button', { name: 'Hand the tablet back' }).click()
  await page.getByLabel(/password/i).fill(passwordOf(who))
  await page.getByRole('button', { name: /unlock/i }).click()
  await expect(page.getByRole('heading', { name: 'Consents', level: 1 })).toBeVisible()
}

test('a patient signs on the tablet, initials where asked and draws; what is missing is named; the tablet comes back locked (CONSENT section 3)', async ({
  enter,
}) => {
  const page = await enter('front-desk', phone)
  await page.goto(consentsOf('ready-today'))
  await handOver(page, mouth)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Consent to ketamine')
  await expect(page.getByRole('navigation')).toHaveCount(0)
  await page.getByRole('button', { name: 'Sign', exact: true }).click()
  const wrong = wrongOf(page)
  await expect(wrong).toContainText('Your initials are still needed')
  await expect(wrong).toContainText('Draw your signature in the box')
  await expect(wrong).toContainText('Answer this question first')
  expect(await violations(page)).toEqual([])
  await page.getByLabel('Your initials').fill('AR')
  // A wrong answer shows the passage again, and sends nobody away.
  await page
    .getByRole('radiogroup', { name: /approved by the FDA/ })
    .getByText('Yes', { exact: true })
    .click()
  await expect(page.getByText('Please read this once more, then choose again')).toBeVisible()
  await answerChecks(page)
  await expect(page.getByText('Please read this once more, then choose again')).toHaveCount(0)
  await page.getByText('I agree to sign on this screen.').click()
  await draw(page)
  await page.getByRole('button', { name: 'Sign', exact: true }).click()
  await takeBack(page, 'front-desk')
  const row = page.getByRole('row').filter({ hasText: mouth }).first()
  await expect(row).toContainText('Signed')
  const paper = await page.request.get(
    (await row.getByRole('link', { name: `Print ${mouth}` }).getAttribute('href')) ?? '',
  )
  expect(paper.headers()['content-type']).toBe('application/pdf')
  expect((await paper.body()).byteLength).toBeGreaterThan(10_000)
})

test('a name typed instead, a withdrawal that needs no reason, and both stand on the worklist and the chart (RULINGS 8)', async ({
  enter,
}) => {
  const page = await enter('nurse')
  await page.goto(consentsOf('ready-today'))
  await handOver(page, 'Supportive touch')
  await page.getByText('I agree to sign on this screen.').click()
  await page.getByText('Type my name').click()
  await page.getByLabel('Your full name').fill('Somebody Else')
  await page.getByRole('button', { name: 'Sign', exact: true }).click()
  await expect(wrongOf(page)).toContainText('does not match')
  const name = await page.getByText(/^Type it as it is on the form:/).textContent()
  await page.getByLabel('Your full name').fill((name ?? '').replace(/^.*: /, ''))
  await page.getByRole('button', { name: 'Sign', exact: true }).click()
  await takeBack(page, 'nurse')
  await page.goto(consentsOf('ready-today'))
  await page.getByRole('button', { name: 'Withdraw Supportive touch' }).click()
  await page.getByLabel('How they said it').fill('Said so at the desk')
  const askedBack = page.getByRole('alertdialog', { name: /^Withdraw: Supportive touch/ })
  await askedBack.getByRole('button', { name: 'Withdraw', exact: true }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Supportive touch' }).first()).toContainText('Withdrawn')
  await page.goto('/consents')
  await page.getByRole('tab', { name: /^Withdrawn/ }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Supportive touch' })).toContainText('Rivera')
})

test('a new text shows its changes word by word, asks whether they are material, and is approved (RULINGS 9)', async ({
  enter,
}) => {
  const page = await enter('prescriber')
  await page.goto('/consents/texts')
  await page.getByRole('link', { name: 'Visits by video or telephone' }).click()
  const opening = page.getByLabel('Opening')
  await opening.fill(`${await opening.inputValue()} You may always come here instead.`)
  await page.getByRole('button', { name: 'See what changed' }).click()
  await expect(page.locator('ins')).toContainText('You may always come here instead.')
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Approve this text' }).click()
  await expect(wrongOf(page)).toContainText('Say whether it is material')
  await page.getByText('No', { exact: true }).click()
  await page.getByLabel('What changed, and why').fill('Says that a visit here is always possible')
  await page.getByRole('button', { name: 'Approve this text' }).click()
  // Asked for only where nobody gave it here a moment ago.
  const password = page.getByLabel('Your password')
  const approved = page.getByText(/Version 1\.0\.1/).first()
  await expect(password.or(approved)).toBeVisible()
  if (await password.isVisible()) {
    await password.fill(passwordOf('prescriber'))
    await page.getByRole('button', { name: 'Approve', exact: true }).click()
  }
  await expect(approved).toBeVisible()
})
