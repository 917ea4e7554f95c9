import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { type DoseElsewhere, type DoseReview, doseReviewsOf, dosesElsewhereOf } from '@holdspace/db/dose-history-store'
import { findPatient } from '@holdspace/db/patient-store'
import { listPatientSessions } from '@holdspace/db/session-store'
import { mcg } from '@holdspace/kit/amounts'
import { dateInZone } from '@holdspace/kit/calendar-words'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type PatientId, patientId } from '@holdspace/kit/ids'
import { reviewRules } from '@holdspace/protocols/library/review-rules'
import {
  type DoseHad,
  type ReviewStanding,
  type RouteTotal,
  reviewRule,
  reviewStandings,
  totalsByRoute,
} from '@holdspace/protocols/reviews'
import type { SessionState } from '@holdspace/record/state'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import type { May } from '../people/read-chart.ts'
import { readLedgerIn } from '../session/ledger.ts'

export const readDoseHistoryInput = z.strictObject({ patientId })

export interface DoseHistory {
  readonly totals: readonly RouteTotal[]
  readonly elsewhere: readonly DoseElsewhere[]
  readonly reviews: readonly ReviewStanding[]
  readonly done: readonly DoseReview[]
  readonly mayEnter: May
  readonly mayReview: May
}

type DoseHouse = Pick<House, 'db' | 'clock' | 'newId' | 'hashing' | 'publicUrl'>

/** What: somebody of the care team looks at what a person had so far, here and elsewhere, and which reviews that makes due. */
export async function readDoseHistory(
  house: DoseHouse,
  actor: StaffActor,
  input: z.output<typeof readDoseHistoryInput>,
): Promise<Decision<DoseHistory>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId } = actor
  const circumstances = { today, patientId: input.patientId }
  const permitted = permit(actor, 'dose-history.read', circumstances)
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    if ((await findPatient(tx, practiceId, input.patientId)) === null) return refuse(noSuchPatient)
    const elsewhere = await dosesElsewhereOf(tx, practiceId, input.patientId)
    const done = await doseReviewsOf(tx, practiceId, input.patientId)
    const { doses, rules } = await dosesHere(tx, house, actor, input.patientId)
    const all = [...doses, ...elsewhere.filter(({ takenBack }) => takenBack === null).map(hadElsewhere)]
    const touched = { act: 'dose-history.read', at: now, patientId: input.patientId } as const
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    const reviewsDone = done.map(({ ruleId, reviewedOn }) => ({ ruleId, on: reviewedOn }))
    return accept({
      totals: totalsByRoute(all),
      elsewhere,
      reviews: reviewStandings({ rules, doses: all, done: reviewsDone, today }),
      done,
      mayEnter: may(permit(actor, 'dose-history.enter', circumstances)),
      mayReview: may(permit(actor, 'dose-history.review', circumstances)),
    })
  })
}

/** What was given in this practice, session by session, and the review rules of the protocol of the newest one. */
async function dosesHere(tx: Tx, house: DoseHouse, actor: StaffActor, id: PatientId) {
  const sessions = await listPatientSessions(tx, actor.practiceId, id)
  const doses: DoseHad[] = []
  let rules = reviewRules.map((one) => reviewRule.parse(one))
  // Newest first, so that the first protocol with rules of its own is the one that counts.
  let isNewest = true
  for (const session of sessions) {
    const ledger = await readLedgerIn(tx, house, actor.practiceId, session.id)
    if (ledger === null) continue
    if (isNewest && ledger.protocol.reviews !== undefined) rules = [...ledger.protocol.reviews]
    isNewest = false
    doses.push(...dosesIn(ledger.state, actor.practiceZone))
  }
  return { doses, rules }
}

/** Parts of a split dose are one session's dose: a review counts sessions with a dose, and its total what went in. */
function dosesIn(state: SessionState, zone: string): readonly DoseHad[] {
  const route = state.opened?.protocol.route
  const first = [
    ...state.doses.map((one) => one.occurredAt),
    ...state.infusions.map((run) => run.start.occurredAt),
  ].sort()[0]
  if (route === undefined || first === undefined) return []
  const boluses = state.doses.reduce((sum, dose) => sum + dose.givenMcg, 0)
  const runs = state.infusions.map((run) => run.stop?.givenMcg ?? null)
  const isKnown = runs.every((one) => one !== null)
  const total = boluses + runs.reduce((sum: number, one) => sum + (one ?? 0), 0)
  return [{ on: dateInZone(first, zone), route, amountMcg: isKnown ? amount(total) : null, where: 'here' }]
}

const amount = (total: number): DoseHad['amountMcg'] => mcg.parse(total)

function hadElsewhere({ givenOn, route, amountMcg }: DoseElsewhere): DoseHad {
  return { on: givenOn, route, amountMcg, where: 'elsewhere' }
}

function may(permitted: Decision<true>): May {
  return permitted.ok ? { allowed: true } : { allowed: false, why: permitted.refusal.sentence }
}
