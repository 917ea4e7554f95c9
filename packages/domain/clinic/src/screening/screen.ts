import { ageInYears } from '@holdspace/kit/calendar-date'
import type { Instant } from '@holdspace/kit/instant'
import type { AnsweredQuestion, ImportedFlag, ScreenedScore, ScreeningFacts, SettledRule } from './screening-facts.ts'
import { type RuleWeight, ruleWeights, type ScreeningRule } from './screening-rule.ts'
import { screeningRules } from './screening-rules.ts'
import { allOf, not, type Truth } from './truth.ts'

/** One thing in the record that says something to a rule, to be followed to its source. */
export interface RuleEvidence {
  readonly kind: 'answer' | 'imported' | 'recorded' | 'score' | 'person' | 'decision' | 'settled'
  readonly says: Truth
  readonly because: string
  /** Where it stands: `Condition/…`, a response, a question; null where nothing is recorded. */
  readonly source: string | null
  /** Since when it is known; null where it was always so or nobody can say. */
  readonly at: Instant | null
}

/** How one rule stands for one person, and everything that speaks to it. */
export interface RuleFinding {
  readonly rule: ScreeningRule
  readonly truth: Truth
  readonly evidence: readonly RuleEvidence[]
  /** The chart says yes, and the patient answered no to everything asked about it. */
  readonly conflict: boolean
}

/** Every rule of the table, hard stops first; within a weight what stands, then what is unknown, then what is not so. */
export function screen(
  facts: ScreeningFacts,
  rules: readonly ScreeningRule[] = screeningRules,
): readonly RuleFinding[] {
  return rules.map((rule) => findingOf(rule, facts)).toSorted((one, other) => place(one) - place(other))
}

const truthOrder: { readonly [T in Truth]: number } = { yes: 0, unknown: 1, no: 2 }

function place({ rule, truth }: RuleFinding): number {
  return ruleWeights.indexOf(rule.weight) * 3 + truthOrder[truth]
}

export function findingsOfWeight(findings: readonly RuleFinding[], weight: RuleWeight): readonly RuleFinding[] {
  return findings.filter((finding) => finding.rule.weight === weight)
}

function findingOf(rule: ScreeningRule, facts: ScreeningFacts): RuleFinding {
  const evidence = [
    ...answerEvidence(rule, facts.answers),
    ...flagEvidence(rule, facts),
    ...scoreEvidence(rule, facts.scores),
    ...specialEvidence(rule, facts),
  ]
  const truth = truthOf(evidence)
  const conflict = disagrees(evidence)
  const settled = settledEvidence(rule, facts.settled)
  if (settled === null) return { rule, truth, evidence, conflict }
  return { rule, truth: withSettled(truth, evidence, settled), evidence: [...evidence, settled], conflict }
}

/** The record says yes, and the person answered no to everything that was asked about it. */
function disagrees(evidence: readonly RuleEvidence[]): boolean {
  const answers = evidence.filter((one) => one.kind === 'answer')
  const isOnChart = (one: RuleEvidence) => one.kind === 'imported' || one.kind === 'recorded'
  const isRecorded = evidence.some((one) => isOnChart(one) && one.says === 'yes')
  return isRecorded && answers.length > 0 && answers.every((one) => one.says === 'no')
}

/**
 * Yes as soon as anything says yes. No only when the person was asked and said no, and nothing raises the question again.
 * Nothing said at all is unknown: a clean import is no answer (PROTOCOLS section 3).
 */
function truthOf(evidence: readonly RuleEvidence[]): Truth {
  const said = evidence.map((one) => one.says)
  return said.includes('yes') ? 'yes' : allOf(said.map(not)) === 'yes' ? 'no' : 'unknown'
}

/**
 * A clinician's word settles what was unknown when they said it. What came later opens it again, and a yes of anybody
 * stays a yes: going past that is an override, with a second name.
 */
function withSettled(truth: Truth, evidence: readonly RuleEvidence[], settled: RuleEvidence): Truth {
  if (truth === 'yes' || settled.says === 'yes') return 'yes'
  if (truth === 'no') return 'no'
  const reopened = evidence.some((one) => one.says === 'unknown' && isLater(one.at, settled.at))
  return reopened ? 'unknown' : 'no'
}

function isLater(one: Instant | null, other: Instant | null): boolean {
  return one !== null && other !== null && one > other
}

