import type { StaffActor } from '@holdspace/clinic/access/actor'
import { stepUpFresh } from '@holdspace/clinic/access/login-limits'
import type { Decision } from '@holdspace/kit/decision'
import { retire } from '@holdspace/protocols/life-cycle'
import type { z } from 'zod'
import type { House } from '../house.ts'
import { moveVersion } from './move-version.ts'
import type { ProtocolMoved, protocolNamed } from './protocol-named.ts'

/**
 * What: the medical director retires an approved version, after giving the password again. No session is opened on it any
 * more; courses and sessions that pinned it keep it as it is.
 */
export async function retireProtocol(
  house: Pick<House, 'db' | 'clock'>,
  actor: StaffActor,
  input: z.output<typeof protocolNamed>,
): Promise<Decision<ProtocolMoved>> {
  const fresh = stepUpFresh(actor, house.clock())
  if (!fresh.ok) return fresh
  return moveVersion(house, actor, input, { act: 'protocol.approve', move: retire })
}
