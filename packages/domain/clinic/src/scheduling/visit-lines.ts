import type { GateLine } from '../gates/gate-lines.ts'
import { isMet, type Standing } from '../gates/standing.ts'
import type { Stage } from './appointment-types.ts'

/** What is recorded of a person before a visit at which no medicine is given. */
export interface VisitFacts {
  /** The forms that were sent last and ask for something. */
  readonly forms: Standing
  readonly privacyNotice: Standing
  readonly estimate: Standing
  readonly careTeam: Standing
  /** A plan that is not ended, and who still has to sign it. */
  readonly plan: Standing
  /** The session before this visit: its record signed. */
  readonly lastSession: Standing
  /** What the two sides of the care team handed to each other since. */
  readonly handoffs: Standing
  /** The questionnaires of the days after the last session. */
  readonly measures: Standing
}

interface VisitRow {
  readonly id: string
  readonly stages: readonly TalkStage[]
  readonly sentence: string
  readonly fixedBy: string
  readonly severity?: 'warn'
  readonly standing: (facts: VisitFacts) => Standing
}

type TalkStage = Exclude<Stage, 'medicine'>

/**
 * What a talk needs to be worth its hour, a line each, in the order of a day. None of it is a gate: nobody is sent home
 * for it. The clinic's own practice (DAY-IN-THE-LIFE, front desk and therapist); the evidence is recorded elsewhere.
 */
const rows: readonly VisitRow[] = [
  {
    id: 'forms',
    stages: ['consultation', 'preparation'],
    sentence: 'Forms answered and sent back',
    fixedBy: 'Front desk',
    standing: ({ forms }) => forms,
  },
  {
    id: 'privacy-notice',
    stages: ['consultation'],
    sentence: 'Privacy notice given and acknowledged',
    fixedBy: 'Front desk',
    severity: 'warn',
    standing: ({ privacyNotice }) => privacyNotice,
  },
  {
    id: 'estimate',
    stages: ['consultation', 'preparation'],
    sentence: 'Good Faith Estimate given',
    fixedBy: 'Front desk',
    severity: 'warn',
    standing: ({ estimate }) => estimate,
  },
  {
    id: 'care-team',
    stages: ['preparation', 'integration'],
    sentence: 'Care team named',
    fixedBy: 'Nurse',
    standing: ({ careTeam }) => careTeam,
  },
  {
    id: 'plan',
    stages: ['preparation', 'follow-up'],
    sentence: 'A plan to talk about, signed by those it needs',
    fixedBy: 'Prescriber',
    standing: ({ plan }) => plan,
  },
  {
    id: 'last-session',
    stages: ['integration', 'follow-up'],
    sentence: 'Record of the last session signed',
    fixedBy: 'Prescriber',
    standing: ({ lastSession }) => lastSession,
  },
  {
    id: 'handoffs',
    stages: ['preparation', 'integration', 'follow-up'],
    sentence: 'Handoffs read by the other side',
    fixedBy: 'Prescriber or therapist',
    standing: ({ handoffs }) => handoffs,
  },
  {
    id: 'measures',
    stages: ['integration', 'follow-up'],
    sentence: 'Questions after the last session answered',
    fixedBy: 'Front desk',
    severity: 'warn',
    standing: ({ measures }) => measures,
  },
]

/** The lines of a visit without medicine, as Today shows them beside those of the gates. */
export function visitLines(stage: TalkStage, facts: VisitFacts): readonly GateLine[] {
  return rows
    .filter(({ stages }) => stages.includes(stage))
    .map(({ id, sentence, fixedBy, severity, standing }) => {
      const found = standing(facts)
      const { state, because: evidence, evidence: source } = found
      return {
        ...{ id, sentence, fixedBy, state, evidence, met: isMet(found), overrideBy: [] },
        severity: severity ?? 'block',
        ...(source === undefined ? {} : { source }),
      }
    })
}
