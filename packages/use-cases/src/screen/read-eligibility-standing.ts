import type { Standing } from '@holdspace/clinic/gates/standing'
import { eligibilityStanding, type Track } from '@holdspace/clinic/screening/decide-eligibility'
import type { Tx } from '@holdspace/db/database'
import { type DayOfRow, decisionsOf } from '@holdspace/db/screening-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import type { PatientId, PracticeId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { gatherFacts } from './gather-facts.ts'

/** Where and when a standing is asked for. */
export interface StandingPlace {
  readonly practiceId: PracticeId
  readonly zone: string
  readonly at: Instant
}

/** For the first gate and Today: whether a prescriber's decision for this treatment holds now. */
export async function readEligibilityStanding(
  tx: Tx,
  { practiceId, zone, at }: StandingPlace,
  { patientId, track }: { readonly patientId: PatientId; readonly track: Track },
): Promise<Standing> {
  const today = dateInZone(at, zone)
  const [gathered, decisions] = await Promise.all([
    gatherFacts(tx, practiceId, patientId, today),
    decisionsOf(tx, practiceId, patientId),
  ])
  if (gathered === null) return { state: 'missing', because: 'There is no such person.' }
  const decision = decisions.find((one) => one.track === track) ?? null
  return eligibilityStanding({
    decision,
    findings: gathered.findings,
    today,
    reopenedAt: reopenedAt(gathered.dayOf),
  })
}

/** The newest form of the day with an answer that sends the decision back. */
export function reopenedAt(forms: readonly DayOfRow[]): Instant | null {
  return forms.find((form) => form.reopens.length > 0)?.at ?? null
}
