import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import type { Standing } from '@holdspace/clinic/gates/standing'
import { eligibilityStanding, type Track, tracks } from '@holdspace/clinic/screening/decide-eligibility'
import type { RuleEvidence } from '@holdspace/clinic/screening/screen'
import { screeningRule } from '@holdspace/clinic/screening/screening-rules'
import { type TrackReason, trackReasons } from '@holdspace/clinic/screening/track-reasons'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { type StartedRow, startedOf } from '@holdspace/db/instrument-store'
import { type DayOfRow, type DecisionRow, decisionsOf, type SafetyRow } from '@holdspace/db/screening-store'
import { instrumentOf } from '@holdspace/instruments/catalogue'
import { totalInWords } from '@holdspace/instruments/score'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type PatientId, patientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { type Gathered, gatherFacts } from './gather-facts.ts'
import { reopenedAt } from './read-eligibility-standing.ts'
import { readMoodSafetyStanding } from './read-mood-safety-standing.ts'

export const readScreeningInput = z.strictObject({ patientId })

/** One rule as the chart shows it. */
export interface FindingLine {
  readonly rule: string
  readonly title: string
  readonly weight: 'absolute' | 'caution' | 'information'
  readonly truth: 'yes' | 'no' | 'unknown'
  readonly overridable: boolean
  readonly ask: string
  readonly source: string
  readonly conflict: boolean
  /** A prescriber may settle it here: nothing says yes, and it follows from nothing else. */
  readonly maySettle: boolean
  readonly evidence: readonly RuleEvidence[]
}

export interface ResultLine {
  readonly responseId: string
  readonly instrumentId: string
  readonly title: string
  /** `started`: answered in part and not sent yet. */
  readonly status: 'complete' | 'incomplete' | 'started'
  readonly answered: number | null
  readonly total: string | null
  readonly max: number | null
  readonly band: string | null
  readonly positives: readonly string[]
  readonly missing: number
  readonly measuredAt: Instant
  readonly answeredBy: 'patient' | 'clinician'
  readonly mode: string
  readonly ratedBy: string | null
  readonly ruleSource: string
  readonly notice: string | null
}

export interface DecisionLine extends DecisionRow {
  /** Titles of the hard stops it waits for, with their ids. */
  readonly owed: readonly { readonly rule: string; readonly title: string }[]
}

export interface ScreeningAnswer {
  readonly zone: string
  readonly today: CalendarDate
  readonly findings: readonly FindingLine[]
  readonly results: readonly ResultLine[]
  readonly reasons: readonly TrackReason[]
  readonly eligibility: Readonly<Record<Track, Standing>>
  readonly moodSafety: Standing
  readonly decisions: readonly DecisionLine[]
  readonly safety: readonly SafetyRow[]
  readonly dayOf: readonly DayOfRow[]
  /** Alerts about suicide or self-harm without a decision since. */
  readonly openSafetyAlerts: readonly { readonly because: string; readonly at: Instant }[]
  readonly may: {
    readonly decide: boolean
    readonly override: boolean
    readonly safety: boolean
    readonly record: boolean
  }
}

/** What: the care team reads the screening: red flags first, each with its source, what was decided, and by whom. */
export async function readScreening(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof readScreeningInput>,
): Promise<Decision<ScreeningAnswer>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId, practiceZone: zone } = actor
  const circumstances = { today, patientId: input.patientId }
  const permitted = permit(actor, 'screening.read', circumstances)
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    const gathered = await gatherFacts(tx, practiceId, input.patientId, today)
    if (gathered === null) return refuse(noSuchPatient)
    const decisions = await decisionsOf(tx, practiceId, input.patientId)
    const started = await startedOf(tx, practiceId, input.patientId)
    await recordAccess(
      tx,
      practiceId,
      accessBy(house, actor, { act: 'screening.read', at: now, patientId: input.patientId }),
    )
    const may = (act: 'screening.decide' | 'screening.override' | 'safety.decide' | 'instrument.record') =>
      permit(actor, act, circumstances).ok
    return accept({
      zone,
      today,
      findings: findingLines(gathered),
      results: [...started.map(startedLine), ...gathered.results.map(resultLine).toReversed()],
      reasons: reasonsFor(gathered, decisions[0]),
      eligibility: standings(gathered, decisions, today),
      moodSafety: await moodSafetyOf(tx, actor, now, input.patientId),
      decisions: decisions.map(decisionLine),
      safety: gathered.safety,
      dayOf: gathered.dayOf,
      openSafetyAlerts: openAlerts(gathered),
      may: {
        decide: may('screening.decide'),
        override: may('screening.override'),
        safety: may('safety.decide'),
        record: may('instrument.record'),
      },
    })
  })
}

