import { actAs } from '@holdspace/fixture-clinic/act-as'
import { demoReferrals, referralOf } from '@holdspace/fixture-clinic/demo-referrals'
import { marisolsRoom } from '@holdspace/fixture-clinic/marisols-room'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { lenaOkafor, maraQuist } from '@holdspace/fixture-clinic/people'
import { makeReady } from '@holdspace/fixture-clinic/ready-for-session'
import { attestations, roomDevice } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { idempotencyKey, type PatientId, type SessionId, sessionId } from '@holdspace/kit/ids'
import { plusMs } from '@holdspace/kit/instant'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readLedger } from './ledger.ts'
import { openSession } from './open-session.ts'
import { recordEntries, recordEntriesInput } from './record-entries.ts'
import { recordDevice } from './session-names.ts'

/** Nobody is told that something is on record which is not: what is sent again is the same thing, or it is refused. */
let clinic: TestHouse
let session: SessionId
let nextPatient: PatientId
const quist = () => actAs(maraQuist, clinic.clock.now, 2)
const okafor = () => actAs(lenaOkafor, clinic.clock.now, 3)
const nurse = () => roomDevice(clinic.house, quist(), session)

beforeAll(async () => {
  clinic = await testHouse()
  const { house } = clinic
  session = await marisolsRoom(house, quist())
  nextPatient = await openChart(house, quist(), referralOf(demoReferrals['ready-today']))
  await makeReady(house, nextPatient, 'kap-im')
})
afterAll(() => clinic.stop())

const codeOf = (answer: { readonly outcome: string; readonly refusal?: { readonly code: string } } | undefined) =>
  answer?.refusal?.code ?? answer?.outcome

describe('an entry sent again', () => {
  it('with another time is another statement: it is refused, and the first time stands (IK5)', async () => {
    const draft = nurse().draft('vitals-taken', { heartRateBpm: 71, source: 'typed' })
    const device = nurse()
    expect(await device.send(draft)).toMatchObject([{ outcome: 'recorded' }])
    const earlier = { ...draft, occurredAt: plusMs(draft.occurredAt, -10 * 60_000) }
    expect((await device.send(earlier)).map(codeOf)).toEqual(['entry-id-reused'])
    expect(await device.send(draft)).toMatchObject([{ outcome: 'recorded' }])
  })

  it('from a device whose clock ran ahead is the same entry, though it was recorded as of now (CK5)', async () => {
    const device = nurse()
    const ahead = device.draft(
      'vitals-taken',
      { heartRateBpm: 72, source: 'typed' },
      plusMs(clinic.clock.now(), 30_000),
    )
    const [first] = await device.send(ahead)
    expect(first).toMatchObject({ outcome: 'recorded' })
    clinic.clock.advance(60_000)
    expect(await device.send(ahead)).toEqual([first])
  })

  it('by somebody else is not theirs: the entry keeps its author, and they are told that theirs is not recorded (IK2)', async () => {
    const draft = nurse().draft('observation-noted', { text: 'Eyes closed, calm.' })
    await nurse().send(draft)
    const answer = await recordEntries(clinic.house, okafor(), { sessionId: session, drafts: [draft] })
    expect(answer.ok && answer.value.results.map(codeOf)).toEqual(['entry-id-reused'])
  })
})

describe('a device’s own count', () => {
  it('that no column can hold is refused at the door, and holds up nothing behind it', async () => {
    const draft = { ...nurse().draft('vitals-taken', { heartRateBpm: 73, source: 'typed' }), deviceSeq: 2 ** 31 }
    expect(recordEntriesInput.safeParse({ sessionId: session, drafts: [draft] }).success).toBe(false)
  })

  it('is never the server’s: an entry under the name of its device is refused', async () => {
    const draft = { ...nurse().draft('vitals-taken', { heartRateBpm: 74, source: 'typed' }), deviceId: recordDevice }
    const answer = await recordEntries(clinic.house, quist(), { sessionId: session, drafts: [draft] })
    expect(answer.ok && answer.value.results.map(codeOf)).toEqual(['not-a-device'])
  })
})

describe('a session', () => {
  it('is not said to be open when its key was an entry of another one, however often it is asked (IK3, IK5)', async () => {
    const entry = await nurse().chart('observation-noted', { text: 'Headphones on.' })
    const open = () =>
      openSession(clinic.house, quist(), {
        key: idempotencyKey.parse(entry),
        patientId: nextPatient,
        protocolId: 'kap-im',
        protocolVersion: '1.0.0',
        room: 'Fern',
        identityConfirmedBy: ['name', 'birth-date'],
        attestations,
      })
    for (const _again of [1, 2]) expect(await open()).toMatchObject({ ok: false, refusal: { code: 'key-reused' } })
    expect(await readLedger(clinic.house, maraQuist.practiceId, sessionId.parse(entry))).toBeNull()
  })
})
