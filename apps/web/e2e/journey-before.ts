import { currentForms } from '@holdspace/clinic/intake/clinic-forms'
import type { Page } from '@playwright/test'
import { expect, passwordOf, people } from './clinic.ts'
import { linkMailedTo, sendForms } from './forms-sent.ts'
import { answerInstrument, choice, fillForm, openPacket, type Person, signByName } from './phone.ts'
import { bundleFile } from './referral-files.ts'
import { choose, pick, send, tick, type } from './room.ts'
import { canary } from './watch.ts'

/** The journey up to the day of the session: from a letter of another practice to a plan that everybody signed. */
export interface Traveller extends Person {
  readonly email: string
}

export interface Day {
  readonly desk: Page
  readonly nurse: Page
  readonly prescriber: Page
  readonly therapist: Page
  readonly phone: Page
}

const referredBy = 'https://hudsonfamily.example/records'

/** A person made up for this run, as a small practice would refer them. */
export function newTraveller(): Traveller {
  const family = canary(`Wintergreen-${Date.now().toString(36)}`)
  return { given: 'Noemi', family, birthDate: '1986-05-17', email: `${family.toLowerCase()}@patients.example` }
}

function letterAbout({ given, family, birthDate, email }: Traveller) {
  const subject = { reference: 'Patient/p1' }
  const snomed = (code: string, display: string) => ({
    coding: [{ system: 'http://snomed.info/sct', code, display }],
    text: display,
  })
  const condition = (id: string, code: string, display: string, onsetDateTime: string) => ({
    resourceType: 'Condition',
    id,
    subject,
    code: snomed(code, display),
    clinicalStatus: { coding: [{ code: 'active' }] },
    onsetDateTime,
  })
  return bundleFile(`${family}.json`, [
    {
      resourceType: 'Patient',
      id: 'p1',
      name: [{ use: 'official', family, given: [given] }],
      gender: 'female',
      birthDate,
      telecom: [{ system: 'email', value: email }],
      identifier: [{ system: referredBy, value: `H-${family}` }],
    },
    condition('c1', '370143000', 'Major depressive disorder', '2019-04-02'),
    condition('c2', '59621000', 'Essential hypertension', '2021-09-14'),
    {
      resourceType: 'AllergyIntolerance',
      id: 'a1',
      clinicalStatus: { coding: [{ code: 'active' }] },
      code: snomed('91936005', 'Allergy to penicillin'),
      patient: subject,
    },
  ])
}

export async function refer(desk: Page, person: Traveller): Promise<string> {
  await desk.goto('/referrals/import')
  await desk.locator('input[type=file]').setInputFiles(letterAbout(person))
  await desk.getByRole('link', { name: 'Review' }).click()
  await expect(desk.getByRole('heading', { name: /^\d+ flags?/ })).toBeVisible()
  await expect(desk.getByText(/hypertension/i).first()).toBeVisible()
  await desk.getByRole('button', { name: 'Accept and make the chart' }).click()
  await expect(desk).toHaveURL(/\/people\/[0-9a-f-]{36}$/)
  await expect(desk.locator('[data-patient-banner]')).toContainText('penicillin')
  return desk.url().split('/').at(-1) ?? ''
}

/** Words of a patient about what they hope for: for the care team, and for nobody outside (RULINGS 10). */
export const hopes = canary('To wake up without the stone on my chest.')

