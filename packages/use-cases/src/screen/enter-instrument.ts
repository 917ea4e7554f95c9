import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { measureAnsweredBy } from '@holdspace/clinic/screening/measures'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { addResult, type ResponseRow, startResponse } from '@holdspace/db/instrument-store'
import { measuresOf } from '@holdspace/db/measure-store'
import { findPatient } from '@holdspace/db/patient-store'
import { alertsOfScore } from '@holdspace/instruments/alerts'
import { askedInstrument, instrumentOf } from '@holdspace/instruments/catalogue'
import { instrumentIds, languages } from '@holdspace/instruments/instrument'
import { type Score, scoreEntered } from '@holdspace/instruments/score'
import { formIn } from '@holdspace/instruments/wording'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { type Instant, instant } from '@holdspace/kit/instant'
import { isRefusalError, RefusalError } from '@holdspace/kit/refusal'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { tasksChanged } from '../tasks/tasks-changed.ts'
import { closeResponse, keepAnswers, resultColumns, scoringContext } from './keep-response.ts'
import { noteMeasured } from './note-measured.ts'
import { packFor } from './own-instrument.ts'
import { raiseAlerts } from './raise-alerts.ts'
import { writeResponseFhir } from './response-fhir.ts'
import { ratedInFuture, scoreEntryOnly, submittedBefore, totalNotPossible } from './screen-refusals.ts'

type StaffHouse = Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl' | 'announce'>

export interface EnteredInstrument {
  readonly responseId: string
  readonly score: Score
  readonly raised: number
}

export const enterInstrumentInput = z.strictObject({
  /** Made once per intention: sent twice, it is one response. */
  responseId: z.uuid(),
  patientId,
  instrumentId: z.enum(instrumentIds),
  language: z.enum(languages),
  /** Copied from the patient's paper, or asked in conversation. */
  mode: z.enum(['paper', 'interview']),
  answeredBy: z.enum(['patient', 'clinician']),
  /** When it was answered, where that was not now; a paper may be of another day. */
  measuredAt: instant.optional(),
  answers: z.record(z.string().max(40), z.int()),
})

/** What: staff enter the answers of a questionnaire. It is scored at once, and its alerts open their tasks. */
export async function enterInstrument(
  house: StaffHouse,
  actor: StaffActor,
  input: z.output<typeof enterInstrumentInput>,
): Promise<Decision<EnteredInstrument>> {
  const instrument = askedInstrument(input.instrumentId)
  if (instrument === null) return refuse(scoreEntryOnly)
  return entering(house, actor, input, async (tx, { now, refs, patient, response }) => {
    const { practiceId } = actor
    const form = formIn(instrument, input.language, await packFor(tx, practiceId, instrument))
    if (!form.ok) throw new RefusalError(form.refusal)
    await startResponse(tx, practiceId, { ...response, language: input.language, answeredBy: input.answeredBy })
    const byName = actor.displayName
    const about = { practiceId, zone: refs.zone, response, instrument, now, byName, patient }
    const given = Object.entries(input.answers).map(([itemId, value]) => ({ id: house.newId(), itemId, value }))
    const kept = await keepAnswers(house, tx, about, given)
    if (!kept.ok) throw new RefusalError(kept.refusal)
    const closed = await closeResponse(house, tx, { ...about, measuredAt: input.measuredAt ?? now })
    if (!closed.isFirst) throw new RefusalError(submittedBefore)
    return { score: closed.score, raised: kept.value.raised + closed.raised }
  })
}

export const enterTotalInput = z.strictObject({
  responseId: z.uuid(),
  patientId,
  instrumentId: z.enum(instrumentIds),
  total: z.number(),
  measuredAt: instant.optional(),
  /** Who rated it: a clinician's name, or the patient. */
  ratedBy: z.string().trim().min(2).max(120),
})

