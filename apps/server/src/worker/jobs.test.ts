import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { demoReferrals, referralOf } from '@holdspace/fixture-clinic/demo-referrals'
import { minutesBefore, seedSession } from '@holdspace/fixture-clinic/demo-sessions'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { helenAmes, maraQuist, marigoldHouse } from '@holdspace/fixture-clinic/people'
import { roomDevice } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import type { SessionId } from '@holdspace/kit/ids'
import { readLedger } from '@holdspace/use-cases/session/ledger'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jobs } from './jobs.ts'
import { runJob } from './open-worker.ts'
import { simulateVitals } from './simulate-vitals.ts'

let clinic: TestHouse
let session: SessionId
const system = { kind: 'system', practiceId: marigoldHouse.practiceId, reason: 'simulate-vitals' } as const
const vitals = async () => (await readLedger(clinic.house, marigoldHouse.practiceId, session))?.state.vitals ?? []

beforeAll(async () => {
  clinic = await testHouse()
  await approveProtocols(clinic.house, actAs(helenAmes, clinic.clock.now))
  const minh = referralOf(demoReferrals['in-session'])
  const patientId = await openChart(clinic.house, actAs(maraQuist, clinic.clock.now), minh)
  clinic.clock.set(minutesBefore(clinic.clock.now(), 27))
  session = await seedSession(clinic.house, clinic.clock, {
    patientId,
    room: 'Cedar',
    weightGrams: 71_500,
    heightMm: 1740,
    untilMinute: 18,
    isFinished: false,
    escort: { name: 'Bao Tran', phone: '518-555-0163', relationship: 'husband' },
  })
})
afterAll(() => clinic.stop())

describe('simulated vitals (RULINGS 25)', () => {
  it('are charted when they are due, say that they are simulated, and only in the demo', async () => {
    const before = (await vitals()).length
    expect(await simulateVitals({ ...clinic.house, isDemo: false }, system)).toBe(0)
    clinic.clock.advance(12 * 60_000)
    expect(await simulateVitals(clinic.house, system)).toBe(1)
    expect(await simulateVitals(clinic.house, system)).toBe(0)
    const after = await vitals()
    expect(after).toHaveLength(before + 1)
    expect(after.at(-1)).toMatchObject({ source: 'simulated' })
  })

  it('end with the first reading that a person types', async () => {
    const nurse = roomDevice(clinic.house, actAs(maraQuist, clinic.clock.now, 4), session)
    await nurse.chart('vitals-taken', { heartRateBpm: 88, source: 'typed' })
    clinic.clock.advance(30 * 60_000)
    expect(await simulateVitals(clinic.house, system)).toBe(0)
  })
})

describe('the jobs', () => {
  it('have a name each, and time enough for a run', () => {
    expect(new Set(jobs.map((job) => job.name)).size).toBe(jobs.length)
    for (const job of jobs) expect(job.mostSeconds, job.name).toBeGreaterThanOrEqual(30)
  })

  it('given a practice in which one fails, then the others have their turn and it is told', async () => {
    const seen: string[] = []
    const told: string[] = []
    const run = async (_house: unknown, { practiceId }: { readonly practiceId: string }) => {
      seen.push(practiceId)
      if (practiceId === marigoldHouse.practiceId) throw new Error('something with a name in it')
    }
    const tools = { sendMail: async () => ({ outcome: 'sent', reply: '', isFinal: true }) as const }
    const failing = runJob({ name: 'a-job', run }, clinic.house, tools, (_level, message, fields) => {
      told.push(`${message} ${JSON.stringify(fields)}`)
    })
    await expect(failing).rejects.toThrow()
    expect(seen).toHaveLength(2)
    expect(told.join(' ')).not.toContain('something with a name in it')
  })
})
