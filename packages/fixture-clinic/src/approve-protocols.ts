import type { StaffActor } from '@holdspace/clinic/access/actor'
import { calendarDate, dateInZone } from '@holdspace/kit/calendar-date'
import { plusMs } from '@holdspace/kit/instant'
import type { House } from '@holdspace/use-cases/house'
import { approveProtocol } from '@holdspace/use-cases/protocols/approve-protocol'
import { proposeProtocol } from '@holdspace/use-cases/protocols/propose-protocol'
import { readProtocols } from '@holdspace/use-cases/protocols/read-protocols'
import { marigoldProtocols } from './marigold-protocols.ts'

/** The medical director proposes and approves the practice's protocols, through the same acts as in any practice. */
export async function approveProtocols(house: House, medicalDirector: StaffActor): Promise<void> {
  const today = dateInZone(house.clock(), medicalDirector.practiceZone)
  const reviewBy = calendarDate.parse(dateInZone(plusMs(house.clock(), 365 * 86_400_000), medicalDirector.practiceZone))
  for (const content of marigoldProtocols()) {
    const proposed = await proposeProtocol(house, medicalDirector, { content })
    if (!proposed.ok) throw new Error(`${content.title}: ${proposed.refusal.sentence}`)
  }
  const hashes = await shownHashes(house, medicalDirector)
  for (const { id: protocolId, version, title } of marigoldProtocols()) {
    const shownHash = hashes[`${protocolId} ${version}`] ?? nothingShown
    const wish = { protocolId, version, effectiveFrom: today, reviewBy, shownHash }
    const approved = await approveProtocol(house, medicalDirector, wish)
    if (!approved.ok) throw new Error(`${title}: ${approved.refusal.sentence} ${approved.refusal.details ?? ''}`)
  }
}

/** Of the version as its page shows it now: that, and no other, is approved. */
export async function shownHashOf(
  house: Pick<House, 'db' | 'clock' | 'hashing'>,
  reader: StaffActor,
  { protocolId, version }: { readonly protocolId: string; readonly version: string },
): Promise<string> {
  return (await shownHashes(house, reader))[`${protocolId} ${version}`] ?? nothingShown
}

async function shownHashes(house: Pick<House, 'db' | 'clock' | 'hashing'>, reader: StaffActor) {
  const shelf = await readProtocols(house, reader)
  if (!shelf.ok) throw new Error(shelf.refusal.sentence)
  return shelf.value.shownHashes
}

const nothingShown = '0'.repeat(64)
