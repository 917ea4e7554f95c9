import {
  type Mcg,
  type McgPerMicrolitre,
  type Microlitres,
  type Minutes,
  mcg,
  microlitres,
  minutes,
} from '@holdspace/kit/amounts'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { formatConcentration, formatKg, formatMg, formatMl, formatNumber } from '@holdspace/kit/format-amount'
import { givenSoFar, limitInForce, orderProblems, type WeightedOrder } from './dose-limits.ts'
import { answerProblems, doseRefusal, type OverriddenRefusal } from './dose-refusals.ts'
import type { DoseRequest, DoseWarning, DoseWeight, DoseWorking, RunTime } from './dose-request.ts'
import {
  dilutionLines,
  formatHundredthPercent,
  formatMlPerHour,
  liquidLine,
  liquidReadBack,
  pumpLine,
  rateLine,
  volumeLines,
  weightLines,
} from './dose-words.ts'
import { dosingWeight } from './dosing-weight.ts'
import type { Dilution, DrugPlan, WeightDose } from './drug-plan.ts'
import { limit } from './limit.ts'
import { usableWeight } from './weight.ts'
import { divideDown, divideHalfUp, exactNumber, ratio } from './whole-number.ts'

/** A dose by weight, drawn from a vial: infusion, injection or drink. Steps in the order of PROTOCOLS 9.1. */
export function liquidDose(request: DoseRequest, dose: WeightDose): Decision<DoseWorking> {
  const { order, protocol } = request
  if (order.kind !== 'per-kg') {
    return refuse(doseRefusal('ORDER_KIND', 'This protocol is dosed by weight: order mg/kg, not mg.', 'order'))
  }
  const weight = weightFor(request)
  if (!weight.ok) return weight
  const strength = concentrationFor(request)
  if (!strength.ok) return strength
  const orderNg = BigInt(order.mcgPerKg) * BigInt(weight.value.grams)
  const over = runTime(request)
  if (over !== null && !isRunTime(over)) {
    return refuse(doseRefusal('RUN_TIME_MISSING', 'Say how long the infusion runs, in whole minutes.', 'over'))
  }
  const weighted: WeightedOrder = {
    plan: protocol.drug,
    dose,
    mcgPerKg: order.mcgPerKg,
    grams: weight.value.grams,
    orderNg,
    earlier: request.earlierParts,
    over,
    planned: request.planned,
  }
  const answered = answerProblems(orderProblems(weighted), request.overrides)
  if (answered.refusal !== null) return refuse(answered.refusal)
  const drawn = draw(weighted, strength.value)
  if (!drawn.ok) return drawn
  const bag = makeUp(dilutionFor(request), drawn.value)
  if (!bag.ok) return bag
  const { overridden } = answered
  return accept(working({ request, weighted, weight: weight.value, drawn: drawn.value, bag: bag.value, overridden }))
}

function weightFor(request: DoseRequest): Decision<DoseWeight> {
  const { weighing, protocol, today, sex } = request
  const usable = usableWeight(weighing, protocol.weight, today)
  if (!usable.ok) return usable
  if (weighing === null) throw new Error('A weight that is missing was accepted.')
  const basis = request.basis ?? protocol.weight.basis
  const body = { actual: usable.value, heightTenthMm: weighing.heightTenthMm, sex }
  const chosen = dosingWeight(basis, body, protocol.weight)
  if (!chosen.ok) return chosen
  return accept({ grams: chosen.value, actualGrams: usable.value, basis, weighedOn: weighing.weighedOn })
}

/** Concentrations are the classic killer (PROTOCOLS section 2): never a default, always the vial in the hand. */
function concentrationFor(request: DoseRequest): Decision<McgPerMicrolitre> {
  const { concentration, vialConcentration } = request
  const { allowedConcentrations = [], mustDilute = [], route } = request.protocol.drug
  const refusal = (
    code: 'CONC_MISSING' | 'CONC_MISMATCH' | 'CONC_NOT_IN_PROTOCOL' | 'UNDILUTED_100',
    sentence: string,
  ) => refuse(doseRefusal(code, sentence, 'concentration'))
  if (concentration === null)
    return refusal('CONC_MISSING', 'Enter the vial’s concentration as it stands on the label.')
  const told = formatConcentration(concentration)
  if (vialConcentration !== null && vialConcentration !== concentration) {
    return refusal(
      'CONC_MISMATCH',
      `The dose was worked out for ${told}, and the vial is ${formatConcentration(vialConcentration)}. Nothing can be drawn: take the right vial, or work the dose out again.`,
    )
  }
  if (!allowedConcentrations.includes(concentration)) {
    return refusal('CONC_NOT_IN_PROTOCOL', `${told} is not a concentration this protocol allows.`)
  }
  if (route === 'IV' && mustDilute.includes(concentration) && dilutionFor(request) === null) {
    return refusal('UNDILUTED_100', `${told} must be diluted before it goes into a vein: enter the diluent.`)
  }
  return accept(concentration)
}