/** Everything that is asked before the first visit, on a phone of 390 px. */
export async function fillPacket({ desk, phone }: Day, person: Traveller, patient: string): Promise<void> {
  await sendForms(desk, `/people/${patient}`, 'the usual', 'by mail')
  await openPacket(phone, await linkMailedTo(desk, person.email), person)
  await fillForm(phone, currentForms.demographics, {
    language: 'en',
    phone: '518-555-0174',
    'address-line': '4 Mill Street',
    'address-city': 'Hudson',
    'address-state': 'NY',
    'address-postal-code': '12534',
    'emergency-name': 'Ruth Calloway',
    'emergency-relation': 'Sister',
    'emergency-phone': '518-555-0175',
    height: inFeet,
    weight: inPounds,
  })
  await fillForm(phone, currentForms.history, { 'high-blood-pressure': 'yes', 'blood-pressure-controlled': 'yes' })
  await fillForm(phone, currentForms.medicines, { medicines: oneMedicine, allergies: oneAllergy })
  await fillForm(phone, currentForms['treatment-trials'], {
    antidepressants: oneTrial,
    psychotherapy: 'yes',
    'psychotherapy.outcome': 'helped-a-little',
  })
  await fillForm(phone, currentForms.contraindications, {
    'takes-blood-pressure-medicine': 'yes',
    'adult-at-home-first-night': 'yes',
    'has-ride-home': 'not-sure',
    hopes,
  })
  await answerInstrument(phone, 'Your mood (PHQ-9)', [2, 3, 2, 3, 1, 2, 2, 1, 1, 2], async (question) => {
    const help = phone.getByRole('main').getByRole('alert')
    if (question < 9) return expect(help).toHaveCount(0)
    await expect(help).toContainText('call 911 now')
    await expect(phone.getByRole('link', { name: 'Call 988' })).toBeVisible()
  })
  await answerInstrument(phone, 'Your worries (GAD-7)', [1, 2, 2, 1, 1, 1, 1])
  await answerInstrument(phone, 'Your pain (PEG)', [2, 1, 2])
  await expect(phone.getByRole('heading', { name: 'Thank you. Everything is sent.' })).toBeVisible()
}

async function inFeet(phone: Page): Promise<void> {
  const height = phone.getByRole('group', { name: 'Your height' })
  await choice(height, 'Unit', 'Feet and inches').click()
  await type(height, 'Feet', 5)
  await type(height, 'Inches', 7)
}

async function inPounds(phone: Page): Promise<void> {
  const weight = phone.getByRole('group', { name: 'Your weight' })
  await choice(weight, 'Unit', 'Pounds (lb)').click()
  await type(weight, 'How much', 152)
  await expect(weight.getByRole('status')).toContainText('68.9 kg')
}

async function oneMedicine(phone: Page): Promise<void> {
  await choice(phone, 'Do you take any medicines?', 'Yes').click()
  await phone.getByLabel('Name').fill('Lisinopril')
  await phone.getByLabel('Dose').fill('10 mg')
  await phone.getByLabel('How often').fill('Each morning')
}

async function oneAllergy(phone: Page): Promise<void> {
  await choice(phone, 'Are you allergic to anything?', 'Yes').click()
  await phone.getByLabel('What are you allergic to?').fill('Penicillin')
  await phone.getByLabel('What happens?').fill('Rash')
}

async function oneTrial(phone: Page): Promise<void> {
  await choice(phone, 'Have you taken antidepressants?', 'Yes').click()
  await phone.getByLabel('Name').fill('Sertraline')
  await phone.getByLabel('Highest dose').fill('200 mg')
  await phone.getByLabel('How long').fill('Ten months')
  await choice(phone, 'How did it go?', 'It did not help').click()
}

/** The answer about suicide waits for a clinician as a task; the prescriber decides on it, and then on the treatment. */
export async function decide({ prescriber }: Day, person: Traveller, patient: string): Promise<void> {
  await prescriber.goto('/tasks')
  await prescriber.getByRole('tab', { name: 'Everything I may see' }).click()
  const task = prescriber.getByRole('listitem').filter({ hasText: person.family }).filter({ hasText: 'item 9' })
  await task.getByRole('button', { name: /^I have it/ }).click()
  await expect(task).toContainText(`Taken on by${people.prescriber}`)

  await prescriber.goto(`/people/${patient}/screening`)
  const waiting = prescriber.getByText('The dose gate stays closed until a decision is recorded')
  await expect(waiting).toBeVisible()
  await prescriber.getByRole('button', { name: /^Decide mood and safety/ }).click()
  const safety = prescriber.getByRole('dialog')
  await choice(safety, 'Thoughts of suicide', 'A wish to be dead, without thoughts of suicide').click()
  for (const group of ['Intent to act', 'A plan', 'Means at hand']) await choice(safety, group, 'No').click()
  await choice(safety, 'A suicide attempt', 'Never').click()
  await choice(safety, 'Safety plan', 'Made today').click()
  await choice(safety, 'Decision', 'Go on with precautions').click()
  await type(safety, 'Reason, and what was agreed', 'Spoke for half an hour; her sister stays with her.')
  await send(safety, 'Record my decision')
  await expect(waiting).toHaveCount(0)

  // What the letter and her answers leave open is not safe until somebody looked (unknown is never a no).
  await prescriber.getByRole('button', { name: 'Settle: Uncontrolled high blood pressure' }).click()
  const settling = prescriber.getByRole('dialog')
  await choose(settling, 'What you found', 'It is not so')
  await type(settling, 'How you found out', 'Measured twice here today: 128/80 and 126/78.')
  await send(settling, 'Record what I found')
  await expect(settling).toBeHidden()

  await prescriber.getByRole('button', { name: /^Decide eligibility/ }).click()
  const decision = prescriber.getByRole('dialog')
  await expect(decision.getByText('Reasons for')).toBeVisible()
  const capacity = 'The person can understand and decide for themselves'
  for (const group of [capacity, 'Willing to do therapy', 'Supported by friends or family']) {
    await choice(decision, group, 'Yes').click()
  }
  const cautions = decision.getByRole('group', { name: 'I have read each caution' })
  for (const box of await cautions.locator('label').all()) await box.click()
  await choice(decision, 'Decision', 'Eligible').click()
  await type(decision, 'Reason', 'Two adequate trials without response; pressure well controlled.')
  await send(decision, 'Record my decision')
  await expect(decision).toBeHidden()
  await expect(prescriber.getByText('Two adequate trials without response')).toBeVisible()
}

