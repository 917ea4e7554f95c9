import { randomUUID } from 'node:crypto'
import { accountId, patientId, practiceId, sessionId } from '@holdspace/kit/ids'
import { instant } from '@holdspace/kit/instant'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inPractice } from './database.ts'
import { recordAct } from './record-act.ts'
import { misfiledSessions, placeAfter, strayColumns } from './repeated-columns-store.ts'
import { sealedEntry } from './testing/sealed.ts'
import { asOwner, type FreshDatabase, freshDatabase } from './testing.ts'

const marigold = practiceId.parse('018f0000-0000-7000-8000-000000000001')
const session = sessionId.parse('018f0000-0000-7000-8000-0000000000a1')
const at = instant.parse('2026-11-21T14:03:01.000Z')
/** Every letter that JSON writes otherwise than it is said, and some that it does not. */
const names = ['Rosa "Ro" Delgado', 'back\\slash', 'José Núñez 🌿', 'a\u2028b\u007fc/d', 'tab\tline\nbell\u0007\u001f']

let house: FreshDatabase
beforeAll(async () => {
  house = await freshDatabase()
  const place = { practiceId: marigold, sessionId: session }
  const entries: ReturnType<typeof sealedEntry>[] = []
  for (const name of names) {
    entries.push(sealedEntry({ ...place, head: entries.at(-1) ?? null }, { actor: `a nurse ${name}` }))
  }
  const protocol = { protocolId: 'ketamine-iv', protocolVersion: '1.0.0', protocolHash: 'ab'.repeat(32) }
  const opens = { ...protocol, patientId: patientId.parse(randomUUID()), createdBy: accountId.parse(randomUUID()) }
  const told = await recordAct(house.db, { ...place, at, head: null, entries, audit: [], opens })
  expect(told).toEqual({ outcome: 'recorded' })
})
afterAll(() => house.stop())

const strays = (after = 0, upTo = names.length) =>
  inPractice(house.db, marigold, (tx) =>
    strayColumns(tx, marigold, { sessionId: session, seq: after }, { sessionId: session, seq: upTo }),
  )

describe('columns that repeat a header', () => {
  it('repeat it whatever letters a name has, so that a sound ledger is never called tampered with', async () => {
    expect(await strays()).toEqual([])
    expect(await inPractice(house.db, marigold, (tx) => misfiledSessions(tx, marigold))).toEqual([])
  })

  it('are gone through page by page, each entry in one page', async () => {
    await asOwner(house.ownerUrl, (owner) => owner.query(`update clinic.entry set kind = 'another' where seq >= 3`))
    const upTo = await inPractice(house.db, marigold, (tx) => placeAfter(tx, marigold, null, 3))
    expect(upTo).toEqual({ sessionId: session, seq: 3 })
    expect(await inPractice(house.db, marigold, (tx) => placeAfter(tx, marigold, upTo, 3))).toBeNull()
    expect((await strays(0, 3)).map(({ seq }) => seq)).toEqual([3])
    expect((await strays(3)).map(({ seq }) => seq)).toEqual([4, 5])
  })
})
