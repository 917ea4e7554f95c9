import type { Locator, Page } from '@playwright/test'
import { expect, passwordOf, people, test } from './clinic.ts'
import { choose, pick, tick, type } from './room.ts'
import { freshFamily } from './session-by-door.ts'

/** Opens the form behind a button; every change of a chart has one. */
async function opens(page: Page, button: string | RegExp, dialog: string): Promise<Locator> {
  await page.getByRole('button', { name: button }).click()
  const form = page.getByRole('dialog', { name: dialog })
  await expect(form).toBeVisible()
  return form
}

async function born(form: Locator, day: string, month: string, year: string): Promise<void> {
  await form.getByLabel('Day').fill(day)
  await form.getByLabel('Month').fill(month)
  await form.getByLabel('Year').fill(year)
}

async function sends(form: Locator, button: string): Promise<void> {
  await form.getByRole('button', { name: button }).click()
}

test('the desk opens a chart by hand and keeps it true; nobody gets a second one unawares', async ({ enter }) => {
  const desk = await enter('front-desk')
  const family = freshFamily('Wren')
  await desk.goto('/people')
  await desk.getByRole('link', { name: 'New chart' }).click()
  const form = desk.getByRole('form', { name: 'New chart' })
  await sends(form, 'Open the chart')
  await expect(form.getByRole('alert')).toContainText('Enter the birth date.')
  await type(form, 'Given names', 'Robin')
  await type(form, 'Family name', family)
  await born(form, '5', '5', '1990')
  await sends(form, 'Open the chart')
  const banner = desk.locator('[data-patient-banner]')
  await expect(banner).toContainText('Born 05-May-1990')
  await expect(banner).toContainText('Allergies not recorded')

  await desk.goto(`${new URL(desk.url()).pathname}/details`)
  const change = await opens(desk, 'Change details', 'Change details')
  await type(change, 'Wants to be called', 'Robbie')
  await type(change, 'Phone', '518-555-0166')
  await sends(change, 'Keep the changes')
  await expect(change).toBeHidden()
  await expect(banner).toContainText('“Robbie”')
  await expect(desk.getByRole('list', { name: 'Changes' })).toContainText(people['front-desk'])

  const correct = await opens(desk, 'Correct the birth date', 'Correct the birth date')
  await born(correct, '6', '5', '1990')
  await type(correct, 'Checked against', 'Driving licence')
  await sends(correct, 'Correct it')
  const again = desk.getByRole('dialog', { name: 'Correct the birth date' }).filter({ hasText: 'Your password' })
  await again.getByLabel('Your password').fill(passwordOf('front-desk'))
  await sends(again, 'Go on')
  await expect(banner).toContainText('Born 06-May-1990')
  await expect(desk.getByRole('list', { name: 'Changes' })).toContainText('Driving licence')

  await desk.goto('/people/new')
  await type(form, 'Given names', 'Robin')
  await type(form, 'Family name', family)
  await born(form, '6', '5', '1990')
  await sends(form, 'Open the chart')
  await expect(form.getByRole('alert')).toContainText('Same birth date')
  await expect(form.getByLabel('Why this is somebody else')).toBeVisible()
})

