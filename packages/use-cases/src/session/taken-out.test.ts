import { asOwner } from '@holdspace/db/testing'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { marisolsRoom } from '@holdspace/fixture-clinic/marisols-room'
import { maraQuist } from '@holdspace/fixture-clinic/people'
import { roomDevice } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import type { EntryId, SessionId } from '@holdspace/kit/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readLedger } from './ledger.ts'

/** An entry put in the wrong place is taken out: its words go, its hash and the reason stay (RULINGS 10). */
let clinic: TestHouse
let session: SessionId
let device: ReturnType<typeof roomDevice>

beforeAll(async () => {
  clinic = await testHouse()
  const nurse = actAs(maraQuist, clinic.clock.now, 2)
  session = await marisolsRoom(clinic.house, nurse)
  device = roomDevice(clinic.house, nurse, session)
})
afterAll(() => clinic.stop())

const effect = { effect: 'nausea', severity: 'moderate', action: 'Ondansetron 4 mg', resolved: true }

/** Tables in which a word stands, bytes read as text, as the owner of the database sees them. */
async function whereStands(word: string): Promise<string[]> {
  return asOwner(clinic.ownerUrl, async (owner) => {
    await owner.query('set row_security = off')
    const { rows } = await owner.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('clinic', 'identity')`,
    )
    const found: string[] = []
    for (const { name } of rows) {
      const { rows: hits } = await owner.query<{ hits: number }>(
        `select count(*)::int as hits from ${name} t where t::text like $1 or t::text like $2`,
        [`%${word}%`, `%${Buffer.from(word).toString('hex')}%`],
      )
      if ((hits[0]?.hits ?? 0) > 0) found.push(name)
    }
    return found
  })
}

async function takeOut(entry: EntryId): Promise<void> {
  const ledger = await readLedger(clinic.house, maraQuist.practiceId, session)
  const seq = ledger?.entries.find((one) => one.id === entry)?.seq
  await device.chart('entry-withdrawn', { withdrawsEntryId: entry, withdrawsSeq: seq, reason: 'Another patient.' })
}

describe('an entry that was taken out', () => {
  it('stands in no table any more, neither in the ledger nor in what was told of it', async () => {
    const word = 'vermilion-plover-1'
    const entry = await device.chart('adverse-effect-noted', { ...effect, action: word })
    expect(await whereStands(word)).toContain('clinic.entry_body')
    await takeOut(entry)
    expect(await whereStands(word)).toEqual([])
  })

  it('nor does a correction that was taken out, though what it corrected stands again', async () => {
    const [first, word] = ['Lay down for an hour', 'vermilion-plover-2']
    const entry = await device.chart('adverse-effect-noted', { ...effect, action: first })
    const correction = await device.chart('entry-corrected', {
      correctsEntryId: entry,
      correctsKind: 'adverse-effect-noted',
      reason: 'Slip',
      replacement: { ...effect, action: word },
    })
    expect(await whereStands(word)).toContain('clinic.entry_body')
    await takeOut(correction)
    expect(await whereStands(word)).toEqual([])
    await takeOut(entry)
    expect(await whereStands(first)).toEqual([])
  })

  it('nor do the words of a call for help', async () => {
    const word = 'vermilion-plover-3'
    const call = await device.chart('help-called', { message: word })
    expect((await whereStands(word)).length).toBeGreaterThan(0)
    await takeOut(call)
    expect(await whereStands(word)).toEqual([])
  })
})
