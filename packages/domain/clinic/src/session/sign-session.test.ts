import { plusMs } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import {
  afterInfusion,
  ames,
  kap,
  lapsedQuist,
  lind,
  minute,
  okafor,
  quist,
  Room,
  readyToLeave,
  today,
  vance,
} from '../../testing/session-room.ts'
import { decideAddendum } from './file-addendum.ts'
import {
  credentialLine,
  type DeviceReport,
  decideSign,
  meanings,
  type SignQuestion,
  stepUpLastsMs,
} from './sign-session.ts'

const hash = 'ab'.repeat(32)
const now = minute(120)
const signer = { ...ames, lastStepUpAt: minute(119) }
const tablet: DeviceReport = { deviceId: quist.deviceId, label: 'Tablet 1', lastDeviceSeq: 12, waiting: 0 }
const ended = () => readyToLeave().chart(ames, 110, 'session-ended', { ending: 'completed', unmetCriteria: [] })
const sign = (room: Room, more: Partial<SignQuestion> = {}) =>
  decideSign({
    actor: signer,
    state: room.state,
    meaning: 'responsible-prescriber',
    shownHash: hash,
    contentHash: hash,
    unanswered: [],
    devices: [tablet],
    signWithout: [],
    now,
    today,
    ...more,
  })
const signature = () => {
  const signed = sign(ended())
  if (!signed.ok) throw new Error(signed.refusal.sentence)
  return signed.value
}
const signed = () => ended().chart(ames, 120, 'session-signed', signature())

describe('signing a record', () => {
  it('given an ended session with nothing open, then it is signed by the signed-in person under her licence', () => {
    expect(sign(ended())).toEqual({
      ok: true,
      value: {
        meaning: 'responsible-prescriber',
        meaningText: meanings['responsible-prescriber'],
        signerName: 'Dr Helen Ames',
        signerCredential: 'MD licence NY-214477 (NY)',
        contentHash: hash,
        devices: [{ deviceId: quist.deviceId, label: 'Tablet 1', lastDeviceSeq: 12 }],
      },
    })
  })

  it.each([
    [quist, 'may-not-session-sign'],
    [lapsedQuist, 'may-not-session-sign'],
    [okafor, 'may-not-session-sign'],
    [lind, 'may-not-session-sign'],
    [vance, 'patient-not-found'],
    [{ ...signer, credentials: [] }, 'licence-not-in-force'],
  ])('given $displayName ($role), then it is refused', (actor, code) => {
    expect(sign(ended(), { actor: { ...actor, lastStepUpAt: now } })).toMatchObject({ ok: false, refusal: { code } })
  })

  it('given a session that was never opened, has not ended, or was signed already, then each says so', () => {
    expect(sign(new Room(kap))).toMatchObject({ refusal: { code: 'session-not-found' } })
    expect(sign(afterInfusion())).toMatchObject({ refusal: { code: 'session-not-ended' } })
    expect(sign(signed())).toMatchObject({
      refusal: { family: 'conflict', code: 'already-signed', sentence: expect.stringContaining('Dr Helen Ames') },
    })
  })

  it('given an alert nobody answered, then it is told word for word (M06)', () => {
    expect(sign(ended(), { unanswered: ['Blood pressure 184/96'] })).toMatchObject({
      refusal: { code: 'alerts-unanswered', details: ['Blood pressure 184/96'] },
    })
  })

  it('given a device with entries waiting, then it is named; only that device can be signed without (M21)', () => {
    const devices = [tablet, { ...tablet, deviceId: okafor.deviceId, label: 'Tablet 2', waiting: 3 }]
    expect(sign(ended(), { devices })).toMatchObject({
      refusal: { code: 'entries-waiting', details: ['Tablet 2: 3 waiting'] },
    })
    expect(sign(ended(), { devices, signWithout: [tablet.deviceId] })).toMatchObject({
      refusal: { code: 'entries-waiting' },
    })
    const without = sign(ended(), { devices, signWithout: [okafor.deviceId] })
    expect(without.ok && without.value.devices.map((one) => one.label)).toEqual(['Tablet 1', 'Tablet 2'])
  })

  it('given something was recorded since the page was shown, then it is read again first', () => {
    expect(sign(ended(), { contentHash: 'cd'.repeat(32) })).toMatchObject({ refusal: { code: 'record-changed' } })
  })

  it('given the password is older than five minutes, or was never asked, then it is asked again (S29)', () => {
    const given = (msAgo: number) => sign(ended(), { actor: { ...ames, lastStepUpAt: plusMs(now, -msAgo) } })
    expect(given(stepUpLastsMs).ok).toBe(true)
    expect(given(stepUpLastsMs + 1)).toMatchObject({
      refusal: { family: 'step-up-required', code: 'step-up-required' },
    })
    expect(sign(ended(), { actor: ames })).toMatchObject({ refusal: { code: 'step-up-required' } })
  })

  it('given a licence without a state, or none in force, then the line under the name leaves it out', () => {
    const [licence] = ames.credentials
    const { state: _state, ...stateless } = licence ?? { kind: 'licence' as const, number: '', expires: today }
    expect(credentialLine({ ...ames, credentials: [stateless] }, today)).toBe('MD licence NY-214477')
    expect(credentialLine({ ...ames, credentials: [] }, today)).toBe('')
  })
})

describe('adding to a signed record', () => {
  const add = (room: Room, actor = okafor) =>
    decideAddendum({ actor, state: room.state, text: 'Sister called: home safely.', today })

  it('given a signed record, then anyone of the care team adds to it, confirmed by name', () => {
    expect(add(signed())).toEqual({ ok: true, value: { text: 'Sister called: home safely.', unconfirmed: false } })
  })

  it('given a record that is not signed, then one simply records', () => {
    expect(add(ended())).toMatchObject({ refusal: { code: 'not-signed-yet' } })
  })

  it('given the front desk, a guest not named for her, or no session, then it is refused', () => {
    expect(add(signed(), lind)).toMatchObject({ refusal: { code: 'may-not-session-addend' } })
    expect(add(signed(), vance)).toMatchObject({ refusal: { code: 'patient-not-found' } })
    expect(add(new Room(kap))).toMatchObject({ refusal: { code: 'session-not-found' } })
  })

  it('given the lock, then a vital from a device is still a fact, and taking back the signature is not (RULINGS 1)', () => {
    expect(signed().asks(quist, 121, 'vitals-taken', { heartRateBpm: 74, source: 'typed' }).ok).toBe(true)
    const room = signed()
    const undone = { withdrawsEntryId: room.last, withdrawsSeq: room.entries.length, reason: 'Changed my mind' }
    expect(room.asks(ames, 121, 'entry-withdrawn', undone)).toMatchObject({ refusal: { code: 'not-correctable' } })
  })
})