test('a nurse keeps allergies, problems and weights; the prescriber’s review follows at once', async ({ enter }) => {
  const nurse = await enter('nurse')
  const family = freshFamily('Linnet')
  await nurse.goto('/people/new')
  const opening = nurse.getByRole('form', { name: 'New chart' })
  await type(opening, 'Given names', 'Noor')
  await type(opening, 'Family name', family)
  await born(opening, '1', '2', '1980')
  await sends(opening, 'Open the chart')
  const banner = nurse.locator('[data-patient-banner]')
  await expect(banner).toContainText('Allergies not recorded')
  const root = new URL(nurse.url()).pathname
  await nurse.goto(`${root}/health`)

  await sends(await opens(nurse, /^No known allergies/, 'No known allergies'), 'Record that none are known')
  await expect(banner).toContainText('No known allergies')
  await expect(nurse.getByText(`asked by ${people.nurse} on`)).toBeVisible()

  const problem = await opens(nurse, 'Add a problem', 'Add a problem')
  await pick(nurse, problem, 'Problem', /^Stroke/)
  await type(problem, 'Since', '2019')
  await sends(problem, 'Put it on the list')
  await expect(nurse.getByRole('list', { name: 'Problems' })).toContainText(`Recorded by ${people.nurse}`)

  const weigh = await opens(nurse, 'Weigh and measure', 'Weigh and measure')
  await type(weigh, /^Reading of the scale/, '154.3')
  await choose(weigh, 'Unit of the scale', 'pounds')
  await sends(weigh, 'Record weight')
  await expect(weigh.getByRole('alert')).toContainText('No height is known here yet')
  await type(weigh, /^Height/, '168')
  await tick(weigh, /^Read back: 69\.989/)
  await sends(weigh, 'Record weight')
  await expect(nurse.getByRole('list', { name: 'Weights and heights' })).toContainText(people.nurse)

  const ames = await enter('prescriber')
  await ames.goto(`${root}/screening`)
  const stroke = ames.getByRole('listitem').filter({ hasText: 'Stroke or bleeding in the brain' }).first()
  await expect(stroke).toContainText(`On the chart by ${people.nurse}`)

  const wrong = await opens(nurse, 'Change Stroke', 'Change: Stroke')
  await choose(wrong, 'From now on', 'Entered in error')
  await type(wrong, 'Why', 'That was her sister')
  await sends(wrong, 'Record it')
  await expect(wrong).toBeHidden()
  await nurse.getByText('Entered in error (1)').click()
  await expect(nurse.getByRole('list', { name: 'Problems entered in error' })).toContainText('That was her sister')
  await ames.reload()
  await expect(ames.getByText(`On the chart by ${people.nurse}`)).toHaveCount(0)
})

/** Tab by tab, as somebody without a mouse gets there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let pressed = 0; pressed < 60; pressed++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  await expect(target).toBeFocused()
}

test('A2: a medicine is put on the list and stopped by keyboard alone', async ({ enter }) => {
  const nurse = await enter('nurse')
  await nurse.goto('/people/new')
  const family = freshFamily('Siskin')
  await tabTo(nurse, nurse.getByLabel('Given names'))
  await nurse.keyboard.type('Ines')
  await nurse.keyboard.press('Tab')
  await nurse.keyboard.type(family)
  for (const part of ['3', '4', '1970']) {
    await nurse.keyboard.press('Tab')
    await nurse.keyboard.type(part)
  }
  await nurse.keyboard.press('Enter')
  await expect(nurse.locator('[data-patient-banner]')).toContainText('Born 03-Apr-1970')
  await tabTo(nurse, nurse.getByRole('link', { name: 'Health', exact: true }))
  await nurse.keyboard.press('Enter')
  await expect(nurse.getByRole('heading', { level: 1, name: 'Health' })).toBeVisible()
  await tabTo(nurse, nurse.getByRole('button', { name: 'Add a medicine' }))
  await nurse.keyboard.press('Enter')
  const adding = nurse.getByRole('dialog', { name: 'Add a medicine' })
  await tabTo(nurse, adding.getByRole('button', { name: /Medicine/ }))
  await nurse.keyboard.press('Enter')
  await expect(nurse.getByRole('option', { name: 'lorazepam' })).toBeVisible()
  await nurse.keyboard.type('lora')
  await expect(nurse.getByRole('option', { name: 'lorazepam' })).toBeFocused()
  await nurse.keyboard.press('Enter')
  await tabTo(nurse, adding.getByLabel(/^Dose and how often/))
  await nurse.keyboard.type('1 mg at night')
  await nurse.keyboard.press('Enter')
  const medicines = nurse.getByRole('list', { name: 'Medicines', exact: true })
  await expect(medicines).toContainText('1 mg at night')
  await tabTo(nurse, nurse.getByRole('button', { name: 'Change lorazepam' }))
  await nurse.keyboard.press('Enter')
  const stopping = nurse.getByRole('dialog', { name: 'Change: lorazepam' })
  await tabTo(nurse, stopping.getByRole('radio', { name: 'On hold' }))
  await nurse.keyboard.press('ArrowDown')
  await nurse.keyboard.press('Tab')
  await nurse.keyboard.type('Tapered off')
  await tabTo(nurse, stopping.getByRole('button', { name: 'Record it' }))
  await nurse.keyboard.press('Enter')
  await expect(medicines).toContainText('Stopped: Tapered off')
})
