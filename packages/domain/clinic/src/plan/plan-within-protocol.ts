import { formatMg, formatMgPerKg } from '@holdspace/kit/format-amount'
import type { DrugPlan } from '@holdspace/protocols/drug-plan'
import { limit } from '@holdspace/protocols/limit'
import type { Phase, ProtocolContent } from '@holdspace/protocols/protocol-version'
import type { PlanDraft } from './plan-content.ts'

/** One way in which a plan goes beyond its protocol. The codes of doses are those of the dose arithmetic. */
export interface PlanProblem {
  readonly code:
    | 'DOSE_KIND'
    | 'BELOW_RANGE'
    | 'OVER_RANGE'
    | 'OVER_CEILING'
    | 'RANGE_REVERSED'
    | 'TOO_MANY_DOSES'
    | 'COURSE_LENGTH'
    | 'GAP_TOO_SHORT'
    | 'COURSE_TOO_SHORT_FOR_GAP'
    | 'PREPARATION_MISSING'
    | 'INTEGRATION_MISSING'
    | 'BOOSTER_NOT_IN_PROTOCOL'
    | 'LIMIT_NOT_ADJUSTABLE'
  readonly sentence: string
  readonly field: string
}

/**
 * Everything in which a plan asks for more, or for less care, than the protocol allows. The protocol is asked, nothing is
 * restated here: another version of it may answer otherwise. An empty list means the plan lies within.
 */
export function planProblems(draft: PlanDraft, protocol: ProtocolContent): readonly PlanProblem[] {
  return [
    ...doseProblems(draft, protocol.drug),
    ...courseProblems(draft, protocol.phases),
    ...careProblems(draft, protocol.phases),
    ...limitProblems(draft, protocol),
  ]
}

function doseProblems({ dose }: PlanDraft, drug: DrugPlan): PlanProblem[] {
  const field = 'dose'
  if (dose.kind === 'per-kg' && drug.dose.kind === 'weight') {
    const [least, most] = [limit(drug.dose.min, 'least dose'), limit(drug.dose.max, 'greatest dose')]
    const ceiling = limit(drug.dose.hardCeiling, 'hard ceiling')
    return rangeProblems(dose.leastMcgPerKg, dose.mostMcgPerKg, { least, most, ceiling }, formatMgPerKg)
  }
  if (dose.kind === 'amount' && drug.dose.kind === 'fixed') {
    const [least, most] = [limit(drug.dose.min, 'least dose'), limit(drug.dose.max, 'greatest dose')]
    return rangeProblems(dose.leastMcg, dose.mostMcg, { least, most, ceiling: most }, formatMg)
  }
  const told = drug.dose.kind === 'weight' ? 'by weight, in mg/kg' : 'in whole tablets or devices, in mg'
  return [{ code: 'DOSE_KIND', field, sentence: `This protocol doses ${told}. Enter the range that way.` }]
}

function rangeProblems<Amount extends number>(
  from: Amount,
  to: Amount,
  bounds: { readonly least: Amount; readonly most: Amount; readonly ceiling: Amount },
  say: (amount: Amount) => string,
): PlanProblem[] {
  const field = 'dose'
  if (from > to) {
    return [
      { code: 'RANGE_REVERSED', field, sentence: `The range runs from ${say(from)} down to ${say(to)}: swap them.` },
    ]
  }
  if (to > bounds.ceiling) {
    return [
      {
        code: 'OVER_CEILING',
        field,
        sentence: `${say(to)} is above the protocol’s ceiling of ${say(bounds.ceiling)}.`,
      },
    ]
  }
  return [
    ...(to > bounds.most
      ? [
          {
            code: 'OVER_RANGE' as const,
            field,
            sentence: `${say(to)} is above the protocol’s range, which ends at ${say(bounds.most)}.`,
          },
        ]
      : []),
    ...(from < bounds.least
      ? [
          {
            code: 'BELOW_RANGE' as const,
            field,
            sentence: `${say(from)} is below the protocol’s range, which begins at ${say(bounds.least)}.`,
          },
        ]
      : []),
  ]
}

