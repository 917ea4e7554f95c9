import type { Progress } from '@holdspace/instruments/progress'
import type { ReferredProblem } from '../referral/referral-content.ts'

/** What somebody is treated for, as far as the problem list says; the first that fits counts. */
export const indications = ['depression', 'bipolar', 'ptsd', 'anxiety', 'ocd', 'pain', 'other'] as const
export type Indication = (typeof indications)[number]

interface IndicationRow {
  readonly indication: Indication
  readonly icd10: readonly string[]
  readonly words: RegExp
}

/** Codes by their beginning (ICD-10-CM), words where only words are given. */
const rows: readonly IndicationRow[] = [
  { indication: 'bipolar', icd10: ['F30', 'F31'], words: /bipolar/ },
  { indication: 'ptsd', icd10: ['F43.1'], words: /post.?traumatic|ptsd/ },
  { indication: 'ocd', icd10: ['F42'], words: /obsessive/ },
  { indication: 'depression', icd10: ['F32', 'F33', 'F34.1'], words: /depress|dysthym/ },
  { indication: 'anxiety', icd10: ['F40', 'F41'], words: /anxiety|panic/ },
  { indication: 'pain', icd10: ['G89', 'G90.5', 'M79.7', 'G43'], words: /pain|fibromyalgia|migraine/ },
]

export function indicationOf(problems: readonly Pick<ReferredProblem, 'concept' | 'status'>[]): Indication {
  const active = problems.filter((problem) => problem.status !== 'resolved')
  const fits = (row: IndicationRow) =>
    active.some(({ concept }) => {
      const coded = concept.codings.some(({ code }) => row.icd10.some((start) => code.startsWith(start)))
      return coded || row.words.test(concept.text.toLowerCase())
    })
  return rows.find(fits)?.indication ?? 'other'
}

/** One treated person, as far as the practice's outcomes count them. */
export interface TreatedPerson {
  readonly protocol: string
  readonly indication: Indication
  readonly progress: Progress
}

export interface OutcomeGroup {
  readonly protocol: string
  readonly indication: Indication
  readonly treated: number
  /** With a baseline and a later measure: the others say nothing. */
  readonly measured: number
  readonly responded: number
  readonly remitted: number
  readonly deteriorated: number
  /** Share of the measured who stand in response or remission now, in whole percent, with its 95 % interval (Wilson). */
  readonly share: Interval | null
}

export interface Interval {
  readonly percent: number
  readonly low: number
  readonly high: number
}

/** By protocol and indication, largest group first. People, not sessions, are counted; nothing is adjusted. */
export function outcomeGroups(people: readonly TreatedPerson[]): readonly OutcomeGroup[] {
  const groups = new Map<string, TreatedPerson[]>()
  for (const person of people) {
    const key = `${person.protocol}\n${person.indication}`
    groups.set(key, [...(groups.get(key) ?? []), person])
  }
  return [...groups.values()].map(groupOf).toSorted((one, other) => other.treated - one.treated)
}

function groupOf(people: readonly TreatedPerson[]): OutcomeGroup {
  const [first] = people
  const measured = people.filter(({ progress }) => progress.course !== 'no-baseline')
  const count = (...courses: readonly Progress['course'][]) =>
    measured.filter(({ progress }) => courses.includes(progress.course)).length
  const responded = count('response', 'remission')
  return {
    protocol: first?.protocol ?? '',
    indication: first?.indication ?? 'other',
    treated: people.length,
    measured: measured.length,
    responded,
    remitted: count('remission'),
    deteriorated: count('deterioration'),
    share: wilson(responded, measured.length),
  }
}

/** The Wilson score interval at 95 %, in whole percent: honest for small groups, and never outside 0 to 100. */
export function wilson(hits: number, of: number): Interval | null {
  if (of === 0) return null
  const z = 1.959964
  const share = hits / of
  const middle = share + (z * z) / (2 * of)
  const half = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  const scale = 1 + (z * z) / of
  const percent = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 100)
  return { percent: percent(share), low: percent((middle - half) / scale), high: percent((middle + half) / scale) }
}

/** Below this many people a cell leaves the practice only as "fewer than": nobody is found in a small number. */
export const smallestCell = 11

/** A number as an export may tell it. */
export function exportedCount(count: number): string {
  return count > 0 && count < smallestCell ? `<${smallestCell}` : String(count)
}

/** A group as an export may tell it: with few people in it, no share and no counts of who fared how. */
export function exportedGroup(group: OutcomeGroup): Readonly<Record<string, string>> {
  const isSmall = group.measured < smallestCell
  const hidden = (count: number) => (isSmall ? '' : exportedCount(count))
  const { share } = group
  return {
    protocol: group.protocol,
    indication: group.indication,
    treated: exportedCount(group.treated),
    measured: exportedCount(group.measured),
    responded: hidden(group.responded),
    remitted: hidden(group.remitted),
    deteriorated: hidden(group.deteriorated),
    share:
      isSmall || share === null || group.responded < smallestCell
        ? ''
        : `${share.percent} (${share.low}–${share.high})`,
  }
}
