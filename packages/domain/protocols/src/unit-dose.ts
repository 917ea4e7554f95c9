import { type Mcg, mcg, mcgPerKg } from '@holdspace/kit/amounts'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { formatMg, formatMgPerKg } from '@holdspace/kit/format-amount'
import { cumulativeAmountProblem, givenSoFar } from './dose-limits.ts'
import { answerProblems, type DoseProblem, doseRefusal } from './dose-refusals.ts'
import type { DoseRequest, DoseUnits, DoseWorking, WorkingLine } from './dose-request.ts'
import { takingWords, unitLine } from './dose-words.ts'
import type { DrugPlan, FixedDose } from './drug-plan.ts'
import { limit } from './limit.ts'
import { ratio } from './whole-number.ts'

/** A dose in whole tablets or devices. It never goes by weight and is never turned into another route's amount. */
export function unitDose(request: DoseRequest, dose: FixedDose): Decision<DoseWorking> {
  const { order, protocol } = request
  if (order.kind !== 'amount') {
    return refuse(
      doseRefusal('ORDER_KIND', `This protocol is dosed in whole ${dose.unit}s: order mg, not mg/kg.`, 'order'),
    )
  }
  const units = fewestUnits(order.mcg, limit(dose.unitStrengths, 'strengths'))
  if (units === null) return refuse(notMakeable(order.mcg, dose))
  const problems = unitProblems(request, order.mcg, dose)
  const answered = answerProblems(problems, request.overrides)
  if (answered.refusal !== null) return refuse(answered.refusal)
  const allowed = limit(dose.allowed, 'allowed amounts')
  if (problems.length === 0 && allowed.length > 0 && !allowed.includes(order.mcg)) {
    return refuse(notMakeable(order.mcg, dose))
  }
  const { drug } = protocol
  const line = unitLine(drug.ingredient.name, drug.route, order.mcg, units, dose.unit)
  const instruction = takingWords(drug, dose, units)
  const information = request.weighing === null ? null : forInformation(order.mcg, request.weighing.grams)
  return accept({
    protocolId: protocol.id,
    protocolVersion: protocol.version,
    drug: drug.ingredient.name,
    route: drug.route,
    orderMcgPerKg: null,
    weight: null,
    orderNg: order.mcg * 1_000,
    orderMcg: order.mcg,
    drawnMcg: order.mcg,
    concentrationMcgPerMicrolitre: null,
    volumeMicrolitres: null,
    units,
    unitMinutes: unitMinutes(units, dose),
    instruction,
    overMinutes: null,
    rateMcgPerHour: null,
    dilution: null,
    finalVolumeMicrolitres: null,
    pumpMicrolitresPerHour: null,
    finalTenthMcgPerMl: null,
    roundingHundredthPercent: 0,
    limitMcg: limitKept(protocol.drug, order.mcg, dose),
    sessionTotalMcg: mcg.parse(givenSoFar(request.earlierParts) + order.mcg),
    informationMcgPerKg: information,
    overridden: answered.overridden,
    warnings: [],
    lines: [...unitLines(order.mcg, units, information), ...takingLines(instruction)],
    line,
    readBack: instruction === null ? `${line}.` : `${line}; ${instruction}.`,
  })
}

function unitProblems(request: DoseRequest, ordered: Mcg, dose: FixedDose): readonly DoseProblem[] {
  const { protocol, earlierParts } = request
  const problems: DoseProblem[] = []
  const [least, most] = [limit(dose.min, 'least dose'), limit(dose.max, 'greatest dose')]
  const absolute = limit(protocol.drug.absoluteMax, 'absolute maximum')
  if (ordered > absolute) {
    problems.push({
      code: 'OVER_CEILING',
      sentence: `${formatMg(ordered)} is above the absolute maximum of ${formatMg(absolute)}.`,
    })
  } else if (ordered > most) {
    problems.push({ code: 'OVER_RANGE', sentence: `${formatMg(ordered)} is above the protocol’s ${formatMg(most)}.` })
  } else if (ordered < least) {
    problems.push({ code: 'BELOW_RANGE', sentence: `${formatMg(ordered)} is below the protocol’s ${formatMg(least)}.` })
  }
  const isSaid = problems.length > 0
  const planned = isSaid ? null : planProblem(request, ordered)
  // Of a first dose above the range that is said once already.
  const cumulative =
    isSaid && earlierParts.length === 0 ? null : sessionAmountProblem(protocol.drug, earlierParts, ordered)
  return [...problems, planned, cumulative].filter((one): one is DoseProblem => one !== null)
}