const onThePhone = [
  'Consent to treatment by infusion',
  'Ride home and no driving',
  'Privacy notice',
  'Financial agreement',
]

/** Four papers on the phone; the two releases at the desk, where who may see what is chosen with her. */
export async function consent({ desk, phone }: Day, person: Traveller, patient: string, to: Releases): Promise<void> {
  const forms = ['Who they are (name and birth date)', ...onThePhone]
  await sendForms(desk, `/people/${patient}`, forms, 'by mail')
  await openPacket(phone, await linkMailedTo(desk, person.email), person)
  for (const name of onThePhone) {
    await phone.getByRole('button', { name: `Start: ${name}` }).click()
    await expect(phone.getByRole('button', { name: 'Sign', exact: true })).toBeVisible()
    await signByName(phone)
    await expect(phone.getByRole('button', { name: 'Sign', exact: true })).toHaveCount(0)
  }
  await expect(phone.getByRole('heading', { name: 'Papers you signed' })).toBeVisible()
  const parts = [
    'Problems and allergies',
    'Signed medicine',
    'Plan, goals',
    'Questionnaires',
    'Signed records',
    'Mental',
  ]
  await release(desk, patient, to.partner, parts)
  await release(desk, patient, to.therapist, [])
  const table = desk.getByRole('table', { name: 'Consents needed for treatment' })
  for (const title of ['Treatment: infusion into a vein', 'Ride home and no driving']) {
    await expect(table.getByRole('row').filter({ hasText: title })).toContainText('Signed')
  }
}

export interface Releases {
  readonly partner: string
  readonly therapist: string
}

async function release(desk: Page, patient: string, recipient: string, parts: readonly string[]): Promise<void> {
  await desk.goto(`/people/${patient}/consents`)
  const form = desk.getByRole('form', { name: 'Prepare a release' })
  await pick(desk, form, 'Who may see the record', new RegExp(recipient))
  for (const part of parts) await tick(form, part)
  await send(form, 'Go on to the form')
  await desk.getByText('Full name', { exact: true }).click()
  await desk.getByText('Date of birth', { exact: true }).click()
  await desk.getByRole('button', { name: 'Go on' }).click()
  await expect(desk.getByRole('article')).toContainText(recipient)
  await signByName(desk)
  await expect(desk.getByRole('heading', { name: 'Thank you' })).toBeVisible()
  await desk.getByRole('button', { name: 'Hand the tablet back' }).click()
  await desk.getByLabel(/password/i).fill(passwordOf('front-desk'))
  await desk.getByRole('button', { name: /unlock/i }).click()
  await expect(desk.getByRole('heading', { name: 'Consents', level: 1 })).toBeVisible()
}

/** Who treats her: the guest of another practice joins like the others, on the release she signed. */
export async function nameTeam({ nurse }: Day, patient: string, guest: string): Promise<void> {
  await nurse.goto(`/people/${patient}`)
  const team = [
    ['Lead prescriber', people.prescriber],
    ['Therapist', people.therapist],
    ['Outside therapist', guest],
  ] as const
  for (const [part, name] of team) {
    await nurse.getByRole('button', { name: 'Add somebody' }).click()
    const form = nurse.getByRole('form', { name: 'Add somebody to the care team' })
    await pick(nurse, form, 'As$', new RegExp(`^${part}$`))
    await pick(nurse, form, 'Who$', new RegExp(name))
    await type(form, 'Why', 'Named at the first visit')
    await send(form, 'Add to the team')
    await expect(form).toBeHidden()
    await expect(nurse.getByRole('list', { name: 'Care team' })).toContainText(name)
  }
}

