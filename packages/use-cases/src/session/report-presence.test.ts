import { actAs } from '@holdspace/fixture-clinic/act-as'
import { marisolsRoom } from '@holdspace/fixture-clinic/marisols-room'
import { maraQuist } from '@holdspace/fixture-clinic/people'
import { roomDevice } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import type { SessionId } from '@holdspace/kit/ids'
import { type Instant, plusMs } from '@holdspace/kit/instant'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reportedDevices } from '../sign/read-for-signing.ts'
import { reportPresence } from './report-presence.ts'

let clinic: TestHouse
let session: SessionId
beforeAll(async () => {
  clinic = await testHouse()
  session = await marisolsRoom(clinic.house, actAs(maraQuist, clinic.clock.now))
})
afterAll(() => clinic.stop())

const minute = 60_000

/** What the signer would read of the nurse's tablet, after it said so much. */
async function waitingOnTablet(): Promise<number | undefined> {
  const { devices } = await reportedDevices(clinic.house.db, maraQuist.practiceId, session)
  return devices.find((one) => one.label.endsWith('Tablet'))?.waiting
}
const say = (waiting: number, at: Instant = clinic.clock.now()) =>
  reportPresence({ ...clinic.house, clock: () => at }, actAs(maraQuist, clinic.clock.now), {
    sessionId: session,
    label: 'Tablet',
    waiting,
  })

describe('what a device says of the entries that wait on it', () => {
  it('given two wait and one arrives while the screen is locked, then one waits, and none after the other (M21)', async () => {
    const tablet = roomDevice(clinic.house, actAs(maraQuist, clinic.clock.now), session)
    const drafts = [60, 62].map((heartRateBpm) => tablet.draft('vitals-taken', { heartRateBpm, source: 'typed' }))
    await say(2)
    expect(await waitingOnTablet()).toBe(2)
    for (const [at, draft] of drafts.entries()) {
      clinic.clock.advance(minute)
      expect(await tablet.send(draft)).toMatchObject([{ outcome: 'recorded' }])
      expect(await waitingOnTablet()).toBe(1 - at)
    }
  })

  it('given an older report that arrives last, then the newer one stands', async () => {
    clinic.clock.advance(minute)
    await say(0)
    await say(3, plusMs(clinic.clock.now(), -1))
    expect(await waitingOnTablet()).toBe(0)
  })
})
