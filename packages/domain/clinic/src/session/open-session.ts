import { type CalendarDate, formatDate } from '@holdspace/kit/calendar-date'
import { cutText } from '@holdspace/kit/cut-text'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import type { Bodies } from '@holdspace/record/catalogue'
import type { StaffActor } from '../access/actor.ts'
import { permit } from '../access/permit.ts'
import type { GateProtocol, RecordedStandings } from '../gates/gate-facts.ts'
import { type GateLine, gateLines, lineInWords, unmetLines } from '../gates/gate-lines.ts'
import type { Condition } from './condition.ts'
import { dayStandings } from './day-standings.ts'
import { mostServerWords } from './end-session.ts'
import type { PinnedLimit } from './patient-limits.ts'

type Opened = Bodies['session-opened']

interface GateCondition {
  readonly condition: Condition
  readonly sentence: string
  readonly fixedBy: string
  readonly statement: string
}

/**
 * What only somebody who stands before the person can say before a session opens; everything else of the first gate is
 * read from the record (RULINGS 2).
 */
export const openingConditions: readonly GateCondition[] = [
  {
    condition: 'capacity',
    sentence: 'The person can decide for themselves today, and is not intoxicated',
    fixedBy: 'Prescriber or nurse',
    statement: 'I spoke with this person; they can decide for themselves and are not intoxicated.',
  },
]

export interface OpenQuestion {
  readonly actor: StaffActor
  readonly patient: Opened['patient'] & { readonly ageYears: number; readonly deceased: boolean }
  readonly protocol:
    | (Opened['protocol'] &
        GateProtocol &
        Pick<ProtocolVersion, 'effectiveFrom'> & { readonly minAgeYears: number | null })
    | null
  readonly room: string
  readonly identityConfirmedBy: Opened['identityConfirmedBy']
  readonly attestations: Opened['attestations']
  /** What is kept of this person: consents, eligibility, plan. */
  readonly recorded: RecordedStandings
  /** The limits the plan in force sets for this person; the session pins them (RULINGS 5). */
  readonly patientLimits: readonly PinnedLimit[]
  /** Whether a session of this person is open, that is, not ended yet. */
  readonly alreadyOpen: boolean
  readonly today: CalendarDate
}

/** The first gate, line by line, for the screen that opens a session and for the decision below. */
export function openingGate({
  protocol,
  identityConfirmedBy,
  attestations,
  recorded,
}: Pick<OpenQuestion, 'attestations' | 'identityConfirmedBy' | 'recorded'> & {
  readonly protocol: GateProtocol | null
}): readonly GateLine[] {
  return gateLines('open', {
    protocol,
    identifiers: identityConfirmedBy,
    recorded,
    day: dayStandings(attestations),
    room: null,
    overrides: [],
  })
}

/** May this session be opened? Opening is an intention, so it can be refused (RULINGS 1). */
export function decideOpen(question: OpenQuestion): Decision<Opened> {
  const { actor, patient, protocol, today } = question
  const permitted = permit(actor, 'session.open', { today, patientId: patient.patientId })
  if (!permitted.ok) return permitted
  if (patient.deceased) return refuse(reasons.deceased)
  if (question.alreadyOpen) return refuse(alreadyOpen)
  if (protocol !== null && protocol.status !== 'approved')
    return refuse(reasons.notApproved(protocol.title, protocol.status))
  if (protocol?.effectiveFrom != null && today < protocol.effectiveFrom)
    return refuse(reasons.notYetInForce(protocol.title, protocol.effectiveFrom))
  if (protocol?.minAgeYears !== null && protocol !== null && patient.ageYears < protocol.minAgeYears) {
    return refuse(reasons.tooYoung(patient.ageYears, protocol.minAgeYears))
  }
  const lines = openingGate(question)
  const unmet = unmetLines(lines)
  if (protocol === null || unmet.length > 0) return refuse(reasons.gateClosed(unmet.map(lineInWords)))
  const { ageYears: _ageYears, deceased: _deceased, ...snapshot } = patient
  const { status: _1, minAgeYears: _2, gate: _3, staffing: _4, effectiveFrom: _5, ...pin } = protocol
  return accept({
    patient: snapshot,
    protocol: pin,
    room: question.room,
    identityConfirmedBy: question.identityConfirmedBy,
    attestations: question.attestations,
    gate: lines.map(asRecorded),
    patientLimits: [...question.patientLimits],
  })
}

/** How each line stood when the session was opened: whatever changes later, the record shows what was relied on. */
function asRecorded({ id, state, evidence, source }: GateLine): NonNullable<Opened['gate']>[number] {
  return {
    line: id,
    state,
    because: cutText(evidence, mostServerWords),
    ...(source === undefined ? {} : { source: { type: source.type, id: source.id, at: source.at } }),
  }
}

export const alreadyOpen = {
  family: 'conflict',
  code: 'session-already-open',
  sentence: 'This person already has an open session. Join that one, or end it first.',
} as const

const reasons = {
  deceased: {
    family: 'unprocessable',
    code: 'patient-deceased',
    sentence: 'This person is recorded as having died. Check that you have the right chart.',
  },
  notApproved: (title: string, status: string) => ({
    family: 'unprocessable' as const,
    code: 'PROTOCOL_NOT_APPROVED',
    field: 'protocolId',
    sentence: `“${title}” is ${status}, not approved. The medical director approves a protocol before it is used.`,
  }),
  notYetInForce: (title: string, from: CalendarDate) => ({
    family: 'unprocessable' as const,
    code: 'PROTOCOL_NOT_APPROVED',
    field: 'protocolId',
    sentence: `“${title}” is approved from ${formatDate(from)} on. Until then, choose the version in force.`,
  }),
  tooYoung: (age: number, minimum: number) => ({
    family: 'unprocessable' as const,
    code: 'under-age',
    sentence: `This protocol is for people of ${minimum} years and over; this person is ${age}.`,
  }),
  gateClosed: (details: readonly string[]) => ({
    family: 'unprocessable' as const,
    code: 'opening-gate-closed',
    sentence: 'The session cannot be opened yet. Something is missing:',
    details,
  }),
} as const
