import type { StaffActor } from '@holdspace/clinic/access/actor'
import { idempotencyKey, type PatientId } from '@holdspace/kit/ids'
import type { House } from '@holdspace/use-cases/house'
import { acceptReferral } from '@holdspace/use-cases/import/accept-referral'
import { receiveReferral } from '@holdspace/use-cases/import/receive-referral'
import type { ReferralFixture } from './referrals.ts'

/** Takes a referral in and accepts it, as the front desk would: the person then has a chart. */
export async function openChart(house: House, actor: StaffActor, file: ReferralFixture): Promise<PatientId> {
  const received = await receiveReferral(house, actor, {
    fileName: file.fileName,
    bytes: new TextEncoder().encode(file.text),
  })
  if (!received.ok) throw new Error(received.refusal.sentence)
  const accepted = await acceptReferral(house, actor, {
    referralId: received.value.referralId,
    key: idempotencyKey.parse(house.newId()),
    choice: { kind: 'new' },
  })
  if (!accepted.ok) throw new Error(accepted.refusal.sentence)
  return accepted.value.patientId
}
