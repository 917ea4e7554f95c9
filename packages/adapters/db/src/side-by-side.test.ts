import { randomUUID } from 'node:crypto'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { type PatientId, patientId, practiceId } from '@holdspace/kit/ids'
import { instant } from '@holdspace/kit/instant'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inPractice, openDatabase } from './database.ts'
import { findPatient, insertPatient, nextMrn } from './patient-store.ts'
import { findProtocol } from './protocol-store.ts'
import { aboutEach, sideBySide } from './side-by-side.ts'
import { statementsOf } from './testing/statements.ts'
import { type FreshDatabase, freshDatabase } from './testing.ts'

const marigold = practiceId.parse('018f0000-0000-7000-8000-000000000001')
const riverside = practiceId.parse('018f0000-0000-7000-8000-000000000002')
const families = ['Ames', 'Bell', 'Cole', 'Dunn', 'Eads', 'Ford', 'Gray', 'Hale']

let fresh: FreshDatabase
/** One connection, so that every statement is seen. */
let only: ReturnType<typeof openDatabase>
const people: PatientId[] = []

beforeAll(async () => {
  fresh = await freshDatabase()
  only = openDatabase(fresh.appUrl, { maxConnections: 1 })
  await inPractice(fresh.db, marigold, async (tx) => {
    for (const family of families) {
      const id = patientId.parse(randomUUID())
      people.push(id)
      const birthDate = calendarDate.parse('1980-01-15')
      const person = { family, given: ['Ana'], otherNames: [], birthDate, addresses: [], telecoms: [] }
      const row = { patientId: id, mrn: await nextMrn(tx, marigold), person: { ...person, sex: 'unknown' as const } }
      const rest = { allergyStatus: 'not-recorded', notDuplicateBecause: null } as const
      const now = instant.parse('2026-11-21T15:00:00.000Z')
      await insertPatient(tx, marigold, { ...row, ...rest }, { membershipId: null, name: 'test' }, now)
    }
  })
})

afterAll(async () => {
  await only.close()
  await fresh.stop()
})

const familyOf = aboutEach(async (tx, practice, ids: readonly PatientId[]) => {
  const list = sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  )
  const { rows } = await tx.execute<{ id: string; family: string }>(
    sql`select id, family from clinic.patient where practice_id = ${practice} and id in (${list})`,
  )
  return ids.map((id) => rows.find((row) => row.id === id)?.family ?? null)
})

describe('reading about several people side by side', () => {
  it('asks each question once about all, and gives everybody their own answer', async () => {
    let read: readonly (string | null)[] = []
    const asked = await statementsOf({ db: only.db }, marigold, async (tx) => {
      read = await sideBySide(tx, people, async (id) => {
        // Some ask something else first, so that not all stand at the same question at the same time.
        if (people.indexOf(id) % 2 === 0) await findProtocol(tx, 'iv-0.5-over-40-infusion', '1')
        const found = await findPatient(tx, marigold, id)
        return found?.patientId === id ? await familyOf(tx, marigold, id) : 'somebody else'
      })
    })
    expect(read).toEqual(families)
    // The protocol once, person and numbers once, the family name once; alone it would be four for each of eight.
    expect(asked).toHaveLength(4)
  })

  it('asks at once where somebody asks alone', async () => {
    const asked = await statementsOf({ db: only.db }, marigold, async (tx) => {
      for (const id of people.slice(0, 2)) await familyOf(tx, marigold, id)
    })
    expect(asked).toHaveLength(2)
  })

  it('shows nobody of another practice', async () => {
    const seen = await inPractice(only.db, riverside, (tx) =>
      sideBySide(tx, people, (id) => familyOf(tx, marigold, id)),
    )
    expect(new Set(seen)).toEqual(new Set([null]))
  })

  it('throws the first failure when all have ended, so that nothing is asked on a connection given back', async () => {
    const ended: string[] = []
    const reading = inPractice(only.db, marigold, (tx) =>
      sideBySide(tx, people, async (id) => {
        if (id === people[1]) throw new Error('this one cannot be read')
        for (let turn = 0; turn < 3; turn += 1) await familyOf(tx, marigold, id)
        ended.push(id)
      }),
    )
    await expect(reading).rejects.toThrow('this one cannot be read')
    expect(ended).toHaveLength(people.length - 1)
    // The connection is whole: it answers the next transaction.
    expect(await inPractice(only.db, marigold, (tx) => familyOf(tx, marigold, people[0] as PatientId))).not.toBeNull()
  })

  it('refuses a statement whose transaction is over', async () => {
    const late = await inPractice(only.db, marigold, async (tx) => () => familyOf(tx, marigold, people[0] as PatientId))
    await expect(late()).rejects.toThrow()
  })

  it('a statement that fails is a failure of everybody who shared it', async () => {
    const broken = aboutEach((tx, _practice, ids: readonly PatientId[]) =>
      tx.execute(sql`select 1 / 0`).then(() => ids.map(() => 1)),
    )
    const reading = inPractice(only.db, marigold, (tx) => sideBySide(tx, people, (id) => broken(tx, marigold, id)))
    await expect(reading).rejects.toThrow()
  })
})