function dilutionFor({ dilution, protocol }: DoseRequest): Dilution | null {
  return dilution ?? protocol.drug.finalVolume ?? null
}

function runTime({ over, protocol }: DoseRequest): RunTime | null {
  const { overMinutes } = protocol.drug
  if (overMinutes === undefined) return null
  return over ?? { minutes: limit(overMinutes.default, 'usual time') }
}

function isRunTime(over: RunTime): boolean {
  const told = 'minutes' in over ? over.minutes : over.mcgPerKgPerMinute
  return Number.isSafeInteger(told) && told > 0
}

interface Drawn {
  readonly concentration: McgPerMicrolitre
  readonly volume: Microlitres
  readonly mcg: Mcg
  readonly step: number
  readonly roundedDown: boolean
  readonly limitNg: bigint | null
}

/** Half up to the syringe step, but down where rounding up would pass the limit in force (rule 4; D15). */
function draw(order: WeightedOrder, concentration: McgPerMicrolitre): Decision<Drawn> {
  const step = limit(order.plan.roundVolumeTo, 'syringe step')
  const stepNg = BigInt(concentration) * 1_000n * BigInt(step)
  const limitNg = limitInForce(order)
  const nearest = divideHalfUp(order.orderNg, stepNg)
  const most = divideDown(limitNg ?? order.orderNg, stepNg)
  const roundedDown = nearest > most
  const steps = roundedDown ? most : nearest
  const volume = microlitres.parse(exactNumber(steps * BigInt(step)))
  if (volume === 0) {
    const least = formatMg(mcg.parse(step * concentration))
    return refuse(
      doseRefusal(
        'NOT_MAKEABLE',
        `The least that can be drawn is ${least}: choose another dose or a weaker vial.`,
        'order',
      ),
    )
  }
  const drawnMcg = mcg.parse(volume * concentration)
  return accept({ concentration, volume, mcg: drawnMcg, step, roundedDown, limitNg })
}

interface Bag {
  readonly dilution: Dilution
  readonly final: Microlitres
  readonly tenthMcgPerMl: number
}

/** "Made up to V" ends at V; "added to V" ends at V and the drawn volume (rule 5; D08, D09). */
function makeUp(dilution: Dilution | null, drawn: Drawn): Decision<Bag | null> {
  if (dilution === null) return accept(null)
  const final = dilution.basis === 'made-up-to' ? dilution.microlitres : dilution.microlitres + drawn.volume
  if (final < drawn.volume || dilution.microlitres === 0) {
    const sentence = `${formatMl(drawn.volume)} is drawn, and does not fit into ${formatMl(dilution.microlitres)}.`
    return refuse(doseRefusal('DILUTION_TOO_SMALL', sentence, 'dilution'))
  }
  const tenthMcgPerMl = ratio(BigInt(drawn.mcg) * 10_000n, BigInt(final))
  return accept({ dilution, final: microlitres.parse(final), tenthMcgPerMl })
}

interface Worked {
  readonly request: DoseRequest
  readonly weighted: WeightedOrder
  readonly weight: DoseWeight
  readonly drawn: Drawn
  readonly bag: Bag | null
  readonly overridden: readonly OverriddenRefusal[]
}

function working(worked: Worked): DoseWorking {
  const { request, weighted, weight, drawn, bag } = worked
  const { drug } = request.protocol
  const overMinutes = wholeMinutes(weighted)
  const rate = overMinutes === null ? null : perHour(drawn.mcg, overMinutes)
  const pump = overMinutes === null || bag === null ? null : perHour(bag.final, overMinutes)
  const rounding = ratio((BigInt(drawn.mcg) * 1_000n - weighted.orderNg) * 10_000n, weighted.orderNg)
  const line = liquidLine({
    drug: drug.ingredient.name,
    route: drug.route,
    drawnMcg: drawn.mcg,
    volume: drawn.volume,
    concentration: drawn.concentration,
    minutes: overMinutes,
    rateMcgPerHour: rate,
  })
  const pumpWords =
    pump === null || bag === null ? null : `pump ${formatMlPerHour(pump)}, ${formatMl(bag.final)} in all`
  return {
    protocolId: request.protocol.id,
    protocolVersion: request.protocol.version,
    drug: drug.ingredient.name,
    route: drug.route,
    orderMcgPerKg: weighted.mcgPerKg,
    weight,
    orderNg: exactNumber(weighted.orderNg),
    orderMcg: mcg.parse(ratio(weighted.orderNg, 1_000n)),
    drawnMcg: drawn.mcg,
    concentrationMcgPerMicrolitre: drawn.concentration,
    volumeMicrolitres: drawn.volume,
    units: [],
    unitMinutes: [],
    instruction: null,
    overMinutes,
    rateMcgPerHour: rate === null ? null : mcg.parse(rate),
    dilution: bag?.dilution ?? null,
    finalVolumeMicrolitres: bag?.final ?? null,
    pumpMicrolitresPerHour: pump === null ? null : microlitres.parse(pump),
    finalTenthMcgPerMl: bag?.tenthMcgPerMl ?? null,
    roundingHundredthPercent: rounding,
    limitMcg: drawn.limitNg === null ? null : mcg.parse(exactNumber(divideDown(drawn.limitNg, 1_000n))),
    sessionTotalMcg: mcg.parse(givenSoFar(weighted.earlier) + drawn.mcg),
    informationMcgPerKg: null,
    overridden: worked.overridden,
    warnings: warningsOf(worked, rounding, overMinutes),
    lines: linesOf(worked, rounding, overMinutes, rate, pump),
    line,
    readBack: liquidReadBack(line, weight, pumpWords),
  }
}

