import { inPractice } from '@holdspace/db/database'
import { loadEntriesAfter } from '@holdspace/db/session-store'
import { asOwner } from '@holdspace/db/testing'
import { diskFull, whyUnavailable } from '@holdspace/db/unreachable'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { marisolsRoom } from '@holdspace/fixture-clinic/marisols-room'
import { maraQuist } from '@holdspace/fixture-clinic/people'
import { roomDevice } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import type { SessionId } from '@holdspace/kit/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeEntry } from './entry-codec.ts'

/** Where the room ends, in turn: an act writes to each of these. */
const tables = ['entry', 'entry_body', 'audit_event', 'fhir_resource'] as const
const cycles = 20

let clinic: TestHouse
let session: SessionId
beforeAll(async () => {
  clinic = await testHouse()
  session = await marisolsRoom(clinic.house, actAs(maraQuist, clinic.clock.now))
  await owner(`create function public.no_room() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$`)
})
afterAll(() => clinic.stop())

async function owner(statement: string): Promise<readonly { readonly [name: string]: unknown }[]> {
  const { rows } = await asOwner(clinic.ownerUrl, (client) => client.query(statement))
  return rows
}
const countedRows = async () =>
  (await owner(`select ${tables.map((one) => `(select count(*)::int from clinic.${one}) as ${one}`).join(', ')}`))[0]

describe('the disk is full in the middle of an act', () => {
  it(`in ${cycles} cycles nothing is half there, it is said so, and what was kept on the device is recorded once there is room (R9)`, async () => {
    const device = roomDevice(clinic.house, actAs(maraQuist, clinic.clock.now), session)
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      const table = tables[cycle % tables.length] ?? 'entry'
      const draft = device.draft('vitals-taken', { heartRateBpm: 60 + cycle, source: 'typed' })
      const before = await countedRows()
      await owner(`create trigger no_room after insert on clinic.${table} execute function public.no_room()`)
      const failed = await device.send(draft).then(
        () => null,
        (error: unknown) => error,
      )
      expect(whyUnavailable(failed), table).toEqual(diskFull)
      expect(await countedRows(), table).toEqual(before)
      await owner(`drop trigger no_room on clinic.${table}`)
      expect(await device.send(draft)).toMatchObject([{ id: draft.id, outcome: 'recorded' }])
    }
    const rows = await inPractice(clinic.house.db, maraQuist.practiceId, (tx) =>
      loadEntriesAfter(tx, maraQuist.practiceId, session, 0),
    )
    const rates = rows
      .map(decodeEntry)
      .flatMap((entry) => (entry.kind === 'vitals-taken' ? [entry.body?.heartRateBpm] : []))
    expect(rates).toEqual(Array.from({ length: cycles }, (_, cycle) => 60 + cycle))
    expect(rows.map((row) => row.seq)).toEqual(rows.map((_row, at) => at + 1))
  })
})
