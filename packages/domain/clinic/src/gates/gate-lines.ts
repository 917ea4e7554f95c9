import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import type { CareRole } from '@holdspace/protocols/roles'
import type { Role } from '../access/actor.ts'
import type { GateFacts, LineOverride } from './gate-facts.ts'
import { type Evidence, isMet, later, met, missing, type Standing, type StandingState } from './standing.ts'

/** The first gate opens a session, the second lets a dose be given (RULINGS 2). */
export type GateName = 'open' | 'dose'

/** One line of a gate: what must be so, whether it is, what shows it, who mends it and who may go past it. */
export interface GateLine {
  readonly id: string
  readonly sentence: string
  readonly state: StandingState
  readonly met: boolean
  /** What in the record shows that it is met, or what is missing. */
  readonly evidence: string
  readonly source?: Evidence
  readonly fixedBy: string
  /** Empty: nobody goes past it. */
  readonly overrideBy: readonly Role[]
  readonly overridden?: LineOverride
  /** A line that only warns never keeps a gate closed. */
  readonly severity: 'block' | 'warn'
}

interface GateRow {
  readonly id: string
  readonly gates: readonly GateName[]
  readonly sentence: string
  readonly fixedBy: string
  readonly severity?: 'warn'
  /** The protocol's rule that says who may go past this line; without one, nobody may. */
  readonly rule?: string
  readonly standing: (facts: GateFacts) => Standing
  /** Whether this protocol asks for the line at all. */
  readonly appliesTo?: (facts: GateFacts) => boolean
}

const comesWithTheVisit = later('asked at the visit')

/**
 * Every line of both gates, in the order in which a day meets them. Consent, capacity, an approved protocol, a weight,
 * the order's own signature and a baseline have no rule to go past them: nobody does (RULINGS 2; M05, M09).
 */
const rows: readonly GateRow[] = [
  {
    id: 'identity',
    gates: ['open'],
    sentence: 'Two identifiers checked with the person',
    fixedBy: 'Prescriber or nurse',
    standing: ({ identifiers }) => identity(identifiers),
  },
  {
    id: 'protocol-approved',
    gates: ['open', 'dose'],
    sentence: 'An approved protocol in force',
    fixedBy: 'Medical director',
    standing: ({ protocol }) => approved(protocol),
  },
  {
    id: 'eligibility-decision',
    gates: ['open'],
    sentence: 'A prescriber decided that this person may have this treatment',
    fixedBy: 'Prescriber',
    standing: ({ recorded }) => recorded.eligibility,
  },
  {
    id: 'treatment-consent',
    gates: ['open', 'dose'],
    sentence: 'Signed treatment consent for this route',
    fixedBy: 'Front desk',
    standing: ({ recorded }) => recorded.treatmentConsent,
  },
  {
    id: 'off-label-consent',
    gates: ['open', 'dose'],
    sentence: 'Off-label disclosure, with its own initials',
    fixedBy: 'Front desk',
    standing: ({ recorded }) => recorded.offLabelConsent,
  },
  {
    id: 'ride-and-no-driving-consent',
    gates: ['open'],
    sentence: 'Ride home and no driving until tomorrow, signed',
    fixedBy: 'Front desk',
    standing: ({ recorded }) => recorded.rideConsent,
  },
  {
    id: 'privacy-notice',
    gates: ['open'],
    sentence: 'Privacy notice given and acknowledged',
    fixedBy: 'Front desk',
    severity: 'warn',
    standing: ({ recorded }) => recorded.privacyNotice,
  },
  {
    id: 'capacity',
    gates: ['open', 'dose'],
    sentence: 'The person can decide for themselves today, and is not intoxicated',
    fixedBy: 'Prescriber or nurse',
    standing: ({ day }) => day.capacity,
  },
  {
    id: 'credentials',
    gates: ['dose'],
    sentence: 'Prescriber with licence and DEA registration in force',
    fixedBy: 'Administrator',
    standing: ({ room }) => room?.orderer ?? later('asked when a dose is ordered'),
  },
  {
    id: 'plan',
    gates: ['dose'],
    sentence: 'Treatment plan signed and in date',
    fixedBy: 'Prescriber',
    standing: ({ recorded }) => recorded.plan,
  },
  {
    id: 'weight',
    gates: ['dose'],
    sentence: 'A recent weight from the practice’s own scale',
    fixedBy: 'Nurse',
    standing: ({ room }) => room?.weight ?? comesWithTheVisit,
  },
  {
    id: 'pregnancy-answered',
    gates: ['dose'],
    sentence: 'Pregnancy asked and answered',
    fixedBy: 'Nurse',
    rule: 'pregnancy',
    standing: ({ day }) => day.pregnancy,
  },
  {
    id: 'allergies-answered',
    gates: ['dose'],
    sentence: 'Allergies asked and answered today',
    fixedBy: 'Nurse',
    standing: ({ day }) => day.allergies,
  },
  {
    id: 'mood-safety-decision',
    gates: ['dose'],
    sentence: 'Mood and safety decision since the last visit',
    fixedBy: 'Prescriber',
    rule: 'mood-safety',
    standing: ({ recorded }) => recorded.moodSafety,
  },
  {
    id: 'prescription-monitoring-checked',
    gates: ['dose'],
    sentence: 'Prescription monitoring checked',
    fixedBy: 'Prescriber',
    standing: ({ day }) => day.prescriptionMonitoring,
  },
  {
    id: 'fasting',
    gates: ['dose'],
    sentence: 'Fasted as instructed',
    fixedBy: 'Nurse',
    severity: 'warn',
    standing: ({ day }) => day.fasting,
  },
  {
    id: 'baseline-vitals',
    gates: ['dose'],
    sentence: 'Baseline vital signs',
    fixedBy: 'Nurse',
    standing: ({ room }) => room?.baseline ?? comesWithTheVisit,
  },
  {
    id: 'vitals-within-limits',
    gates: ['dose'],
    sentence: 'Vital signs within limits, or a recorded decision',
    fixedBy: 'Prescriber',
    standing: ({ room }) => room?.withinLimits ?? comesWithTheVisit,
  },
  {
    id: 'escort-named',
    gates: ['dose'],
    sentence: 'Somebody is named to take the person home',
    fixedBy: 'Front desk',
    rule: 'escort',
    standing: ({ room, recorded }) => room?.escort ?? recorded.escort,
  },
  {
    id: 'therapist-present',
    gates: ['dose'],
    sentence: 'Therapist in the room',
    fixedBy: 'Therapist',
    appliesTo: ({ protocol }) => protocol?.staffing.therapist === 'required',
    standing: ({ room }) => room?.therapist ?? comesWithTheVisit,
  },
  {
    id: 'estimate',
    gates: ['dose'],
    sentence: 'A good faith estimate the person has seen',
    fixedBy: 'Front desk',
    severity: 'warn',
    standing: ({ recorded }) => recorded.estimate,
  },
]