/** Held against the range everybody signed, with what was given or waits in this session. */
function planProblem({ planned, earlierParts }: DoseRequest, ordered: Mcg): DoseProblem | null {
  if (planned?.kind !== 'amount') return null
  const total = mcg.parse(givenSoFar(earlierParts) + ordered)
  if (total > planned.mostMcg) {
    const sentence = `${formatMg(total)} in this session is above the plan, which ends at ${formatMg(planned.mostMcg)}.`
    return { code: 'OUTSIDE_PLAN', sentence }
  }
  if (earlierParts.length > 0 || ordered >= planned.leastMcg) return null
  const sentence = `${formatMg(ordered)} is below the plan, which begins at ${formatMg(planned.leastMcg)}.`
  return { code: 'OUTSIDE_PLAN', sentence }
}

function sessionAmountProblem(drug: DrugPlan, earlier: DoseRequest['earlierParts'], ordered: Mcg): DoseProblem | null {
  if (drug.maxPerSession.kind !== 'amount') return null
  const most = limit(drug.maxPerSession.limit, 'greatest dose of a session')
  return cumulativeAmountProblem(most, earlier, BigInt(ordered) * 1_000n)
}

/** The strictest limit this amount keeps to; null when a reason took it past them all. */
function limitKept(drug: DrugPlan, ordered: Mcg, dose: FixedDose): Mcg | null {
  const limits = [limit(dose.max, 'greatest dose'), limit(drug.absoluteMax, 'absolute maximum')]
  return limits.filter((one) => one >= ordered).sort((left, right) => left - right)[0] ?? null
}

/** The fewest units that make exactly this amount, or null. Counted up in steps of the strengths, so nothing is missed. */
export function fewestUnits(amount: Mcg, strengths: readonly Mcg[]): readonly DoseUnits[] | null {
  const largestFirst = [...strengths].filter((one) => one > 0).sort((left, right) => right - left)
  const most = 40
  const search = (left: number, at: number, room: number): readonly DoseUnits[] | null => {
    if (left === 0) return []
    const strength = largestFirst[at]
    if (strength === undefined || room === 0) return null
    for (let count = Math.min(room, Math.floor(left / strength)); count >= 0; count -= 1) {
      const rest = search(left - count * strength, at + 1, room - count)
      if (rest !== null) return count === 0 ? rest : [{ strengthMcg: strength, count }, ...rest]
    }
    return null
  }
  return amount === 0 ? null : search(amount, 0, most)
}

function notMakeable(ordered: Mcg, dose: FixedDose) {
  const offers = neighbours(ordered, dose).map(formatMg)
  const offered = offers.length === 0 ? 'Choose another dose.' : `Choose ${offers.join(' or ')}.`
  return doseRefusal(
    'NOT_MAKEABLE',
    `Whole ${dose.unit}s cannot make ${formatMg(ordered)}. ${offered}`,
    'order',
    offers,
  )
}

/** The nearest amounts below and above, within the range, that whole units make (D33: 150 or 200). */
function neighbours(ordered: Mcg, dose: FixedDose): readonly Mcg[] {
  const allowed = limit(dose.allowed, 'allowed amounts')
  const makeable = allowed.length > 0 ? allowed : amountsInRange(dose)
  const below = makeable.filter((one) => one < ordered).sort((left, right) => right - left)[0]
  const above = makeable.filter((one) => one > ordered).sort((left, right) => left - right)[0]
  return [below, above].filter((one) => one !== undefined)
}

function amountsInRange(dose: FixedDose): readonly Mcg[] {
  const strengths = limit(dose.unitStrengths, 'strengths')
  const step = Math.min(...strengths)
  const [least, most] = [limit(dose.min, 'least dose'), limit(dose.max, 'greatest dose')]
  const amounts: Mcg[] = []
  for (let amount = Math.ceil(least / step) * step; amount <= most; amount += step) {
    const candidate = mcg.parse(amount)
    if (fewestUnits(candidate, strengths) !== null) amounts.push(candidate)
  }
  return amounts
}

function unitMinutes(units: readonly DoseUnits[], dose: FixedDose): readonly number[] {
  const apart = dose.minutesBetweenUnits === undefined ? 0 : limit(dose.minutesBetweenUnits, 'minutes between units')
  const count = units.reduce((sum, one) => sum + one.count, 0)
  return Array.from({ length: count }, (_, at) => at * apart)
}

function forInformation(amount: Mcg, weightGrams: number) {
  return weightGrams === 0 ? null : mcgPerKg.parse(ratio(BigInt(amount) * 1_000n, BigInt(weightGrams)))
}

function unitLines(
  amount: Mcg,
  units: readonly DoseUnits[],
  information: ReturnType<typeof forInformation>,
): WorkingLine[] {
  const how = units.map((one) => `${one.count} × ${formatMg(one.strengthMcg)}`).join(' + ')
  const lines: WorkingLine[] = [{ what: 'units', how, result: formatMg(amount) }]
  if (information !== null) {
    lines.push({
      what: 'for information',
      how: 'by weight; not used to work anything out',
      result: formatMgPerKg(information),
    })
  }
  return lines
}

function takingLines(instruction: string | null): WorkingLine[] {
  return instruction === null ? [] : [{ what: 'how it is taken', how: 'as the protocol says', result: instruction }]
}
