import { randomUUID } from 'node:crypto'
import { accountId, patientId, practiceId } from '@holdspace/kit/ids'
import { instantFromMs } from '@holdspace/kit/instant'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AuditEvent } from './audit-row.ts'
import { type AuditPage, listAudit, recordAccess, recordAccesses } from './audit-store.ts'
import { inPractice, sqlState } from './database.ts'
import { type FreshDatabase, freshDatabase } from './testing.ts'

const marigold = practiceId.parse('018f0000-0000-7000-8000-000000000001')
const juniper = practiceId.parse('018f0000-0000-7000-8000-000000000002')
const ada = patientId.parse('018f0000-0000-7000-8000-0000000000ad')
const nadia = accountId.parse('018f0000-0000-7000-8000-00000000000a')

let house: FreshDatabase
beforeAll(async () => {
  house = await freshDatabase()
})
afterAll(() => house.stop())

function access(minute: number, changes: Partial<AuditEvent> = {}): AuditEvent {
  return {
    id: randomUUID(),
    at: instantFromMs(Date.UTC(2026, 10, 21, 14, minute)),
    actor: { kind: 'staff', id: nadia, name: 'Nadia Brandt', role: 'nurse' },
    act: 'patient.read',
    outcome: 'done',
    patientId: ada,
    subject: { type: 'patient', id: ada },
    details: {},
    ...changes,
  }
}

describe('the audit trail', () => {
  it('tells every access of a patient, newest first, page by page, none twice and none left out', async () => {
    // Several in one minute: the order among them is by id, so that a page never splits them wrongly.
    const events = Array.from({ length: 23 }, (_, n) => access(Math.floor(n / 4)))
    await inPractice(house.db, marigold, (tx) => recordAccesses(tx, marigold, events))
    await inPractice(house.db, marigold, (tx) =>
      recordAccess(tx, marigold, access(59, { patientId: patientId.parse(randomUUID()) })),
    )
    const seen: AuditEvent[] = []
    let page: AuditPage = { events: [], next: null }
    do {
      const after = page.next === null ? {} : { after: page.next }
      page = await inPractice(house.db, marigold, (tx) =>
        listAudit(tx, marigold, { patientId: ada, limit: 5, ...after }),
      )
      seen.push(...page.events)
    } while (page.next !== null)
    expect(seen).toHaveLength(23)
    expect(new Set(seen.map((event) => event.id))).toEqual(new Set(events.map((event) => event.id)))
    expect(seen.map((event) => event.at)).toEqual(
      seen
        .map((event) => event.at)
        .toSorted()
        .reverse(),
    )
    expect(seen.at(-1)).toEqual(events.find((event) => event.id === seen.at(-1)?.id))
  })

  it('is nothing to another practice, and nobody writes into another practice’s trail (S06)', async () => {
    const page = await inPractice(house.db, juniper, (tx) => listAudit(tx, marigold, { patientId: ada }))
    expect(page.events).toEqual([])
    const planted = inPractice(house.db, juniper, (tx) => recordAccess(tx, marigold, access(1)))
    expect(sqlState(await planted.catch((error: unknown) => error))).toBe('42501')
  })

  it('cannot be changed, emptied or thinned by the application (S50)', async () => {
    for (const table of ['audit_event', 'entry', 'entry_body']) {
      for (const statement of [
        `update clinic.${table} set practice_id = practice_id`,
        `delete from clinic.${table}`,
        `truncate clinic.${table}`,
      ]) {
        const tried = inPractice(house.db, marigold, (tx) => tx.execute(sql.raw(statement)))
        expect(sqlState(await tried.catch((error: unknown) => error)), statement).toBe('42501')
      }
    }
  })
})
