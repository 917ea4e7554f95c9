import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { type AccountEvent, accountEventsOf } from '@holdspace/db/account-store'
import type { AuditEvent } from '@holdspace/db/audit-row'
import { type AuditCursor, listAudit, recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision } from '@holdspace/kit/decision'
import { accountId, patientId } from '@holdspace/kit/ids'
import { instant, plusMs } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy } from '../people/acting.ts'

type AuditHouse = Pick<House, 'db' | 'clock' | 'newId'>

export const readAuditInput = z.strictObject({
  patientId: patientId.optional(),
  accountId: accountId.optional(),
  act: z.string().max(60).optional(),
  after: z.strictObject({ at: instant, id: z.uuid() }).optional(),
  limit: z.int().min(1).max(200).default(50),
})

/**
 * The auditor reads who reached which patient's record, newest first (45 CFR 170.315(d)(3)). Reading is an access too
 * and writes its own line, in the same transaction.
 */
export async function readAudit(
  house: AuditHouse,
  actor: StaffActor,
  input: z.output<typeof readAuditInput>,
): Promise<Decision<{ readonly events: readonly AuditEvent[]; readonly next: AuditCursor | null }>> {
  const may = permit(actor, 'audit.read', { today: dateInZone(house.clock(), actor.practiceZone) })
  if (!may.ok) return may
  const page = await inPractice(house.db, actor.practiceId, async (tx) => {
    const found = await listAudit(tx, actor.practiceId, {
      limit: input.limit,
      ...(input.patientId === undefined ? {} : { patientId: input.patientId }),
      ...(input.accountId === undefined ? {} : { actorId: input.accountId }),
      ...(input.act === undefined ? {} : { act: input.act }),
      ...(input.after === undefined ? {} : { after: input.after }),
    })
    const touched = {
      act: 'audit.read',
      at: house.clock(),
      details: { lines: found.events.length },
      ...(input.patientId === undefined ? {} : { patientId: input.patientId }),
    }
    await recordAccess(tx, actor.practiceId, accessBy(house, actor, touched))
    return found
  })
  return accept(page)
}

export const readAccountEventsInput = z.strictObject({
  /** How far back, counted from now. */
  days: z.int().min(1).max(366).default(30),
  limit: z.int().min(1).max(200).default(100),
})

/** Sign-ins, refused sign-ins, and what was changed about members: the other half of the trail (45 CFR 170.210(e)). */
export async function readAccountEvents(
  house: AuditHouse,
  actor: StaffActor,
  input: z.output<typeof readAccountEventsInput>,
): Promise<Decision<readonly (AccountEvent & { readonly name: string | null })[]>> {
  const may = permit(actor, 'audit.read', { today: dateInZone(house.clock(), actor.practiceZone) })
  if (!may.ok) return may
  const now = house.clock()
  const from = plusMs(now, -input.days * 24 * 60 * 60 * 1000)
  return accept(await accountEventsOf(house.db, actor.practiceId, { from, to: now, limit: input.limit }))
}
