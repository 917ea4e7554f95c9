import { randomUUID } from 'node:crypto'
import { accountId, type IdempotencyKey, patientId, practiceId } from '@holdspace/kit/ids'
import { instant } from '@holdspace/kit/instant'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listAudit, recordAccess } from './audit-store.ts'
import { inPractice, type Tx } from './database.ts'
import { forgetAnswers, once } from './idempotency-store.ts'
import { releasesOfPatient } from './release-store.ts'
import { listUnsealedSessions } from './session-store.ts'
import { accessesOf, unindexedAccesses } from './testing/explain.ts'
import { statementsOf } from './testing/statements.ts'
import { asOwner, type FreshDatabase, freshDatabase } from './testing.ts'

const marigold = practiceId.parse('018f0000-0000-7000-8000-000000000001')
const ada = patientId.parse('018f0000-0000-7000-8000-0000000000ad')
const nadia = accountId.parse('018f0000-0000-7000-8000-00000000000a')
const at = instant.parse('2026-11-21T14:03:01.000Z')

let house: FreshDatabase
beforeAll(async () => {
  house = await freshDatabase({ maxConnections: 1 })
})
afterAll(() => house.stop())

const request = {
  practiceId: marigold,
  actorId: nadia,
  procedure: 'people.edit',
  key: randomUUID() as IdempotencyKey,
  bodyHash: new Uint8Array(32),
  at,
}

describe('every search of the trail and of answers given', () => {
  it.each<[string, (tx: Tx) => Promise<unknown>]>([
    ['the trail of a patient', (tx) => listAudit(tx, marigold, { patientId: ada, after: { at, id: randomUUID() } })],
    ['an answer already given', (tx) => once(tx, request, async () => ({}))],
    ['answers past their time', (tx) => forgetAnswers(tx, marigold, at)],
  ])('%s is reached by an index, as the application’s role', async (_name, work) => {
    const asked = await statementsOf(house, marigold, work)
    expect(asked.length).toBeGreaterThan(0)
    for (const query of asked) expect(await unindexedAccesses(house.appUrl, marigold, query), query.text).toEqual([])
  })

  it('finds a patient’s releases by the patient, and each partner’s name by its id', async () => {
    const [query] = await statementsOf(house, marigold, (tx) => releasesOfPatient(tx, marigold, ada))
    if (query === undefined) throw new Error('nothing asked')
    const found = await accessesOf(house.appUrl, marigold, query)
    expect(found.map(({ table, index }) => [table, index])).toEqual([
      ['release_of_information', expect.stringMatching(/^release_/)],
      ['partner_client', 'partner_client_pkey'],
    ])
    expect(found[0]?.condition).toContain('patient_id')
  })

  it('lists a whole practice in the order of an index, without sorting it', async () => {
    for (const [work, index] of [
      [(tx: Tx) => listUnsealedSessions(tx, marigold), 'session_unsealed'],
      [(tx: Tx) => listAudit(tx, marigold), 'audit_by_time'],
    ] as const) {
      const [query] = await statementsOf(house, marigold, work)
      if (query === undefined) throw new Error('nothing asked')
      expect((await accessesOf(house.appUrl, marigold, query)).map((access) => access.index)).toEqual([index])
    }
  })

  it('would be caught if it were not leakproof: a LIKE enters no index by its pattern', async () => {
    await inPractice(house.db, marigold, (tx) =>
      recordAccess(tx, marigold, {
        id: randomUUID(),
        at,
        actor: { kind: 'system', name: 'Holdspace' },
        act: 'test',
        outcome: 'done',
      }),
    )
    await asOwner(house.ownerUrl, (owner) =>
      owner.query('create index tried on clinic.audit_event (practice_id, act text_pattern_ops)'),
    )
    const like = {
      text: `select * from clinic.audit_event where practice_id = $1 and act like 'te%'`,
      values: [marigold],
    }
    expect(await unindexedAccesses(house.appUrl, marigold, like)).toHaveLength(1)
  })
})
