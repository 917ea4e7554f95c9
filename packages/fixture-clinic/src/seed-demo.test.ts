import { membersOf } from '@holdspace/db/account-store'
import { inPractice } from '@holdspace/db/database'
import { listPatientSessions } from '@holdspace/db/session-store'
import { patientId, practiceId, sessionId } from '@holdspace/kit/ids'
import { isLate } from '@holdspace/record/entry'
import { readChart } from '@holdspace/use-cases/people/read-chart'
import { readLedger } from '@holdspace/use-cases/session/ledger'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actAs } from './act-as.ts'
import { marigoldHouse, rosaVance } from './people.ts'
import { type DemoClinic, seedDemo } from './seed-demo.ts'
import { type TestHouse, testHouse } from './test-house.ts'

/** Eleven weeks of a clinic, entry by entry; on a machine that does much else this takes its time. */
const seedingMayTakeMs = 400_000

let clinic: TestHouse
let demo: DemoClinic
beforeAll(async () => {
  clinic = await testHouse(undefined, { isSeeded: false })
  demo = await seedDemo(clinic.house)
}, seedingMayTakeMs)
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
    expect((await sessionOf('ready-today'))?.status).toBe('sealed')
  })

  it('gives the outside therapist the one person her guest membership names, and nobody else (RULINGS 19)', async () => {
    const named = demo.patients.find((one) => one.story === 'outside-therapist')
    const members = await membersOf(clinic.house.db, marigold)
    const rosa = members.find((one) => one.membershipId === rosaVance.membershipId)
    expect(rosa?.guestPatients).toEqual([named?.id])
    const guest = { ...actAs(rosaVance, clinic.clock.now), guestPatients: rosa?.guestPatients ?? [] }
    const seen = await Promise.all(
      demo.patients.map(async ({ story, id }) => {
        const chart = await readChart(clinic.house, guest, { patientId: patientId.parse(id) })
        return chart.ok ? [story] : []
      }),
    )
    expect(seen.flat()).toEqual(['outside-therapist'])
  })

  it('charts on time: no entry of the past is late', async () => {
    const ledger = await sessionOf('series-complete')
    expect(ledger?.entries.filter(isLate)).toEqual([])
  })

  it(
    'gives the same people under the same ids in two fresh installations (UP4)',
    async () => {
      const other = await testHouse(undefined, { isSeeded: false })
      try {
        const again = await seedDemo(other.house)
        // Links to forms are secrets, made by chance in each installation.
        const named = ({ formLinks, ...patient }: DemoClinic['patients'][number]) => patient
        expect(again.patients.map(named)).toEqual(demo.patients.map(named))
        expect(again.partners.map((one) => one.clientId)).toEqual(demo.partners.map((one) => one.clientId))
      } finally {
        await other.stop()
      }
    },
    seedingMayTakeMs,
  )
})
