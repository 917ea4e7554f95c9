import { setTimeout as pause } from 'node:timers/promises'
import { asOwner } from '@holdspace/db/testing'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { helenAmes, maraQuist } from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { openRoom, roomDevice } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { watchLedger } from './ledger-watch.ts'

let clinic: TestHouse
beforeAll(async () => {
  clinic = await testHouse()
  const quist = actAs(maraQuist, clinic.clock.now, 2)
  await approveProtocols(clinic.house, actAs(helenAmes, clinic.clock.now))
  const marisol = await openChart(clinic.house, quist, marisolFromValley)
  const opening = { patientId: marisol, protocolId: 'kap-iv-6-in-3wk', room: 'Cedar' }
  const nurse = roomDevice(clinic.house, quist, await openRoom(clinic.house, quist, opening))
  await nurse.chart('vitals-taken', { heartRateBpm: 66, source: 'typed' })
})
afterAll(() => clinic.stop())

const nothingOutside = { of: () => [], keep: () => undefined }

/** Looks once, at once, and answers what readyz would say and what the log was told. */
async function lookOnce() {
  const logged: string[] = []
  const watch = watchLedger(clinic.house, nothingOutside, (_level, message) => logged.push(message), 0)
  onTestFinished(watch.stop)
  for (let tries = 0; tries < 100 && (await watch.check()).failing.length === 0 && logged.length === 0; tries += 1) {
    await pause(20)
  }
  return { failing: (await watch.check()).failing, logged }
}

describe('the watch over the ledger', () => {
  it('says nothing while every entry holds', async () => {
    expect(await lookOnce()).toEqual({ failing: [], logged: [] })
  })

  it('names the ledger in readyz when somebody changed an entry in the database (HE3, M16)', async () => {
    await asOwner(clinic.ownerUrl, (owner) =>
      owner.query(`update clinic.entry_body set salt = sha256(salt) where seq = 2`),
    )
    expect(await lookOnce()).toEqual({ failing: ['ledger'], logged: ['the ledger does not hold'] })
  })
})