/**
 * The gates, line by line: one pure question asked by Today's board, the session room and the server, so that they
 * cannot disagree (RULINGS 2, HOUSE section 4).
 */
export function gateLines(gate: GateName, facts: GateFacts): readonly GateLine[] {
  return rows
    .filter((row) => row.gates.includes(gate) && (row.appliesTo?.(facts) ?? true))
    .map((row) => line(row, facts))
}

/** What keeps a gate closed. */
export function unmetLines(lines: readonly GateLine[]): readonly GateLine[] {
  return lines.filter((one) => !one.met && one.severity === 'block')
}

/** Who may go past this line under this protocol; nobody where the line or the rule does not exist. */
export function rolesPast(lineId: string, protocol: Pick<ProtocolVersion, 'gate'>): readonly Role[] {
  const row = rows.find((one) => one.id === lineId)
  return row === undefined ? [] : overrideRoles(row, protocol)
}

/** As a refusal tells it: what, what the record shows, who mends it. */
export function lineInWords({ sentence, evidence, fixedBy }: GateLine): string {
  return `${sentence}: ${evidence} (${fixedBy})`
}

function line(row: GateRow, facts: GateFacts): GateLine {
  const standing = row.standing(facts)
  const overrideBy = overrideRoles(row, facts.protocol)
  const gonePast = facts.overrides.findLast(
    ({ line: past, role, at }) =>
      past === row.id &&
      overrideBy.some((one) => one === role) &&
      (standing.since === undefined || at >= standing.since),
  )
  return {
    id: row.id,
    sentence: row.sentence,
    state: standing.state,
    met: isMet(standing) || gonePast !== undefined,
    evidence:
      gonePast === undefined
        ? standing.because
        : `${standing.because}; ${gonePast.by} went past it: ${gonePast.reason}`,
    ...(standing.evidence === undefined ? {} : { source: standing.evidence }),
    fixedBy: row.fixedBy,
    overrideBy,
    ...(gonePast === undefined ? {} : { overridden: gonePast }),
    severity: row.severity ?? 'block',
  }
}

/** Who may go past a line is the protocol's to say, and only where the house leaves it open. */
function overrideRoles(row: GateRow, protocol: Pick<ProtocolVersion, 'gate'> | null): readonly Role[] {
  const rule = protocol?.gate.find((one) => one.id === row.rule)
  return row.rule === undefined || rule === undefined ? [] : rule.overrideBy.filter(isStaffRole)
}

/** The medical director is a duty, not a role: whoever holds it acts as the prescriber they are (RULINGS 3). */
const isStaffRole = (role: CareRole): role is Exclude<CareRole, 'medical-director'> => role !== 'medical-director'

function identity(identifiers: GateFacts['identifiers']): Standing {
  if (identifiers === null) return comesWithTheVisit
  const checked = identifiers.join(', ')
  return new Set(identifiers).size >= 2
    ? met(checked)
    : missing(checked === '' ? 'none checked yet' : `only ${checked}`)
}

function approved(protocol: GateFacts['protocol']): Standing {
  if (protocol === null) return missing('none chosen')
  const named = `${protocol.title} ${protocol.version}: ${protocol.status}`
  return protocol.status === 'approved' ? met(named) : { state: 'refused', because: named }
}
