import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { inPractice } from '@holdspace/db/database'
import { listProtocols } from '@holdspace/db/protocol-store'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision } from '@holdspace/kit/decision'
import type { Refusal } from '@holdspace/kit/refusal'
import { suppliedProtocols } from '@holdspace/protocols/library/supplied'
import { contentHashOf } from '@holdspace/protocols/life-cycle'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import type { House } from '../house.ts'

export interface ProtocolShelf {
  /** The practice's own versions. */
  readonly held: readonly ProtocolVersion[]
  /** Of those in review, by id and version (`kap-im 1.0.0`): hash of what a screen shows, which is what is approved by it. */
  readonly shownHashes: Readonly<Record<string, string>>
  /** Supplied drafts the practice has not taken in. None of them may run. */
  readonly supplied: readonly ProtocolVersion[]
  /** Why this person may not approve; null for the medical director. */
  readonly whyNotApprove: Refusal | null
}

/** What: anybody on the staff reads the protocols of the practice, and the supplied drafts beside them. */
export async function readProtocols(
  house: Pick<House, 'db' | 'clock' | 'hashing'>,
  actor: StaffActor,
): Promise<Decision<ProtocolShelf>> {
  const today = dateInZone(house.clock(), actor.practiceZone)
  const permitted = permit(actor, 'protocol.read', { today })
  if (!permitted.ok) return permitted
  const held = await inPractice(house.db, actor.practiceId, listProtocols)
  const isHeld = (one: ProtocolVersion) => held.some((own) => own.id === one.id && own.version === one.version)
  const approving = permit(actor, 'protocol.approve', { today })
  const whyNotApprove = approving.ok ? null : approving.refusal
  const shownHashes = Object.fromEntries(
    held
      .filter((one) => one.status === 'in-review')
      .map((one) => [`${one.id} ${one.version}`, contentHashOf(one, house.hashing.sha256)]),
  )
  return accept({ held, shownHashes, supplied: suppliedProtocols.filter((one) => !isHeld(one)), whyNotApprove })
}
