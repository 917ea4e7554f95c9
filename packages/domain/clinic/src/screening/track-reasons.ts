import type { Track } from './decide-eligibility.ts'
import type { RuleFinding } from './screen.ts'
import type { ScreeningFacts } from './screening-facts.ts'
import type { Truth } from './truth.ts'

/**
 * A reason for or against one treatment, with where it is said. Reasons are read beside each other; nothing adds them up
 * and nothing orders the treatments (issue of eligibility; articles A1 to A5).
 */
export interface TrackReason {
  readonly track: Track
  readonly direction: 'for' | 'against'
  readonly says: string
  readonly because: string
  readonly source: string
}

interface ReasonRow {
  readonly track: Track
  readonly direction: 'for' | 'against'
  readonly says: string
  readonly source: string
  /** Why it applies to this person; null when it does not, or nobody knows. */
  readonly applies: (known: Known) => string | null
}

interface Known {
  readonly facts: ScreeningFacts
  readonly findings: readonly RuleFinding[]
  readonly wants: TherapyWishes
}

/** What the prescriber heard about therapy; asked in the conversation, not in a form. */
export interface TherapyWishes {
  readonly willing: Truth
  readonly supported: Truth
}

const rows: readonly ReasonRow[] = [
  {
    track: 'infusion',
    direction: 'for',
    says: 'Several antidepressants were tried without effect',
    source: 'Article A1',
    applies: (known) => trials(known),
  },
  {
    track: 'infusion',
    direction: 'for',
    says: 'Severe depression, where quick relief is the aim',
    source: 'Articles A2 and A3',
    applies: ({ facts }) => score(facts, 'phq-9', 15),
  },
  {
    track: 'infusion',
    direction: 'for',
    says: 'Chronic pain',
    source: 'Articles A1, A2 and A3',
    applies: ({ facts }) => score(facts, 'peg', 4),
  },
  {
    track: 'infusion',
    direction: 'against',
    says: 'Given alone, without therapy, is advised against by two of the articles',
    source: 'Articles A3 and A5; offer a referral to therapy',
    applies: ({ wants }) => (wants.willing === 'yes' ? 'Willing to do therapy.' : null),
  },
  {
    track: 'kap',
    direction: 'for',
    says: 'Therapies or medicines were tried without success',
    source: 'Articles A2 and A3',
    applies: (known) => trials(known),
  },
  {
    track: 'kap',
    direction: 'for',
    says: 'Trauma',
    source: 'Articles A3 and A5',
    applies: ({ facts }) => positive(facts, ['pc-ptsd-5', 'pcl-5']),
  },
  {
    track: 'kap',
    direction: 'for',
    says: 'Severe anxiety or depression',
    source: 'Article A3',
    applies: ({ facts }) => score(facts, 'gad-7', 15) ?? score(facts, 'phq-9', 15),
  },
  {
    track: 'kap',
    direction: 'for',
    says: 'Willing to do deep emotional work',
    source: 'Articles A3 and A5',
    applies: ({ wants }) => (wants.willing === 'yes' ? 'Said so in the conversation.' : null),
  },
  {
    track: 'kap',
    direction: 'for',
    says: 'Supported by friends or family',
    source: 'Article A3',
    applies: ({ wants }) => (wants.supported === 'yes' ? 'Said so in the conversation.' : null),
  },
  {
    track: 'kap',
    direction: 'against',
    says: 'Does not want therapy now',
    source: 'Articles A3 and A5',
    applies: ({ wants }) => (wants.willing === 'no' ? 'Said so in the conversation.' : null),
  },
  {
    track: 'kap',
    direction: 'against',
    says: 'Little support',
    source: 'Article A3',
    applies: ({ wants }) => (wants.supported === 'no' ? 'Said so in the conversation.' : null),
  },
  ...(['infusion', 'kap'] as const).flatMap((track): readonly ReasonRow[] => [
    {
      track,
      direction: 'against',
      says: 'Psychosis, or bipolar disorder that is not treated',
      source: 'Article A3',
      applies: ({ findings }) => stands(findings, ['psychosis', 'mania', 'psychosis-past', 'bipolar']),
    },
    {
      track,
      direction: 'against',
      says: 'The heart, or blood pressure that is not in check',
      source: 'Article A3',
      applies: ({ findings }) => stands(findings, ['heart', 'uncontrolled-hypertension']),
    },
    {
      track,
      direction: 'against',
      says: 'A history of addiction raises the risk',
      source: 'Articles A1 and A5',
      applies: ({ findings }) => stands(findings, ['substance-use', 'recent-substance-use']),
    },
  ]),
]

/** The reasons that apply, in the order of the table. What is not known gives no reason either way. */
export function trackReasons(
  facts: ScreeningFacts,
  findings: readonly RuleFinding[],
  wants: TherapyWishes,
): readonly TrackReason[] {
  return rows.flatMap(({ applies, ...row }) => {
    const because = applies({ facts, findings, wants })
    return because === null ? [] : [{ ...row, because }]
  })
}

/** Two adequate trials, as most payers and clinics count it (PROTOCOLS section 1.1, `V2`). */
const trialsThatCount = 2

function trials({ facts }: Known): string | null {
  const { failedTrials } = facts
  return failedTrials !== null && failedTrials >= trialsThatCount
    ? `${failedTrials} adequate trials without effect.`
    : null
}

function score(facts: ScreeningFacts, instrumentId: string, from: number): string | null {
  const found = facts.scores.find((one) => one.instrumentId === instrumentId)
  if (found === undefined || found.total === null || found.total < from) return null
  return `${found.title} ${found.total}.`
}

function positive(facts: ScreeningFacts, instrumentIds: readonly string[]): string | null {
  const found = facts.scores.find(
    (one) => instrumentIds.includes(one.instrumentId) && one.positives.includes('positive'),
  )
  return found === undefined ? null : `${found.title} ${found.total ?? ''}: positive.`
}

function stands(findings: readonly RuleFinding[], rules: readonly string[]): string | null {
  const found = findings.filter(({ rule, truth }) => truth === 'yes' && rules.includes(rule.id))
  return found.length === 0 ? null : `${found.map(({ rule }) => rule.title).join(', ')}.`
}
