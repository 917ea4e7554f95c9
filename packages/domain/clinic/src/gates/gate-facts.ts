import type { Instant } from '@holdspace/kit/instant'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import type { Standing } from './standing.ts'

/** What is kept of a person outside the session: the subjects that are settled before the visit, each by its owner's rule. */
export interface RecordedStandings {
  readonly eligibility: Standing
  readonly treatmentConsent: Standing
  readonly offLabelConsent: Standing
  readonly rideConsent: Standing
  readonly privacyNotice: Standing
  readonly plan: Standing
  readonly moodSafety: Standing
  /** Somebody named to take the person home, before the visit. */
  readonly escort: Standing
  readonly estimate: Standing
}

const noProtocol: Standing = { state: 'missing', because: 'no protocol chosen' }

/** As long as no protocol is chosen, nobody can say which papers and decisions it needs. */
export const nothingRecorded: RecordedStandings = {
  eligibility: noProtocol,
  treatmentConsent: noProtocol,
  offLabelConsent: noProtocol,
  rideConsent: noProtocol,
  privacyNotice: noProtocol,
  plan: noProtocol,
  moodSafety: noProtocol,
  escort: noProtocol,
  estimate: noProtocol,
}

/** What is asked of the person on the day, by somebody who answers for it by name. */
export interface DayStandings {
  readonly capacity: Standing
  readonly pregnancy: Standing
  readonly allergies: Standing
  readonly prescriptionMonitoring: Standing
  readonly fasting: Standing
}

/** What the session's own record shows. */
export interface RoomStandings {
  readonly orderer: Standing
  readonly weight: Standing
  readonly baseline: Standing
  readonly withinLimits: Standing
  /** Null as long as nobody was named in the room; then what was named before the visit stands. */
  readonly escort: Standing | null
  readonly therapist: Standing
}

/** A prescriber went past a line, with a reason, by name. */
export interface LineOverride {
  readonly line: string
  readonly by: string
  /** As the record names it; which roles count, the gate says. */
  readonly role: string
  readonly reason: string
  readonly at: Instant
}

/** What the gates ask of a protocol: its name, whether it is in force, its own gate rules and who must be there. */
export type GateProtocol = Pick<ProtocolVersion, 'title' | 'version' | 'status' | 'modality' | 'gate' | 'staffing'>

/** Everything recorded that the two gates look at (RULINGS 2). Before a session the room is null. */
export interface GateFacts {
  readonly protocol: GateProtocol | null
  /** How the person was identified; null before they are there. */
  readonly identifiers: readonly string[] | null
  readonly recorded: RecordedStandings
  readonly day: DayStandings
  readonly room: RoomStandings | null
  readonly overrides: readonly LineOverride[]
}
