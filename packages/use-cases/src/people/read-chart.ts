import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { type Flag, flagsOf } from '@holdspace/clinic/referral/flags'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { type FactsOf, factsOf } from '@holdspace/db/fact-store'
import { findPatient, type PatientRow } from '@holdspace/db/patient-store'
import { findProtocol } from '@holdspace/db/protocol-store'
import { type ListReview, listReviewsOf } from '@holdspace/db/recorded-fact-store'
import { referralsOfPatient } from '@holdspace/db/referral-store'
import { listPatientSessions, type SessionRow } from '@holdspace/db/session-store'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId, type SessionId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { House } from '../house.ts'
import { type ChartedWeight, chartedWeights } from '../session/earlier-weights.ts'
import { accessBy, occasionOf } from './acting.ts'
import { noSuchPatient } from './no-such-patient.ts'
import { pictureOfChart } from './picture-of-chart.ts'

export const readChartInput = z.strictObject({ patientId })

export interface SessionLine {
  readonly sessionId: SessionId
  readonly protocolTitle: string
  readonly protocolVersion: string
  readonly status: SessionRow['status']
  readonly openedAt: Instant
  readonly signedAt: Instant | null
}

/** A button and, where it is grey, the reason. */
export type May = { readonly allowed: true } | { readonly allowed: false; readonly why: string }

export interface ChartOverview {
  readonly today: CalendarDate
  readonly zone: string
  readonly patient: PatientRow
  /** Null for those whose work does not need it (billing): minimum necessary, 45 CFR 164.502(b). */
  readonly facts: FactsOf | null
  /** Who reviewed which list, newest first. */
  readonly reviews: readonly ListReview[]
  readonly flags: readonly Flag[]
  readonly referrals: Awaited<ReturnType<typeof referralsOfPatient>>
  /** What this practice's own scale said, in sessions and outside them, newest first; null for those who read no facts. */
  readonly chartedWeights: readonly ChartedWeight[] | null
  /** Null for those who may not read sessions. */
  readonly sessions: readonly SessionLine[] | null
  readonly openSession: May
  /** The unsigned session of this person, to be joined instead of opening another. */
  readonly sessionInProgress: SessionId | null
}

/** What: somebody opens a person's chart: who they are, what is known, their sessions, and what may be done next. */
export async function readChart(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof readChartInput>,
): Promise<Decision<ChartOverview>> {
  const { now, today } = await occasionOf(house, actor)
  const circumstances = { today, patientId: input.patientId }
  const permitted = permit(actor, 'patient.read', circumstances)
  if (!permitted.ok) return permitted
  const readsSessions = permit(actor, 'session.read', circumstances).ok
  const readsFacts = permit(actor, 'chart.read-facts', circumstances).ok
  return inPractice(house.db, actor.practiceId, async (tx) => {
    const patient = await findPatient(tx, actor.practiceId, input.patientId)
    if (patient === null) return refuse(noSuchPatient)
    const facts = readsFacts ? await factsOf(tx, actor.practiceId, input.patientId) : null
    const sessions = await listPatientSessions(tx, actor.practiceId, input.patientId)
    const unsigned = sessions.find((session) => session.sealedAt === null) ?? null
    const referrals = readsFacts ? await referralsOfPatient(tx, actor.practiceId, input.patientId) : []
    const lines = readsSessions ? await sessionLines(tx, sessions) : null
    const { practiceId, practiceZone: zone } = actor
    const whose = { practiceId, patientId: input.patientId, zone }
    const weights = readsFacts ? (await chartedWeights(tx, whose)).toReversed() : null
    const touched = { act: 'patient.read', at: now, patientId: input.patientId }
    await recordAccess(tx, actor.practiceId, accessBy(house, actor, touched))
    return accept({
      today,
      zone,
      patient,
      facts,
      reviews: readsFacts ? await listReviewsOf(tx, actor.practiceId, input.patientId) : [],
      // What a session says is for those who read sessions; the rest stands on the chart.
      chartedWeights: weights?.filter((one) => readsSessions || one.sessionId === null) ?? null,
      flags: facts === null ? [] : flagsOf(pictureOfChart(patient, facts), today),
      referrals,
      sessions: lines,
      openSession: mayOpen(actor, today, patient, unsigned),
      sessionInProgress: readsSessions && unsigned !== null ? unsigned.id : null,
    })
  })
}

/** The same questions the opening itself asks first, so that the grey button and the refusal agree. */
function mayOpen(actor: StaffActor, today: CalendarDate, patient: PatientRow, unsigned: SessionRow | null): May {
  const permitted = permit(actor, 'session.open', { today, patientId: patient.patientId })
  if (!permitted.ok) return { allowed: false, why: permitted.refusal.sentence }
  if (patient.deceasedOn !== null) return { allowed: false, why: 'This person is recorded as having died.' }
  if (unsigned !== null) {
    return { allowed: false, why: 'A session of this person is not signed yet. Join it, or finish it first.' }
  }
  return { allowed: true }
}

async function sessionLines(tx: Tx, sessions: readonly SessionRow[]): Promise<SessionLine[]> {
  const lines: SessionLine[] = []
  for (const session of sessions) {
    const protocol = await findProtocol(tx, session.protocolId, session.protocolVersion)
    lines.push({
      sessionId: session.id,
      protocolTitle: protocol?.title ?? session.protocolId,
      protocolVersion: session.protocolVersion,
      status: session.status,
      openedAt: session.openedAt,
      signedAt: session.sealedAt,
    })
  }
  return lines
}