function courseProblems({ doses, courseDays, minGapHours }: PlanDraft, phases: readonly Phase[]): PlanProblem[] {
  const dosing = phases.find((phase) => phase.key === 'dosing')
  if (dosing === undefined) return []
  const most = limit(dosing.count, 'number of doses')
  const gap = limit(dosing.minGapHours, 'least time between doses')
  const window = dosing.windowDays
  const problems: PlanProblem[] = []
  if (doses > most) {
    const sentence = `The protocol gives ${most} ${most === 1 ? 'dose' : 'doses'} in a course, not ${doses}. More is another plan.`
    problems.push({ code: 'TOO_MANY_DOSES', field: 'doses', sentence })
  }
  if (minGapHours < gap) {
    const sentence = `At least ${gap} h lie between two doses in this protocol.`
    problems.push({ code: 'GAP_TOO_SHORT', field: 'minGapHours', sentence })
  }
  if ((doses - 1) * minGapHours > courseDays * 24) {
    const sentence = `${doses} doses at least ${minGapHours} h apart do not fit into ${courseDays} days.`
    problems.push({ code: 'COURSE_TOO_SHORT_FOR_GAP', field: 'courseDays', sentence })
  }
  if (window !== undefined) problems.push(...windowProblem(doses === most, courseDays, window))
  return problems
}

/** A whole course keeps to the window at both ends; a shorter one may be over sooner. */
function windowProblem(
  isWhole: boolean,
  courseDays: number,
  window: NonNullable<Extract<Phase, { key: 'dosing' }>['windowDays']>,
): PlanProblem[] {
  const [least, most] = [limit(window.min, 'shortest course'), limit(window.max, 'longest course')]
  if (courseDays <= most && (!isWhole || courseDays >= least)) return []
  const sentence = `The protocol’s course takes ${least} to ${most} days, not ${courseDays}.`
  return [{ code: 'COURSE_LENGTH', field: 'courseDays', sentence }]
}

function careProblems(draft: PlanDraft, phases: readonly Phase[]): PlanProblem[] {
  const problems: PlanProblem[] = []
  const preparation = phases.find(isPreparation)
  const integration = phases.find((phase) => phase.key === 'integration')
  const maintenance = phases.find((phase) => phase.key === 'maintenance')
  const prepare = preparation === undefined ? 0 : limit(preparation.minCompleted, 'preparation sessions')
  const integrate = integration === undefined ? 0 : limit(integration.perDosing, 'integration sessions')
  if (draft.preparationSessions < prepare) {
    const sentence = `The protocol asks for ${sessions(prepare)} of preparation before the first dose.`
    problems.push({ code: 'PREPARATION_MISSING', field: 'preparationSessions', sentence })
  }
  if (draft.integrationPerDose < integrate) {
    const sentence = `The protocol asks for ${sessions(integrate)} of integration after each dose.`
    problems.push({ code: 'INTEGRATION_MISSING', field: 'integrationPerDose', sentence })
  }
  const ladder = maintenance === undefined ? [] : limit(maintenance.ladder, 'maintenance ladder')
  const strange = draft.boosters.filter((period) => !ladder.includes(period))
  if (strange.length > 0) {
    const sentence = `The protocol’s maintenance does not name ${strange.join(', ')}.`
    problems.push({ code: 'BOOSTER_NOT_IN_PROTOCOL', field: 'boosters', sentence })
  }
  return problems
}

function isPreparation(phase: Phase): phase is Extract<Phase, { readonly minCompleted: unknown }> {
  return phase.key === 'preparation'
}

function sessions(count: number): string {
  return count === 1 ? 'one session' : `${count} sessions`
}

/** A limit may be moved for one patient only where the protocol says so (RULINGS 5): a slow pulse on a beta-blocker, altitude. */
function limitProblems({ patientLimits }: PlanDraft, protocol: ProtocolContent): PlanProblem[] {
  return patientLimits.flatMap(({ ruleId, item }): PlanProblem[] => {
    const rule = protocol.rules.find((one) => one.id === ruleId)
    const isKnown = rule?.any.some((comparison) => comparison.item === item) ?? false
    if (rule !== undefined && isKnown && protocol.patientLimits.ladders.includes(rule.ladder)) return []
    const sentence = `The protocol does not let this limit be changed for one patient (${ruleId}, ${item}).`
    return [{ code: 'LIMIT_NOT_ADJUSTABLE', field: 'patientLimits', sentence }]
  })
}
