import type { Answers } from './answers.ts'
import { type Tier, tierOf, tierWords } from './c-ssrs.ts'
import { type CutOffInstrument, type CutOffs, suppliedCutOffs } from './cut-offs.ts'
import type { Instrument } from './instrument.ts'

/** What the reader of a score must be told about the person and the practice's own cut-offs. */
export interface ScoringContext {
  /** For AUDIT-C alone; unknown takes the safer, lower cut-off. */
  readonly sex: 'male' | 'female' | 'unknown'
  /** The practice's own, where it has set one. */
  readonly cutOffs?: CutOffs
}

/** A yes or no that the answers come to, with the rule it rests on. It describes; it does not diagnose. */
export interface Finding {
  readonly id: 'positive' | 'symptom-pattern' | 'suicide-item' | 'tier' | 'wants-call' | 'feels-worse'
  readonly positive: boolean
  readonly says: string
  readonly rule: string
  readonly tier?: Tier
}

/** `answers` is null where only a total was entered: what needs the answers is then left out, never assumed. */
export function findingsOf(
  instrument: Instrument,
  total: number | null,
  answers: Answers | null,
  context: ScoringContext,
): readonly Finding[] {
  switch (instrument.id) {
    case 'phq-9':
      return answers === null ? [] : [suicideItem(answers)]
    case 'phq-2':
      return [positive(total, 3, 'PHQ-2 at 3 or more')]
    case 'audit-c':
      return [auditFinding(total, context)]
    case 'pcl-5':
      return pclFindings(instrument, total, answers, context)
    case 'pc-ptsd-5':
      return [chosen(total, { id: 'pc-ptsd-5', title: instrument.title }, context)]
    case 'dast-10':
      return [positive(total, 3, 'DAST-10 at 3 or more')]
    case 'mdq':
      return answers === null ? [] : [mdqFinding(total, answers)]
    case 'c-ssrs':
      return answers === null ? [] : tierFinding(answers)
    case 'check-in':
      return answers === null ? [] : checkInFindings(answers)
    case 'gad-7':
    case 'peg':
    case 'who-5':
    case 'isi':
    case 'madrs':
    case 'y-bocs':
    case 'cadss':
      return []
  }
}

function positive(total: number | null, cutOff: number, rule: string): Finding {
  const is = total !== null && total >= cutOff
  return { id: 'positive', positive: is, says: is ? 'positive' : 'negative', rule }
}

/** By the practice's own cut-off, or the supplied one; the rule says which, and keeps saying it. */
function chosen(
  total: number | null,
  { id, title }: Pick<Instrument, 'title'> & { readonly id: CutOffInstrument },
  { cutOffs }: ScoringContext,
): Finding {
  const { value, source } = (cutOffs ?? suppliedCutOffs)[id]
  return positive(total, value, `${title} at ${value} or more (${source})`)
}

function auditFinding(total: number | null, { sex }: ScoringContext): Finding {
  const cutOff = sex === 'male' ? 4 : 3
  const whose = sex === 'male' ? 'men' : sex === 'female' ? 'women' : 'sex not known'
  return positive(total, cutOff, `AUDIT-C at ${cutOff} or more (${whose})`)
}

function suicideItem(answers: Answers): Finding {
  const given = answers['9'] ?? 0
  return {
    id: 'suicide-item',
    positive: given >= 1,
    says: given >= 1 ? `item 9 answered ${given}` : 'item 9 answered 0',
    rule: 'PHQ-9 item 9 at 1 or more, whatever the total',
  }
}

const clusterNeeds = { B: 1, C: 1, D: 2, E: 2 } as const

function pclFindings(
  { title }: Instrument,
  total: number | null,
  answers: Answers | null,
  context: ScoringContext,
): readonly Finding[] {
  const byTotal = chosen(total, { id: 'pcl-5', title }, context)
  if (answers === null) return [byTotal]
  const counts = (from: number, to: number) =>
    Object.entries(answers).filter(([id, value]) => Number(id) >= from && Number(id) <= to && value >= 2).length
  const has =
    counts(1, 5) >= clusterNeeds.B &&
    counts(6, 7) >= clusterNeeds.C &&
    counts(8, 14) >= clusterNeeds.D &&
    counts(15, 20) >= clusterNeeds.E
  const says = has ? 'symptom pattern present' : 'symptom pattern not present'
  const rule = 'Items at 2 or more: one of B, one of C, two of D, two of E (provisional)'
  return [byTotal, { id: 'symptom-pattern', positive: has, says, rule }]
}

function mdqFinding(total: number | null, answers: Answers): Finding {
  const is = (total ?? 0) >= 7 && answers['same-period'] === 1 && (answers.problem ?? 0) >= 2
  const rule = 'MDQ: 7 or more of 13, in the same period, with a moderate or serious problem'
  return { id: 'positive', positive: is, says: is ? 'positive' : 'negative', rule }
}

function tierFinding(answers: Answers): readonly Finding[] {
  const tier = tierOf(answers)
  if (tier === null) return []
  const rule = 'Clinical Triage Guidelines Using the C-SSRS; a clinician confirms the tier'
  return [{ id: 'tier', positive: tier !== 'none-identified', says: tierWords[tier], rule, tier }]
}

function checkInFindings(answers: Answers): readonly Finding[] {
  const unsafe = answers.safe === 1
  const call = answers.call === 1
  const worse = answers.mood === 2
  const says = (is: boolean, yes: string, no: string) => (is ? yes : no)
  return [
    {
      id: 'suicide-item',
      positive: unsafe,
      says: says(unsafe, 'thoughts of self-harm', 'no thoughts of self-harm'),
      rule: 'Check-in: a yes',
    },
    {
      id: 'wants-call',
      positive: call,
      says: says(call, 'asks for a call', 'asks for no call'),
      rule: 'Check-in: a yes',
    },
    {
      id: 'feels-worse',
      positive: worse,
      says: says(worse, 'feels worse', 'does not feel worse'),
      rule: 'Check-in: worse',
    },
  ]
}
