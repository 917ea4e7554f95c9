import { formatDate } from '@holdspace/kit/calendar-date'
import { formatMg, formatMgPerKg } from '@holdspace/kit/format-amount'
import { measuredWords, setByWords } from '@holdspace/protocols/limits'
import { touchKindWords } from './plan-choices.ts'
import type { DoseRange, PlanContent } from './plan-content.ts'

export interface PlanLine {
  readonly title: string
  readonly words: string
}

/**
 * The plan as its signers read it, a line for each thing agreed, in the order of the form. What is compared between two
 * versions are these very lines, so that nothing can change without a word about it.
 */
export function planLines(content: PlanContent): readonly PlanLine[] {
  const { support, touch, goals } = content
  const line = (title: string, words: string): PlanLine => ({ title, words: words === '' ? 'not recorded' : words })
  return [
    line(
      'Protocol',
      `${content.protocolTitle}, version ${content.protocolVersion} (${content.protocolHash.slice(0, 12)})`,
    ),
    line('Track', content.track === 'kap' ? 'Ketamine-assisted psychotherapy' : 'Infusion'),
    line('Indication', indicationWords(content)),
    line('Goals', goals.map(({ measure, aim }) => `${measure}: ${aim}`).join(' · ')),
    line('Dose', `${doseWords(content.dose)} ${content.route}`),
    line('Doses', `${content.doses} over ${content.courseDays} days, at least ${content.minGapHours} h apart`),
    line('Preparation', sessionWords(content.preparationSessions, 'before the first dose')),
    line('Integration', sessionWords(content.integrationPerDose, 'after each dose')),
    line('Boosters', content.boosters.length === 0 ? 'none planned' : content.boosters.map(periodWords).join(', ')),
    line('Intention', content.intention),
    line('Touch', touchWords(touch)),
    line('Recording', content.recording === 'refused' ? 'refused' : `${content.recording} agreed`),
    line('Music', content.music),
    line('Eye shades', content.eyeShades),
    line(
      'Support person',
      support === null ? '' : [support.name, support.relationship, support.phone].filter(Boolean).join(', '),
    ),
    line('Stop when', content.stopRules.join('; ')),
    line('Limits of this patient', content.patientLimits.map(limitWords).join('; ') || 'as the protocol says'),
    line('Read again by', formatDate(content.reviewBy)),
  ]
}

/** What changed from one version to the next, a sentence each; empty when nothing did. */
export function planDiff(before: PlanContent, after: PlanContent): readonly string[] {
  const earlier = new Map(planLines(before).map((line) => [line.title, line.words]))
  return planLines(after).flatMap(({ title, words }) => {
    const was = earlier.get(title)
    return was === undefined || was === words ? [] : [`${title}: ${was} → ${words}.`]
  })
}

export function doseWords(dose: DoseRange): string {
  if (dose.kind === 'amount') return rangeOf(formatMg(dose.leastMcg), formatMg(dose.mostMcg))
  return rangeOf(formatMgPerKg(dose.leastMcgPerKg), formatMgPerKg(dose.mostMcgPerKg))
}

function rangeOf(least: string, most: string): string {
  return least === most ? least : `${least} to ${most}`
}

export function touchWords({ permission, kinds, limits }: PlanContent['touch']): string {
  if (permission === 'refused') return limits === '' ? 'refused' : `refused. ${limits}`
  const named = kinds.map((kind) => touchKindWords[kind].toLowerCase()).join(', ')
  return limits === '' ? `agreed: ${named}` : `agreed: ${named}. ${limits}`
}

export function periodWords(period: string): string {
  const [, amount, unit] = /^P(\d+)([DWM])$/.exec(period) ?? []
  const units = { D: 'day', W: 'week', M: 'month' } as const
  if (amount === undefined || (unit !== 'D' && unit !== 'W' && unit !== 'M')) return period
  return amount === '1' ? `every ${units[unit]}` : `every ${amount} ${units[unit]}s`
}

function indicationWords({ indication }: PlanContent): string {
  return indication.coding === undefined ? indication.text : `${indication.text} (${indication.coding.code})`
}

function sessionWords(count: number, when: string): string {
  return count === 0 ? 'none planned' : `${count} ${count === 1 ? 'session' : 'sessions'} ${when}`
}

/** The rule stands behind it by its id: one measure may have several limits, and the protocol names each so. */
function limitWords(limit: PlanContent['patientLimits'][number]): string {
  return `${measuredWords(limit.item, limit.value)} (limit ${limit.ruleId}), ${setByWords(limit)}`
}
