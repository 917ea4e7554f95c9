import type { PlanContent } from '@holdspace/clinic/plan/plan-content'
import { periodWords } from '@holdspace/clinic/plan/plan-words'
import { formatMg, formatMgPerKg } from '@holdspace/kit/format-amount'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'

/** What the form begins with and says beside each field: the newest version where there is one, else the protocol's own numbers. */
export function fromProtocol(protocol: ProtocolVersion, before: PlanContent | null) {
  const kept = before?.protocolId === protocol.id ? before : null
  const dosing = protocol.phases.find((phase) => phase.key === 'dosing')
  const preparation = protocol.phases.find((phase) => phase.key === 'preparation')
  const integration = protocol.phases.find((phase) => phase.key === 'integration')
  const maintenance = protocol.phases.find((phase) => phase.key === 'maintenance')
  const prepared =
    preparation !== undefined && 'minCompleted' in preparation ? (preparation.minCompleted.value ?? 0) : 0
  const count = dosing?.count.value ?? null
  const window = dosing?.windowDays
  return {
    ...doseOf(protocol, kept),
    doses: kept?.doses ?? count,
    dosesHint: count === null ? '' : `The protocol: ${count}`,
    courseDays: kept?.courseDays ?? window?.max.value ?? 1,
    daysHint:
      window === undefined
        ? 'From the first dose to the last'
        : `The protocol: ${window.min.value} to ${window.max.value}`,
    minGapHours: kept?.minGapHours ?? dosing?.minGapHours.value ?? null,
    gapHint: `The protocol: at least ${dosing?.minGapHours.value ?? 0}`,
    preparationSessions: kept?.preparationSessions ?? prepared,
    preparationHint: `The protocol: at least ${prepared}`,
    integrationPerDose: kept?.integrationPerDose ?? integration?.perDosing.value ?? 0,
    integrationHint: `The protocol: at least ${integration?.perDosing.value ?? 0}`,
    ladder: (maintenance?.ladder.value ?? []).map((period) => ({ period, words: periodWords(period) })),
  }
}

/** Amounts are kept in micrograms and shown in milligrams. */
function doseOf({ drug }: ProtocolVersion, kept: PlanContent | null) {
  const shown = (amount: number | null | undefined) => (amount === null || amount === undefined ? null : amount / 1000)
  if (drug.dose.kind === 'weight') {
    const range = kept?.dose.kind === 'per-kg' ? kept.dose : null
    return {
      doseUnit: 'mg/kg',
      doseLeast: shown(range?.leastMcgPerKg ?? drug.dose.default.value),
      doseMost: shown(range?.mostMcgPerKg ?? drug.dose.default.value),
      doseHint: `The protocol: ${said(drug.dose.min.value, formatMgPerKg)} to ${said(drug.dose.max.value, formatMgPerKg)}`,
      ceilingHint: `Never above ${said(drug.dose.hardCeiling.value, formatMgPerKg)}`,
    }
  }
  const range = kept?.dose.kind === 'amount' ? kept.dose : null
  return {
    doseUnit: 'mg',
    doseLeast: shown(range?.leastMcg ?? drug.dose.min.value),
    doseMost: shown(range?.mostMcg ?? drug.dose.max.value),
    doseHint: `The protocol: ${said(drug.dose.min.value, formatMg)} to ${said(drug.dose.max.value, formatMg)}`,
    ceilingHint: `Never above ${said(drug.dose.max.value, formatMg)}`,
  }
}

/** An amount as everywhere in the record (DS11); a supplied draft may still have it open. */
function said<Amount extends number>(amount: Amount | null, format: (amount: Amount) => string): string {
  return amount === null ? 'open' : format(amount)
}
