import { mcg, mcgPerKg } from '@holdspace/kit/amounts'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { suppliedProtocol } from '@holdspace/protocols/library/supplied'
import type { ProtocolContent } from '@holdspace/protocols/protocol-version'

/** The practice's own policy, the source of every value the supplied drafts leave open. Invented, like the practice. */
const policy = {
  id: 'marigold-policy-2026-01',
  kind: 'clinic-policy',
  ref: 'Marigold House dosing policy 2026-01',
  title: 'Dosing policy of the fictional demo practice',
  checkedOn: calendarDate.parse('2026-01-12'),
} as const

/** Milligrams in one session above which nobody at Marigold House goes, whatever the weight. */
const absoluteMaxMg: Readonly<Record<string, number>> = {
  'iv-0.5-over-40-infusion': 100,
  'kap-iv-6-in-3wk': 100,
  'kap-im': 120,
  'kap-sl': 400,
  'oral-office': 250,
  // The label's own maximum: nothing is left open in it.
  'esketamine-nasal': 84,
}

/** By mouth the sources give no ceiling per kilogram; Marigold House stays within the one trial that was found. */
const oralCeilingMgPerKg = 2

/** The supplied drafts that Marigold House uses, with its own absolute maximum in the one place they leave open. */
export function marigoldProtocols(): ProtocolContent[] {
  return Object.entries(absoluteMaxMg).map(([id, milligrams]) => {
    const { contentHash, status, approvals, effectiveFrom, effectiveTo, reviewBy, ...content } = suppliedProtocol(id)
    return {
      ...content,
      changeNote: 'The supplied draft with the practice’s own absolute maximum.',
      sources: [...content.sources, policy],
      drug: withinPolicy(content.drug, milligrams),
    }
  })
}

function withinPolicy(drug: ProtocolContent['drug'], milligrams: number): ProtocolContent['drug'] {
  const own = <Value>(value: Value) => ({ value, evidence: 'G' as const, sources: [policy.id] })
  const absoluteMax = own(mcg.parse(milligrams * 1000))
  const { dose } = drug
  if (dose.kind === 'fixed' || dose.hardCeiling.value !== null) return { ...drug, absoluteMax }
  return { ...drug, absoluteMax, dose: { ...dose, hardCeiling: own(mcgPerKg.parse(oralCeilingMgPerKg * 1000)) } }
}
