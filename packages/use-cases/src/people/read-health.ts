import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import type { AllergyStatus } from '@holdspace/clinic/people/allergy-status'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { type FactsOf, factsOf } from '@holdspace/db/fact-store'
import { findPatient } from '@holdspace/db/patient-store'
import { type ListReview, listReviewsOf } from '@holdspace/db/recorded-fact-store'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { House } from '../house.ts'
import { type ChartedWeight, chartedWeights } from '../session/earlier-weights.ts'
import { accessBy, occasionOf } from './acting.ts'
import { noSuchPatient } from './no-such-patient.ts'
import type { May } from './read-chart.ts'

export const readHealthInput = z.strictObject({ patientId })

/** The lists of a chart as those see them who keep them: with history, mistakes and who reviewed what. */
export interface Health {
  readonly now: Instant
  readonly today: CalendarDate
  readonly zone: string
  readonly allergyStatus: AllergyStatus
  readonly facts: FactsOf
  /** Newest first. */
  readonly reviews: readonly ListReview[]
  /** This practice's own scale, in sessions and on the chart, newest first. */
  readonly chartedWeights: readonly ChartedWeight[]
  readonly mayChange: May
  readonly mayWeigh: May
}

/** What: somebody of the care team or the front desk reads what is known of a person's health, and who keeps it true. */
export async function readHealth(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof readHealthInput>,
): Promise<Decision<Health>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const circumstances = { today, patientId: input.patientId }
  const permitted = permit(actor, 'chart.read-facts', circumstances)
  if (!permitted.ok) return permitted
  const readsSessions = permit(actor, 'session.read', circumstances).ok
  const { practiceId } = actor
  const whose = { practiceId, patientId: input.patientId, zone: refs.zone }
  return inPractice(house.db, practiceId, async (tx) => {
    const patient = await findPatient(tx, practiceId, input.patientId)
    if (patient === null) return refuse(noSuchPatient)
    const weights = await chartedWeights(tx, whose)
    const touched = { act: 'chart.read-facts', at: now, patientId: input.patientId } as const
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept({
      now,
      today,
      zone: refs.zone,
      allergyStatus: patient.allergyStatus,
      facts: await factsOf(tx, practiceId, input.patientId),
      reviews: await listReviewsOf(tx, practiceId, input.patientId),
      // What a session says is for those who read sessions; the rest stands on the chart.
      chartedWeights: weights.filter((one) => readsSessions || one.sessionId === null).toReversed(),
      mayChange: mayOf(permit(actor, 'chart.change-facts', circumstances)),
      mayWeigh: mayOf(permit(actor, 'chart.weigh', circumstances)),
    })
  })
}

export function mayOf(permitted: Decision<true>): May {
  return permitted.ok ? { allowed: true } : { allowed: false, why: permitted.refusal.sentence }
}
