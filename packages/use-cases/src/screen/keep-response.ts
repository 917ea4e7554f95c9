import { cutOffsOf } from '@holdspace/db/cut-off-store'
import type { Tx } from '@holdspace/db/database'
import { addAnswers, addResult, answersOf, type ResponseRow } from '@holdspace/db/instrument-store'
import type { PatientRow } from '@holdspace/db/patient-store'
import { alertsOfSavedAnswers, alertsOfScore } from '@holdspace/instruments/alerts'
import { type Answers, answersThatCount, checkAnswer } from '@holdspace/instruments/answers'
import { instrumentOf } from '@holdspace/instruments/catalogue'
import { cutOffsInForce } from '@holdspace/instruments/cut-offs'
import type { ScoringContext } from '@holdspace/instruments/findings'
import type { AskedInstrument } from '@holdspace/instruments/instrument'
import { type Score, scoreAnswers } from '@holdspace/instruments/score'
import { accept, type Decision } from '@holdspace/kit/decision'
import type { PracticeId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { House } from '../house.ts'
import { raiseAlerts } from './raise-alerts.ts'

export interface Kept {
  readonly practiceId: PracticeId
  readonly zone: string
  readonly response: ResponseRow
  readonly instrument: AskedInstrument
  readonly now: Instant
  readonly byName: string
}

/** Keeps answers as they are given, and opens the task of a safety answer at once, before anything is submitted. */
export async function keepAnswers(
  house: Pick<House, 'newId'>,
  tx: Tx,
  kept: Kept,
  given: readonly { readonly id: string; readonly itemId: string; readonly value: number }[],
): Promise<Decision<{ readonly raised: number }>> {
  const { practiceId, zone, response, instrument, now, byName } = kept
  for (const { itemId, value } of given) {
    const checked = checkAnswer(instrument, itemId, value)
    if (!checked.ok) return checked
  }
  const { responseId, patientId } = response
  await addAnswers(
    tx,
    practiceId,
    given.map((one) => ({ ...one, responseId, answeredAt: now, byName })),
  )
  const answers = await answersOf(tx, practiceId, responseId)
  const alerts = alertsOfSavedAnswers(instrument, answers)
  const raised = await raiseAlerts(house, tx, { practiceId, zone, patientId, responseId, at: now, alerts })
  return accept({ raised })
}

export interface Closed {
  readonly score: Score
  readonly answers: Answers
  readonly raised: number
  /** False where it was submitted before: the first result stands. */
  readonly isFirst: boolean
}

/** Scores what was saved, keeps the result, and opens the tasks that follow from the total. */
export async function closeResponse(
  house: Pick<House, 'newId'>,
  tx: Tx,
  kept: Kept & { readonly patient: PatientRow; readonly measuredAt?: Instant },
): Promise<Closed> {
  const { practiceId, zone, response, instrument, now, byName, patient } = kept
  const { responseId, patientId } = response
  const answers = answersThatCount(instrument, await answersOf(tx, practiceId, responseId))
  const score = scoreAnswers(instrument, answers, await scoringContext(tx, practiceId, patient))
  const isFirst = await addResult(tx, practiceId, {
    responseId,
    patientId,
    instrumentId: instrument.id,
    ...resultColumns(score),
    measuredAt: kept.measuredAt ?? now,
    submittedAt: now,
    submittedByName: byName,
    ratedBy: null,
  })
  const alerts = isFirst ? alertsOfScore(instrument, score) : []
  const raised = await raiseAlerts(house, tx, { practiceId, zone, patientId, responseId, at: now, alerts })
  return { score, answers, raised, isFirst }
}

/** What a result row keeps of a score. */
export function resultColumns(score: Score) {
  return score.status === 'incomplete'
    ? { status: 'incomplete' as const, total: null, band: null, findings: [], missing: score.missing }
    : {
        status: 'complete' as const,
        total: score.total,
        band: score.band?.label ?? null,
        findings: score.findings,
        missing: [],
      }
}

/** The practice's own cut-offs as they are now. AUDIT-C's goes by sex; what the chart does not say is unknown, and takes the safer one. */
export async function scoringContext(tx: Tx, practiceId: PracticeId, { person }: PatientRow): Promise<ScoringContext> {
  const { sex } = person
  return {
    cutOffs: cutOffsInForce(await cutOffsOf(tx, practiceId)),
    sex: sex === 'male' || sex === 'female' ? sex : 'unknown',
  }
}

export function titleOf(response: Pick<ResponseRow, 'instrumentId'>): string {
  return instrumentOf(response.instrumentId).title
}