export async function plan({ nurse, prescriber, therapist }: Day, person: Traveller, patient: string): Promise<void> {
  await prescriber.goto(`/people/${patient}/plan`)
  await prescriber.getByRole('button', { name: 'Plan the course' }).click()
  const form = prescriber.getByRole('form', { name: 'Plan' })
  await pick(prescriber, form, 'Protocol', /^KAP by infusion, six sessions in 2–3 weeks/)
  await pick(prescriber, form, 'Indication', /^Major depressive/)
  await tick(form, 'PHQ-9, response')
  await type(form, 'Number of doses', 1)
  await type(form, 'Length of the course', 1)
  await tick(form, 'every 7 days')
  await type(form, 'Intention', 'To feel the ground again')
  await choose(form, 'Touch', 'No touch')
  await type(form, 'Stop when', 'Blood pressure that stays high')
  await send(form, 'Propose the plan')
  await expect(prescriber.getByRole('heading', { name: 'Signatures on version 1' })).toBeVisible()
  await signPlan(prescriber, 'prescriber')
  await therapist.goto(`/people/${patient}/plan`)
  await signPlan(therapist, 'therapist')

  await nurse.goto(`/people/${patient}/plan`)
  const name = `${person.given} ${person.family}`
  await nurse.getByRole('button', { name: `Let ${name} sign` }).click()
  const dialog = nurse.getByRole('dialog')
  await expect(dialog).toContainText('To feel the ground again')
  await choose(dialog, 'How', 'Types the name')
  await type(dialog, 'Full name', name)
  await send(dialog, 'Sign the plan')
  await expect(nurse.getByText('Signed by all')).toBeVisible()
}

async function signPlan(page: Page, who: 'prescriber' | 'therapist'): Promise<void> {
  await page.getByRole('button', { name: `Sign as ${who}` }).click()
  const dialog = page.getByRole('dialog', { name: 'Sign the plan' })
  await dialog.getByLabel('Your password').fill(passwordOf(who))
  await send(dialog, 'Sign the plan')
  await expect(dialog).toBeHidden()
}

interface Visit {
  readonly kind: string
  readonly date: string
  readonly at: string
  readonly room?: string
  readonly with: readonly string[]
}

/** Fills the form on the chart as far as the button; what comes of it is the caller's to look at. */
export async function fillVisit(desk: Page, patient: string, visit: Visit) {
  await desk.goto(`/people/${patient}`)
  await desk.getByRole('button', { name: 'Book …' }).click()
  const form = desk.getByRole('form', { name: 'Book an appointment' })
  await pick(desk, form, 'Kind', new RegExp(`^${visit.kind}`))
  const [year = '', month = '', day = ''] = visit.date.split('-')
  await form.getByLabel('Day', { exact: true }).fill(day)
  await form.getByLabel('Month').fill(month)
  await form.getByLabel('Year').fill(year)
  await form.getByLabel('Begins').fill(visit.at)
  if (visit.room !== undefined) await pick(desk, form, 'Room', new RegExp(`^${visit.room}$`))
  for (const name of visit.with) await tick(form, name)
  await send(form, 'Book')
  return form
}

/** Preparation, then the session: at an hour at which her therapist is with her already it is refused by name. */
export async function book({ desk }: Day, patient: string, date: string): Promise<void> {
  await fillVisit(desk, patient, { kind: 'Preparation', date, at: '10:30', with: [people.therapist] })
  await expect(desk.getByRole('button', { name: /10:30–11:30 Preparation/ })).toBeVisible()
  const session = { kind: 'KAP, infusion', date, room: 'Fern', with: [people.nurse, people.therapist] }
  const form = await fillVisit(desk, patient, { ...session, at: '11:00' })
  await expect(form.getByRole('alert')).toContainText('10:30–11:30')
  await form.getByLabel('Begins').fill('11:30')
  await send(form, 'Book')
  await expect(desk.getByRole('button', { name: /11:30–14:30 KAP, infusion/ })).toBeVisible()
}
