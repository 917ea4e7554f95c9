import type { PlanId } from '@holdspace/clinic/plan/plan-content'
import { type Plan, unsignedBy } from '@holdspace/clinic/plan/plan-version'
import type { Tx } from '@holdspace/db/database'
import { plansOf } from '@holdspace/db/plan-store'
import type { PatientId, PracticeId } from '@holdspace/kit/ids'

/** The plan whose newest version still needs the patient’s signature; null when none does. */
export async function planToSign(tx: Tx, practiceId: PracticeId, id: PatientId): Promise<PlanId | null> {
  const plan = (await plansOf(tx, practiceId, id)).find(waitsForPatient)
  return plan?.planId ?? null
}

export function waitsForPatient(plan: Plan): boolean {
  return plan.ended === null && unsignedBy(plan.versions[0]).includes('patient')
}