function answerEvidence(rule: ScreeningRule, answers: readonly AnsweredQuestion[]): readonly RuleEvidence[] {
  const { answers: reads } = rule
  const given = (question: string) => answers.find((one) => one.question === question)
  const truth = (question: string): Truth => truthOfAnswer(given(question))
  const evidence = (says: Truth, because: string, ...questions: readonly string[]): RuleEvidence => {
    const answered = questions.map(given).filter((one) => one !== undefined)
    const at = answered.map((one) => one.at).reduce<Instant | null>((a, b) => (a === null || b > a ? b : a), null)
    return { kind: 'answer', says, because, source: answered[0]?.source ?? null, at }
  }
  switch (reads.how) {
    case 'any':
      return reads.questions.map((question) => evidence(truth(question), said(question, given(question)), question))
    case 'current': {
      const ever = truth(reads.ever)
      const now = truth(reads.now)
      // What was never there is not there now. What once was, and is answered no now, a clinician settles.
      const says: Truth = ever === 'no' ? 'no' : now === 'yes' ? 'yes' : 'unknown'
      const because = ever === 'no' ? said(reads.ever, given(reads.ever)) : bothSaid(reads.ever, reads.now, given)
      return [evidence(says, because, reads.now, reads.ever)]
    }
    case 'uncontrolled': {
      const says = allOf([truth(reads.has), not(truth(reads.controlled))])
      return [evidence(says, bothSaid(reads.has, reads.controlled, given), reads.controlled, reads.has)]
    }
    case 'missing':
      return [evidence(not(truth(reads.question)), said(reads.question, given(reads.question)), reads.question)]
    case 'unclear': {
      const answered = truth(reads.question)
      return [
        evidence(answered === 'no' ? 'no' : 'unknown', said(reads.question, given(reads.question)), reads.question),
      ]
    }
    case 'nothing':
      return []
  }
}

function truthOfAnswer(answered: AnsweredQuestion | undefined): Truth {
  if (answered === undefined || answered.answer === 'not-sure') return 'unknown'
  return answered.answer
}

/** Never the question's wording: its id in words, and what was answered. */
function said(question: string, answered: AnsweredQuestion | undefined): string {
  const asked = question.replaceAll('-', ' ')
  if (answered === undefined) return `Not asked yet: ${asked}.`
  return `Answered ${answered.answer === 'not-sure' ? 'not sure' : answered.answer}: ${asked}.`
}

function bothSaid(one: string, other: string, given: (question: string) => AnsweredQuestion | undefined): string {
  return given(other) === undefined ? said(one, given(one)) : `${said(one, given(one))} ${said(other, given(other))}`
}

function flagEvidence(rule: ScreeningRule, { flags }: ScreeningFacts): readonly RuleEvidence[] {
  return flags.flatMap((flag): readonly RuleEvidence[] => {
    const from = { ...whoseWord(flag), source: flag.source, at: flag.recordedAt }
    if (rule.flags.stands?.includes(flag.rule)) return [{ ...from, says: 'yes' }]
    // It only raises the question: a person settles it.
    return rule.flags.asks?.includes(flag.rule) ? [{ ...from, says: 'unknown' }] : []
  })
}

/** What came with a referral is told apart from what somebody here put their name to. */
function whoseWord({ because, recordedByName }: ImportedFlag): Pick<RuleEvidence, 'kind' | 'because'> {
  return recordedByName === undefined
    ? { kind: 'imported', because }
    : { kind: 'recorded', because: `${because} On the chart by ${recordedByName}.` }
}

function scoreEvidence(rule: ScreeningRule, scores: readonly ScreenedScore[]): readonly RuleEvidence[] {
  return (rule.scores ?? []).flatMap(({ instrumentId, finding }) => {
    const score = scores.find((one) => one.instrumentId === instrumentId)
    if (score === undefined) return []
    const says: Truth = score.positives.includes(finding) ? 'yes' : 'no'
    const total = score.total === null ? '' : ` ${score.total}`
    const because = `${score.title}${total}: ${finding.replaceAll('-', ' ')}, ${says}.`
    return [{ kind: 'score' as const, says, because, source: score.source, at: score.at }]
  })
}

function specialEvidence(rule: ScreeningRule, facts: ScreeningFacts): readonly RuleEvidence[] {
  const { special } = rule
  if (special === undefined) return []
  if (special === 'higher-care') {
    const { truth, because, source, at } = facts.needsHigherCare
    return [{ kind: 'decision', says: truth, because, source, at }]
  }
  const years = ageInYears(facts.birthDate, facts.today)
  const stands = special === 'age-under-18' ? years < 18 : years >= 65
  return [{ kind: 'person', says: stands ? 'yes' : 'no', because: `${years} years old.`, source: 'Patient', at: null }]
}

function settledEvidence(rule: ScreeningRule, settled: readonly SettledRule[]): RuleEvidence | null {
  const newest = settled
    .filter((one) => one.rule === rule.id)
    .reduce<SettledRule | null>((latest, one) => (latest === null || one.at > latest.at ? one : latest), null)
  if (newest === null) return null
  const because = `${newest.byName} found out: ${newest.truth}. ${newest.how}`
  return { kind: 'settled', says: newest.truth, because, source: newest.source, at: newest.at }
}
