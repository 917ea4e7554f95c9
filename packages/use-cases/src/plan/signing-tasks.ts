import type { StaffActor } from '@holdspace/clinic/access/actor'
import { teamInForce } from '@holdspace/clinic/care-team/care-team'
import type { CareTeamPart } from '@holdspace/clinic/care-team/parts'
import type { Plan } from '@holdspace/clinic/plan/plan-version'
import { careTeamOf } from '@holdspace/db/care-team-store'
import type { Tx } from '@holdspace/db/database'
import { lockTask, openTask, recordTaskStep, taskOfEvidence } from '@holdspace/db/task-store'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { type PatientId, taskId } from '@holdspace/kit/ids'
import { type Instant, plusMinutes } from '@holdspace/kit/instant'
import type { House } from '../house.ts'

const staffSigners = ['prescriber', 'therapist'] as const
type StaffSigner = (typeof staffSigners)[number]

const partsOfSigner: { readonly [S in StaffSigner]: readonly CareTeamPart[] } = {
  prescriber: ['lead-prescriber', 'prescriber'],
  therapist: ['therapist', 'outside-therapist'],
}
/** Two working days, as the other tasks of this kind; the clinic's to set. */
const dueInMinutes = 2 * 24 * 60

interface Proposed {
  readonly planId: Plan['planId']
  readonly version: number
  readonly patientId: PatientId
  readonly signers: Plan['versions'][number]['signers']
  readonly at: Instant
  readonly today: CalendarDate
}

/** Whoever of the team must sign, and did not propose it, is asked to; nobody is asked for a version that was overtaken. */
export async function askForSignatures(
  tx: Tx,
  house: Pick<House, 'newId'>,
  actor: StaffActor,
  proposed: Proposed,
): Promise<void> {
  const { practiceId, membershipId, displayName } = actor
  const team = teamInForce(await careTeamOf(tx, practiceId, proposed.patientId), proposed.today)
  for (const signer of staffSigners) {
    const before = { ...proposed, version: proposed.version - 1 }
    await closeSigningTask(tx, house, actor, before, signer, 'A newer version was proposed')
    const asked = team.find((period) => partsOfSigner[signer].includes(period.part))
    if (!proposed.signers.includes(signer) || asked === undefined || asked.membershipId === membershipId) continue
    await openTask(tx, {
      id: taskId.parse(house.newId()),
      practiceId,
      patientId: proposed.patientId,
      kind: 'sign-plan',
      title: `Sign version ${proposed.version} of the plan`,
      ownerMembershipId: asked.membershipId,
      dueAt: plusMinutes(proposed.at, dueInMinutes),
      evidence: evidenceOf(proposed, signer),
      openedAt: proposed.at,
      openedBy: { membershipId, name: displayName },
    })
  }
}

export async function closeSigningTask(
  tx: Tx,
  house: Pick<House, 'newId'>,
  actor: StaffActor,
  of: Pick<Proposed, 'planId' | 'version' | 'at'>,
  signer: StaffSigner,
  words: string,
): Promise<void> {
  const opened = await taskOfEvidence(tx, actor.practiceId, 'sign-plan', evidenceOf(of, signer))
  if (opened === null || opened.status === 'done') return
  await lockTask(tx, actor.practiceId, opened.taskId)
  const by = { membershipId: actor.membershipId, name: actor.displayName }
  const step = { id: house.newId(), taskId: opened.taskId, at: of.at, kind: 'done' as const, by, words }
  await recordTaskStep(tx, actor.practiceId, step, {})
}

function evidenceOf({ planId, version }: Pick<Proposed, 'planId' | 'version'>, signer: StaffSigner) {
  return { type: 'plan', id: `${planId} ${version} ${signer}` }
}
