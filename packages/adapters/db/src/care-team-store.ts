import { type CareTeamPeriod, careTeamPeriodId } from '@holdspace/clinic/care-team/care-team'
import type { EndingReason } from '@holdspace/clinic/care-team/parts'
import { type CalendarDate, calendarDate } from '@holdspace/kit/calendar-date'
import { type MembershipId, membershipId, type PatientId, type PracticeId, patientId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { type Database, inPractice, type Tx } from './database.ts'
import { careTeamEnding, careTeamPeriod } from './schema/care.ts'
import { aboutEach, ofEach } from './side-by-side.ts'

export type NewPeriod = Omit<CareTeamPeriod, 'ended'> & { readonly recordedBy: MembershipId }

export async function addCareTeamPeriod(tx: Tx, practiceId: PracticeId, period: NewPeriod): Promise<void> {
  const { periodId, recordedAt, ...rest } = period
  await tx.insert(careTeamPeriod).values({ practiceId, id: periodId, ...rest, recordedAt: new Date(recordedAt) })
}

export interface PeriodEnding {
  readonly periodId: CareTeamPeriod['periodId']
  readonly at: Instant
  readonly reason: EndingReason
  readonly words: string
  readonly by: MembershipId | null
  readonly byName: string
}

/** False when it was ended before. */
export async function endCareTeamPeriod(tx: Tx, practiceId: PracticeId, ending: PeriodEnding): Promise<boolean> {
  const { at, by, ...rest } = ending
  const inserted = await tx
    .insert(careTeamEnding)
    .values({ practiceId, ...rest, at: new Date(at), byMembership: by })
    .onConflictDoNothing()
    .returning({ periodId: careTeamEnding.periodId })
  return inserted.length === 1
}

/** Everybody who is or was on this patient's team, in the order in which they were named. */
export const careTeamOf = aboutEach(async (tx, practiceId, ids: readonly PatientId[]) => {
  const rows = await tx
    .select({ period: careTeamPeriod, ending: careTeamEnding })
    .from(careTeamPeriod)
    .leftJoin(careTeamEnding, endingOfPeriod)
    .where(and(eq(careTeamPeriod.practiceId, practiceId), inArray(careTeamPeriod.patientId, [...ids])))
    .orderBy(asc(careTeamPeriod.recordedAt), asc(careTeamPeriod.id))
  const periods = rows.map(({ period, ending }) => periodOf(period, ending))
  return ofEach(ids, periods, (period) => period.patientId)
})

export async function findCareTeamPeriod(
  tx: Tx,
  practiceId: PracticeId,
  id: CareTeamPeriod['periodId'],
): Promise<CareTeamPeriod | null> {
  const [row] = await tx
    .select({ period: careTeamPeriod, ending: careTeamEnding })
    .from(careTeamPeriod)
    .leftJoin(careTeamEnding, endingOfPeriod)
    .where(and(eq(careTeamPeriod.practiceId, practiceId), eq(careTeamPeriod.id, id)))
  return row === undefined ? null : periodOf(row.period, row.ending)
}

const endingOfPeriod = and(
  eq(careTeamEnding.practiceId, careTeamPeriod.practiceId),
  eq(careTeamEnding.periodId, careTeamPeriod.id),
)

/**
 * Opens one more patient to a guest membership, or takes one from it (RULINGS 19). It holds from their next request on,
 * because every request reads the membership anew (S11). False when this is no guest of the practice.
 */
export async function setGuestReach(
  tx: Tx,
  practiceId: PracticeId,
  guest: MembershipId,
  id: PatientId,
  reaches: boolean,
): Promise<boolean> {
  const without = sql`array_remove(guest_patients, ${id}::uuid)`
  const list = reaches ? sql`array_append(${without}, ${id}::uuid)` : without
  const changed = await tx.execute(sql`
    update identity.membership set guest_patients = ${list}
    where id = ${guest} and practice_id = ${practiceId} and role = 'outside-therapist'`)
  return changed.rowCount === 1
}

/**
 * Of a guest's named patients, those whose time on the team has run out by its own last day, or not begun. Whoever an
 * administrator named without a period is not among them.
 */
export async function patientsOutOfReach(
  db: Database,
  practiceId: PracticeId,
  guest: MembershipId,
  today: CalendarDate,
): Promise<ReadonlySet<PatientId>> {
  const rows = await inPractice(db, practiceId, (tx) =>
    tx
      .select({
        patientId: careTeamPeriod.patientId,
        isInForce: sql<boolean>`bool_or(${careTeamEnding.periodId} is null and ${careTeamPeriod.startsOn} <= ${today}
          and (${careTeamPeriod.until} is null or ${careTeamPeriod.until} >= ${today}))`,
      })
      .from(careTeamPeriod)
      .leftJoin(careTeamEnding, endingOfPeriod)
      .where(and(eq(careTeamPeriod.practiceId, practiceId), eq(careTeamPeriod.membershipId, guest)))
      .groupBy(careTeamPeriod.patientId),
  )
  return new Set(rows.filter((row) => !row.isInForce).map((row) => patientId.parse(row.patientId)))
}

function periodOf(
  row: typeof careTeamPeriod.$inferSelect,
  ending: typeof careTeamEnding.$inferSelect | null,
): CareTeamPeriod {
  return {
    periodId: careTeamPeriodId.parse(row.id),
    patientId: patientId.parse(row.patientId),
    membershipId: membershipId.parse(row.membershipId),
    memberName: row.memberName,
    part: row.part,
    startsOn: calendarDate.parse(row.startsOn),
    until: row.until === null ? null : calendarDate.parse(row.until),
    reason: row.reason,
    release: row.release,
    recordedAt: instantFromMs(row.recordedAt.getTime()),
    recordedByName: row.recordedByName,
    ended:
      ending === null
        ? null
        : {
            at: instantFromMs(ending.at.getTime()),
            reason: ending.reason,
            words: ending.words,
            byName: ending.byName,
          },
  }
}
