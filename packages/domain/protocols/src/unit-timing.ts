import { type Instant, minutesBetween } from '@holdspace/kit/elapsed'
import type { DrugPlan } from './drug-plan.ts'
import { limit } from './limit.ts'

export interface UnitTooSoon {
  readonly code: 'UNIT_TOO_SOON'
  readonly sentence: string
}

/**
 * A device or part given sooner than the protocol allows. It happened, so it is recorded; the deviation asks for a
 * reason (RULINGS 1; D38). Null when the time is kept or the protocol names none.
 */
export function unitTiming(drug: DrugPlan, previousAt: Instant, at: Instant): UnitTooSoon | null {
  const rule = drug.dose.kind === 'fixed' ? drug.dose.minutesBetweenUnits : drug.splitDose?.minMinutesBetween
  if (rule === undefined) return null
  const least = limit(rule, 'minutes between parts')
  const passed = minutesBetween(previousAt, at)
  if (passed >= least) return null
  return {
    code: 'UNIT_TOO_SOON',
    sentence: `Given ${Math.floor(passed)} min after the one before; the protocol asks for ${least} min. Record the reason.`,
  }
}
