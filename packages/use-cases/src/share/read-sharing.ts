import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { partnersOf } from '@holdspace/db/partner-store'
import { findPatient, type PatientRow } from '@holdspace/db/patient-store'
import {
  type DisclosureRow,
  disclosuresOfPatient,
  type ReleaseRow,
  releasesOfPatient,
} from '@holdspace/db/release-store'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type PartnerId, patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { type ReleaseStanding, standingOf } from './release-standing.ts'

export const readSharingInput = z.strictObject({ patientId })

export type ReleaseLine = ReleaseRow & { readonly partnerName: string; readonly standing: ReleaseStanding }

export interface Sharing {
  readonly today: CalendarDate
  readonly zone: string
  readonly patient: Pick<PatientRow, 'person' | 'mrn'>
  /** Partners a release may be recorded to. */
  readonly partners: readonly { readonly partnerId: PartnerId; readonly name: string }[]
  readonly releases: readonly ReleaseLine[]
  /** The newest of the accounting of disclosures. */
  readonly disclosures: readonly DisclosureRow[]
  readonly mayRecord: { readonly ok: boolean; readonly why: string }
}

const newestDisclosures = 100

/** What: staff look at what of a person is shared, with whom, and what was disclosed (45 CFR 164.528). */
export async function readSharing(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof readSharingInput>,
): Promise<Decision<Sharing>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId } = actor
  const permitted = permit(actor, 'release.read', { today, patientId: input.patientId })
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    const patient = await findPatient(tx, practiceId, input.patientId)
    if (patient === null) return refuse(noSuchPatient)
    const partners = (await partnersOf(tx, practiceId)).filter((partner) => partner.status === 'active')
    const releases = await releasesOfPatient(tx, practiceId, input.patientId)
    const disclosures = await disclosuresOfPatient(tx, practiceId, input.patientId, newestDisclosures)
    await recordAccess(
      tx,
      practiceId,
      accessBy(house, actor, { act: 'release.read', at: now, patientId: input.patientId }),
    )
    const mayRecord = permit(actor, 'release.record', { today, patientId: input.patientId })
    return accept({
      today,
      zone: refs.zone,
      patient: { person: patient.person, mrn: patient.mrn },
      partners: partners.map(({ partnerId, name }) => ({ partnerId, name })),
      releases: releases.map((release) => ({ ...release, standing: standingOf(release, now) })),
      disclosures,
      mayRecord: mayRecord.ok ? { ok: true, why: '' } : { ok: false, why: mayRecord.refusal.sentence },
    })
  })
}
