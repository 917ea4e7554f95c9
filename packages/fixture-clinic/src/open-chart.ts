import type { StaffActor } from '@holdspace/clinic/access/actor'
import { formOf } from '@holdspace/clinic/chart/change-details'
import { inPractice } from '@holdspace/db/database'
import { findPatient } from '@holdspace/db/patient-store'
import { idempotencyKey, type PatientId, type ReferralId } from '@holdspace/kit/ids'
import type { House } from '@holdspace/use-cases/house'
import { acceptReferral } from '@holdspace/use-cases/import/accept-referral'
import { receiveReferral } from '@holdspace/use-cases/import/receive-referral'
import { editDetails } from '@holdspace/use-cases/people/edit-details'
import type { ReferralFixture } from './referrals.ts'

/** Hands a partner's file in; it then waits for review. */
export async function sendReferral(house: House, actor: StaffActor, file: ReferralFixture): Promise<ReferralId> {
  const received = await receiveReferral(house, actor, {
    fileName: file.fileName,
    bytes: new TextEncoder().encode(file.text),
  })
  if (!received.ok) throw new Error(received.refusal.sentence)
  return received.value.referralId
}

/** Takes a referral in and accepts it, as the front desk would: the person then has a chart. */
export async function openChart(house: House, actor: StaffActor, file: ReferralFixture): Promise<PatientId> {
  const referralId = await sendReferral(house, actor, file)
  const key = idempotencyKey.parse(house.newId())
  const accepted = await acceptReferral(house, actor, { referralId, key, choice: { kind: 'new' } })
  if (!accepted.ok) throw new Error(accepted.refusal.sentence)
  return accepted.value.patientId
}

/** The desk asks whom to call in an emergency and writes it on the chart, before anything else of it was edited. */
export async function nameEmergencyContact(
  house: House,
  actor: StaffActor,
  patientId: PatientId,
  contact: { readonly name: string; readonly relationship: string; readonly phone: string },
): Promise<void> {
  const patient = await inPractice(house.db, actor.practiceId, (tx) => findPatient(tx, actor.practiceId, patientId))
  if (patient === null) throw new Error('There is no such chart.')
  const { name: emergencyName, relationship: emergencyRelation, phone: emergencyPhone } = contact
  const edited = await editDetails(house, actor, {
    id: house.newId(),
    patientId,
    form: { ...formOf(patient.person), emergencyName, emergencyRelation, emergencyPhone },
    ...{ seenChange: null, keepsFormerName: false, notTheSamePersonBecause: '' },
  })
  if (!edited.ok) throw new Error(edited.refusal.sentence)
}
