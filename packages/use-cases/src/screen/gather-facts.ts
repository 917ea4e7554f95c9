import {
  contraindicationQuestionIds,
  historyQuestionIds,
  type ScreeningQuestionId,
} from '@holdspace/clinic/intake/history-questions'
import { threeValued } from '@holdspace/clinic/intake/questions'
import { trialsAnswer } from '@holdspace/clinic/intake/read-answer'
import { flagsOf } from '@holdspace/clinic/referral/flags'
import { type RuleFinding, screen } from '@holdspace/clinic/screening/screen'
import type {
  AnsweredQuestion,
  ImportedFlag,
  ScreenedScore,
  ScreeningFacts,
} from '@holdspace/clinic/screening/screening-facts'
import type { Tx } from '@holdspace/db/database'
import { type FactsOf, factsOf } from '@holdspace/db/fact-store'
import { type AlertRow, alertsOf, type ResultRow, resultsOf } from '@holdspace/db/instrument-store'
import { findPatient, type PatientRow } from '@holdspace/db/patient-store'
import {
  type DayOfRow,
  dayOfFormsOf,
  type FormAnswerRow,
  newestFormAnswers,
  type SafetyRow,
  safetyOf,
  settledOf,
} from '@holdspace/db/screening-store'
import { alertRules } from '@holdspace/instruments/alerts'
import { instrumentOf } from '@holdspace/instruments/catalogue'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import type { PatientId, PracticeId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { pictureOfChart } from '../people/picture-of-chart.ts'

/** Everything the screening rules read of one person, and what they answer. */
export interface Gathered {
  readonly patient: PatientRow
  readonly facts: ScreeningFacts
  readonly findings: readonly RuleFinding[]
  readonly results: Awaited<ReturnType<typeof resultsOf>>
  readonly alerts: readonly AlertRow[]
  readonly safety: readonly SafetyRow[]
  readonly dayOf: readonly DayOfRow[]
}

/** Reads it in the caller's transaction; null when there is no such person in this practice. */
export async function gatherFacts(
  tx: Tx,
  practiceId: PracticeId,
  patientId: PatientId,
  today: CalendarDate,
): Promise<Gathered | null> {
  const [patient, chart, answers, results, alerts, safety, dayOf, settled] = await Promise.all([
    findPatient(tx, practiceId, patientId),
    factsOf(tx, practiceId, patientId),
    newestFormAnswers(tx, practiceId, patientId),
    resultsOf(tx, practiceId, patientId),
    alertsOf(tx, practiceId, patientId),
    safetyOf(tx, practiceId, patientId),
    dayOfFormsOf(tx, practiceId, patientId),
    settledOf(tx, practiceId, patientId),
  ])
  if (patient === null) return null
  const facts: ScreeningFacts = {
    birthDate: patient.person.birthDate,
    today,
    answers: withDayOf(answersOfForms(answers), dayOf[0]),
    flags: chartFlags(patient, chart, today),
    scores: newestScores(results),
    settled,
    needsHigherCare: higherCare(safety[0], safetyAlertAt(alerts, dayOf)),
    failedTrials: failedTrials(answers),
  }
  return { patient, facts, findings: screen(facts), results, alerts, safety, dayOf }
}

const asked = new Set<string>([...historyQuestionIds, ...contraindicationQuestionIds])

function answersOfForms(rows: readonly FormAnswerRow[]): readonly AnsweredQuestion[] {
  return rows.flatMap(({ questionId, value, answeredAt, packetId }) => {
    const answer = threeValued.find((one) => one === value)
    if (answer === undefined || !asked.has(questionId)) return []
    const question = questionId as ScreeningQuestionId
    return [{ question, answer, at: answeredAt, source: `packet/${packetId}/${questionId}` }]
  })
}

/** The newest word on pregnancy counts, wherever it was asked. */
function withDayOf(answers: readonly AnsweredQuestion[], form: DayOfRow | undefined): readonly AnsweredQuestion[] {
  const said = form?.answers['day-pregnant']
  if (form === undefined || said === undefined || said === 'not-applicable') return answers
  const earlier = answers.find((one) => one.question === 'pregnant')
  if (earlier !== undefined && earlier.at >= form.at) return answers
  const others = answers.filter((one) => one.question !== 'pregnant')
  return [...others, { question: 'pregnant', answer: said, at: form.at, source: `day-of-form/${form.formId}` }]
}

/** Since when a line of the chart says what it says: the last word on it, or when it was written down. */
function chartFlags(patient: PatientRow, chart: FactsOf, today: CalendarDate): readonly ImportedFlag[] {
  const said = (kind: string) => (row: Pick<FactsOf['problems'][number], 'sourceId' | 'statements' | 'recordedAt'>) =>
    [`${kind}/${row.sourceId}`, row.statements.at(-1)?.at ?? row.recordedAt] as const
  const since = new Map<string, Instant>([
    ...chart.problems.map(said('Condition')),
    ...chart.medications.map(said('Medication')),
    ...chart.allergies.map(said('AllergyIntolerance')),
  ])
  return flagsOf(pictureOfChart(patient, chart), today).map((flag) => ({
    ...flag,
    recordedAt: since.get(flag.source) ?? null,
  }))
}

function newestScores(results: readonly ResultRow[]): readonly ScreenedScore[] {
  const newest = new Map(results.filter((row) => row.status === 'complete').map((row) => [row.instrumentId, row]))
  return [...newest.values()].map((row) => ({
    instrumentId: row.instrumentId,
    title: instrumentOf(row.instrumentId).title,
    total: row.total,
    band: row.band,
    positives: row.findings.filter((finding) => finding.positive).map((finding) => finding.id),
    at: row.measuredAt,
    source: `instrument-response/${row.responseId}`,
  }))
}

/** The newest thing said about suicide or self-harm: by a questionnaire, or in the form of the day. */
export function safetyAlertAt(alerts: readonly AlertRow[], dayOf: readonly DayOfRow[]): Instant | null {
  const fromAlerts = alerts.filter((alert) => alertRules[alert.rule].closesDoseGate).map((alert) => alert.raisedAt)
  const fromDay = dayOf.filter((form) => form.reopens.includes('day-thoughts-of-suicide')).map((form) => form.at)
  return [...fromAlerts, ...fromDay].reduce<Instant | null>(
    (newest, at) => (newest === null || at > newest ? at : newest),
    null,
  )
}

function higherCare(decision: SafetyRow | undefined, alertAt: Instant | null): ScreeningFacts['needsHigherCare'] {
  if (decision !== undefined && (alertAt === null || alertAt <= decision.decidedAt)) {
    const needs = decision.outcome === 'higher-care'
    const because = `${decision.decidedByName} decided: ${decision.outcome.replaceAll('-', ' ')}.`
    const source = `mood-safety-decision/${decision.decisionId}`
    return { truth: needs ? 'yes' : 'no', because, source, at: decision.decidedAt }
  }
  const because =
    alertAt === null
      ? 'Nobody has decided about mood and safety yet.'
      : 'An answer about suicide or self-harm waits for a clinician’s decision.'
  return { truth: 'unknown', because, source: null, at: alertAt }
}

/** Trials without enough effect, as the patient listed them; null where nobody answered. */
function failedTrials(rows: readonly FormAnswerRow[]): number | null {
  const answered = trialsAnswer.safeParse(rows.find((row) => row.questionId === 'antidepressants')?.value)
  if (!answered.success || answered.data.tried === 'not-sure') return null
  return answered.data.list.filter(({ outcome }) => outcome === 'did-not-help' || outcome === 'made-worse').length
}
