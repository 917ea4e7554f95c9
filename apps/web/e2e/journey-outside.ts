import type { Page } from '@playwright/test'
import { expect, people } from './clinic.ts'
import { demoFile } from './env.ts'
import { hopes, type Traveller } from './journey-before.ts'
import { seen } from './journey-session.ts'
import { PartnerSystem, searchOf, statusOfRead } from './partner.ts'
import { pick, send, type } from './room.ts'
import { readSignedSession, registerPartner } from './sharing.ts'

/** Those outside the clinic who see a part of the record: a partner's system, and a therapist of another practice. */
export interface Partner {
  readonly name: string
  readonly clientId: string
  readonly system: PartnerSystem
}

export async function registerNewPartner(admin: Page): Promise<Partner> {
  const system = await PartnerSystem.withNewKeys()
  const name = `Hudson Family Medicine ${Date.now().toString(36)}`
  return { name, system, clientId: await registerPartner(admin, system, name) }
}

const guestEmail = 'sam.reyes@juniper.example'

/** Dr Reyes works at Juniper Row; Marigold House takes him in as a guest, who reaches nobody yet (RULINGS 19). */
export async function guestFrom(admin: Page): Promise<string> {
  const name = people['another-practice']
  await admin.goto('/members')
  if ((await admin.getByRole('row').filter({ hasText: name }).count()) > 0) return name
  await admin.getByRole('button', { name: 'Add a member' }).click()
  const form = admin.getByRole('form', { name: 'Add a member' })
  await type(form, 'Name', 'Sam Reyes')
  await type(form, 'As colleagues', name)
  await type(form, 'Email', guestEmail)
  await pick(admin, form, 'Role', /^Outside therapist/)
  await send(form, 'Add')
  await expect(form).toBeHidden()
  return name
}

/** The partner reads what she released, type by type and down to the paper; once she takes it back, nothing (M19). */
export async function partnerReads(desk: Page, partner: Partner, person: Traveller, patient: string): Promise<void> {
  const client = await partner.system.signedIn(partner.clientId, demoFile().fhirBaseUrl)
  await readSignedSession(client, { patient, family: person.family, secret: seen })
  for (const type of ['CarePlan', 'CareTeam', 'QuestionnaireResponse', 'Appointment', 'Consent']) {
    const found = await searchOf(client, type, patient)
    expect(found.length, type).toBeGreaterThan(0)
    for (const secret of [seen, hopes]) expect(JSON.stringify(found)).not.toContain(secret)
  }
  await withdraw(desk, patient, partner.name)
  expect(await statusOfRead(client, 'Patient', patient)).toBe(404)
  expect(await searchOf(client, 'Encounter', patient)).toEqual([])
}

/** At the desk, by word of mouth: one paper is taken back and the others stand (RULINGS 8). */
async function withdraw(desk: Page, patient: string, recipient: string): Promise<void> {
  await desk.goto(`/people/${patient}/consents`)
  const row = desk.getByRole('table', { name: 'Releases signed here' }).getByRole('row').filter({ hasText: recipient })
  await row.getByRole('button', { name: /^Withdraw/ }).click()
  const dialog = desk.getByRole('alertdialog', { name: /^Withdraw: / })
  await type(dialog, 'How they said it', 'By word of mouth at the desk')
  await send(dialog, 'Withdraw')
  await expect(row).toContainText('Withdrawn')
}

/** In his own practice he finds nobody; as a guest of this one exactly her, and of her what the team shares. */
export async function guestSees(guest: Page, desk: Page, person: Traveller, patient: string): Promise<void> {
  await guest.goto(`/people/${patient}`)
  await expect(guest.getByRole('heading', { name: 'Nothing here' })).toBeVisible()
  await guest.goto('/account')
  const practice = guest.getByRole('listitem').filter({ hasText: 'Marigold House' })
  await practice.getByRole('button', { name: 'Go over' }).click()
  await guest.waitForURL((url) => url.pathname !== '/account')

  await guest.goto(`/people/${patient}/notes`)
  await expect(guest.getByRole('heading', { name: 'Shared notes', exact: true })).toBeVisible()
  await expect(guest.locator('[data-patient-banner]')).toContainText(person.family)
  await expect(guest.getByRole('link', { name: 'Money' })).toHaveCount(0)
  await guest.goto(`/people/${patient}/plan`)
  await expect(guest.getByRole('main').getByText('To feel the ground again')).toBeVisible()
  const another = demoFile().patients[0]?.id ?? ''
  await guest.goto(`/people/${another}/notes`)
  await expect(guest.getByRole('heading', { name: 'Nothing here' })).toBeVisible()

  await withdraw(desk, patient, people['another-practice'])
  await guest.goto(`/people/${patient}/notes`)
  await expect(guest.getByRole('heading', { name: 'Nothing here' })).toBeVisible()
}
