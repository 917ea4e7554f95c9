import { type PlanId, planContent, planId } from '@holdspace/clinic/plan/plan-content'
import type { Plan, PlanEnding, PlanSignature, PlanVersion } from '@holdspace/clinic/plan/plan-version'
import { type MembershipId, membershipId, type PatientId, type PracticeId, patientId } from '@holdspace/kit/ids'
import { type Instant, instantFromMs } from '@holdspace/kit/instant'
import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { planEnding, planSignature, planVersion } from './schema/care.ts'
import { aboutEach, ofEach } from './side-by-side.ts'

export type NewPlanVersion = Omit<PlanVersion, 'signatures'> & { readonly proposedBy: MembershipId }

/** False when this version is there already: two people changed the plan at once, and one was first. */
export async function addPlanVersion(tx: Tx, practiceId: PracticeId, version: NewPlanVersion): Promise<boolean> {
  const { proposedAt, signers, ...rest } = version
  const inserted = await tx
    .insert(planVersion)
    .values({ practiceId, ...rest, signers: [...signers], proposedAt: new Date(proposedAt) })
    .onConflictDoNothing()
    .returning({ version: planVersion.version })
  return inserted.length === 1
}

/** False when this signer has signed this version before. */
export async function addPlanSignature(
  tx: Tx,
  practiceId: PracticeId,
  on: { readonly planId: PlanId; readonly version: number; readonly recordedBy: MembershipId | null },
  signature: PlanSignature,
): Promise<boolean> {
  const { signatureId, signedAt, ...rest } = signature
  const inserted = await tx
    .insert(planSignature)
    .values({ practiceId, id: signatureId, ...on, ...rest, signedAt: new Date(signedAt) })
    .onConflictDoNothing()
    .returning({ id: planSignature.id })
  return inserted.length === 1
}

/** False when it was ended before. */
export async function endPlan(
  tx: Tx,
  practiceId: PracticeId,
  ended: {
    readonly planId: PlanId
    readonly at: Instant
    readonly ending: PlanEnding
    readonly words: string
    readonly byMembership: MembershipId
    readonly byName: string
  },
): Promise<boolean> {
  const inserted = await tx
    .insert(planEnding)
    .values({ practiceId, ...ended, at: new Date(ended.at) })
    .onConflictDoNothing()
    .returning({ planId: planEnding.planId })
  return inserted.length === 1
}

/** Every plan of a patient, the open one first, then the one proposed last, each with all its versions and signatures. */
export const plansOf = aboutEach(async (tx, practiceId, ids: readonly PatientId[]) => {
  const versions = await tx
    .select()
    .from(planVersion)
    .where(and(eq(planVersion.practiceId, practiceId), inArray(planVersion.patientId, [...ids])))
    .orderBy(desc(planVersion.proposedAt), desc(planVersion.version))
  const planIds = [...new Set(versions.map((row) => row.planId))]
  if (planIds.length === 0) return ids.map((): Plan[] => [])
  const signatures = await tx
    .select()
    .from(planSignature)
    .where(and(eq(planSignature.practiceId, practiceId), inArray(planSignature.planId, planIds)))
    .orderBy(asc(planSignature.signedAt), asc(planSignature.id))
  const endings = await tx
    .select()
    .from(planEnding)
    .where(and(eq(planEnding.practiceId, practiceId), inArray(planEnding.planId, planIds)))
  const plans = planIds.flatMap((plan) => {
    const [newest, ...older] = versions
      .filter((row) => row.planId === plan)
      .map((row) => versionOf(row, signatures))
      .toSorted((one, other) => other.version - one.version)
    if (newest === undefined) return []
    const ending = endings.find((row) => row.planId === plan)
    return [planOf([newest, ...older], ending ?? null)]
  })
  // The open one leads: there is one at most, also where it was proposed in the same moment in which another was ended.
  const open = plans.filter((plan) => plan.ended === null)
  const ended = plans.filter((plan) => plan.ended !== null)
  return ofEach(ids, [...open, ...ended], (plan) => plan.patientId)
})

/** The plan by its id, or null when this practice has none of that id. */
export async function findPlan(tx: Tx, practiceId: PracticeId, id: PlanId): Promise<Plan | null> {
  const [row] = await tx
    .select({ patientId: planVersion.patientId })
    .from(planVersion)
    .where(and(eq(planVersion.practiceId, practiceId), eq(planVersion.planId, id)))
    .limit(1)
  if (row === undefined) return null
  const plans = await plansOf(tx, practiceId, patientId.parse(row.patientId))
  return plans.find((plan) => plan.planId === id) ?? null
}

function planOf(versions: Plan['versions'], ending: typeof planEnding.$inferSelect | null): Plan {
  const ended =
    ending === null
      ? null
      : {
          at: instantFromMs(ending.at.getTime()),
          ending: ending.ending,
          words: ending.words,
          byName: ending.byName,
        }
  return { planId: versions[0].planId, patientId: versions[0].patientId, versions, ended }
}

function versionOf(
  row: typeof planVersion.$inferSelect,
  signatures: readonly (typeof planSignature.$inferSelect)[],
): PlanVersion {
  return {
    planId: planId.parse(row.planId),
    patientId: patientId.parse(row.patientId),
    version: row.version,
    content: planContent.parse(row.content),
    contentHash: row.contentHash,
    whyChanged: row.whyChanged,
    signers: row.signers,
    proposedAt: instantFromMs(row.proposedAt.getTime()),
    proposedByName: row.proposedByName,
    signatures: signatures
      .filter((one) => one.planId === row.planId && one.version === row.version)
      .map((one) => signatureOf(one)),
  }
}

function signatureOf(row: typeof planSignature.$inferSelect): PlanSignature {
  return {
    signatureId: row.id,
    signer: row.signer,
    signerName: row.signerName,
    credential: row.credential,
    membershipId: row.membershipId === null ? null : membershipId.parse(row.membershipId),
    contentHash: row.contentHash,
    meaning: row.meaning,
    method: row.method,
    mark: row.mark,
    signedAt: instantFromMs(row.signedAt.getTime()),
    recordedByName: row.recordedByName,
  }
}
