import { calendarDate } from '@holdspace/kit/calendar-date'
import { patientId, releaseId } from '@holdspace/kit/ids'
import type { Page } from '@playwright/test'
import type { Client } from 'fhir-kit-client'
import { expect } from './clinic.ts'
import { doorOf } from './door.ts'
import { pagesOf } from './paper.ts'
import { type PartnerSystem, type Resource, searchOf, statusOfRead } from './partner.ts'
import { pick, send, tick, type } from './room.ts'

/** An administrator registers a partner's public keys; answers the client id it was given. */
export async function registerPartner(admin: Page, system: PartnerSystem, name: string): Promise<string> {
  await admin.goto('/sharing')
  await admin.getByRole('button', { name: 'Register a partner' }).click()
  const form = admin.getByRole('form', { name: 'Register a partner system' })
  await type(form, 'Name of the organisation', name)
  await type(form, 'Its public keys', JSON.stringify(system.publicKeys))
  await send(form, 'Register')
  const row = admin.getByRole('row', { name: new RegExp(name) })
  return (await row.locator('code').textContent()) ?? ''
}

/** Staff record that the patient signed a release to this partner for half a year. */
export async function recordRelease(staff: Page, patient: string, partner: string): Promise<void> {
  await staff.goto(`/people/${patient}/sharing`)
  const form = staff.getByRole('form', { name: 'Record a release' })
  await pick(staff, form, 'Released to', new RegExp(partner))
  for (const words of ['Problems and allergies', 'Signed medicine sessions', 'Signed records and', 'Mental health']) {
    await tick(form, words)
  }
  const [year = '', month = '', day = ''] = halfAYearOn().split('-')
  const until = form.getByRole('group', { name: /^Until/ })
  await until.getByLabel('Day').fill(day)
  await until.getByLabel('Month').fill(month)
  await until.getByLabel('Year').fill(year)
  await type(form, 'How it was given', 'Signed on paper at the front desk')
  await send(form, 'Record the release')
  await expect(releaseTo(staff, partner)).toContainText('In force')
}

/** The same by the door, where the release is not what a test is about. */
export async function releaseByDoor(staff: Page, patient: string, partner: string): Promise<void> {
  const door = doorOf(staff)
  const person = patientId.parse(patient)
  const { partners, today } = await door.sharing.ofPatient.query({ patientId: person })
  const named = partners.find((one) => one.name === partner)
  if (named === undefined) throw new Error(`${partner} is no partner here.`)
  await door.sharing.recordRelease.mutate({
    releaseId: releaseId.parse(crypto.randomUUID()),
    patientId: person,
    partnerId: named.partnerId,
    kinds: ['summary', 'sessions', 'documents'],
    sensitive: ['PSY', 'SUD'],
    from: today,
    until: calendarDate.parse(halfAYearOn()),
    givenHow: 'Signed on paper at the front desk',
  })
}

function halfAYearOn(): string {
  return new Date(Date.now() + 180 * 86_400_000).toISOString().slice(0, 10)
}

export async function withdrawRelease(staff: Page, patient: string, partner: string): Promise<void> {
  await staff.goto(`/people/${patient}/sharing`)
  await releaseTo(staff, partner).getByRole('button', { name: 'Withdraw' }).click()
  const dialog = staff.getByRole('dialog')
  await type(dialog, 'How it was withdrawn', 'By word of mouth at the desk')
  await send(dialog, 'Withdraw')
  await expect(releaseTo(staff, partner)).toContainText('Withdrawn')
}

function releaseTo(staff: Page, partner: string) {
  const table = staff.getByRole('table', { name: 'Releases of information' })
  return table.getByRole('row').filter({ hasText: partner })
}

/** Whom and what the partner is expected to find of one signed session. */
export interface Expected {
  readonly patient: string
  readonly family: string
  readonly secret: string
}

/** Reads one signed session as a partner would, type by type, down to the paper itself. */
export async function readSignedSession(client: Client, { patient, family, secret }: Expected): Promise<void> {
  const found: Record<string, readonly Resource[]> = {}
  for (const type of personalTypes) {
    found[type] = await searchOf(client, type, patient)
    expect(found[type]?.length, `${type} of the signed session`).toBeGreaterThan(0)
  }
  expect(found.Patient).toMatchObject([{ id: patient, name: [{ family }] }])
  expect(found.Encounter).toMatchObject([{ status: 'finished' }])
  expect(found.Procedure?.[0]?.status).toBe('completed')
  expect(JSON.stringify(found.MedicationAdministration)).toContain('ketamine')
  expect(JSON.stringify(found.Observation)).toContain('8480-6')
  expect(JSON.stringify(found.AllergyIntolerance)).toContain('penicillin')
  expect(JSON.stringify(found.Condition)).toMatch(/hypertension/i)
  expect(JSON.stringify(found), 'words of the care team go to no partner (RULINGS 10)').not.toContain(secret)
  for (const [resourceType, resources] of Object.entries(found)) {
    expect(await statusOfRead(client, resourceType, resources[0]?.id ?? '')).toBe(200)
  }
  await readPractitioner(client, found.Encounter ?? [])
  await readDocument(client, found.DocumentReference ?? [], family, secret)
}

const personalTypes = [
  'Patient',
  'Encounter',
  'Procedure',
  'MedicationAdministration',
  'Observation',
  'AllergyIntolerance',
  'Condition',
  'DocumentReference',
] as const

async function readPractitioner(client: Client, encounters: readonly Resource[]): Promise<void> {
  const id = /Practitioner\/([0-9a-f-]{36})/.exec(JSON.stringify(encounters))?.[1] ?? ''
  expect(await client.read({ resourceType: 'Practitioner', id })).toMatchObject({ resourceType: 'Practitioner' })
}

async function readDocument(client: Client, documents: readonly Resource[], family: string, secret: string) {
  const id = /Binary\/([\w-]+)/.exec(JSON.stringify(documents))?.[1] ?? ''
  const binary = (await client.read({ resourceType: 'Binary', id })) as unknown as {
    readonly contentType: string
    readonly data: string
  }
  expect(binary.contentType).toBe('application/pdf')
  const pages = await pagesOf(Buffer.from(binary.data, 'base64'))
  for (const page of pages) expect(page).toContain(family)
  expect(pages.join('\n')).not.toContain(secret)
}
