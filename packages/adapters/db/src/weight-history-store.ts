import type { PatientId, PracticeId, SessionId } from '@holdspace/kit/ids'
import { and, eq, inArray, ne } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { entry, entryBody, session } from './schema/ledger.ts'
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
