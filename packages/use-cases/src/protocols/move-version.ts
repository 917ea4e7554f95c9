import type { StaffActor } from '@holdspace/clinic/access/actor'
import type { Act } from '@holdspace/clinic/access/acts'
import { permit } from '@holdspace/clinic/access/permit'
import { inPractice } from '@holdspace/db/database'
import { findProtocol, saveProtocol } from '@holdspace/db/protocol-store'
import { type CalendarDate, dateInZone } from '@holdspace/kit/calendar-words'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import type { z } from 'zod'
import type { House } from '../house.ts'
import { noSuchProtocol, type ProtocolMoved, type protocolNamed } from './protocol-named.ts'

/** Moves a version on in its life, by whoever may do this act; the content stays as it is. */
export async function moveVersion(
  house: Pick<House, 'db' | 'clock'>,
  actor: StaffActor,
  named: z.output<typeof protocolNamed>,
  how: {
    readonly act: Act
    readonly move: (version: ProtocolVersion, today: CalendarDate) => Decision<ProtocolVersion>
  },
): Promise<Decision<ProtocolMoved>> {
  const now = house.clock()
  const today = dateInZone(now, actor.practiceZone)
  const permitted = permit(actor, how.act, { today })
  if (!permitted.ok) return permitted
  return inPractice(house.db, actor.practiceId, async (tx) => {
    const version = await findProtocol(tx, named.protocolId, named.version)
    if (version === null) return refuse(noSuchProtocol)
    const moved = how.move(version, today)
    if (!moved.ok) return moved
    await saveProtocol(tx, actor.practiceId, moved.value, now)
    return accept({ protocolId: version.id, version: version.version, status: moved.value.status })
  })
}
