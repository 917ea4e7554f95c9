import type { Page } from '@playwright/test'
import { expect, type Who } from './clinic.ts'
import { doorOf } from './door.ts'
import { demoFile } from './env.ts'

/** A page of the product, who may look at it, and what stands on it once it is there. */
export interface Route {
  readonly name: string
  readonly who: Who
  readonly path: (page: Page) => Promise<string> | string
  readonly shows: string | RegExp
}

function personOf(story: string): string {
  const found = demoFile().patients.find((one) => one.story === story)
  if (found === undefined) throw new Error(`Nobody in the demo tells the story ${story}.`)
  return found.id
}

/** The session of somebody who is in one now, as the board knows it. */
async function runningSession(page: Page): Promise<string> {
  const patient = personOf('in-session')
  const { sessions } = await doorOf(page).session.board.query()
  const found = sessions.find((one) => one.patientId === patient)
  if (found === undefined) throw new Error('Nobody is in a session.')
  return found.sessionId
}

async function waitingReferral(page: Page): Promise<string> {
  const { referrals } = await doorOf(page).referral.list.query({ status: 'in-review' })
  return referrals[0]?.referralId ?? ''
}

/** Every page, once. The sign-in page and the public check are looked at signed out. */
export const routes: readonly Route[] = [
  { name: 'today', who: 'nurse', path: () => '/today', shows: 'Today' },
  { name: 'calendar', who: 'front-desk', path: () => '/calendar', shows: 'Calendar' },
  { name: 'week', who: 'nurse', path: () => '/calendar?by=week', shows: 'Calendar' },
  { name: 'tasks', who: 'prescriber', path: () => '/tasks', shows: 'Tasks' },
  { name: 'coverage roster', who: 'admin', path: () => '/tasks/roster', shows: 'Who answers when' },
  { name: 'outbox', who: 'front-desk', path: () => '/outbox', shows: 'Outbox' },
  { name: 'people', who: 'nurse', path: () => '/people', shows: 'People' },
  { name: 'chart', who: 'nurse', path: () => `/people/${personOf('ready-today')}`, shows: /Rivera/ },
  { name: 'new chart', who: 'front-desk', path: () => '/people/new', shows: 'New chart' },
  {
    name: 'health of a person',
    who: 'nurse',
    path: () => `/people/${personOf('ready-today')}/health`,
    shows: 'Health',
  },
  {
    name: 'details of a person',
    who: 'front-desk',
    path: () => `/people/${personOf('ready-today')}/details`,
    shows: 'Details',
  },
  {
    name: 'open a session',
    who: 'nurse',
    path: () => `/people/${personOf('ready-today')}/open-session`,
    shows: 'Open a session',
  },
  {
    name: 'screening of a person',
    who: 'prescriber',
    path: () => `/people/${personOf('contraindicated')}/screening`,
    shows: 'Screening',
  },
  {
    name: 'outcomes of a person',
    who: 'nurse',
    path: () => `/people/${personOf('series-complete')}/outcomes`,
    shows: 'Outcomes',
  },
  { name: 'outcomes of the practice', who: 'prescriber', path: () => '/outcomes', shows: 'Outcomes' },
  { name: 'scales', who: 'admin', path: () => '/instruments', shows: 'Scales and questionnaires' },
  {
    name: 'plan of a person',
    who: 'prescriber',
    path: () => `/people/${personOf('in-session')}/plan`,
    shows: /Plan, version|No plan yet/,
  },
  {
    name: 'notes on a person',
    who: 'therapist',
    path: () => `/people/${personOf('in-session')}/notes`,
    shows: 'Shared notes',
  },
  {
    name: 'messages about a person',
    who: 'nurse',
    path: () => `/people/${personOf('in-session')}/messages`,
    shows: 'Messages',
  },
  {
    name: 'sharing of a person',
    who: 'nurse',
    path: () => `/people/${personOf('series-complete')}/sharing`,
    shows: 'Sharing',
  },
  {
    name: 'session room',
    who: 'nurse',
    path: async (page) => `/sessions/${await runningSession(page)}`,
    shows: 'Vitals',
  },
  {
    name: 'session room of the therapist',
    who: 'therapist',
    path: async (page) => `/sessions/${await runningSession(page)}`,
    shows: /since dose|Before the dose/,
  },
  {
    name: 'record',
    who: 'prescriber',
    path: async (page) => `/sessions/${await runningSession(page)}/record`,
    shows: 'Read and sign',
  },
  { name: 'consents', who: 'front-desk', path: () => '/consents', shows: 'Consents' },
  {
    name: 'consents of a person',
    who: 'nurse',
    path: () => `/people/${personOf('consent-withdrawn')}/consents`,
    shows: 'Everything that was signed',
  },
  { name: 'consent texts', who: 'prescriber', path: () => '/consents/texts', shows: 'Consent texts' },
  {
    name: 'one consent text',
    who: 'prescriber',
    path: () => '/consents/texts/treatment-iv',
    shows: 'Treatment: infusion into a vein',
  },
  {
    name: 'handing a tablet over',
    who: 'front-desk',
    path: () => `/hand-over/${personOf('consent-outdated')}/treatment-iv`,
    shows: 'What did you check with them?',
  },
  { name: 'referrals', who: 'front-desk', path: () => '/referrals', shows: 'Referrals' },
  { name: 'import', who: 'front-desk', path: () => '/referrals/import', shows: /Import|Take in/ },
  {
    name: 'review of a referral',
    who: 'front-desk',
    path: async (page) => `/referrals/${await waitingReferral(page)}`,
    shows: /flag/,
  },
  { name: 'protocols', who: 'prescriber', path: () => '/protocols', shows: 'Protocols' },
  { name: 'one protocol', who: 'prescriber', path: () => '/protocols/kap-im', shows: /KAP|intramuscular/i },
  { name: 'sharing', who: 'admin', path: () => '/sharing', shows: 'Sharing' },
  { name: 'rooms and visits', who: 'admin', path: () => '/schedule', shows: 'Rooms and visits' },
  { name: 'members', who: 'admin', path: () => '/members', shows: /Members|works here/ },
  { name: 'audit', who: 'auditor', path: () => '/audit', shows: 'Audit' },
  { name: 'account', who: 'biller', path: () => '/account', shows: 'Account' },
  { name: 'a page that is not there', who: 'nurse', path: () => '/nowhere', shows: /not|found|page/i },
]

export function routeNamed(name: string): Route {
  const found = routes.find((one) => one.name === name)
  if (found === undefined) throw new Error(`There is no route ${name}.`)
  return found
}

/** Goes there and waits until the page is the one people use. */
export async function visit(page: Page, route: Route): Promise<void> {
  await page.goto(await route.path(page))
  await page.getByRole('main').getByText(route.shows).filter({ visible: true }).first().waitFor()
  if (route.name.startsWith('session room')) {
    const ready = page.getByRole('button', { name: /^(Please come|More)/, disabled: false })
    await ready.filter({ visible: true }).first().waitFor()
    await expect(page.getByText(/Reconnecting|on this device/).filter({ visible: true })).toHaveCount(0)
  }
}
