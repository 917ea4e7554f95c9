import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { codeOfStep, stepAt } from '@holdspace/auth/one-time-code'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { chargeSession, openBilling } from '@holdspace/fixture-clinic/billing-fixtures'
import { publishConsents, releaseToTherapist, signOne } from '@holdspace/fixture-clinic/consent-fixtures'
import { demoReferrals, referralOf } from '@holdspace/fixture-clinic/demo-referrals'
import { seedSession } from '@holdspace/fixture-clinic/demo-sessions'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { danaWhitfield, helenAmes, samReyes, theoLind } from '@holdspace/fixture-clinic/people'
import { joinTeam, signPlan } from '@holdspace/fixture-clinic/plan-fixtures'
import { tellTeam } from '@holdspace/fixture-clinic/talk-fixtures'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import type { Decision } from '@holdspace/kit/decision'
import type { MembershipId, PatientId, SessionId } from '@holdspace/kit/ids'
import { withdrawConsent } from '@holdspace/use-cases/consent/withdraw-consent'
import { addMember } from '@holdspace/use-cases/sign-in/add-member'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { trpcDoor } from './http.ts'
import { policy } from './policy.ts'

let clinic: TestHouse
let server: Server
let origin: string
let cookie = ''
let guest: MembershipId
let wren: PatientId
let karin: PatientId
let session: SessionId
let consentId: string
const unexpected: unknown[] = []

/** Wren released her record to Dr Reyes of Juniper Row; Karin, a patient of the same practice, did not. */
beforeAll(async () => {
  clinic = await testHouse()
  const { house, clock } = clinic
  await approveProtocols(house, actAs(helenAmes, clock.now))
  await publishConsents(house)
  await openBilling(house)
  wren = await openChart(house, actAs(theoLind, clock.now), referralOf(demoReferrals['self-pay-package']))
  karin = await openChart(house, actAs(theoLind, clock.now), referralOf(demoReferrals['series-complete']))
  const { email, name, displayName } = samReyes
  const added = { email, name, displayName, role: 'outside-therapist' as const }
  guest = must(await addMember(house, actAs(danaWhitfield, clock.now), added)).membershipId
  consentId = await signOne(house, {
    patientId: wren,
    kind: 'release-to-therapist',
    release: releaseToTherapist(house, guest),
  })
  await signPlan(house, wren, { track: 'kap' })
  await tellTeam(house, wren, helenAmes, 'The plan is signed.')
  const escort = { name: 'Ike Abara', phone: '518-555-0190', relationship: 'brother' }
  const body = { weightGrams: 74_000, heightMm: 1780, untilMinute: 90, isFinished: true }
  session = await seedSession(house, clock, { patientId: wren, room: 'Willow', escort, ...body })
  await chargeSession(house, session)
  await joinTeam(house, wren, { ...samReyes, membershipId: guest }, 'outside-therapist', consentId)
  server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const onUnexpected = (_path: string, error: unknown) => unexpected.push(error)
  server.on('request', trpcDoor({ house, ownOrigins: [origin], ipAddressOf: () => '192.0.2.1', onUnexpected }))
  await comeIn()
})
afterAll(async () => {
  expect(unexpected).toEqual([])
  await new Promise((closed) => server.close(closed))
  await clinic.stop()
})

function must<T>(decision: Decision<T>): T {
  if (!decision.ok) throw new Error(decision.refusal.sentence)
  return decision.value
}

async function act(path: string, input: unknown): Promise<Response> {
  return fetch(`${origin}/trpc/${path}`, {
    method: 'POST',
    headers: { origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json', cookie },
    body: JSON.stringify({ json: input }),
  })
}

/** Signs in at his own practice, by password and code, and goes over to Marigold House. */
async function comeIn(): Promise<void> {
  const cookieOf = (answer: Response) =>
    answer.headers
      .getSetCookie()
      .map((header) => header.split(';')[0])
      .join('; ')
  cookie = cookieOf(await act('signIn.withPassword', { email: samReyes.email, password: samReyes.password }))
  const code = codeOfStep(samReyes.totpSecret, stepAt(clinic.clock.now()))
  cookie = cookieOf(await act('signIn.withSecondFactor', { factor: { kind: 'code', code } }))
  const over = await act('account.changePractice', { membershipId: guest })
  expect(over.status).toBe(200)
  cookie = cookieOf(over)
}

interface Asked {
  readonly path: string
  readonly status: number
  readonly text: string
}

/** Every question the door has, about this person, as he asks it now. */
async function asksEverything(patientId: PatientId): Promise<readonly Asked[]> {
  const answers: Asked[] = []
  for (const path of Object.keys(policy).filter((one) => !/^signIn\.|^account\.|follow/i.test(one))) {
    const input = encodeURIComponent(JSON.stringify({ json: { patientId } }))
    const answer = await fetch(`${origin}/trpc/${path}?input=${input}`, {
      headers: { 'sec-fetch-site': 'same-origin', cookie },
    })
    answers.push({ path, status: answer.status, text: await answer.text() })
  }
  return answers
}

const answered = (asked: readonly Asked[]) => asked.filter(({ status }) => status === 200)
const paths = (asked: readonly Asked[]) => answered(asked).map(({ path }) => path)
/** Whatever names somebody of the practice in an answer: an id, a family name, a record number. */
const naming = (asked: readonly Asked[], names: RegExp) => paths(asked.filter(({ text }) => names.test(text)))

/** What a member of the care team from outside works with. A new question that answers him is added here knowingly. */
const sharedPart = [
  'appointment.ofPatient',
  // The list of papers, which is empty to him and says so.
  'billing.papers',
  'doseHistory.read',
  'handoff.read',
  'message.read',
  'note.read',
  'people.banner',
  'people.chart',
  'people.details',
  'people.health',
  'plan.forRoom',
  'plan.nextDose',
  'plan.read',
  // His own vault, which is empty.
  'psychotherapyNote.read',
  'team.read',
]

describe('given a guest of another practice, one person’s release to him, and nobody else’s (RULINGS 19, M19)', () => {
  test('then of her record he is told exactly the shared part', async () => {
    const ofHers = await asksEverything(wren)
    const ofKarins = paths(await asksEverything(karin))
    expect(paths(ofHers).filter((path) => !ofKarins.includes(path))).toEqual(sharedPart)
    const papers = ofHers.find(({ path }) => path === 'billing.papers')?.text ?? ''
    expect(papers).toContain('"papers":[],"hidden":["session-record","consent","money"]')
  })

  test('then no answer to anything names somebody else, nor says that they are there', async () => {
    const asked = await asksEverything(karin)
    expect(answered(asked).length).toBeGreaterThan(0)
    expect(naming(asked, new RegExp(`${karin}|Lindqvist`))).toEqual([])
    expect(asked.filter(({ status }) => status >= 500)).toEqual([])
  })

  test('then, once she takes the release back, his very next request finds nothing of her', async () => {
    const desk = actAs(theoLind, clinic.clock.now)
    const said = { consentId, saidBy: 'patient' as const, how: 'Said so on the telephone' }
    must(await withdrawConsent(clinic.house, desk, said))
    const ofHers = await asksEverything(wren)
    expect(paths(ofHers)).toEqual(paths(await asksEverything(karin)))
    expect(naming(ofHers, new RegExp(`${wren}|Abernathy`))).toEqual([])
    const record = encodeURIComponent(JSON.stringify({ json: { sessionId: session } }))
    const answer = await fetch(`${origin}/trpc/session.read?input=${record}`, {
      headers: { 'sec-fetch-site': 'same-origin', cookie },
    })
    expect(answer.status).toBe(404)
  })
})
