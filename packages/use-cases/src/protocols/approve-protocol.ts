import type { StaffActor } from '@holdspace/clinic/access/actor'
import { credentialInForce, permit } from '@holdspace/clinic/access/permit'
import { stepUpLastsMs } from '@holdspace/clinic/session/sign-session'
import { inPractice } from '@holdspace/db/database'
import { findProtocol, saveProtocol } from '@holdspace/db/protocol-store'
import { calendarDate, dateInZone } from '@holdspace/kit/calendar-date'
import { type Decision, refuse } from '@holdspace/kit/decision'
import { msBetween } from '@holdspace/kit/instant'
import { approve, asShown } from '@holdspace/protocols/life-cycle'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { z } from 'zod'
import type { House } from '../house.ts'
import { noSuchProtocol } from './protocol-named.ts'

/** What: the medical director approves a reviewed version, after giving the password again. From then on it may run. */
export const approveProtocolInput = z.strictObject({
  protocolId: z.string().min(1),
  version: z.string().min(1),
  effectiveFrom: calendarDate,
  reviewBy: calendarDate,
  /** Hash of what the approver's screen showed. */
  shownHash: z.string().regex(/^[0-9a-f]{64}$/),
})

export async function approveProtocol(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'hashing'>,
  actor: StaffActor,
  input: z.output<typeof approveProtocolInput>,
): Promise<Decision<ProtocolVersion>> {
  const now = house.clock()
  const today = dateInZone(now, actor.practiceZone)
  const permitted = permit(actor, 'protocol.approve', { today })
  if (!permitted.ok) return permitted
  if (actor.lastStepUpAt === null || msBetween(actor.lastStepUpAt, now) > stepUpLastsMs) return refuse(stepUpFirst)
  return inPractice(house.db, actor.practiceId, async (tx) => {
    const version = await findProtocol(tx, input.protocolId, input.version)
    if (version === null) return refuse(noSuchProtocol)
    const shown = asShown(version, input.shownHash, house.hashing.sha256)
    if (!shown.ok) return shown
    const decided = approve(
      shown.value,
      {
        by: actor.membershipId,
        legalName: actor.displayName,
        duties: actor.duties,
        licence: licenceOf(actor, today),
        at: now,
        today,
        effectiveFrom: input.effectiveFrom,
        reviewBy: input.reviewBy,
        signatureId: house.newId(),
      },
      house.hashing.sha256,
    )
    if (decided.ok) await saveProtocol(tx, actor.practiceId, decided.value, now)
    return decided
  })
}

function licenceOf(actor: StaffActor, today: ReturnType<typeof dateInZone>) {
  const licence = credentialInForce(actor.credentials, 'licence', today)
  if (licence === undefined) return null
  return {
    type: licence.licenceType ?? 'licence',
    number: licence.number,
    state: licence.state ?? 'not stated',
    expires: licence.expires,
  }
}

const stepUpFirst = {
  family: 'step-up-required',
  code: 'step-up-required',
  sentence: 'Approving a protocol asks for your password again.',
} as const
