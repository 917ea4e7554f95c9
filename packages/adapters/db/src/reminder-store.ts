import type { ReminderRule } from '@holdspace/clinic/scheduling/reminders'
import { type PatientId, type PracticeId, patientId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { appointmentEvent } from './schema/appointments.ts'
import { reminderChoice, reminderRule } from './schema/reminders.ts'

/** When this practice reminds; null while it never said. */
export async function reminderRuleOf(tx: Tx, practiceId: PracticeId): Promise<ReminderRule | null> {
  const [row] = await tx.select().from(reminderRule).where(eq(reminderRule.practiceId, practiceId))
  if (row === undefined) return null
  const { formsMailDays, formsTaskDays, visitHours } = row
  return { formsMailDays, formsTaskDays, visitHours }
}

export async function setReminderRule(tx: Tx, practiceId: PracticeId, rule: ReminderRule): Promise<void> {
  await tx
    .insert(reminderRule)
    .values({ practiceId, ...rule })
    .onConflictDoUpdate({ target: reminderRule.practiceId, set: rule })
}

export interface ReminderChoice {
  readonly wants: boolean
  readonly at: Instant
  readonly byName: string
}

/** What each of them said last; who never said anything is not in it, and is reminded. */
export async function reminderChoicesOf(
  tx: Tx,
  practiceId: PracticeId,
  ids: readonly PatientId[],
): Promise<ReadonlyMap<PatientId, ReminderChoice>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectDistinctOn([reminderChoice.patientId])
    .from(reminderChoice)
    .where(and(eq(reminderChoice.practiceId, practiceId), inArray(reminderChoice.patientId, [...ids])))
    .orderBy(reminderChoice.patientId, desc(reminderChoice.position))
  return new Map(
    rows.map(({ patientId: id, wants, at, byName }) => [
      patientId.parse(id),
      { wants, at: instantFromMs(at.getTime()), byName },
    ]),
  )
}

/** Sent twice under one id, it is one choice. */
export async function addReminderChoice(
  tx: Tx,
  practiceId: PracticeId,
  choice: ReminderChoice & { readonly id: string; readonly patientId: PatientId; readonly byMembership: string | null },
): Promise<void> {
  await tx
    .insert(reminderChoice)
    .values({ practiceId, ...choice, at: new Date(choice.at) })
    .onConflictDoNothing()
}

/** The beginnings each appointment was reminded of: moved since, it is reminded anew. */
export async function remindedOf(
  tx: Tx,
  practiceId: PracticeId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Instant[]>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({ id: appointmentEvent.appointmentId, startsAt: appointmentEvent.startsAt })
    .from(appointmentEvent)
    .where(
      and(
        eq(appointmentEvent.practiceId, practiceId),
        eq(appointmentEvent.kind, 'reminded'),
        inArray(appointmentEvent.appointmentId, [...ids]),
      ),
    )
  const found = new Map<string, Instant[]>()
  for (const { id, startsAt } of rows) {
    found.set(id, [...(found.get(id) ?? []), instantFromMs(startsAt.getTime())])
  }
  return found
}
