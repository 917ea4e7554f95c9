import { patientId } from '@holdspace/kit/ids'
import type { Page } from '@playwright/test'
import { expect, test } from './clinic.ts'
import { doorOf } from './door.ts'
import { demoFile, serverLog } from './env.ts'
import { PartnerSystem, searchOf, statusOfRead } from './partner.ts'
import { send, type } from './room.ts'
import { recordRelease, registerPartner, withdrawRelease } from './sharing.ts'
import { canary } from './watch.ts'

/** Kept by the therapist alone; the log, and whoever reads over FHIR, must never have it (M18). */
const ownNote = canary('viridian-avocet-36')

test('a partner is registered with keys of its own, reads what one person released, and nothing after it is withdrawn (M19)', async ({
  enter,
}) => {
  test.setTimeout(240_000)
  const [admin, nurse, therapist] = [await enter('admin'), await enter('nurse'), await enter('therapist')]
  const patient = demoFile().patients.find(({ story }) => story === 'series-complete')?.id ?? ''
  const system = await PartnerSystem.withNewKeys()
  const name = `Lakeside Clinic ${Date.now().toString(36)}`
  await keepOwnNote(therapist, patient)

  const clientId = await registerPartner(admin, system, name)
  const client = await system.signedIn(clientId, demoFile().fhirBaseUrl)
  expect(await statusOfRead(client, 'Patient', patient), 'before any release').toBe(404)

  await recordRelease(nurse, patient, name)
  const found = await Promise.all(
    ['Patient', 'Encounter', 'MedicationAdministration', 'Condition'].map((kind) => searchOf(client, kind, patient)),
  )
  for (const resources of found) expect(resources.length).toBeGreaterThan(0)
  expect(JSON.stringify(found)).not.toContain(ownNote)
  expect(await searchOf(client, 'CarePlan', patient), 'the plan was not released').toEqual([])
  expect(await searchOf(client, 'Invoice', patient), 'money was not released').toEqual([])

  await nurse.reload()
  const account = nurse.getByRole('table', { name: 'What partners have read' })
  await expect(account.getByRole('row').filter({ hasText: name }).filter({ hasText: 'Doses' })).toHaveCount(1)

  await withdrawRelease(nurse, patient, name)
  expect(await statusOfRead(client, 'Patient', patient), 'the next request').toBe(404)
  expect(await searchOf(client, 'Encounter', patient)).toEqual([])

  await shutOut(admin, name)
  expect(await statusOfRead(client, 'Patient', patient), 'a partner that was shut out').toBe(401)
  await expect(system.signedIn(clientId, demoFile().fhirBaseUrl)).rejects.toThrow('invalid_client')
  expect(serverLog().length).toBeGreaterThan(1_000)
})

test('keys that are not in order are named before anything is registered', async ({ enter }) => {
  const admin = await enter('admin')
  await admin.goto('/sharing')
  await admin.getByRole('button', { name: 'Register a partner' }).click()
  const form = admin.getByRole('form', { name: 'Register a partner system' })
  await type(form, 'Its public keys', '{"keys":[{"kty":"EC","crv":"P-384","kid":"a","x":"AA","y":"AA","d":"AA"}]}')
  await type(form, 'What it may ask for', 'patient/*.read')
  await form.getByRole('button', { name: 'Test keys and scopes' }).click()
  await expect(form.getByText('Not in order yet')).toBeVisible()
  await expect(form.getByText(/private/i)).toBeVisible()
  // What was said of those keys is not said of others.
  await type(form, 'Its public keys', '{"keys":[]}')
  await expect(form.getByText('Not in order yet')).toBeHidden()
})

async function keepOwnNote(therapist: Page, patient: string): Promise<void> {
  await therapist.goto('/today')
  const kept = { noteId: crypto.randomUUID() as never, patientId: patientId.parse(patient), version: 1 }
  await doorOf(therapist).psychotherapyNote.keep.mutate({ ...kept, title: ownNote, words: `About the ${ownNote}.` })
}

async function shutOut(admin: Page, name: string): Promise<void> {
  await admin.goto('/sharing')
  const row = admin.getByRole('table', { name: 'Partner systems' }).getByRole('row').filter({ hasText: name })
  await row.getByRole('button', { name: 'Shut out' }).click()
  const dialog = admin.getByRole('alertdialog', { name: `Shut ${name} out?` })
  await type(dialog, 'Why', 'Its keys went astray')
  await send(dialog, 'Shut out')
  await expect(row).toContainText('Shut out')
  await expect(row.getByRole('button')).toHaveCount(0)
}
