import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { doseWords, touchWords } from '@holdspace/clinic/plan/plan-words'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { findPatient } from '@holdspace/db/patient-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { readPlanInForce } from './read-plan-standing.ts'

export const readPlanForRoomInput = z.strictObject({ patientId })

/** What somebody beside the patient needs of the plan, in words; null while no version is signed by everybody. */
export interface PlanForRoom {
  readonly planned: {
    readonly intention: string
    readonly touch: string
    readonly touchRefused: boolean
    readonly recording: string
    readonly music: string
    readonly eyeShades: 'offered' | 'wanted' | 'declined'
    readonly support: string
    readonly dose: string
  } | null
}

/** What: somebody in the room looks at intention and permissions as they were signed. */
export async function readPlanForRoom(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof readPlanForRoomInput>,
): Promise<Decision<PlanForRoom>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId } = actor
  const permitted = permit(actor, 'plan.read', { today, patientId: input.patientId })
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    if ((await findPatient(tx, practiceId, input.patientId)) === null) return refuse(noSuchPatient)
    const plan = await readPlanInForce(tx, practiceId, input.patientId)
    await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'plan.read', at: now, ...input }))
    if (plan === null) return accept({ planned: null })
    const { intention, touch, recording, music, eyeShades, support } = plan
    return accept({
      planned: {
        intention,
        touch: touchWords(touch),
        touchRefused: touch.permission === 'refused',
        recording: recording === 'refused' ? 'refused' : `${recording} agreed`,
        music,
        eyeShades,
        support: support === null ? '' : [support.name, support.relationship, support.phone].filter(Boolean).join(', '),
        dose: `${doseWords(plan.dose)} ${plan.route}`,
      },
    })
  })
}
