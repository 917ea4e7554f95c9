import type { RecordedStandings } from '../gates/gate-facts.ts'
import { type GateLine, gateLines } from '../gates/gate-lines.ts'
import { dayStandings, moodSafety } from './day-standings.ts'
import { overridesOf, type RoomQuestion, roomStandings } from './room-standings.ts'

export interface DoseGateQuestion extends RoomQuestion {
  /** What is kept of this person outside the session: consents, plan, decisions, ride, estimate. */
  readonly recorded: RecordedStandings
}

/**
 * What must be so before a dose is ordered (RULINGS 2, second gate). One pure function: the screen greys the button and
 * says why with it, the server refuses with it. Concentration and the amount have refusals of their own in the arithmetic.
 */
export function doseGate(question: DoseGateQuestion): readonly GateLine[] {
  const { state, protocol, recorded } = question
  const attestations = state.opened?.attestations ?? []
  return gateLines('dose', {
    protocol,
    identifiers: state.opened?.identityConfirmedBy ?? null,
    recorded: { ...recorded, moodSafety: moodSafety(recorded.moodSafety, attestations) },
    day: dayStandings(attestations),
    room: roomStandings(question),
    overrides: overridesOf(state),
  })
}
