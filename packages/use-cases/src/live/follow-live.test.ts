import type { StaffActor } from '@holdspace/clinic/access/actor'
import { asOwner } from '@holdspace/db/testing'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { helenAmes, maraQuist, samReyes } from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { openRoom, roomDevice } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import type { SessionId } from '@holdspace/kit/ids'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { findLogin } from '../sign-in/find-login.ts'
import { lockLogin, unlockLogin } from '../sign-in/lock-and-unlock.ts'
import { signInAsDemoPerson } from '../sign-in/sign-in-as-demo-person.ts'
import { followLive, followLiveInput, type LiveNews } from './follow-live.ts'

let clinic: TestHouse
let session: SessionId
let room: ReturnType<typeof roomDevice>
const from = { ipAddress: '192.0.2.8', userAgent: 'a test', deviceToken: null }

beforeAll(async () => {
  clinic = await testHouse()
  const { house, clock } = clinic
  const nurse = actAs(maraQuist, clock.now, 2)
  await approveProtocols(house, actAs(helenAmes, clock.now))
  const patientId = await openChart(house, nurse, marisolFromValley)
  session = await openRoom(house, nurse, { patientId, protocolId: 'kap-im', room: 'Cedar' })
  room = roomDevice(house, nurse, session)
})
afterAll(() => clinic.stop())

const stops: AbortController[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop.abort()
})

async function signedIn(email: string): Promise<{ actor: StaffActor; token: string }> {
  clinic.clock.advance(60_000)
  const come = await signInAsDemoPerson(clinic.house, { email }, from)
  if (!come.ok) throw new Error(come.refusal.sentence)
  const login = await findLogin(clinic.house, come.value.token, { countsAsUse: true })
  if (login.kind !== 'active') throw new Error('The sign-in led nowhere.')
  return { actor: login.actor, token: come.value.token }
}

function listen(actor: StaffActor, input: unknown) {
  const stop = new AbortController()
  stops.push(stop)
  const stream = followLive(clinic.house, actor, followLiveInput.parse(input), stop.signal)
  const next = async (about: LiveNews['about']): Promise<{ id: string; news: LiveNews }> => {
    for (;;) {
      const { value, done } = await stream.next()
      if (done === true) throw new Error('The stream ended.')
      if (value.news.about === about) return value
    }
  }
  return { next, stream }
}

const words = (news: LiveNews) =>
  news.about === 'session'
    ? news.entries.flatMap((one) => (one.kind === 'observation-noted' ? [one.body?.text] : []))
    : []

describe('the one event stream of a browser (RULINGS 18)', () => {
  it('gives each session from where its tabs stand, and goes on after a break where it was', async () => {
    const { actor } = await signedIn(maraQuist.email)
    const { next } = listen(actor, { sessions: [{ sessionId: session, afterSeq: 0 }] })
    const first = await next('session')
    await room.chart('observation-noted', { text: 'One' })
    const second = await next('session')
    expect(words(second.news)).toEqual(['One'])
    await room.chart('observation-noted', { text: 'Two' })
    const again = listen(actor, { sessions: [{ sessionId: session, afterSeq: 0 }], lastEventId: second.id })
    expect(words((await again.next('session')).news)).toEqual(['Two'])
    expect(first.id).toMatch(new RegExp(`^${session}:\\d+$`))
  })

  it('leaves a line in the access record of whoever follows a session they did not open, and one alone (S50)', async () => {
    const { actor } = await signedIn(helenAmes.email)
    const lines = async () => {
      const { rows } = await asOwner(clinic.ownerUrl, (owner) =>
        owner.query<{ act: string; subject_id: string }>(
          'select act, subject_id from clinic.audit_event where actor_id = $1 and subject_id = $2',
          [actor.accountId, session],
        ),
      )
      return rows.map((row) => row.act)
    }
    const before = (await lines()).length
    for (const afterSeq of [1, 0]) {
      await listen(actor, { sessions: [{ sessionId: session, afterSeq }] }).next('session')
      expect((await lines()).slice(before)).toEqual(['session.read'])
    }
    clinic.clock.advance(13 * 60 * 60_000)
    const tomorrow = (await signedIn(helenAmes.email)).actor
    await listen(tomorrow, { sessions: [{ sessionId: session, afterSeq: 0 }] }).next('session')
    expect((await lines()).slice(before)).toEqual(['session.read', 'session.read'])
  })

  it('sends nothing of anybody while the login is locked, and all of it after unlocking', async () => {
    const { actor, token } = await signedIn(maraQuist.email)
    const { next } = listen(actor, { sessions: [{ sessionId: session, afterSeq: 0 }] })
    await next('session')
    await lockLogin(clinic.house, actor)
    expect((await next('login')).news).toEqual({ about: 'login', standing: 'locked' })
    await room.chart('observation-noted', { text: 'While locked' })
    const pending = next('session')
    let isHeard = false
    void pending.then(() => {
      isHeard = true
    })
    // Another login's stream has heard it by now; this one has been woken and said nothing.
    const other = await signedIn(helenAmes.email)
    expect(
      words((await listen(other.actor, { sessions: [{ sessionId: session, afterSeq: 0 }] }).next('session')).news),
    ).toContain('While locked')
    expect(isHeard).toBe(false)
    const opened = await unlockLogin(clinic.house, actor, token, { password: maraQuist.password }, from)
    expect(opened.ok).toBe(true)
    expect(words((await pending).news)).toContain('While locked')
  })

  it('tells a locked screen of a call for help: the room and nothing of anybody (RULINGS 17)', async () => {
    const { actor } = await signedIn(helenAmes.email)
    await lockLogin(clinic.house, actor)
    const { next } = listen(actor, { sessions: [{ sessionId: session, afterSeq: 0 }] })
    expect((await next('calls')).news).toEqual({ about: 'calls', calls: [] })
    const callId = await room.chart('help-called', { message: 'Please come to the room.' })
    const calledAt = clinic.clock.now()
    const shown = { callId, room: 'Cedar', emergency: false, calledAt, escalated: false, seat: null }
    expect((await next('calls')).news).toEqual({ about: 'calls', calls: [shown] })
  })

  it('gives another practice nothing of the session, not even that there is one (S05)', async () => {
    const { actor } = await signedIn(samReyes.email)
    const { next, stream } = listen(actor, { sessions: [{ sessionId: session, afterSeq: 0 }] })
    expect((await next('login')).news).toEqual({ about: 'login', standing: 'active' })
    expect((await next('calls')).news).toEqual({ about: 'calls', calls: [] })
    const quiet = stream.next().then(({ value }) => value)
    await room.chart('observation-noted', { text: 'Not for them' })
    stops.at(-1)?.abort()
    expect(await quiet).toBeUndefined()
  })

  it('takes no more sessions than a browser shows, and no id that is none', () => {
    const many = Array.from({ length: 25 }, () => ({ sessionId: session, afterSeq: 0 }))
    expect(followLiveInput.safeParse({ sessions: many }).success).toBe(false)
    expect(followLiveInput.safeParse({ sessions: [], lastEventId: 'x:1' }).success).toBe(false)
    expect(followLiveInput.safeParse({ sessions: [], lastEventId: '-' }).success).toBe(true)
  })
})