function moodSafetyOf(tx: Tx, actor: StaffActor, at: Instant, id: PatientId): Promise<Standing> {
  return readMoodSafetyStanding(tx, { practiceId: actor.practiceId, zone: actor.practiceZone, at }, id)
}

function findingLines({ findings }: Gathered): readonly FindingLine[] {
  return findings.map(({ rule, truth, evidence, conflict }) => ({
    rule: rule.id,
    title: rule.title,
    weight: rule.weight,
    truth,
    overridable: rule.overridable,
    ask: rule.ask,
    source: rule.source,
    conflict,
    maySettle: truth === 'unknown' && rule.special === undefined,
    evidence,
  }))
}

export function resultLine(row: Gathered['results'][number]): ResultLine {
  const instrument = instrumentOf(row.instrumentId)
  const { scoring } = instrument
  return {
    responseId: row.responseId,
    instrumentId: row.instrumentId,
    title: instrument.title,
    status: row.status,
    answered: null,
    total: row.total === null ? null : totalInWords(row.total),
    max: scoring.kind === 'sum' || scoring.kind === 'mean' ? scoring.max : null,
    band: row.band,
    positives: row.findings.filter((finding) => finding.positive).map((finding) => finding.says),
    missing: row.missing.length,
    measuredAt: row.measuredAt,
    answeredBy: row.answeredBy,
    mode: row.mode,
    ratedBy: row.ratedBy,
    ruleSource: instrument.ruleSource,
    notice: instrument.licence.notice,
  }
}

/** Begun and not sent: no total, but its answers have acted already. */
function startedLine(row: StartedRow): ResultLine {
  const instrument = instrumentOf(row.instrumentId)
  return {
    responseId: row.responseId,
    instrumentId: row.instrumentId,
    title: instrument.title,
    status: 'started',
    answered: row.answered,
    total: null,
    max: null,
    band: null,
    positives: [],
    missing: 0,
    measuredAt: row.lastAnsweredAt,
    answeredBy: row.answeredBy,
    mode: row.mode,
    ratedBy: null,
    ruleSource: instrument.ruleSource,
    notice: instrument.licence.notice,
  }
}

/** What was heard in the newest conversation goes into the reasons; before one, nothing is assumed. */
function reasonsFor({ facts, findings }: Gathered, decision: DecisionRow | undefined): readonly TrackReason[] {
  const wants = { willing: decision?.willing ?? 'unknown', supported: decision?.supported ?? 'unknown' } as const
  return trackReasons(facts, findings, wants)
}

function standings(
  gathered: Gathered,
  decisions: readonly DecisionRow[],
  today: CalendarDate,
): Readonly<Record<Track, Standing>> {
  const standing = (track: Track) =>
    eligibilityStanding({
      decision: decisions.find((one) => one.track === track) ?? null,
      findings: gathered.findings,
      today,
      reopenedAt: reopenedAt(gathered.dayOf),
    })
  return { [tracks[0]]: standing(tracks[0]), [tracks[1]]: standing(tracks[1]) } as Record<Track, Standing>
}

function decisionLine(row: DecisionRow): DecisionLine {
  const open = row.awaits.filter((rule) => !row.overrides.some((one) => one.rule === rule))
  return { ...row, owed: open.map((rule) => ({ rule, title: screeningRule(rule)?.title ?? rule })) }
}

function openAlerts({ alerts, safety }: Gathered): ScreeningAnswer['openSafetyAlerts'] {
  const since = safety[0]?.decidedAt
  return alerts
    .filter((alert) => ['AL1', 'AL2', 'AL3'].includes(alert.rule) && (since === undefined || alert.raisedAt > since))
    .map((alert) => ({ because: alert.because, at: alert.raisedAt }))
}
