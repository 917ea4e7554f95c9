import { digestOf } from '@holdspace/auth/token'
import { linkNotUsable, mayRenew } from '@holdspace/clinic/intake/link-rules'
import { packetState } from '@holdspace/clinic/intake/packet'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { findLink, revokeLinks } from '@holdspace/db/packet-link-store'
import { addPacketEvent, findPacket } from '@holdspace/db/packet-store'
import { findPatient } from '@holdspace/db/patient-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { z } from 'zod'
import { accessBy } from '../people/acting.ts'
import { addressOnFile } from '../people/address-on-file.ts'
import type { exchangeLinkInput } from './exchange-link.ts'
import { countTry, tryWasRight } from './link-throttling.ts'
import { mailToPatient, untilWords } from './mail-to-patient.ts'
import { makeLink } from './make-link.ts'
import type { CalledFrom, PacketHouse } from './packet-house.ts'
import { practiceOfLink } from './practice-of-link.ts'

/**
 * What: a link that has expired sends its successor to the address on file, and nowhere else (RULINGS 15). Whoever holds
 * the old link learns neither the address nor whether there is one.
 */
export async function renewPacketLink(
  house: PacketHouse,
  input: z.output<typeof exchangeLinkInput>,
  from: CalledFrom,
): Promise<Decision<{ readonly sent: true }>> {
  const mayTry = await countTry(house, 'guess', from.ipAddress)
  if (!mayTry.ok) return mayTry
  const link = await findLink(house.db, digestOf(input.token))
  if (link === null) return refuse(linkNotUsable)
  await tryWasRight(house, 'guess', from.ipAddress)
  const notTooOften = await countTry(house, 'renew-link', link.packetId)
  if (!notTooOften.ok) return notTooOften
  const now = house.clock()
  const { practiceId, packetId } = link
  return inPractice(house.db, practiceId, async (tx) => {
    const packet = await findPacket(tx, practiceId, packetId)
    const decided = mayRenew(link, packet === null ? null : packetState(packet, packet.events, now).standing)
    if (!decided.ok) return decided
    const patient = packet === null ? null : await findPatient(tx, practiceId, packet.patientId)
    if (packet === null || patient === null) return refuse(linkNotUsable)
    const to = addressOnFile(patient)
    if (to === null) return accept({ sent: true })
    const practice = await practiceOfLink(tx, practiceId)
    // The browsers that are in stay in: only the addresses change.
    await revokeLinks(tx, packetId, now, { devices: false })
    const made = await makeLink(house, tx, { practiceId, packetId, channel: 'mail' }, now)
    const words = { link: made.address, until: untilWords(made.expiresAt, practice.practiceZone) }
    const letter = { practice: { practiceId, ...practice }, patient, to, language: packet.language, words, at: now }
    await mailToPatient(house, tx, { ...letter, template: 'link-renewed' })
    const by = { membershipId: null, name: 'Somebody with the old link' }
    await addPacketEvent(tx, practiceId, { id: house.newId(), packetId, kind: 'link-renewed', at: now, by })
    const machinery = { kind: 'system', practiceId, reason: 'a link renewed itself' } as const
    const touched = { act: 'packet.send', at: now, patientId: packet.patientId, details: { packetId } } as const
    await recordAccess(tx, practiceId, accessBy(house, machinery, touched))
    return accept({ sent: true })
  })
}
