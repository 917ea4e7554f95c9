import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import {
  type FixturePerson,
  helenAmes,
  maraQuist,
  rosaVance,
  samReyes,
  theoLind,
} from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { openRoom } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import type { SessionId } from '@holdspace/kit/ids'
import { signInAsDemoPerson } from '@holdspace/use-cases/sign-in/sign-in-as-demo-person'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loginCookie } from './cookies.ts'
import { papersDoor } from './papers-door.ts'

let clinic: TestHouse
let server: Server
let origin: string
let session: SessionId

beforeAll(async () => {
  clinic = await testHouse()
  await approveProtocols(clinic.house, actAs(helenAmes, clinic.clock.now))
  const nurse = actAs(maraQuist, clinic.clock.now, 2)
  const patientId = await openChart(clinic.house, nurse, marisolFromValley)
  session = await openRoom(clinic.house, nurse, { patientId, protocolId: 'kap-iv-6-in-3wk', room: 'Cedar' })
  server = createServer(papersDoor({ house: clinic.house, ipAddressOf: () => '192.0.2.1' }))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await new Promise((closed) => server.close(closed))
  await clinic.stop()
})

async function cookieOf(person: FixturePerson): Promise<string> {
  const signedIn = await signInAsDemoPerson(
    clinic.house,
    { email: person.email },
    { ipAddress: '192.0.2.1', userAgent: 'test', deviceToken: null },
  )
  if (!signedIn.ok) throw new Error(signedIn.refusal.sentence)
  return `${loginCookie}=${signedIn.value.token}`
}

const get = (path: string, cookie = '', headers: Record<string, string> = {}) =>
  fetch(`${origin}${path}`, { headers: { cookie, ...headers } })

describe('a session record as a file', () => {
  it('Given Mara Quist is signed in, then she opens the draft, and no cache keeps it (S33)', async () => {
    const answer = await get(`/papers/sessions/${session}.pdf`, await cookieOf(maraQuist))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect(answer.headers.get('content-disposition')).toMatch(/^inline; filename="draft-session-record-[\w.-]+\.pdf"$/)
    expect(answer.headers.get('cache-control')).toContain('no-store')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(Number(answer.headers.get('content-length'))).toBe((await answer.arrayBuffer()).byteLength)
  })

  it('Given nobody is signed in, then 401 in a sentence and nothing of the paper', async () => {
    const answer = await get(`/papers/sessions/${session}.pdf`)
    expect(answer.status).toBe(401)
    expect(await answer.text()).toBe('You are not signed in. Sign in and try again.\n')
  })

  it.each([
    ['the front desk', theoLind],
    ['the outside therapist', rosaVance],
  ])('Given %s asks, then 403, whether or not the session exists', async (_who, person) => {
    const cookie = await cookieOf(person)
    for (const id of [session, '018f0000-0000-7000-8000-00000000dead']) {
      const answer = await get(`/papers/sessions/${id}.pdf`, cookie)
      expect(answer.status).toBe(403)
      expect(await answer.text()).toContain('printed by the practice’s own')
    }
  })

  it('Given a prescriber of the other practice asks, then 404, as if it were not there', async () => {
    const answer = await get(`/papers/sessions/${session}.pdf`, await cookieOf(samReyes))
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('no such session in this practice')
  })

  it.each(['/papers/sessions/1.pdf', '/papers/', '/papers/sessions/../../etc/passwd.pdf'])(
    'Given the address %s, then 404',
    async (path) => {
      expect((await get(path, await cookieOf(maraQuist))).status).toBe(404)
    },
  )

  it('Given a session without esketamine, then there is no data sheet of it, and the desk learns nothing of either', async () => {
    const asked = await get(`/papers/esketamine/${session}.pdf`, await cookieOf(maraQuist))
    expect(asked.status).toBe(404)
    expect(await asked.text()).toContain('Only a session in which esketamine was given has a data sheet.')
    expect((await get(`/papers/esketamine/${session}.pdf`, await cookieOf(theoLind))).status).toBe(403)
    expect((await get(`/papers/esketamine/${session}.pdf`, await cookieOf(samReyes))).status).toBe(404)
    expect((await get('/papers/esketamine/1.pdf', await cookieOf(maraQuist))).status).toBe(404)
  })

  it('Given another site draws a paper into its page, then 403; given it is posted to, then 405', async () => {
    const cookie = await cookieOf(maraQuist)
    const path = `/papers/sessions/${session}.pdf`
    const embedded = await get(path, cookie, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })
    expect(embedded.status).toBe(403)
    expect((await fetch(`${origin}${path}`, { method: 'POST', headers: { cookie } })).status).toBe(405)
  })
})
