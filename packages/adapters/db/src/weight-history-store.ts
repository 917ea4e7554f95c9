import { type Grams, grams, type Millimetres, millimetres } from '@holdspace/kit/amounts'
import type { PatientId, PracticeId, SessionId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, eq, inArray, isNotNull, ne, notExists } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { entry, entryBody, session } from './schema/ledger.ts'
import { factStatement, weight } from './schema/people.ts'
import { type LedgerRow, ledgerColumns } from './session-store.ts'

/**
 * The weighings of a person's sessions (all but the one left out), with their corrections and withdrawals: what this practice's own scale
 * said. A weight that came with a referral is not among them and never satisfies a dose (RULINGS 5).
 */
export async function loadWeighings(
  tx: Tx,
  practiceId: PracticeId,
  patientId: PatientId,
  except: SessionId | null,
): Promise<readonly LedgerRow[]> {
  return tx
    .select(ledgerColumns)
    .from(session)
    .innerJoin(entry, and(eq(entry.practiceId, session.practiceId), eq(entry.sessionId, session.id)))
    .leftJoin(
      entryBody,
      and(
        eq(entryBody.practiceId, entry.practiceId),
        eq(entryBody.sessionId, entry.sessionId),
        eq(entryBody.seq, entry.seq),
      ),
    )
    .where(
      and(
        eq(session.practiceId, practiceId),
        eq(session.patientId, patientId),
        except === null ? undefined : ne(session.id, except),
        inArray(entry.kind, ['weight-measured', 'entry-corrected', 'entry-withdrawn']),
      ),
    )
    .orderBy(entry.sessionId, entry.seq)
}

/** A weight that stands on the chart: this practice's own scale, outside a session. */
export interface ChartWeight {
  readonly grams: Grams
  readonly heightMm: Millimetres | null
  readonly measuredAt: Instant
  readonly changeConfirmed: boolean
  readonly byName: string
}

/** What was weighed outside sessions, without what was entered in error; imported weights are never among them. */
export async function loadChartWeights(
  tx: Tx,
  practiceId: PracticeId,
  patientId: PatientId,
): Promise<readonly ChartWeight[]> {
  const mistake = tx
    .select({ id: factStatement.id })
    .from(factStatement)
    .where(
      and(
        eq(factStatement.practiceId, weight.practiceId),
        eq(factStatement.factId, weight.id),
        eq(factStatement.says, 'entered-in-error'),
      ),
    )
  const rows = await tx
    .select()
    .from(weight)
    .where(
      and(
        eq(weight.practiceId, practiceId),
        eq(weight.patientId, patientId),
        eq(weight.source, 'measured'),
        isNotNull(weight.weightG),
        notExists(mistake),
      ),
    )
  return rows.map((row) => ({
    grams: grams.parse(row.weightG),
    heightMm: row.heightMm === null ? null : millimetres.parse(row.heightMm),
    measuredAt: instantFromMs(row.measuredAt.getTime()),
    changeConfirmed: row.changeConfirmed,
    byName: row.recordedByName ?? '',
  }))
}
