import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { type MeasureStanding, measureStanding } from '@holdspace/clinic/screening/measures'
import { recordAccess } from '@holdspace/db/audit-store'
import { cutOffsOf } from '@holdspace/db/cut-off-store'
import { inPractice } from '@holdspace/db/database'
import { resultsOf } from '@holdspace/db/instrument-store'
import { measuresOf } from '@holdspace/db/measure-store'
import { findPatient } from '@holdspace/db/patient-store'
import { instrumentOf } from '@holdspace/instruments/catalogue'
import { type CutOff, type CutOffs, cutOffsInForce, hasCutOff } from '@holdspace/instruments/cut-offs'
import type { Band, InstrumentId } from '@holdspace/instruments/instrument'
import { type Progress, progressOf } from '@holdspace/instruments/progress'
import { totalInWords } from '@holdspace/instruments/score'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { type DoseMark, doseMarks } from './dose-marks.ts'

export const readOutcomesInput = z.strictObject({ patientId })

export interface ScoreSeries {
  readonly instrumentId: InstrumentId
  readonly title: string
  readonly about: string
  readonly min: number
  readonly max: number
  readonly bands: readonly Band[]
  readonly higherIsWorse: boolean
  /** Where bands and cut-off come from, in words. */
  readonly ruleSource: string
  /** The practice's own cut-off as it is now; null where the instrument has none to choose. */
  readonly cutOff: CutOff | null
  readonly points: readonly {
    readonly responseId: string
    readonly at: Instant
    readonly total: number
    readonly says: string
    readonly band: string | null
    readonly answeredBy: 'patient' | 'clinician'
  }[]
  readonly incomplete: number
  readonly progress: Progress
  readonly notice: string | null
}

export interface MeasureLine {
  readonly measureId: string
  readonly label: string
  readonly instruments: readonly string[]
  readonly dueAt: Instant
  readonly closesAt: Instant
  readonly standing: MeasureStanding
  readonly notSentWhy: string | null
}

export interface OutcomesAnswer {
  readonly zone: string
  readonly now: Instant
  readonly series: readonly ScoreSeries[]
  readonly doses: readonly DoseMark[]
  readonly measures: readonly MeasureLine[]
  readonly mayRecord: boolean
}

/** What: the care team looks at how somebody has fared: each measure over time, with what was given and when. */
export async function readOutcomes(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl' | 'hashing'>,
  actor: StaffActor,
  input: z.output<typeof readOutcomesInput>,
): Promise<Decision<OutcomesAnswer>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId } = actor
  const circumstances = { today, patientId: input.patientId }
  const permitted = permit(actor, 'outcome.read', circumstances)
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    if ((await findPatient(tx, practiceId, input.patientId)) === null) return refuse(noSuchPatient)
    const results = await resultsOf(tx, practiceId, input.patientId)
    const cutOffs = cutOffsInForce(await cutOffsOf(tx, practiceId))
    const doses = await doseMarks(tx, house, practiceId, input.patientId)
    const measures = await measuresOf(tx, practiceId, input.patientId)
    await recordAccess(
      tx,
      practiceId,
      accessBy(house, actor, { act: 'outcome.read', at: now, patientId: input.patientId }),
    )
    return accept({
      zone: actor.practiceZone,
      now,
      series: seriesOf(results, doses[0]?.at ?? null, cutOffs),
      doses,
      measures: measures.map((row) => ({
        measureId: row.measureId,
        label: row.label,
        instruments: row.instruments.map((id) => instrumentOf(id).title),
        dueAt: row.dueAt,
        closesAt: row.closesAt,
        standing: measureStanding({ ...row, now }),
        notSentWhy: row.notSentWhy,
      })),
      mayRecord: permit(actor, 'instrument.record', circumstances).ok,
    })
  })
}

type Results = Awaited<ReturnType<typeof resultsOf>>

/** One series an instrument with totals, the one with most points first. */
export function seriesOf(results: Results, treatmentFrom: Instant | null, cutOffs: CutOffs): readonly ScoreSeries[] {
  const ids = [...new Set(results.map((row) => row.instrumentId))]
  return ids
    .flatMap((id) => {
      const instrument = instrumentOf(id)
      const { scoring } = instrument
      if (scoring.kind !== 'sum' && scoring.kind !== 'mean') return []
      const own = results.filter((row) => row.instrumentId === id)
      const points = own.flatMap((row) =>
        row.total === null
          ? []
          : [
              {
                responseId: row.responseId,
                at: row.measuredAt,
                total: row.total,
                says: totalInWords(row.total),
                band: row.band,
                answeredBy: row.answeredBy,
              },
            ],
      )
      const { title, about, bands, higherIsWorse, licence, ruleSource } = instrument
      return [
        {
          instrumentId: id,
          title,
          about,
          min: scoring.min,
          max: scoring.max,
          bands,
          higherIsWorse,
          ruleSource,
          cutOff: hasCutOff(id) ? cutOffs[id] : null,
          points,
          incomplete: own.filter((row) => row.status === 'incomplete').length,
          progress: progressOf(id, points, treatmentFrom),
          notice: licence.notice,
        },
      ]
    })
    .toSorted((one, other) => other.points.length - one.points.length)
}
