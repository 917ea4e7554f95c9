import type { StaffActor } from '@holdspace/clinic/access/actor'
import type { SessionId } from '@holdspace/kit/ids'
import type { House } from '@holdspace/use-cases/house'
import { actAs } from './act-as.ts'
import { approveProtocols } from './approve-protocols.ts'
import { openChart } from './open-chart.ts'
import { helenAmes } from './people.ts'
import { marisolFromValley } from './referrals.ts'
import { openRoom } from './session-room.ts'

/** A KAP session of Marisol's in Cedar, on approved protocols and just opened: where what is asked begins with the record. */
export async function marisolsRoom(house: House, nurse: StaffActor): Promise<SessionId> {
  await approveProtocols(house, actAs(helenAmes, house.clock))
  const patientId = await openChart(house, nurse, marisolFromValley)
  return openRoom(house, nurse, { patientId, protocolId: 'kap-iv-6-in-3wk', room: 'Cedar' })
}
