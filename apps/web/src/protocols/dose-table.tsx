import type { Mcg } from '@holdspace/kit/amounts'
import { formatConcentration, formatMg, formatMgPerKg, formatMl } from '@holdspace/kit/format-amount'
import type { DrugPlan, FixedDose, WeightDose } from '@holdspace/protocols/drug-plan'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { row, type SourcedRow, SourcedRows } from './sourced-rows.tsx'
import { routeWords } from './words.ts'

const inMinutes = (count: number) => `${count}\u00a0min`
const inPercent = (count: number) => `${count}\u00a0%`

export function DoseTable({ protocol }: { readonly protocol: ProtocolVersion }) {
  const { drug } = protocol
  const rows: readonly SourcedRow[] = [
    { label: 'Medicine and route', value: `${drug.ingredient.name}, ${routeWords[drug.route]}` },
    ...(drug.dose.kind === 'weight' ? byWeight(drug.dose) : fixed(drug.dose)),
    ...overTime(drug),
    ...concentrations(drug),
    row('Never more at once than', drug.absoluteMax, formatMg),
    drug.maxPerSession.kind === 'per-kg'
      ? row('Never more in a session than', drug.maxPerSession.limit, formatMgPerKg)
      : row('Never more in a session than', drug.maxPerSession.limit, formatMg),
    ...(drug.splitDose === undefined
      ? []
      : [
          row('In at most', drug.splitDose.maxParts, (parts) => `${parts} parts`),
          row('Between parts at least', drug.splitDose.minMinutesBetween, inMinutes),
        ]),
    ...(drug.hold === undefined
      ? []
      : [
          row('Held under the tongue at least', drug.hold.leastMinutes, inMinutes),
          row('Held under the tongue at most', drug.hold.mostMinutes, inMinutes),
          row('What is left in the mouth then', drug.hold.afterwards, (end) =>
            end === 'swallow' ? 'swallowed' : 'spat out',
          ),
        ]),
    ...(drug.verbalOrders === undefined
      ? [{ label: 'Verbal orders', value: 'none: orders are written' }]
      : [
          row(
            'Verbal orders countersigned within',
            drug.verbalOrders.countersignWithinHours,
            (hours) => `${hours}\u00a0h`,
          ),
        ]),
    row('Volume rounded to', drug.roundVolumeTo, formatMl),
    row('Rounding changes the dose by at most', drug.maxRoundingPercent, inPercent),
    ...(drug.imMaxPerSite === undefined ? [] : [row('At one site at most', drug.imMaxPerSite, formatMl)]),
  ]
  return <SourcedRows caption="Dose" rows={rows} />
}

function byWeight(dose: WeightDose): readonly SourcedRow[] {
  return [
    row('Usual dose', dose.default, formatMgPerKg),
    row('From', dose.min, formatMgPerKg),
    row('To', dose.max, formatMgPerKg),
    row('Hard ceiling', dose.hardCeiling, formatMgPerKg),
  ]
}

function fixed(dose: FixedDose): readonly SourcedRow[] {
  const list = (amounts: readonly Mcg[]) =>
    amounts.length === 0 ? 'whole units within the range' : amounts.map(formatMg).join(', ')
  return [
    row(`One ${dose.unit}`, dose.unitStrengths, list),
    row('Allowed doses', dose.allowed, list),
    row('From', dose.min, formatMg),
    row('To', dose.max, formatMg),
    ...(dose.minutesBetweenUnits === undefined ? [] : [row('Between units', dose.minutesBetweenUnits, inMinutes)]),
  ]
}

function overTime({ overMinutes }: DrugPlan): readonly SourcedRow[] {
  if (overMinutes === undefined) return []
  return [
    row('Given over', overMinutes.default, inMinutes),
    row('At least over', overMinutes.min, inMinutes),
    row('At most over', overMinutes.max, inMinutes),
  ]
}

function concentrations({ allowedConcentrations, mustDilute }: DrugPlan): readonly SourcedRow[] {
  const list = (strengths: NonNullable<DrugPlan['allowedConcentrations']>) =>
    strengths.map(formatConcentration).join(', ')
  return [
    ...(allowedConcentrations === undefined ? [] : [{ label: 'Vials of', value: list(allowedConcentrations) }]),
    ...(mustDilute === undefined ? [] : [{ label: 'Always diluted', value: list(mustDilute) }]),
  ]
}
