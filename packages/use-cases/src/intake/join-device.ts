import { codeDigits, codeMac, sameCodeMac } from '@holdspace/auth/packet-code'
import { digestOf } from '@holdspace/auth/token'
import { codeLifeMs, codeRefused, codeStillTaken, linkNotUsable, mayJoin } from '@holdspace/clinic/intake/link-rules'
import { packetState } from '@holdspace/clinic/intake/packet'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import {
  consumeCode,
  countCodeTry,
  findLink,
  insertCode,
  type LinkRow,
  newestCode,
} from '@holdspace/db/packet-link-store'
import { addPacketEvent, findPacket } from '@holdspace/db/packet-store'
import { findPatient } from '@holdspace/db/patient-store'
import { deriveKey } from '@holdspace/keys/derive-key'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { plusMs } from '@holdspace/kit/instant'
import { z } from 'zod'
import { accessBy } from '../people/acting.ts'
import { addressOnFile } from '../people/address-on-file.ts'
import { type Exchanged, letDeviceIn, linkToken } from './exchange-link.ts'
import { countTry, tryWasRight } from './link-throttling.ts'
import { mailToPatient } from './mail-to-patient.ts'
import type { CalledFrom, PacketHouse } from './packet-house.ts'
import { practiceOfLink } from './practice-of-link.ts'

export const sendCodeInput = z.strictObject({ token: linkToken })
export const joinDeviceInput = z.strictObject({
  token: linkToken,
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, 'the six digits from the message'),
})

/** What: another device asks for a code. It goes to the address on file; nothing of the address is shown (RULINGS 15). */
export async function sendPacketCode(
  house: PacketHouse,
  input: z.output<typeof sendCodeInput>,
  from: CalledFrom,
): Promise<Decision<{ readonly sent: true }>> {
  const found = await linkBehind(house, input.token, from)
  if (!found.ok) return found
  const link = found.value
  const notTooOften = await countTry(house, 'send-code', link.packetId)
  if (!notTooOften.ok) return notTooOften
  const now = house.clock()
  const { practiceId, packetId, linkId } = link
  return inPractice(house.db, practiceId, async (tx) => {
    const packet = await findPacket(tx, practiceId, packetId)
    const decided = mayJoin(link, packet === null ? null : packetState(packet, packet.events, now).standing, now)
    if (!decided.ok) return decided
    const patient = packet === null ? null : await findPatient(tx, practiceId, packet.patientId)
    if (packet === null || patient === null) return refuse(linkNotUsable)
    const to = addressOnFile(patient)
    if (to === null) return accept({ sent: true })
    const code = codeDigits(house.randomBytes)
    const codeId = house.newId()
    await insertCode(
      tx,
      { codeId, linkId, codeMac: macOf(house, codeId, code), expiresAt: plusMs(now, codeLifeMs) },
      now,
    )
    const practice = { practiceId, ...(await practiceOfLink(tx, practiceId)) }
    const words = { code, minutes: String(codeLifeMs / 60_000) }
    const letter = { practice, patient, to, language: packet.language, words, at: now }
    await mailToPatient(house, tx, { ...letter, template: 'code-for-new-device' })
    const by = { membershipId: null, name: 'Somebody with the link' }
    await addPacketEvent(tx, practiceId, { id: house.newId(), packetId, kind: 'code-sent', at: now, by })
    const machinery = { kind: 'system', practiceId, reason: 'a code for another device' } as const
    const touched = { act: 'packet.send', at: now, patientId: packet.patientId, details: { packetId } } as const
    await recordAccess(tx, practiceId, accessBy(house, machinery, touched))
    return accept({ sent: true })
  })
}

/** What: the code from the message brings this browser in. Five wrong ones make it worthless; it works once. */
export async function joinWithCode(
  house: PacketHouse,
  input: z.output<typeof joinDeviceInput>,
  from: CalledFrom,
): Promise<Decision<Exchanged>> {
  const found = await linkBehind(house, input.token, from)
  if (!found.ok) return found
  const link = found.value
  const now = house.clock()
  const sent = await newestCode(house.db, link.linkId)
  if (sent === null || !codeStillTaken(sent, now)) return wrongCode(house, from)
  // Counted outside the transaction below, so that a wrong code stays counted.
  const tries = await countCodeTry(house.db, sent.codeId)
  const isInTime = codeStillTaken({ ...sent, attempts: tries - 1 }, now)
  if (!isInTime || !sameCodeMac(sent.codeMac, macOf(house, sent.codeId, input.code))) return wrongCode(house, from)
  const { practiceId, packetId } = link
  return inPractice(house.db, practiceId, async (tx) => {
    const packet = await findPacket(tx, practiceId, packetId)
    const decided = mayJoin(link, packet === null ? null : packetState(packet, packet.events, now).standing, now)
    if (!decided.ok) return decided
    if (packet === null) return refuse(linkNotUsable)
    if (!(await consumeCode(tx, sent.codeId, now))) return refuse(codeRefused)
    return accept({ deviceToken: await letDeviceIn(house, tx, { link, packet, by: 'device-joined', now }) })
  })
}

async function linkBehind(house: PacketHouse, token: string, from: CalledFrom): Promise<Decision<LinkRow>> {
  const mayTry = await countTry(house, 'guess', from.ipAddress)
  if (!mayTry.ok) return mayTry
  const link = await findLink(house.db, digestOf(token))
  if (link === null) return refuse(linkNotUsable)
  await tryWasRight(house, 'guess', from.ipAddress)
  return accept(link)
}

/** A wrong code counts against the address it came from as a wrong link does. */
async function wrongCode(house: PacketHouse, from: CalledFrom): Promise<Decision<never>> {
  const mayTry = await countTry(house, 'guess', from.ipAddress)
  return mayTry.ok ? refuse(codeRefused) : mayTry
}

function macOf(house: PacketHouse, codeId: string, code: string): Uint8Array {
  return codeMac(deriveKey(house.secretKey, 'packet-code'), codeId, code)
}
