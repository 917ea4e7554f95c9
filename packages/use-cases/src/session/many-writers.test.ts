import type { StaffActor } from '@holdspace/clinic/access/actor'
import { listAudit } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { deviceProgress, loadEntriesAfter } from '@holdspace/db/session-store'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { marisolsRoom } from '@holdspace/fixture-clinic/marisols-room'
import { lenaOkafor, maraQuist } from '@holdspace/fixture-clinic/people'
import { roomDevice } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { deviceId, type SessionId } from '@holdspace/kit/ids'
import { verifySessionChain } from '@holdspace/proof/verify-chain'
import type { StoredEntry } from '@holdspace/record/entry'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeEntry } from './entry-codec.ts'
import { readLedger } from './ledger.ts'
import { readSession } from './read-session.ts'

const writers = 64
const entriesEach = 3

let clinic: TestHouse
let session: SessionId
beforeAll(async () => {
  clinic = await testHouse()
  session = await marisolsRoom(clinic.house, actAs(maraQuist, clinic.clock.now))
})
afterAll(() => clinic.stop())

/** Writer number `n`: nurse and therapist in turn, each on a tablet of their own. */
function writer(n: number): StaffActor {
  const person = n % 2 === 0 ? actAs(maraQuist, clinic.clock.now) : actAs(lenaOkafor, clinic.clock.now)
  return { ...person, deviceId: deviceId.parse(`018f0000-0000-7000-8000-000000001${String(n).padStart(3, '0')}`) }
}

const rows = () =>
  inPractice(clinic.house.db, maraQuist.practiceId, (tx) => loadEntriesAfter(tx, maraQuist.practiceId, session, 0))

describe(`${writers} writers in one session at once`, () => {
  it('lose nothing, double nothing, and leave one unbroken chain (R1, R5)', async () => {
    const answers = await Promise.all(
      Array.from({ length: writers }, async (_, n) => {
        const device = roomDevice(clinic.house, writer(n), session)
        const own: { id: string; seq: number }[] = []
        for (let count = 0; count < entriesEach; count += 1) {
          const entry = device.draft('observation-noted', { text: `Writer ${n}, entry ${count}.` })
          // Every entry is sent twice, the way a tablet does that saw no answer.
          const [first, second] = await Promise.all([device.send(entry), device.send(entry)])
          expect(first).toEqual(second)
          for (const answer of first) own.push({ id: answer.id, seq: answer.outcome === 'recorded' ? answer.seq : -1 })
        }
        return own
      }),
    )
    const stored = await rows()
    expect(stored.map((row) => row.seq)).toEqual(Array.from({ length: 1 + writers * entriesEach }, (_, at) => at + 1))
    const seqOf = new Map(stored.map((row) => [decodeEntry(row).id as string, row.seq]))
    expect(seqOf.size).toBe(stored.length)
    for (const { id, seq } of answers.flat()) expect(seqOf.get(id)).toBe(seq)
    for (const own of answers)
      expect(own.map(({ seq }) => seq)).toEqual([...own].map(({ seq }) => seq).sort((a, b) => a - b))

    const none = new Uint8Array()
    const chain = stored.map((row) => ({ ...row, bodyBytes: row.bodyBytes ?? none, salt: row.salt ?? none }))
    expect(verifySessionChain(chain, clinic.house.hashing.sha256).error).toBeUndefined()
  }, 180_000)

  it('write an audit row for each entry, under the person and the device that recorded it (S08)', async () => {
    const { events } = await inPractice(clinic.house.db, maraQuist.practiceId, (tx) =>
      listAudit(tx, maraQuist.practiceId, { limit: 500 }),
    )
    const audited = events.filter((event) => event.details?.kind === 'observation-noted')
    const stored = (await rows()).map(decodeEntry).filter((entry) => entry.kind === 'observation-noted')
    const recordedBy = (entry: StoredEntry) => `${entry.id} ${entry.actor.name} ${entry.deviceId}`
    expect(audited.map((event) => `${event.details?.entry} ${event.actor.name} ${event.deviceId}`).sort()).toEqual(
      stored.map(recordedBy).sort(),
    )
    const progress = await inPractice(clinic.house.db, maraQuist.practiceId, (tx) =>
      deviceProgress(tx, maraQuist.practiceId, session),
    )
    expect(progress.filter((device) => device.received === entriesEach)).toHaveLength(writers)
  })

  it('what this process remembers of the session is what the database holds, to the last value', async () => {
    const remembered = await readLedger(clinic.house, maraQuist.practiceId, session)
    expect(remembered?.entries).toEqual((await rows()).map(decodeEntry))
    const room = await readSession(clinic.house, writer(1), { sessionId: session })
    expect(room.ok && room.value.entries).toEqual(remembered?.entries)
  })
})
