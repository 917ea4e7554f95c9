import type { StaffActor } from '@holdspace/clinic/access/actor'
import type { Decision } from '@holdspace/kit/decision'
import { submitForReview } from '@holdspace/protocols/life-cycle'
import type { z } from 'zod'
import type { House } from '../house.ts'
import { moveVersion } from './move-version.ts'
import type { ProtocolMoved, protocolNamed } from './protocol-named.ts'

/** What: a prescriber puts a draft of the practice up for review. Nothing runs on it until the medical director approves it. */
export function submitDraft(
  house: Pick<House, 'db' | 'clock'>,
  actor: StaffActor,
  input: z.output<typeof protocolNamed>,
): Promise<Decision<ProtocolMoved>> {
  return moveVersion(house, actor, input, { act: 'protocol.draft', move: submitForReview })
}
