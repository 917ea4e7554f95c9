import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { type DetailsForm, formOf, knownLanguages } from '@holdspace/clinic/chart/change-details'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { detailChangesOf, type KeptChange } from '@holdspace/db/details-store'
import { findPatient, type PatientRow } from '@holdspace/db/patient-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from './acting.ts'
import { noSuchPatient } from './no-such-patient.ts'
import type { May } from './read-chart.ts'
import { mayOf } from './read-health.ts'

export const readDetailsInput = z.strictObject({ patientId })

export interface Details {
  readonly zone: string
  readonly patient: PatientRow
  readonly form: DetailsForm
  readonly languages: readonly string[]
  /** Newest first. */
  readonly changes: readonly KeptChange[]
  readonly mayEdit: May
}

/** What: somebody reads who a person is and how they are reached, and what of it changed when and by whom. */
export async function readDetails(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof readDetailsInput>,
): Promise<Decision<Details>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const circumstances = { today, patientId: input.patientId }
  const permitted = permit(actor, 'patient.read', circumstances)
  if (!permitted.ok) return permitted
  return inPractice(house.db, actor.practiceId, async (tx) => {
    const patient = await findPatient(tx, actor.practiceId, input.patientId)
    if (patient === null) return refuse(noSuchPatient)
    // What stood there before is the practice's own business; a guest is told what stands there now (RULINGS 19).
    const isGuest = actor.guestPatients !== null
    const changes = isGuest ? [] : await detailChangesOf(tx, actor.practiceId, input.patientId)
    const touched = { act: 'patient.read', at: now, patientId: input.patientId, details: { part: 'details' } } as const
    await recordAccess(tx, actor.practiceId, accessBy(house, actor, touched))
    return accept({
      zone: refs.zone,
      patient,
      form: formOf(patient.person),
      languages: knownLanguages.map(({ display }) => display),
      changes,
      mayEdit: mayOf(permit(actor, 'patient.edit', circumstances)),
    })
  })
}
