import type { Page } from '@playwright/test'
import { expect, test } from './clinic.ts'
import { doorOf } from './door.ts'
import { demoFile } from './env.ts'

/** A record of the demo clinic that is signed: what its paper prints, and a name that must be told to nobody. */
async function signedRecord(page: Page): Promise<{ readonly contentHash: string; readonly family: string }> {
  const door = doorOf(page)
  for (const { id } of demoFile().patients) {
    const chart = await door.people.chart.query({ patientId: id as never })
    const signed = chart.sessions?.find((one) => one.status === 'sealed')
    if (signed === undefined) continue
    const { contentHash } = await door.session.readForSigning.query({ sessionId: signed.sessionId })
    return { contentHash, family: chart.patient.person.family }
  }
  throw new Error('No record of the demo clinic is signed.')
}

test('the auditor verifies the record, and a stranger checks a printed one against the log (M16, SC7)', async ({
  enter,
  browser,
  watch,
}) => {
  test.setTimeout(240_000)
  const auditor = await enter('auditor')
  await auditor.goto('/audit')
  await expect(async () => {
    await auditor.getByRole('tab', { name: 'Proof' }).click()
    await expect(auditor.getByRole('button', { name: 'Verify now' })).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await auditor.getByRole('button', { name: 'Verify now' }).click()
  await expect(auditor.getByText(/entries of .* verified .* by Ines Calder/)).toBeVisible({ timeout: 60_000 })
  await expect(auditor.getByText('Everything holds.')).toBeVisible()
  const checkpoint = (await doorOf(auditor).audit.proof.query()).checkpoint?.text ?? ''
  await expect(auditor.getByText(checkpoint.split('\n')[2] ?? 'no root')).toBeVisible()

  const prescriber = await enter('prescriber')
  const { contentHash, family } = await signedRecord(prescriber)
  const context = await browser.newContext()
  watch.over(context)
  const stranger = await context.newPage()
  await stranger.goto('/verify')
  await stranger.getByLabel('Content SHA-256').fill(contentHash)
  await stranger.getByLabel('Checkpoint').fill(checkpoint)
  await stranger.getByRole('button', { name: 'Check the record' }).click()
  await expect(stranger.getByText('The log is still the one your paper saw')).toBeVisible()
  await expect(stranger.getByText(/leaf \d+ of \d+, counted from 0/)).toBeVisible()
  expect(await stranger.content()).not.toContain(family)

  await stranger.getByLabel('Checkpoint').fill(checkpoint.replace(/\n\d+\n/, '\n7\n'))
  await stranger.getByRole('button', { name: 'Check the record' }).click()
  await expect(stranger.getByText('This checkpoint was not signed by this practice’s log')).toBeVisible()
  await context.close()
})
