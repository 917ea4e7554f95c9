import type { Page } from '@playwright/test'
import { expect, passwordOf, people, test, type Who } from './clinic.ts'
import { doorOf } from './door.ts'
import { demoFile } from './env.ts'
import { choose, pick, type } from './room.ts'
import { chartOf, freshFamily } from './session-by-door.ts'

/** Names somebody of the staff as part of this person's team. `page` belongs to a nurse. */
async function joins(page: Page, patientId: string, who: Who, part: 'lead-prescriber' | 'therapist'): Promise<void> {
  const door = doorOf(page)
  const team = await door.team.read.query({ patientId })
  const member = team.candidates.find((one) => one.name === people[who])
  await door.team.add.mutate({
    periodId: crypto.randomUUID(),
    patientId,
    membershipId: member?.membershipId ?? '',
    part,
    startsOn: team.today,
    until: null,
    reason: 'Named at the first visit',
    release: null,
  })
}

async function signs(page: Page, who: Who, button: string): Promise<void> {
  await page.getByRole('button', { name: button }).click()
  const dialog = page.getByRole('dialog', { name: 'Sign the plan' })
  await dialog.getByLabel('Your password').fill(passwordOf(who))
  await dialog.getByRole('button', { name: 'Sign the plan' }).click()
  await expect(dialog).toBeHidden()
}

test('a plan is made within its protocol and signed by prescriber, therapist and patient; a change asks all of them again', async ({
  enter,
}) => {
  // Three people sign one after the other, each in a browser of their own.
  test.setTimeout(300_000)
  const nurse = await enter('nurse')
  const family = freshFamily('Varley')
  const patient = await chartOf(nurse, { family, given: 'Odile' })
  await joins(nurse, patient, 'prescriber', 'lead-prescriber')
  await joins(nurse, patient, 'therapist', 'therapist')

  const ames = await enter('prescriber')
  await ames.goto(`/people/${patient}/plan`)
  await ames.getByRole('button', { name: 'Plan the course' }).click()
  const form = ames.getByRole('form', { name: 'Plan' })
  await pick(ames, form, 'Protocol', /^KAP by infusion, six sessions in 2–3 weeks/)
  await pick(ames, form, 'Indication', /^Another one/)
  await type(form, 'Indication in words', 'Recurrent depression')
  await type(form, 'Dose up to', '0.9')
  await type(form, 'Intention', 'To meet the grief without running')
  await choose(form, 'Touch', 'No touch')
  await type(form, 'Stop when', 'No response after four doses')
  await form.getByRole('button', { name: 'Propose the plan' }).click()
  await expect(form.getByRole('alert').first()).toContainText('above the protocol’s range')
  await type(form, 'Dose up to', '0.75')
  await form.getByRole('button', { name: 'Propose the plan' }).click()
  await expect(ames.getByRole('heading', { name: 'Signatures on version 1' })).toBeVisible()
  await signs(ames, 'prescriber', 'Sign as prescriber')

  const okafor = await enter('therapist')
  await okafor.goto(`/people/${patient}/plan`)
  await signs(okafor, 'therapist', 'Sign as therapist')

  await nurse.goto(`/people/${patient}/plan`)
  await nurse.getByRole('button', { name: `Let Odile ${family} sign` }).click()
  const dialog = nurse.getByRole('dialog')
  await choose(dialog, 'How', 'Types the name')
  await type(dialog, 'Full name', `Odile ${family}`)
  await dialog.getByRole('button', { name: 'Sign the plan' }).click()
  await expect(nurse.getByText('Signed by all')).toBeVisible()

  await okafor.reload()
  await okafor.getByRole('button', { name: 'Change the plan' }).click()
  const change = okafor.getByRole('form', { name: 'Plan' })
  await type(change, 'Music', 'Quiet piano')
  await type(change, 'Why the plan changes', 'She brought her own playlist')
  await change.getByRole('button', { name: 'Propose this version' }).click()
  await expect(okafor.getByText('Music: not recorded → Quiet piano.')).toBeVisible()
  await expect(okafor.getByText('Version 2 of the plan waits for a signature')).toBeVisible()
})

test('a handoff waits until the other side acknowledges it; a note for oneself is nobody else’s (M18)', async ({
  enter,
}) => {
  const nurse = await enter('nurse')
  const patient = await chartOf(nurse, { family: freshFamily('Tennick'), given: 'Ravi' })
  await joins(nurse, patient, 'prescriber', 'lead-prescriber')
  await joins(nurse, patient, 'therapist', 'therapist')

  const okafor = await enter('therapist')
  await okafor.goto(`/people/${patient}/notes`)
  await okafor.getByRole('button', { name: 'Hand over' }).click()
  const handing = okafor.getByRole('form', { name: 'Hand over' })
  await choose(handing, 'When', 'Before a session')
  await type(handing, 'Red flags', 'Slept badly since Tuesday')
  await handing.getByRole('button', { name: 'Hand over' }).click()
  await expect(okafor.getByText('Not acknowledged')).toBeVisible()
  await okafor.getByRole('button', { name: 'Write for yourself' }).click()
  const own = okafor.getByRole('form', { name: 'Your own note' })
  await type(own, 'Words for yourself', 'amaranth kestrel 44')
  await own.getByRole('button', { name: 'Keep for yourself' }).click()
  await expect(okafor.getByRole('list', { name: 'Your own notes' })).toContainText('amaranth kestrel 44')

  const ames = await enter('prescriber')
  await ames.goto(`/people/${patient}/notes`)
  await expect(ames.getByText('Slept badly since Tuesday')).toBeVisible()
  expect(await ames.content()).not.toContain('amaranth')
  await ames.getByRole('button', { name: 'Acknowledge' }).click()
  await expect(ames.getByText(`Acknowledged by ${people.prescriber}`)).toBeVisible()
})

test('an outside therapist sees the one person she treats, and after the end of it not even that', async ({
  enter,
}) => {
  const hers = demoFile().patients.find((one) => one.story === 'outside-therapist')?.id ?? ''
  const other = demoFile().patients.find((one) => one.story === 'ready-today')?.id ?? ''
  const rosa = await enter('outside-therapist')
  await rosa.goto(`/people/${other}/plan`)
  await expect(rosa.getByRole('heading', { name: 'Nothing here' })).toBeVisible()
  const nurse = await enter('nurse')
  const patient = await chartOf(nurse, { family: freshFamily('Quarles'), given: 'Ina' })
  const door = doorOf(nurse)
  const team = await door.team.read.query({ patientId: patient })
  const member = team.candidates.find((one) => one.name === people['outside-therapist'])
  const periodId = crypto.randomUUID()
  await door.team.add.mutate({
    periodId,
    patientId: patient,
    membershipId: member?.membershipId ?? '',
    part: 'outside-therapist',
    startsOn: team.today,
    until: null,
    reason: 'Her own therapist',
    release: 'Signed on paper, in the folder',
  })
  await rosa.goto(`/people/${patient}/notes`)
  await expect(rosa.getByRole('heading', { name: 'Shared notes', exact: true })).toBeVisible()
  await door.team.end.mutate({ periodId, reason: 'release-withdrawn', words: '' })
  await rosa.reload()
  await expect(rosa.getByRole('heading', { name: 'Nothing here' })).toBeVisible()
  expect(hers).not.toBe('')
})
