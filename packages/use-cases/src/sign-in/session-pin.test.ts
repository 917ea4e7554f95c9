import { pbkdf2Sync } from 'node:crypto'
import type { StaffActor } from '@holdspace/clinic/access/actor'
import { asOwner } from '@holdspace/db/testing'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { sendPacket } from '@holdspace/fixture-clinic/intake-fixtures'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { helenAmes, maraQuist } from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { openRoom, roomDevice } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import type { PatientId, SessionId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startKiosk } from '../intake/start-kiosk.ts'
import { outboxKey } from '../session/outbox-key.ts'
import { recordEntries } from '../session/record-entries.ts'
import { reportPresence } from '../session/report-presence.ts'
import { findLogin, mayKeepListening } from './find-login.ts'
import { lockLogin, unlockLogin } from './lock-and-unlock.ts'
import { pinOpens, readSessionPin, setSessionPin, unlockWithPin } from './session-pin.ts'
import { signInAsDemoPerson } from './sign-in-as-demo-person.ts'
import { stepUp } from './step-up.ts'

const minute = 60_000
const pin = '704913'
const from = { ipAddress: '192.0.2.7', userAgent: 'a test', deviceToken: null }

let clinic: TestHouse
let session: SessionId
let marisol: PatientId
let token: string
let nurse: StaffActor

beforeAll(async () => {
  clinic = await testHouse()
  const { house, clock } = clinic
  const mara = actAs(maraQuist, clock.now, 2)
  await approveProtocols(house, actAs(helenAmes, clock.now))
  marisol = await openChart(house, mara, marisolFromValley)
  session = await openRoom(house, mara, { patientId: marisol, protocolId: 'kap-im', room: 'Cedar' })
})
afterAll(() => clinic.stop())

beforeEach(async () => {
  clinic.clock.advance(minute)
  const come = await signInAsDemoPerson(clinic.house, { email: maraQuist.email }, from)
  if (!come.ok) throw new Error(come.refusal.sentence)
  token = come.value.token
  nurse = await activeActor()
})

async function activeActor(): Promise<StaffActor> {
  const login = await findLogin(clinic.house, token, { countsAsUse: true })
  if (login.kind !== 'active') throw new Error('The login does not stand.')
  return login.actor
}

const sitsInRoom = () => reportPresence(clinic.house, nurse, { sessionId: session, label: 'Tablet', waiting: 0 })

async function setAndLock(): Promise<Instant> {
  await sitsInRoom()
  expect((await setSessionPin(clinic.house, nurse, { pin }, from)).ok).toBe(true)
  await lockLogin(clinic.house, nurse)
  return clinic.clock.now()
}

const tryPin = (typed: string, since: Instant) => unlockWithPin(clinic.house, nurse, token, { pin: typed }, since, from)
const codeOf = (answer: { ok: true } | { ok: false; refusal: { code: string } }) =>
  answer.ok ? 'ok' : answer.refusal.code

