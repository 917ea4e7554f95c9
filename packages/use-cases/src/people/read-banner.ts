import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import type { AllergyStatus } from '@holdspace/clinic/people/allergy-status'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { factsOf } from '@holdspace/db/fact-store'
import { findPatient, type PatientRow } from '@holdspace/db/patient-store'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from './acting.ts'
import { noSuchPatient } from './no-such-patient.ts'

export const readBannerInput = z.strictObject({ patientId })

/** Whose record this is, as every page about a person shows it (BN1–BN7), and nothing else of them. */
export interface Banner extends Pick<PatientRow, 'mrn'> {
  readonly person: Pick<PatientRow['person'], 'family' | 'given' | 'preferredName' | 'birthDate' | 'sex'>
  readonly today: CalendarDate
  readonly zone: string
  readonly allergyStatus: AllergyStatus
  readonly allergies: readonly { readonly concept: { readonly text: string }; readonly status: string }[]
}

/**
 * What: a page of somebody's chart shows whose it is. Billing sees no facts, and so reads that allergies are not
 * available rather than that none are recorded.
 */
export async function readBanner(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof readBannerInput>,
): Promise<Decision<Banner>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const circumstances = { today, patientId: input.patientId }
  const permitted = permit(actor, 'patient.read', circumstances)
  if (!permitted.ok) return permitted
  const seesFacts = permit(actor, 'chart.read-facts', circumstances).ok
  return inPractice(house.db, actor.practiceId, async (tx) => {
    const patient = await findPatient(tx, actor.practiceId, input.patientId)
    if (patient === null) return refuse(noSuchPatient)
    const facts = seesFacts ? await factsOf(tx, actor.practiceId, input.patientId) : null
    const touched = { act: 'patient.read', at: now, patientId: input.patientId, details: { part: 'banner' } } as const
    await recordAccess(tx, actor.practiceId, accessBy(house, actor, touched))
    const { family, given, preferredName, birthDate, sex } = patient.person
    return accept({
      person: { family, given, birthDate, sex, ...(preferredName === undefined ? {} : { preferredName }) },
      mrn: patient.mrn,
      today,
      zone: refs.zone,
      allergyStatus: facts === null ? 'unavailable' : patient.allergyStatus,
      allergies: (facts?.allergies ?? []).map(({ concept, status }) => ({ concept: { text: concept.text }, status })),
    })
  })
}
