import { inPractice } from '@holdspace/db/database'
import { listPatientSessions } from '@holdspace/db/session-store'
import { practiceId, sessionId } from '@holdspace/kit/ids'
import { isLate } from '@holdspace/record/entry'
import { readLedger } from '@holdspace/use-cases/session/ledger'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { marigoldHouse } from './people.ts'
import { type DemoClinic, seedDemo } from './seed-demo.ts'
import { type TestHouse, testHouse } from './test-house.ts'

let clinic: TestHouse
let demo: DemoClinic
beforeAll(async () => {
  clinic = await testHouse(undefined, { isSeeded: false })
  demo = await seedDemo(clinic.house)
})
afterAll(() => clinic.stop())

const marigold = practiceId.parse(marigoldHouse.practiceId)
const sessionOf = async (story: string) => {
  const patient = demo.patients.find((one) => one.story === story)
  if (patient === undefined) throw new Error(`No ${story}`)
  const rows = await inPractice(clinic.house.db, marigold, (tx) =>
    listPatientSessions(tx, marigold, patient.id as never),
  )
  return rows[0] === undefined ? null : readLedger(clinic.house, marigold, sessionId.parse(rows[0].id))
}

describe('the demo clinic', () => {
  it('has each told story visibly in its state', async () => {
    expect((await sessionOf('in-session'))?.state.infusions).toMatchObject([{ stop: null }])
    expect((await sessionOf('in-recovery'))?.state).toMatchObject({ ended: null, signature: null })
    expect((await sessionOf('in-recovery'))?.state.infusions[0]?.stop).not.toBeNull()
    expect((await sessionOf('series-complete'))?.status).toBe('sealed')
    expect(await sessionOf('ready-today')).toBeNull()
  })

  it('charts on time: no entry of the past is late', async () => {
    const ledger = await sessionOf('series-complete')
    expect(ledger?.entries.filter(isLate)).toEqual([])
  })

  it('gives the same people under the same ids in two fresh installations (UP4)', async () => {
    const other = await testHouse(undefined, { isSeeded: false })
    try {
      const again = await seedDemo(other.house)
      expect(again.patients).toEqual(demo.patients)
      expect(again.partners.map((one) => one.clientId)).toEqual(demo.partners.map((one) => one.clientId))
    } finally {
      await other.stop()
    }
  })
})
