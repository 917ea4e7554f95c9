import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { type CareTeamPeriod, partsOf } from '@holdspace/clinic/care-team/care-team'
import { decideAcknowledge, type Handoff } from '@holdspace/clinic/notes/handoff'
import type { HandoffSide } from '@holdspace/clinic/notes/handoff-words'
import { recordAccess } from '@holdspace/db/audit-store'
import { careTeamOf } from '@holdspace/db/care-team-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { handoffsOf } from '@holdspace/db/handoff-store'
import { findPatient } from '@holdspace/db/patient-store'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type PatientId, type PracticeId, patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import type { May } from '../people/read-chart.ts'

export const readHandoffsInput = z.strictObject({ patientId })

export interface HandoffView extends Handoff {
  readonly acknowledge: May
}

export interface HandoffsView {
  readonly zone: string
  /** Newest first. */
  readonly handoffs: readonly HandoffView[]
  /** The side this reader would write to: the other one. */
  readonly toward: HandoffSide
}

/** What: somebody of the care team reads what the two sides handed to each other about this person. */
export async function readHandoffs(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof readHandoffsInput>,
): Promise<Decision<HandoffsView>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId } = actor
  const permitted = permit(actor, 'handoff.read', { today, patientId: input.patientId })
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    if ((await findPatient(tx, practiceId, input.patientId)) === null) return refuse(noSuchPatient)
    const periods = await careTeamOf(tx, practiceId, input.patientId)
    const handoffs = await handoffsOf(tx, practiceId, [input.patientId])
    await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'handoff.read', at: now, ...input }))
    return accept({
      zone: refs.zone,
      handoffs: handoffs.map((handoff) => ({
        ...handoff,
        acknowledge: mayAcknowledge(actor, today, handoff, periods),
      })),
      toward: otherSide(actor, periods, today),
    })
  })
}

/** For Today and the session room, in their own transaction: what nobody of the other side has read yet, newest first. */
export async function unacknowledgedHandoffs(
  tx: Tx,
  practiceId: PracticeId,
  ids: readonly PatientId[],
): Promise<readonly Handoff[]> {
  return (await handoffsOf(tx, practiceId, ids, 500)).filter((handoff) => handoff.acknowledged === null)
}

function mayAcknowledge(
  actor: StaffActor,
  today: CalendarDate,
  handoff: Handoff,
  periods: readonly CareTeamPeriod[],
): May {
  const decided = decideAcknowledge({ actor, today, handoff, periods })
  return decided.ok ? { allowed: true } : { allowed: false, why: decided.refusal.sentence }
}

function otherSide(actor: StaffActor, periods: readonly CareTeamPeriod[], today: CalendarDate): HandoffSide {
  const parts = partsOf(periods, actor.membershipId, today)
  const isTherapist = parts.some((part) => part === 'therapist' || part === 'outside-therapist')
  return isTherapist || actor.role === 'therapist' || actor.role === 'outside-therapist' ? 'prescriber' : 'therapist'
}
