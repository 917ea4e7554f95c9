import { mcg, mcgPerKg } from '@holdspace/kit/amounts'
import { calendarDate } from '@holdspace/kit/calendar-date'
import type { Decision } from '@holdspace/kit/decision'
import { instant } from '@holdspace/kit/instant'
import type { Hasher } from '@holdspace/proof/hashing'
import { type Approving, approve, editDraft, submitForReview } from '../life-cycle.ts'
import type { ProtocolData, ProtocolVersion } from '../protocol-version.ts'

/** For tests: a supplied draft settled and approved by Dr Helen Ames, through the same acts a practice uses. */

export const ames: Approving = {
  by: '018f0000-0000-7000-8000-00000000000a',
  legalName: 'Helen Ames',
  duties: ['medical-director'],
  licence: { type: 'MD', number: 'A-10442', state: 'OR', expires: calendarDate.parse('2027-12-31') },
  at: instant.parse('2026-11-01T17:00:00.000Z'),
  today: calendarDate.parse('2026-11-01'),
  effectiveFrom: calendarDate.parse('2026-11-01'),
  reviewBy: calendarDate.parse('2027-11-01'),
  signatureId: '018f0000-0000-7000-8000-0000000000a1',
}

const clinicPolicy = {
  id: 'clinic-policy',
  kind: 'clinic-policy',
  ref: 'Marigold House P-7',
  title: 'Limits settled by the medical director of Marigold House',
  checkedOn: '2026-11-01',
} as const

/** Enters the limits the supplied drafts leave open: the absolute maximum, and a ceiling where there is none. */
export function settle(draft: ProtocolVersion, absoluteMaxMcg = 150_000): ProtocolVersion {
  const settled = <T>(value: T) => ({ value, evidence: 'G' as const, sources: [clinicPolicy.id] })
  const { dose, absoluteMax } = draft.drug
  const settledDose =
    dose.kind === 'weight' && dose.hardCeiling.value === null
      ? { ...dose, hardCeiling: settled(mcgPerKg.parse(2_000)) }
      : dose
  const drug: ProtocolData['drug'] = {
    ...draft.drug,
    dose: settledDose,
    absoluteMax: absoluteMax.value === null ? settled(mcg.parse(absoluteMaxMcg)) : absoluteMax,
  }
  return must(editDraft(draft, { drug, sources: [...draft.sources, clinicPolicy] }))
}

export function inForce(draft: ProtocolVersion, sha256: Hasher, absoluteMaxMcg = 150_000): ProtocolVersion {
  return must(approve(must(submitForReview(settle(draft, absoluteMaxMcg))), ames, sha256))
}

/** The value of a decision that must have been accepted; a refusal fails the test with its own sentence. */
export function must<T>(decision: Decision<T>): T {
  if (!decision.ok) throw new Error(`${decision.refusal.code}: ${decision.refusal.sentence}`)
  return decision.value
}
