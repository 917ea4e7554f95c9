import type { ScheduledMeasure } from '@holdspace/clinic/screening/measures'
import type { InstrumentId } from '@holdspace/instruments/instrument'
import { type PatientId, type PracticeId, patientId, type SessionId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, asc, eq, inArray, isNull, lte, ne } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { plannedMeasure } from './schema/screening.ts'
import { aboutEach, ofEach } from './side-by-side.ts'

/** A measure planned after a session, and what happened to it. */
export interface MeasureRow {
  readonly measureId: string
  readonly patientId: PatientId
  readonly sessionId: string
  /** The step of the pinned protocol it came from, and what that step says about it. */
  readonly kind: string
  readonly label: string
  readonly channel: ScheduledMeasure['channel']
  readonly ifMissed: ScheduledMeasure['ifMissed']
  readonly instruments: readonly InstrumentId[]
  readonly dueAt: Instant
  readonly closesAt: Instant
  readonly askedAt: Instant | null
  readonly packetId: string | null
  readonly notSentWhy: string | null
  readonly answeredAt: Instant | null
  readonly missedAt: Instant | null
  readonly supersededAt: Instant | null
}

export interface PlannedFor {
  readonly patientId: PatientId
  readonly sessionId: SessionId
  readonly at: Instant
  readonly newId: () => string
}

/** Plans the measures of a session once; what an earlier session still planned and nobody was asked is overtaken. */
export async function planMeasures(
  tx: Tx,
  practiceId: PracticeId,
  measures: readonly ScheduledMeasure[],
  { patientId: patient, sessionId, at, newId }: PlannedFor,
): Promise<void> {
  const open = and(isNull(plannedMeasure.askedAt), isNull(plannedMeasure.supersededAt), isNull(plannedMeasure.missedAt))
  await tx
    .update(plannedMeasure)
    .set({ supersededAt: new Date(at) })
    .where(and(ofPatient(practiceId, patient), ne(plannedMeasure.sessionId, sessionId), open))
  if (measures.length === 0) return
  await tx
    .insert(plannedMeasure)
    .values(
      measures.map((measure) => ({
        practiceId,
        id: newId(),
        patientId: patient,
        sessionId,
        kind: measure.kind,
        label: measure.label,
        channel: measure.channel,
        ifMissed: measure.ifMissed,
        instruments: [...measure.instruments],
        dueAt: new Date(measure.dueAt),
        closesAt: new Date(measure.closesAt),
        plannedAt: new Date(at),
      })),
    )
    .onConflictDoNothing()
}

function ofPatient(practiceId: PracticeId, patient: PatientId) {
  return and(eq(plannedMeasure.practiceId, practiceId), eq(plannedMeasure.patientId, patient))
}

/** In order of when they are due. */
export const measuresOf = aboutEach(async (tx, practiceId, patients: readonly PatientId[]) => {
  const rows = await tx
    .select()
    .from(plannedMeasure)
    .where(and(eq(plannedMeasure.practiceId, practiceId), inArray(plannedMeasure.patientId, [...patients])))
    .orderBy(asc(plannedMeasure.dueAt), asc(plannedMeasure.id))
  return ofEach(patients, rows.map(measureRow), (row) => row.patientId)
})

/** Due and not asked for yet; at most `limit`, held so that two workers do not ask twice. */
export async function measuresToAsk(
  tx: Tx,
  practiceId: PracticeId,
  now: Instant,
  limit: number,
): Promise<readonly MeasureRow[]> {
  const rows = await tx
    .select()
    .from(plannedMeasure)
    .where(
      and(
        eq(plannedMeasure.practiceId, practiceId),
        isNull(plannedMeasure.askedAt),
        isNull(plannedMeasure.supersededAt),
        isNull(plannedMeasure.notSentWhy),
        isNull(plannedMeasure.missedAt),
        lte(plannedMeasure.dueAt, new Date(now)),
      ),
    )
    .orderBy(asc(plannedMeasure.dueAt))
    .limit(limit)
    .for('update', { skipLocked: true })
  return rows.map(measureRow)
}

/** Past their last moment without an answer, and not told of yet. */
export async function measuresToMiss(
  tx: Tx,
  practiceId: PracticeId,
  now: Instant,
  limit: number,
): Promise<readonly MeasureRow[]> {
  const rows = await tx
    .select()
    .from(plannedMeasure)
    .where(
      and(
        eq(plannedMeasure.practiceId, practiceId),
        isNull(plannedMeasure.answeredAt),
        isNull(plannedMeasure.missedAt),
        isNull(plannedMeasure.supersededAt),
        lte(plannedMeasure.closesAt, new Date(now)),
      ),
    )
    .orderBy(asc(plannedMeasure.closesAt))
    .limit(limit)
    .for('update', { skipLocked: true })
  return rows.map(measureRow)
}

/** What happened to a measure; each column is set once. */
export type MeasureChange =
  | { readonly asked: Instant; readonly packetId: string }
  | { readonly notSentWhy: string }
  | { readonly answered: Instant }
  | { readonly missed: Instant }

export async function changeMeasure(
  tx: Tx,
  practiceId: PracticeId,
  measureId: string,
  change: MeasureChange,
): Promise<void> {
  await tx
    .update(plannedMeasure)
    .set(columnsOf(change))
    .where(and(eq(plannedMeasure.practiceId, practiceId), eq(plannedMeasure.id, measureId)))
}

function columnsOf(change: MeasureChange) {
  if ('asked' in change) return { askedAt: new Date(change.asked), packetId: change.packetId }
  if ('notSentWhy' in change) return { notSentWhy: change.notSentWhy }
  return 'answered' in change ? { answeredAt: new Date(change.answered) } : { missedAt: new Date(change.missed) }
}

/** The measure a packet was sent for, where it was sent for one. */
export async function measureOfPacket(tx: Tx, practiceId: PracticeId, packetId: string): Promise<MeasureRow | null> {
  const rows = await tx
    .select()
    .from(plannedMeasure)
    .where(and(eq(plannedMeasure.practiceId, practiceId), eq(plannedMeasure.packetId, packetId)))
  return rows[0] === undefined ? null : measureRow(rows[0])
}

const momentOf = (value: Date | null): Instant | null => (value === null ? null : instantFromMs(value.getTime()))

function measureRow(row: typeof plannedMeasure.$inferSelect): MeasureRow {
  return {
    measureId: row.id,
    patientId: patientId.parse(row.patientId),
    sessionId: row.sessionId,
    kind: row.kind,
    label: row.label,
    channel: row.channel,
    ifMissed: row.ifMissed,
    instruments: row.instruments,
    dueAt: instantFromMs(row.dueAt.getTime()),
    closesAt: instantFromMs(row.closesAt.getTime()),
    askedAt: momentOf(row.askedAt),
    packetId: row.packetId,
    notSentWhy: row.notSentWhy,
    answeredAt: momentOf(row.answeredAt),
    missedAt: momentOf(row.missedAt),
    supersededAt: momentOf(row.supersededAt),
  }
}
