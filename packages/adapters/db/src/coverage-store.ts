import type { Coverage, CoverageLine, OpeningHours } from '@holdspace/clinic/tasks/coverage'
import { type CalendarDate, calendarDate } from '@holdspace/kit/calendar-date'
import type { PracticeId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { and, asc, eq, gte, isNull, or } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { coverageLine, openingHours } from './schema/tasks.ts'

/** The roster of a practice as of a day and when it is open; both may be empty, and then the last resort answers. */
export async function readCoverage(
  tx: Tx,
  practiceId: PracticeId,
  zone: string,
  today: CalendarDate,
): Promise<Omit<Coverage, 'lines'> & { readonly lines: readonly CoverageRow[] }> {
  const hours = await tx
    .select()
    .from(openingHours)
    .where(eq(openingHours.practiceId, practiceId))
    .orderBy(asc(openingHours.weekday), asc(openingHours.opensMinute))
  const lines = await tx
    .select()
    .from(coverageLine)
    .where(
      and(
        eq(coverageLine.practiceId, practiceId),
        or(isNull(coverageLine.validUntil), gte(coverageLine.validUntil, today)),
      ),
    )
    .orderBy(asc(coverageLine.taskGroup), asc(coverageLine.step), asc(coverageLine.id))
  return {
    zone,
    openingHours: hours.map(({ weekday, opensMinute, closesMinute }) => ({ weekday, opensMinute, closesMinute })),
    lines: lines.map((row) => ({
      id: row.id,
      group: row.taskGroup,
      hours: row.hours,
      step: row.step,
      membershipId: row.membershipId,
      from: calendarDate.parse(row.validFrom),
      until: row.validUntil === null ? null : calendarDate.parse(row.validUntil),
    })),
  }
}

export interface CoverageRow extends CoverageLine {
  readonly id: string
}

export async function addCoverageLine(
  tx: Tx,
  practiceId: PracticeId,
  line: CoverageRow,
  set: { readonly at: Instant; readonly byName: string },
): Promise<void> {
  await tx
    .insert(coverageLine)
    .values({
      practiceId,
      id: line.id,
      taskGroup: line.group,
      hours: line.hours,
      step: line.step,
      membershipId: line.membershipId,
      validFrom: line.from,
      validUntil: line.until,
      setAt: new Date(set.at),
      setByName: set.byName,
    })
    .onConflictDoNothing()
}

/** From the day after `lastDay` on it holds no more. False when there is no such line. */
export async function endCoverageLine(
  tx: Tx,
  practiceId: PracticeId,
  id: string,
  lastDay: CalendarDate,
): Promise<boolean> {
  const ended = await tx
    .update(coverageLine)
    .set({ validUntil: lastDay })
    .where(and(eq(coverageLine.practiceId, practiceId), eq(coverageLine.id, id)))
    .returning({ id: coverageLine.id })
  return ended.length === 1
}

/** The whole week as it shall be from now on. */
export async function setOpeningHours(tx: Tx, practiceId: PracticeId, week: readonly OpeningHours[]): Promise<void> {
  await tx.delete(openingHours).where(eq(openingHours.practiceId, practiceId))
  if (week.length > 0) await tx.insert(openingHours).values(week.map((hours) => ({ practiceId, ...hours })))
}
