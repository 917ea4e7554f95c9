import type { StaffActor } from '@holdspace/clinic/access/actor'
import { calendarDate, dateInZone } from '@holdspace/kit/calendar-date'
import { plusMs } from '@holdspace/kit/instant'
import type { House } from '@holdspace/use-cases/house'
import { approveProtocol } from '@holdspace/use-cases/protocols/approve-protocol'
import { proposeProtocol } from '@holdspace/use-cases/protocols/propose-protocol'
import { marigoldProtocols } from './marigold-protocols.ts'

/** The medical director proposes and approves the practice's protocols, through the same acts as in any practice. */
export async function approveProtocols(house: House, medicalDirector: StaffActor): Promise<void> {
  const today = dateInZone(house.clock(), medicalDirector.practiceZone)
  const reviewBy = calendarDate.parse(dateInZone(plusMs(house.clock(), 365 * 86_400_000), medicalDirector.practiceZone))
  for (const content of marigoldProtocols()) {
    const proposed = await proposeProtocol(house, medicalDirector, { content })
    if (!proposed.ok) throw new Error(`${content.title}: ${proposed.refusal.sentence}`)
    const { id: protocolId, version } = content
    const approved = await approveProtocol(house, medicalDirector, {
      protocolId,
      version,
      effectiveFrom: today,
      reviewBy,
    })
    if (!approved.ok)
      throw new Error(`${content.title}: ${approved.refusal.sentence} ${approved.refusal.details ?? ''}`)
  }
}
