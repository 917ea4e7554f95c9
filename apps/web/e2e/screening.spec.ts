import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './clinic.ts'
import { doorOf } from './door.ts'
import { openPacket } from './phone.ts'
import { canary } from './watch.ts'

/** Somebody new, with a link to one questionnaire. */
async function newPersonWithLink(page: Page): Promise<{ family: string; chart: string; link: string }> {
  const family = canary(`Farah-${Date.now().toString(36)}`)
  const patient = {
    resourceType: 'Patient',
    id: 'p1',
    name: [{ family, given: ['Leila'] }],
    gender: 'female',
    birthDate: '1988-04-05',
  }
  const bundle = JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: [{ resource: patient }] })
  const door = doorOf(page)
  const base64 = Buffer.from(bundle).toString('base64')
  const { referralId } = await door.referral.receive.mutate({ fileName: 'leila.json', base64 })
  const choice = { kind: 'new' } as const
  const { patientId } = await door.referral.accept.mutate({ referralId, key: crypto.randomUUID(), choice })
  const sent = await door.intake.send.mutate({
    packetId: crypto.randomUUID(),
    patientId,
    items: [{ kind: 'identity' }, { kind: 'instrument', ref: 'phq-9' }],
    language: 'en',
    how: 'hand',
  })
  return { family, chart: `/people/${patientId}`, link: sent.link ?? '' }
}

async function axeFindsNothing(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
}

test.describe('screening', () => {
  test('a suicide answer on a phone shows help at once and waits for a clinician, sent or not; unknown refuses a yes (M11)', async ({
    enter,
    newPhone,
  }) => {
    const ames = await enter('prescriber')
    const person = await newPersonWithLink(ames)
    const phone = await newPhone()
    await openPacket(phone, person.link, { given: 'Leila', family: person.family, birthDate: '1988-04-05' })
    await phone.getByRole('button', { name: /^Start: / }).click()
    await expect(phone.getByText('1 of 10', { exact: true })).toBeVisible()
    await axeFindsNothing(phone)
    for (let question = 1; question <= 8; question += 1) await phone.getByRole('button', { name: 'Next' }).click()
    await expect(phone.getByText('9 of 10', { exact: true })).toBeVisible()
    await phone.getByText('Several days', { exact: true }).click()
    await expect(phone.getByRole('main').getByRole('alert')).toContainText('call 911 now')
    await expect(phone.getByRole('link', { name: 'Call 988' })).toBeVisible()
    await expect(phone.getByText('Saved', { exact: true })).toBeVisible()
    await axeFindsNothing(phone)

    await ames.goto(`${person.chart}/screening`)
    const waiting = ames.getByText('The dose gate stays closed until a decision is recorded')
    await expect(waiting).toBeVisible()
    await expect(ames.getByText(/PHQ-9 item 9 answered 1/).first()).toBeVisible()
    await axeFindsNothing(ames)

    await ames.getByRole('button', { name: /^Decide mood and safety/ }).click()
    const safety = ames.getByRole('dialog')
    await safety.getByText('None', { exact: true }).click()
    for (const group of ['Intent to act', 'A plan', 'Means at hand']) {
      await safety.getByRole('radiogroup', { name: group }).getByText('No', { exact: true }).click()
    }
    await safety.getByText('Never', { exact: true }).click()
    await safety.getByText('Reviewed today', { exact: true }).click()
    await safety.getByText('Go on with precautions', { exact: true }).click()
    await safety.getByLabel('Reason, and what was agreed').fill('Spoke for twenty minutes; her sister stays tonight.')
    await axeFindsNothing(ames)
    await safety.getByRole('button', { name: 'Record my decision' }).click()
    await expect(waiting).toHaveCount(0)

    await ames.getByRole('button', { name: /^Decide eligibility/ }).click()
    const decision = ames.getByRole('dialog')
    const capacity = decision.getByRole('radiogroup', { name: 'The person can understand and decide for themselves' })
    await capacity.getByText('Yes', { exact: true }).click()
    await decision.getByText('Eligible', { exact: true }).click()
    await decision.getByLabel('Reason').fill('Two adequate trials failed.')
    await decision.getByRole('button', { name: 'Record my decision' }).click()
    await expect(decision.getByText(/unknown is not safe/)).toBeVisible()
    await axeFindsNothing(ames)
  })

  test('outcomes are a plot, a table and a walk with the arrow keys', async ({ enter }) => {
    const nurse = await enter('nurse')
    const { people } = await doorOf(nurse).people.search.mutate({ text: 'Lindqvist' })
    await nurse.goto(`/people/${people[0]?.patientId}/outcomes`)
    await expect(nurse.getByText(/^Remission: 21 → 4/)).toBeVisible()
    const plot = nurse.getByRole('slider', { name: /^PHQ-9/ })
    await plot.focus()
    await nurse.keyboard.press('ArrowRight')
    await expect(plot).toHaveAttribute('aria-valuetext', /: 21, severe$/)
    await nurse.getByRole('button', { name: 'Show as a table' }).first().click()
    await expect(nurse.getByRole('table', { name: 'PHQ-9 over time' })).toBeVisible()
    await axeFindsNothing(nurse)
  })
})
