import type { PatientActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { type ConsentKind, canBeTakenBack } from '@holdspace/clinic/consent/kinds'
import { packetState } from '@holdspace/clinic/intake/packet'
import { recordAccess } from '@holdspace/db/audit-store'
import { type SignatureRow, signaturesOfPatient } from '@holdspace/db/consent-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { findPacket } from '@holdspace/db/packet-store'
import { findPatient } from '@holdspace/db/patient-store'
import { type CalendarDate, dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { Instant } from '@holdspace/kit/instant'
import type { House } from '../house.ts'
import { noSuchPacket } from '../intake/no-such-packet.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { type Copy, drawCopy } from './draw-copy.ts'

export interface OwnPaper {
  readonly consentId: string
  readonly kind: ConsentKind
  readonly title: string
  readonly signedAt: Instant
  readonly withdrawnAt: Instant | null
  /** It still holds and is the newest of its kind: the one a patient means when they take it back. */
  readonly mayTakeBack: boolean
}

type OwnHouse = Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>

/** What: a patient who has shown who they are sees what they signed, to keep a copy of it. */
export async function readOwnPapers(
  house: OwnHouse,
  actor: PatientActor,
): Promise<Decision<{ readonly papers: readonly OwnPaper[]; readonly zone: string }>> {
  const found = await inPractice(house.db, actor.practiceId, (tx) => ownSignatures(tx, house, actor))
  if (!found.ok) return found
  const today = dateInZone(house.clock(), actor.practiceZone)
  const papers = found.value.map((one) => ({
    ...{ consentId: one.consentId, kind: one.kind, title: one.title },
    ...{ signedAt: one.signedAt, withdrawnAt: one.withdrawnAt },
    mayTakeBack: canBeTakenBack(one.kind) && holdsNow(one, today) && newestOfItsKind(found.value, one) === one,
  }))
  return accept({ papers, zone: actor.practiceZone })
}

function holdsNow({ withdrawnAt, lastDay }: SignatureRow, today: CalendarDate): boolean {
  return withdrawnAt === null && (lastDay === null || lastDay >= today)
}

/** Of this kind and for this recipient: a withdrawal takes every older one with it. */
function newestOfItsKind(all: readonly SignatureRow[], one: SignatureRow): SignatureRow | undefined {
  return all
    .filter((other) => other.kind === one.kind && other.recipientId === one.recipientId)
    .toSorted((a, b) => (a.signedAt < b.signedAt ? 1 : -1))[0]
}

/** What: the copy of one of them as a PDF. Nobody else’s paper is there for them. */
export async function readOwnPaper(
  house: OwnHouse & Pick<House, 'drawPdf'>,
  actor: PatientActor,
  input: { readonly consentId: string; readonly paper: 'letter' | 'a4' },
): Promise<Decision<Copy>> {
  const read = await inPractice(house.db, actor.practiceId, async (tx) => {
    const found = await ownSignatures(tx, house, actor)
    if (!found.ok) return found
    const signature = found.value.find(({ consentId }) => consentId === input.consentId)
    const patient = await findPatient(tx, actor.practiceId, actor.patientId)
    return signature === undefined || patient === null ? refuse(noSuchPaper) : accept({ signature, patient })
  })
  if (!read.ok) return read
  return accept(await drawCopy(house, actor, read.value.signature, read.value.patient, input.paper))
}

/** While the packet is open or complete; a packet that was called back or has run out shows nothing any more. */
export async function ownSignatures(
  tx: Tx,
  house: OwnHouse,
  actor: PatientActor,
): Promise<Decision<readonly SignatureRow[]>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId, patientId, packetId } = actor
  const permitted = permit(actor, 'consent.read-own', { today, patientId })
  if (!permitted.ok) return permitted
  const packet = await findPacket(tx, practiceId, packetId)
  if (packet === null || packet.patientId !== patientId) return refuse(noSuchPacket)
  const { standing } = packetState(packet, packet.events, now)
  if (now > packet.closesAt || (standing !== 'open' && standing !== 'complete')) return refuse(noSuchPacket)
  await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'consent.read-own', at: now, patientId }))
  return accept(await signaturesOfPatient(tx, practiceId, patientId))
}

export const noSuchPaper = {
  family: 'not-found',
  code: 'paper-not-found',
  sentence: 'There is no such paper here for you.',
} as const
