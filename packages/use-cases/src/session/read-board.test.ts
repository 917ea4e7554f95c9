import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { helenAmes, maraQuist, priyaRaman, rosaVance, samReyes, theoLind } from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { openRoom, roomDevice } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import type { SessionId } from '@holdspace/kit/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBoard } from './read-board.ts'

/** The board: who sees which rooms, and how much of what happens in them. */
let clinic: TestHouse
let session: SessionId
const board = async (person: typeof maraQuist) => readBoard(clinic.house, actAs(person, clinic.clock.now))

beforeAll(async () => {
  clinic = await testHouse()
  const nurse = actAs(maraQuist, clinic.clock.now, 2)
  await approveProtocols(clinic.house, actAs(helenAmes, clinic.clock.now))
  const patientId = await openChart(clinic.house, nurse, marisolFromValley)
  session = await openRoom(clinic.house, nurse, { patientId, protocolId: 'kap-im', room: 'Willow' })
  const device = roomDevice(clinic.house, nurse, session)
  await device.chart('vitals-taken', { heartRateBpm: 72, source: 'typed' })
})
afterAll(() => clinic.stop())

describe('the board', () => {
  it('shows the care team the room with its last vitals', async () => {
    expect(await board(maraQuist)).toMatchObject({
      ok: true,
      value: {
        sessions: [{ sessionId: session, room: 'Willow', phase: 'before dose', lastVitals: { heartRateBpm: 72 } }],
      },
    })
  })

  it('shows the front desk that the room is in use, and nothing that was measured in it', async () => {
    expect(await board(theoLind)).toMatchObject({
      ok: true,
      value: { sessions: [{ room: 'Willow', lastVitals: null }] },
    })
  })

  it('shows a guest nobody but the patients she is named for, and another practice nobody', async () => {
    expect(await board(rosaVance)).toMatchObject({ ok: true, value: { sessions: [] } })
    expect(await board(samReyes)).toMatchObject({ ok: true, value: { sessions: [] } })
  })

  it('is refused to billing', async () => {
    expect(await board(priyaRaman)).toMatchObject({ ok: false, refusal: { family: 'not-permitted' } })
  })
})