describe('a session PIN (RULINGS 14)', () => {
  it('opens the lock in the room of an open session: the same login, a new token, keys and streams live on', async () => {
    const key = outboxKey(clinic.house, nurse)
    const since = await setAndLock()
    expect(await pinOpens(clinic.house, nurse, since)).toBe(true)
    const old = token
    const opened = await tryPin(pin, since)
    if (!opened.ok) throw new Error(opened.refusal.sentence)
    token = opened.value.token
    const again = await activeActor()
    expect(again.loginId).toBe(nurse.loginId)
    expect((await findLogin(clinic.house, old, { countsAsUse: true })).kind).toBe('none')
    expect(outboxKey(clinic.house, again)).toEqual(key)
    expect(await mayKeepListening(clinic.house, nurse.loginId)).toBe(true)
  })

  it('opens nothing when the device did not sit in the room before the lock', async () => {
    expect((await setSessionPin(clinic.house, nurse, { pin }, from)).ok).toBe(true)
    await lockLogin(clinic.house, nurse)
    expect(await pinOpens(clinic.house, nurse, clinic.clock.now())).toBe(false)
    expect(codeOf(await tryPin(pin, clinic.clock.now()))).toBe('pin-opens-nothing')
  })

  it('opens the lock after 15 idle minutes, and nothing when it was left in the room hours before', async () => {
    await sitsInRoom()
    await setSessionPin(clinic.house, nurse, { pin }, from)
    clinic.clock.advance(16 * minute)
    const locked = await findLogin(clinic.house, token, { countsAsUse: false })
    if (locked.kind !== 'locked') throw new Error('The login did not lock.')
    expect(await pinOpens(clinic.house, nurse, locked.lockedSince)).toBe(true)
    const later = await tryPin(pin, clinic.clock.now())
    expect(codeOf(later)).toBe('ok')
    clinic.clock.advance(60 * minute)
    expect(await pinOpens(clinic.house, nurse, clinic.clock.now())).toBe(false)
  })

  it('after five wrong ones needs the password, and the right one is the sixth too late; the password takes it back', async () => {
    const since = await setAndLock()
    for (const left of ['4 tries are', '3 tries are', '2 tries are', 'One try is']) {
      const sentence = `This is not your PIN. ${left} left.`
      expect(await tryPin('704914', since)).toMatchObject({ refusal: { code: 'pin-wrong', sentence } })
    }
    expect(codeOf(await tryPin('704914', since))).toBe('pin-used-up')
    expect(codeOf(await tryPin(pin, since))).toBe('pin-opens-nothing')
    expect(await pinOpens(clinic.house, nurse, since)).toBe(false)
    expect(codeOf(await unlockLogin(clinic.house, nurse, token, { password: maraQuist.password }, from))).toBe('ok')
    expect((await readSessionPin(clinic.house, nurse)).verifier).toBeNull()
    expect(codeOf(await setSessionPin(clinic.house, nurse, { pin: '318642' }, from))).toBe('ok')
  })

  it('looks at no more than five of twenty tried at once (S19)', async () => {
    const since = await setAndLock()
    const answers = await Promise.all(Array.from({ length: 20 }, () => tryPin('704914', since)))
    expect(answers.filter((one) => ['pin-wrong', 'pin-used-up'].includes(codeOf(one)))).toHaveLength(5)
  })

  it('that stands is not replaced from an unattended screen, and a plain one is not taken', async () => {
    expect(codeOf(await setSessionPin(clinic.house, nurse, { pin: '123456' }, from))).toBe('pin-too-plain')
    expect(codeOf(await setSessionPin(clinic.house, nurse, { pin }, from))).toBe('ok')
    expect(codeOf(await setSessionPin(clinic.house, nurse, { pin: '318642' }, from))).toBe('pin-is-set')
  })

  it('takes back no tablet that was handed to a patient: only the password does, also in the room (S30)', async () => {
    await sitsInRoom()
    await setSessionPin(clinic.house, nurse, { pin }, from)
    const { packetId } = await sendPacket(clinic.house, nurse, marisol)
    expect(codeOf(await startKiosk(clinic.house, nurse, { packetId }))).toBe('ok')
    const since = clinic.clock.now()
    expect(await pinOpens(clinic.house, nurse, since)).toBe(false)
    expect(codeOf(await tryPin(pin, since))).toBe('pin-opens-nothing')
    expect(codeOf(await unlockLogin(clinic.house, nurse, token, { password: maraQuist.password }, from))).toBe('ok')
    expect(codeOf(await setSessionPin(clinic.house, nurse, { pin }, from))).toBe('ok')
  })

  it('does not lengthen the twelve hours (S25)', async () => {
    await setAndLock()
    const { msLeft } = await readSessionPin(clinic.house, nurse)
    expect(msLeft).toBe(12 * 60 * minute)
    clinic.clock.advance(12 * 60 * minute + 1000)
    // The door finds nobody behind the token, so no PIN is looked at.
    expect((await findLogin(clinic.house, token, { countsAsUse: true })).kind).toBe('none')
    expect((await readSessionPin(clinic.house, nurse)).msLeft).toBe(0)
  })

  it('is compared on the device with what the server hands out, and stands nowhere readable', async () => {
    await setSessionPin(clinic.house, nurse, { pin }, from)
    const { verifier } = await readSessionPin(clinic.house, nurse)
    if (verifier === null) throw new Error('No PIN was set.')
    const byHand = pbkdf2Sync(pin, Buffer.from(verifier.salt, 'base64'), verifier.iterations, 32, 'sha256')
    expect(byHand.toString('base64')).toBe(verifier.hash)
    const { rows } = await asOwner(clinic.ownerUrl, (owner) =>
      owner.query<{ sealed: Buffer }>('select sealed_verifier as sealed from identity.session_pin'),
    )
    expect(rows.length).toBeGreaterThan(0)
    for (const { sealed } of rows) expect(sealed.toString('latin1')).not.toContain(verifier.hash)
  })
})

describe('step-up', () => {
  it('rotates the token, not the login on which outbox key and streams hang (RULINGS 14)', async () => {
    const key = outboxKey(clinic.house, nurse)
    const stepped = await stepUp(clinic.house, nurse, token, { password: maraQuist.password }, from)
    if (!stepped.ok) throw new Error(stepped.refusal.sentence)
    token = stepped.value.token
    const after = await activeActor()
    expect(after.loginId).toBe(nurse.loginId)
    expect(outboxKey(clinic.house, after)).toEqual(key)
    expect(await mayKeepListening(clinic.house, nurse.loginId)).toBe(true)
  })
})

describe('a locked login', () => {
  it('stays locked since when it was: locking it again makes nothing earlier than the lock (RULINGS 14)', async () => {
    const lockedSince = async () => {
      const login = await findLogin(clinic.house, token, { countsAsUse: false })
      return login.kind === 'locked' ? login.lockedSince : null
    }
    await lockLogin(clinic.house, nurse)
    const byHand = await lockedSince()
    clinic.clock.advance(minute)
    await lockLogin(clinic.house, nurse)
    expect(await lockedSince()).toBe(byHand)
    await unlockLogin(clinic.house, nurse, token, { password: maraQuist.password }, from).then((opened) => {
      if (opened.ok) token = opened.value.token
    })
    clinic.clock.advance(16 * minute)
    const idle = await lockedSince()
    clinic.clock.advance(minute)
    await lockLogin(clinic.house, nurse)
    expect(await lockedSince()).toBe(idle)
  })

  it('sends what was made before the lock, and nothing made after it (RULINGS 14)', async () => {
    const device = roomDevice(clinic.house, nurse, session)
    await device.chart('observation-noted', { text: 'Before the lock' })
    const lockedSince = clinic.clock.now()
    clinic.clock.advance(minute)
    const draft = (count: number, occurredAt: Instant) => ({
      id: clinic.house.newId() as never,
      kind: 'observation-noted' as const,
      body: { text: `Entry ${count}` },
      occurredAt,
      deviceId: nurse.deviceId,
      deviceSeq: 1 + count,
    })
    const drafts = [draft(1, lockedSince), draft(2, clinic.clock.now())]
    const answer = await recordEntries(clinic.house, nurse, { sessionId: session, drafts }, lockedSince)
    if (!answer.ok) throw new Error(answer.refusal.sentence)
    const [before, after] = answer.value.results
    expect(before).toMatchObject({ outcome: 'recorded' })
    expect(after).toMatchObject({ outcome: 'refused', refusal: { family: 'login-locked' } })
  })
})