/** What: staff enter the total of a questionnaire that was rated elsewhere: its total, its day and its rater, no items. */
export async function enterTotal(
  house: StaffHouse,
  actor: StaffActor,
  input: z.output<typeof enterTotalInput>,
): Promise<Decision<EnteredInstrument>> {
  const instrument = instrumentOf(input.instrumentId)
  return entering(house, actor, { ...input, mode: 'paper' }, async (tx, { now, refs, patient, response }) => {
    const { practiceId } = actor
    const score = scoreEntered(instrument, input.total, await scoringContext(tx, practiceId, patient))
    if (score === null) throw new RefusalError(totalNotPossible)
    await startResponse(tx, practiceId, response)
    const { responseId } = response
    const isFirst = await addResult(tx, practiceId, {
      responseId,
      patientId: patient.patientId,
      instrumentId: instrument.id,
      ...resultColumns(score),
      measuredAt: input.measuredAt ?? now,
      submittedAt: now,
      submittedByName: actor.displayName,
      ratedBy: input.ratedBy,
    })
    if (!isFirst) throw new RefusalError(submittedBefore)
    const about = { practiceId, zone: refs.zone, patientId: patient.patientId, responseId, at: now }
    return { score, raised: await raiseAlerts(house, tx, { ...about, alerts: alertsOfScore(instrument, score) }) }
  })
}

interface Entering {
  readonly now: Instant
  readonly refs: Awaited<ReturnType<typeof occasionOf>>['refs']
  readonly patient: NonNullable<Awaited<ReturnType<typeof findPatient>>>
  readonly response: ResponseRow
}

type Entry = Pick<
  z.output<typeof enterInstrumentInput>,
  'responseId' | 'patientId' | 'instrumentId' | 'measuredAt' | 'mode'
>

/** What both ways of entering share: may it be, whose is it, one transaction with its FHIR and its audit line. */
async function entering(
  house: StaffHouse,
  actor: StaffActor,
  input: Entry,
  record: (tx: Tx, about: Entering) => Promise<{ readonly score: Score; readonly raised: number }>,
): Promise<Decision<EnteredInstrument>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId } = actor
  const permitted = permit(actor, 'instrument.record', { today, patientId: input.patientId })
  if (!permitted.ok) return permitted
  if (input.measuredAt !== undefined && input.measuredAt > now) return refuse(ratedInFuture)
  const entered = await refusalsAsAnswers(() =>
    inPractice(house.db, practiceId, async (tx) => {
      const patient = await findPatient(tx, practiceId, input.patientId)
      if (patient === null) return refuse(noSuchPatient)
      const measures = await measuresOf(tx, practiceId, input.patientId)
      const measure = measureAnsweredBy(measures, { ...input, measuredAt: input.measuredAt ?? now })
      const response: ResponseRow = {
        responseId: input.responseId,
        patientId: input.patientId,
        instrumentId: input.instrumentId,
        instrumentVersion: instrumentOf(input.instrumentId).version,
        language: 'en',
        answeredBy: 'clinician',
        mode: input.mode,
        startedAt: now,
        startedByName: actor.displayName,
        packetId: null,
        packetItem: null,
        measureId: measure?.measureId ?? null,
      }
      const { score, raised } = await record(tx, { now, refs, patient, response })
      if (measure !== null) await noteMeasured(tx, practiceId, measure.measureId, now)
      await writeResponseFhir(tx, refs, input.responseId)
      const details = { instrumentId: input.instrumentId, responseId: input.responseId }
      const touched = { act: 'instrument.record', at: now, patientId: input.patientId, details }
      await recordAccess(tx, practiceId, accessBy(house, actor, touched))
      return accept({ responseId: input.responseId, score, raised })
    }),
  )
  if (entered.ok && entered.value.raised > 0) house.announce(tasksChanged(practiceId))
  return entered
}

/** A refusal from inside has rolled the transaction back; outside it is an answer like any other. */
async function refusalsAsAnswers<T>(work: () => Promise<Decision<T>>): Promise<Decision<T>> {
  try {
    return await work()
  } catch (error) {
    if (isRefusalError(error)) return refuse(error.refusal)
    throw error
  }
}
