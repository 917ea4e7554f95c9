import type { PracticeId, SessionId } from '@holdspace/kit/ids'
import { takeTurns } from './take-turns.ts'

/** More than a full room drains after a long outage (20 requests of 50 entries a device), and still little memory. */
export const longestLine = 512

/** Every act that adds to a session's ledger takes its turn here, under `turnOf` the session. */
export const inSessionTurn = takeTurns(longestLine)

export function turnOf(practiceId: PracticeId, sessionId: SessionId): string {
  return `${practiceId} ${sessionId}`
}