function linesOf(
  { weighted, weight, drawn, bag }: Worked,
  rounding: number,
  overMinutes: Minutes | null,
  rate: number | null,
  pump: number | null,
) {
  const orderNg = exactNumber(weighted.orderNg)
  return [
    ...weightLines(weight, weighted.mcgPerKg, orderNg),
    ...volumeLines(orderNg, drawn.concentration, drawn.volume, drawn.step, drawn.mcg, rounding),
    ...(overMinutes === null || rate === null ? [] : [rateLine(drawn.mcg, overMinutes, rate)]),
    ...(bag === null ? [] : dilutionLines(bag.dilution, drawn.volume, bag.final, bag.tenthMcgPerMl)),
    ...(bag === null || overMinutes === null || pump === null ? [] : [pumpLine(bag.final, overMinutes, pump)]),
  ]
}

/** A run time told as a rate becomes whole minutes, upwards: slower is the safe side. */
function wholeMinutes({ over, mcgPerKg }: WeightedOrder): Minutes | null {
  if (over === null) return null
  if ('minutes' in over) return over.minutes
  return minutes.parse(Math.max(1, Math.ceil(mcgPerKg / over.mcgPerKgPerMinute)))
}

function perHour(amount: number, overMinutes: Minutes): number {
  return ratio(BigInt(amount) * 60n, BigInt(overMinutes))
}

function warningsOf({ request, weight, drawn }: Worked, rounding: number, overMinutes: Minutes | null): DoseWarning[] {
  const { drug, weight: rule } = request.protocol
  const found: (DoseWarning | null)[] = [
    roundingWarning(drug, rounding),
    drawn.roundedDown
      ? { code: 'ROUNDED_DOWN', sentence: 'Rounded down: rounding up would have passed the limit in force.' }
      : null,
    siteWarning(drug, drawn.volume),
    weight.basis === 'ideal' && weight.grams > weight.actualGrams
      ? {
          code: 'IDEAL_ABOVE_ACTUAL',
          sentence: `The ideal weight (${formatKg(weight.grams)}) is above the actual (${formatKg(weight.actualGrams)}) and raises the dose.`,
        }
      : null,
    weight.basis === rule.basis
      ? null
      : {
          code: 'BASIS_CHANGED',
          sentence: `The protocol goes by ${rule.basis} weight; ${weight.basis} weight was chosen.`,
        },
    longerWarning(drug, overMinutes),
  ]
  return found.filter((one): one is DoseWarning => one !== null)
}

function roundingWarning(drug: DrugPlan, rounding: number): DoseWarning | null {
  const most = limit(drug.maxRoundingPercent, 'greatest rounding')
  if (Math.abs(rounding) <= most * 100) return null
  const told = formatHundredthPercent(rounding)
  return {
    code: 'ROUNDING',
    sentence: `Rounding to the syringe moves the dose by ${told}, more than ${most} %: a weaker vial is more exact.`,
  }
}

function siteWarning(drug: DrugPlan, volume: Microlitres): DoseWarning | null {
  if (drug.route !== 'IM' || drug.imMaxPerSite === undefined) return null
  const most = limit(drug.imMaxPerSite, 'greatest volume at one site')
  if (volume <= most) return null
  return {
    code: 'IM_VOLUME',
    sentence: `${formatMl(volume)} is more than ${formatMl(most)} for one site: split it over sites or take a stronger vial.`,
  }
}

function longerWarning(drug: DrugPlan, overMinutes: Minutes | null): DoseWarning | null {
  if (overMinutes === null || drug.overMinutes === undefined) return null
  const longest = limit(drug.overMinutes.max, 'longest time')
  if (overMinutes <= longest) return null
  return {
    code: 'LONGER_THAN_PROTOCOL',
    sentence: `${formatNumber(overMinutes * 1_000)} min is longer than the protocol’s ${longest} min.`,
  }
}
