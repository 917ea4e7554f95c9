import type { StaffActor } from '@holdspace/clinic/access/actor'
import { type CareTeamPeriod, careTeamPeriodId } from '@holdspace/clinic/care-team/care-team'
import { decideEnd } from '@holdspace/clinic/care-team/change-team'
import { type EndingReason, endingReasons } from '@holdspace/clinic/care-team/parts'
import { recordAccess } from '@holdspace/db/audit-store'
import { careTeamOf, endCareTeamPeriod, findCareTeamPeriod, setGuestReach } from '@holdspace/db/care-team-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { MembershipId, PatientId, PracticeId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { writeCareFhir } from '../plan/care-fhir.ts'
import { loginsChangedTopic } from '../sign-in/sign-out.ts'

export const endCareTeamPeriodInput = z.strictObject({
  periodId: careTeamPeriodId,
  reason: z.enum(endingReasons),
  words: z.string().trim().max(300),
})

/** What: somebody's time on a team is ended, from this moment on. A guest's next request finds nothing of this patient (M19). */
export async function endCareTeamMembership(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl' | 'announce'>,
  actor: StaffActor,
  input: z.output<typeof endCareTeamPeriodInput>,
): Promise<Decision<{ readonly ended: true }>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId } = actor
  const done = await inPractice(house.db, practiceId, async (tx) => {
    const period = await findCareTeamPeriod(tx, practiceId, input.periodId)
    if (period === null) return refuse(noSuchPeriod)
    const decided = decideEnd({ actor, today, period })
    if (!decided.ok) return decided
    const { reason, words } = input
    await endPeriod(tx, practiceId, period, {
      at: now,
      reason,
      words,
      by: actor.membershipId,
      byName: actor.displayName,
    })
    const { patientId } = period
    await writeCareFhir(tx, patientId, refs)
    const details = { periodId: input.periodId, reason }
    await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'team.change', at: now, patientId, details }))
    return accept({ ended: true as const })
  })
  if (done.ok) house.announce(loginsChangedTopic)
  return done
}

interface Ending {
  readonly at: Instant
  readonly reason: EndingReason
  readonly words: string
  readonly by: MembershipId | null
  readonly byName: string
}

/**
 * For the withdrawal of a release to an outside therapist, inside its own transaction: every open period of theirs with
 * this patient ends with it, so that their next request finds nothing (RULINGS 8, M19). Answers whether there was one;
 * then `loginsChangedTopic` is to be announced after the commit, which ends their open streams.
 */
export async function endGuestAccess(
  tx: Tx,
  practiceId: PracticeId,
  guest: { readonly patientId: PatientId; readonly membershipId: MembershipId },
  ending: Ending,
): Promise<boolean> {
  const periods = (await careTeamOf(tx, practiceId, guest.patientId)).filter(
    (period) => period.membershipId === guest.membershipId && period.ended === null,
  )
  for (const period of periods) await endPeriod(tx, practiceId, period, ending)
  // Also where an administrator named the patient without a period.
  await setGuestReach(tx, practiceId, guest.membershipId, guest.patientId, false)
  return periods.length > 0
}

async function endPeriod(tx: Tx, practiceId: PracticeId, period: CareTeamPeriod, ending: Ending): Promise<void> {
  await endCareTeamPeriod(tx, practiceId, { periodId: period.periodId, ...ending })
  if (period.part === 'outside-therapist') {
    await setGuestReach(tx, practiceId, period.membershipId, period.patientId, false)
  }
}

const noSuchPeriod = {
  family: 'not-found',
  code: 'team-period-not-found',
  sentence: 'There is no such member of a care team in this practice.',
} as const
