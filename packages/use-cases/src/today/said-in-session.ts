import type { DayStandings, LineOverride, RecordedStandings } from '@holdspace/clinic/gates/gate-facts'
import { met } from '@holdspace/clinic/gates/standing'
import { dayStandings, moodSafety } from '@holdspace/clinic/session/day-standings'
import { overridesOf } from '@holdspace/clinic/session/room-standings'
import type { Tx } from '@holdspace/db/database'
import { listPatientSessions } from '@holdspace/db/session-store'
import { type CalendarDate, dateInZone } from '@holdspace/kit/calendar-date'
import type { PatientId, PracticeId } from '@holdspace/kit/ids'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { type LedgerHouse, readLedgerIn } from '../session/ledger.ts'

/** What the session of the day has answered already: nobody is asked a second time what was said when it opened. */
export interface SaidInSession {
  /** The version the session pinned, whatever the plan says meanwhile. */
  readonly protocol: ProtocolVersion
  readonly identifiers: readonly string[]
  readonly day: DayStandings
  readonly overrides: readonly LineOverride[]
  /** The standings outside the session with what its record adds to them: mood and safety, and who takes the person home. */
  readonly added: (recorded: RecordedStandings) => RecordedStandings
}

export interface SessionOfDay {
  readonly practiceId: PracticeId
  readonly patientId: PatientId
  readonly zone: string
  readonly today: CalendarDate
}

/** The newest session that was opened for this person today, open or ended; null before there is one. */
export async function saidInSession(
  tx: Tx,
  house: LedgerHouse,
  { practiceId, patientId, zone, today }: SessionOfDay,
): Promise<SaidInSession | null> {
  const sessions = await listPatientSessions(tx, practiceId, patientId)
  const ofToday = sessions
    .filter(({ openedAt }) => dateInZone(openedAt, zone) === today)
    .toSorted((one, other) => (one.openedAt < other.openedAt ? 1 : -1))[0]
  const ledger = ofToday === undefined ? null : await readLedgerIn(tx, house, practiceId, ofToday.id)
  if (ledger === null || ledger.state.opened === null) return null
  const { state, protocol } = ledger
  const { attestations, identityConfirmedBy } = ledger.state.opened
  return {
    protocol,
    identifiers: identityConfirmedBy,
    day: dayStandings(attestations),
    overrides: overridesOf(state),
    added: (recorded) => ({
      ...recorded,
      moodSafety: moodSafety(recorded.moodSafety, attestations),
      ...(state.escort === null ? {} : { escort: met(state.escort.name) }),
    }),
  }
}
