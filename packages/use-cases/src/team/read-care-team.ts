import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import type { CareTeamPeriod } from '@holdspace/clinic/care-team/care-team'
import { careTeamStanding, type MendableStanding } from '@holdspace/clinic/care-team/care-team-standing'
import { type CareTeamPart, careTeamParts, roleOfPart } from '@holdspace/clinic/care-team/parts'
import { membersOf } from '@holdspace/db/account-store'
import { recordAccess } from '@holdspace/db/audit-store'
import { careTeamOf } from '@holdspace/db/care-team-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { findPatient } from '@holdspace/db/patient-store'
import { plansOf } from '@holdspace/db/plan-store'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type MembershipId, type PatientId, type PracticeId, patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import type { May } from '../people/read-chart.ts'

export const readCareTeamInput = z.strictObject({ patientId })

export interface CareTeamView {
  readonly today: CalendarDate
  /** In the order in which they were named; those whose time is over included. */
  readonly periods: readonly CareTeamPeriod[]
  readonly standing: MendableStanding
  readonly mayChange: May
  /** Whom each part can be given to; empty for those who may not change the team. */
  readonly candidates: readonly {
    readonly membershipId: MembershipId
    readonly name: string
    readonly parts: readonly CareTeamPart[]
  }[]
}

/** What: somebody looks at who treats this person, and since when. */
export async function readCareTeam(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof readCareTeamInput>,
): Promise<Decision<CareTeamView>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId } = actor
  const circumstances = { today, patientId: input.patientId }
  const permitted = permit(actor, 'team.read', circumstances)
  if (!permitted.ok) return permitted
  const mayChange = permit(actor, 'team.change', circumstances)
  const members = mayChange.ok ? await membersOf(house.db, practiceId) : []
  return inPractice(house.db, practiceId, async (tx) => {
    if ((await findPatient(tx, practiceId, input.patientId)) === null) return refuse(noSuchPatient)
    const periods = await careTeamOf(tx, practiceId, input.patientId)
    const needsTherapist = await planNeedsTherapist(tx, practiceId, input.patientId)
    await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'team.read', at: now, ...input }))
    return accept({
      today,
      periods,
      standing: careTeamStanding({ periods, needsTherapist, today }),
      mayChange: mayChange.ok
        ? { allowed: true as const }
        : { allowed: false as const, why: mayChange.refusal.sentence },
      candidates: members
        .filter((member) => member.active)
        .map((member) => ({
          membershipId: member.membershipId,
          name: member.displayName,
          parts: careTeamParts.filter((part) => roleOfPart[part] === member.role),
        }))
        .filter((candidate) => candidate.parts.length > 0),
    })
  })
}

/** For the gates and Today, in their own transaction: whether the people this treatment needs are on the team. */
export async function readCareTeamStanding(
  tx: Tx,
  practiceId: PracticeId,
  id: PatientId,
  today: CalendarDate,
): Promise<MendableStanding> {
  const [periods, needsTherapist] = await Promise.all([
    careTeamOf(tx, practiceId, id),
    planNeedsTherapist(tx, practiceId, id),
  ])
  return careTeamStanding({ periods, needsTherapist, today })
}

/** The plan knows what the protocol's staffing asked for when it was proposed. */
async function planNeedsTherapist(tx: Tx, practiceId: PracticeId, id: PatientId): Promise<boolean> {
  const [plan] = await plansOf(tx, practiceId, id)
  return plan?.versions[0].signers.includes('therapist') ?? false
}
