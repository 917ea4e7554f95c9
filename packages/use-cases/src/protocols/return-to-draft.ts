import type { StaffActor } from '@holdspace/clinic/access/actor'
import type { Decision } from '@holdspace/kit/decision'
import { returnToDraft as backToDraft } from '@holdspace/protocols/life-cycle'
import type { z } from 'zod'
import type { House } from '../house.ts'
import { moveVersion } from './move-version.ts'
import type { ProtocolMoved, protocolNamed } from './protocol-named.ts'

/** What: the medical director sends a version in review back to be worked on. */
export function returnToDraft(
  house: Pick<House, 'db' | 'clock'>,
  actor: StaffActor,
  input: z.output<typeof protocolNamed>,
): Promise<Decision<ProtocolMoved>> {
  return moveVersion(house, actor, input, { act: 'protocol.approve', move: backToDraft })
}
