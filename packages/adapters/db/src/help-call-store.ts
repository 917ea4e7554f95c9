import type { HelpCall } from '@holdspace/clinic/calls/help-call'
import type { EntryId, MembershipId, PatientId, PracticeId, SessionId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { helpCall } from './schema/help-calls.ts'

/** Writes a call down beside its entry; one that arrived before stays as it is. */
export async function keepCall(tx: Tx, practiceId: PracticeId, call: Omit<HelpCall, 'escalatedAt'>): Promise<void> {
  await tx
    .insert(helpCall)
    .values({
      practiceId,
      id: call.callId,
      sessionId: call.sessionId,
      patientId: call.patientId,
      room: call.room,
      emergency: call.emergency,
      calledByMembershipId: call.calledBy.membershipId,
      calledByName: call.calledBy.name,
      calledAt: new Date(call.calledAt),
      heardAt: new Date(call.heardAt),
    })
    .onConflictDoNothing()
}

/** The first to answer stands. */
export async function callAnswered(
  tx: Tx,
  practiceId: PracticeId,
  id: EntryId,
  by: { readonly name: string; readonly at: Instant },
): Promise<void> {
  await tx
    .update(helpCall)
    .set({ answeredAt: new Date(by.at), answeredByName: by.name })
    .where(and(eq(helpCall.practiceId, practiceId), eq(helpCall.id, id), isNull(helpCall.answeredAt)))
}

export async function callEscalated(tx: Tx, practiceId: PracticeId, id: EntryId, at: Instant): Promise<void> {
  await tx
    .update(helpCall)
    .set({ escalatedAt: new Date(at) })
    .where(and(eq(helpCall.practiceId, practiceId), eq(helpCall.id, id)))
}

/** The session ended: nobody is waited for in that room any more. */
export async function callsOver(tx: Tx, practiceId: PracticeId, sessionId: SessionId, at: Instant): Promise<void> {
  await tx
    .update(helpCall)
    .set({ overAt: new Date(at) })
    .where(
      and(
        eq(helpCall.practiceId, practiceId),
        eq(helpCall.sessionId, sessionId),
        isNull(helpCall.answeredAt),
        isNull(helpCall.overAt),
      ),
    )
}

/** Everything called for and not answered, the oldest first. */
export async function openCalls(tx: Tx, practiceId: PracticeId): Promise<readonly HelpCall[]> {
  const rows = await tx
    .select()
    .from(helpCall)
    .where(and(eq(helpCall.practiceId, practiceId), isNull(helpCall.answeredAt), isNull(helpCall.overAt)))
    .orderBy(asc(helpCall.heardAt), asc(helpCall.id))
  return rows.map(callOf)
}

export interface KnownCall extends HelpCall {
  readonly answeredByName: string | null
  readonly isOver: boolean
}

export async function findCall(tx: Tx, practiceId: PracticeId, id: EntryId): Promise<KnownCall | null> {
  const rows = await tx
    .select()
    .from(helpCall)
    .where(and(eq(helpCall.practiceId, practiceId), eq(helpCall.id, id)))
  const [row] = rows
  if (row === undefined) return null
  return { ...callOf(row), answeredByName: row.answeredByName, isOver: row.overAt !== null }
}

function callOf(row: typeof helpCall.$inferSelect): HelpCall {
  return {
    callId: row.id as EntryId,
    sessionId: row.sessionId as SessionId,
    patientId: row.patientId as PatientId,
    room: row.room,
    emergency: row.emergency,
    calledBy: { membershipId: row.calledByMembershipId as MembershipId, name: row.calledByName },
    calledAt: instantFromMs(row.calledAt.getTime()),
    heardAt: instantFromMs(row.heardAt.getTime()),
    escalatedAt: row.escalatedAt === null ? null : instantFromMs(row.escalatedAt.getTime()),
  }
}
